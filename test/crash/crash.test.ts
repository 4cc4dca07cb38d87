import { test } from 'vitest';
import { survive } from './_crashes.ts';

test('loses nothing through 18 crashes', { timeout: 120_000 }, () => survive(18));

import { test } from 'vitest';
import { survive } from './_crashes.ts';

test('loses nothing through 55 crashes', { timeout: 240_000 }, () => survive(55));

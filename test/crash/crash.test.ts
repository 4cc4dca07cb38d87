import { test } from 'vitest';
import { surviveKills } from './_crashes.ts';

test('loses nothing through 18 crashes', { timeout: 120_000 }, () => surviveKills(18));

import { test } from 'vitest';
import { surviveKills } from './_crashes.ts';

test('loses nothing through 55 crashes', { timeout: 240_000 }, () => surviveKills(55));

import { expect, test } from 'vitest';
import { runScenario } from './context.ts';
import type { Scenario } from './scenario.ts';
import { soakServer, withoutCompilers } from './soak.ts';

/** Two minutes, of three times the soak's load. */
const form = { warmUpMs: 20_000, ms: 120_000, everyMs: 3_000, restMs: 500, weight: 3 };

test('a server that keeps a kilobyte of each execution is found out', { timeout: 600_000 }, async () => {
  const server = { ...withoutCompilers.server, preload: ['preload/leak.ts'] };
  const leaking: Scenario = {
    name: 'leaking',
    does: 'Keeps a kilobyte of each execution.',
    run: (context) => soakServer(context, { ...withoutCompilers, name: 'server', form, server }),
  };
  const { figures, violations } = await runScenario(leaking, { seed: 1, short: false, say: console.log });
  expect(violations).toEqual([expect.stringMatching(/^server: The heap grows by \d+ .* bytes an execution\.$/)]);
  const [bytes] = String(figures['bytes of the heap, an execution']).split(' ');
  expect(Number(bytes)).toBeGreaterThan(900);
  expect(Number(bytes)).toBeLessThan(1_300);
});

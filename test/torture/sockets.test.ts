import { expect, test } from 'vitest';
import { runScenario } from './context.ts';
import { sockets } from './sockets.ts';

test('what is no HTTP, or hardly, is refused, and harms nobody', { timeout: 300_000 }, async () => {
  const { violations, figures } = await runScenario(sockets, { seed: 1, short: true });
  expect(violations).toEqual([]);
  expect(figures['requests answered beside']).toBeGreaterThan(0);
});

/** The torture suite's kills, as a test: a number of them, and the same that must hold. */
import { expect } from 'vitest';
import { runScenario } from '../torture/context.ts';
import { kill, survive } from '../torture/kill.ts';

/** Fails when something is lost or done twice through so many crashes. */
export async function surviveKills(kills: number): Promise<void> {
  const seed = Math.floor(Math.random() * 2 ** 31);
  const scenario = { ...kill, run: (context: Parameters<typeof kill.run>[0]) => survive(context, kills) };
  const { figures, violations } = await runScenario(scenario, { seed, short: false });
  expect(violations, `with the seed ${seed}`).toEqual([]);
  expect(figures['executions accepted']).toBeGreaterThan(kills);
  expect(figures['attempts that a kill cut off']).toBeGreaterThan(kills / 3);
  expect(figures['times that a viewer was cut off']).toBeGreaterThan(kills / 12);
}

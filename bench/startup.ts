/** How soon the bundle answers, and what it holds while nothing happens. */
import { setTimeout as delay } from 'node:timers/promises';
import { startServer } from './children.ts';
import { cpuOf, memoryOf } from './machine.ts';
import { type Spread, spread } from './statistics.ts';

export type Startup = {
  /** ms from the spawn to the first answer, on a database that is there */
  readonly coldStartMs: Spread;
  /** the same, when the database has to be made first */
  readonly firstStartMs: Spread;
  /** MB that the process holds when it is at rest */
  readonly idleMb: Spread;
  /** per cent of a core that it takes meanwhile */
  readonly idleCpuPercent: Spread;
};

/** V8 gives back what the start took after about ten seconds in which little happens. */
const IDLE_MS = 15_000;

export async function measureStartup(newFolder: () => string, repeats: number): Promise<Startup> {
  const [first, cold, memory, cpu]: [number[], number[], number[], number[]] = [[], [], [], []];
  for (let run = 0; run < repeats; run += 1) {
    const folder = newFolder();
    const making = await startServer(folder);
    first.push(making.firstAnswerMs);
    await making.stop();
    const server = await startServer(folder);
    cold.push(server.firstAnswerMs);
    const before = cpuOf(server.pid);
    await delay(IDLE_MS);
    memory.push(memoryOf(server.pid));
    cpu.push((100 * (cpuOf(server.pid) - before)) / (IDLE_MS / 1_000));
    await server.stop();
  }
  return {
    coldStartMs: spread(cold),
    firstStartMs: spread(first),
    idleMb: spread(memory),
    idleCpuPercent: spread(cpu),
  };
}

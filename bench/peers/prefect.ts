import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { TESTED_VERSION } from '../../server/prefect/version.ts';
import { installPrefect, prefectPython } from '../../test/prefect/_prefect.ts';
import { freePort, startProgram } from '../children.ts';
import type { Loaded } from '../client.ts';
import { bytesInUse } from '../database.ts';
import type { Instance, Product } from './product.ts';

export type PrefectOptions = { readonly stub: string; readonly newFolder: () => string };

/** Prefect from PyPI in a virtual environment: the workloads are flows, their nodes tasks. */
export async function prefect({ stub, newFolder }: PrefectOptions): Promise<Product> {
  installPrefect();
  return {
    name: 'Prefect',
    version: TESTED_VERSION,
    settings: [
      'a server on SQLite; flows are called within one process, which spares it a process for each run',
      'stores the states of flow and task runs, not what they return',
    ],
    start: () => startPrefect(stub, newFolder()),
  };
}

async function startPrefect(stub: string, folder: string): Promise<Instance> {
  const port = await freePort();
  const databaseFile = join(folder, 'prefect.db');
  const env = {
    PREFECT_HOME: folder,
    PREFECT_API_URL: `http://127.0.0.1:${port}/api`,
    PREFECT_API_DATABASE_CONNECTION_URL: `sqlite+aiosqlite:///${databaseFile}`,
    PREFECT__SERVER_FINAL: '1',
    PREFECT_SERVER_UI_ENABLED: 'false',
    PREFECT_SERVER_ANALYTICS_ENABLED: 'false',
    DO_NOT_TRACK: '1',
    PREFECT_LOGGING_LEVEL: 'WARNING',
    PREFECT_LOGGING_SERVER_LEVEL: 'WARNING',
  };
  const script = join(import.meta.dirname, 'prefect_workloads.py');
  const began = performance.now();
  const program = startProgram(prefectPython, [script, stub, `${port}`], { cwd: folder, env });
  const { stdin, stdout } = program.child;
  if (!stdin || !stdout) throw new Error('Expected the program to have pipes.');
  const lines = createInterface(stdout)[Symbol.asyncIterator]();
  const answer = async (): Promise<string> => {
    const { value, done } = await lines.next();
    if (done) throw new Error(`Prefect ended:\n${program.said()}`);
    return value;
  };
  while ((await answer()) !== 'ready') {}
  return {
    pid: program.pid,
    firstAnswerMs: performance.now() - began,
    async run(workload, atOnce, seconds) {
      stdin.write(`${JSON.stringify({ workload, atOnce, seconds })}\n`);
      return JSON.parse(await answer()) as Loaded;
    },
    // the end of a flow run is written before its call returns
    settled: async () => {},
    storedBytes: () => bytesInUse(databaseFile),
    async stop() {
      stdin.end();
      await program.ended;
    },
  };
}

/**
 * `cortado worker`, on any machine: takes executions from a Prefect work pool, runs them with the same engine and nodes as the
 * server, and reports to the server over HTTP. The way of one execution here, file by file:
 *
 *  1. taking.ts        looks for flow runs, woken by events
 *  2. flow-run.ts      claims one in Prefect, then asks for its lease
 *  3. hosting.ts       runs it: engine/host.ts on remote-store.ts, whose commits (commits.ts) go to the server
 *  4. calls.ts         hears of signals: cancel, answers, children
 *  5. mirror.ts        shows Prefect what ran
 *  6. flow-run.ts      tells Prefect how it ended
 */
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import { ConfigError } from '../config.ts';
import { createLifetime, endWithProcess } from '../lifetime.ts';
import { createLog } from '../log.ts';
import { composeWorker, readWorkerEnvironment } from './compose.ts';
import { FlagError, readFlags } from './flags.ts';
import { WorkerRefused } from './greet.ts';

const exitCodes = { usage: 2, refused: 4 } as const;

/** Runs until it is asked to stop; answers an exit code when it could not begin, or may not go on. */
export async function runWorker(argv: readonly string[], env: NodeJS.ProcessEnv = process.env): Promise<number> {
  try {
    const flags = readFlags(argv, env);
    const config = readWorkerEnvironment(flags.prefectUrl, env);
    const log = await createLog(config.logLevel, process.stderr.isTTY === true);
    const lifetime = createLifetime(log);
    endWithProcess(lifetime, log);
    const worker = composeWorker(flags, config, env, log);
    lifetime.onEnd('worker', () => worker.stop(flags.graceMs));
    try {
      process.stdout.write(await worker.start());
      const { message } = await worker.refused;
      process.stderr.write(`${message}\n`);
    } finally {
      await lifetime.end();
    }
    return exitCodes.refused;
  } catch (error) {
    if (!(error instanceof FlagError || error instanceof ConfigError || error instanceof WorkerRefused)) throw error;
    process.stderr.write(`${error.message}\n`);
    return error instanceof WorkerRefused ? exitCodes.refused : exitCodes.usage;
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) process.exit(await runWorker(process.argv.slice(2)));

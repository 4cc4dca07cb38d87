/**
 * `node server/main.ts`: the server on Node. Nothing else listens, reads the environment or ends the process.
 *
 * The way of one execution, file by file:
 *
 *  1. http/routes/execute.ts    checks the request and asks the service
 *  2. executions/submit.ts      pins the revision and checks the inputs; the caller has its 202 when a row is committed
 *  3. queue/pool.ts             gives it a slot, by priority and limit; what finds none is written `pending`
 *                               (db/executions.ts) and stays in the database (db/due.ts) until one is free
 *  4. engine/host.ts            begins it under its first lease, in the commit of its first steps; one that waited is
 *                               claimed (db/leases.ts), and its log read back (engine/recovery.ts)
 *  5. engine/run.ts             walks the graph (engine/walk.ts) and begins nodes (engine/step.ts, engine/attempt.ts)
 *  6. nodes/*.ts                do the work, each type in a file
 *  7. engine/run-state.ts       commits rows in groups under the lease (db/group-writer.ts, db/lease-commit.ts)
 *  8. db/changes.ts             tells what was committed, and only that
 *  9. events/feed.ts            hands each row, serialised once, to all who watch (http/sse.ts)
 * 10. client/execution-feed.ts  folds the rows into the picture
 *
 * After a crash, queue/recover.ts makes what was cut off due again, and the way goes on at 3.
 */
import process from 'node:process';
import { CodedError } from '../db/errors.ts';
import { greeting } from './address.ts';
import { compose } from './compose.ts';
import { ConfigError, readConfig } from './config.ts';
import { createLifetime, endWithProcess } from './lifetime.ts';
import { listen } from './listen.ts';
import { createLog } from './log.ts';
import { StartError } from './start-error.ts';

/** What runs gets so long to end when the process is asked to stop (ms). */
const GRACE_MS = 10_000;

async function main(): Promise<void> {
  // Nobody may be there to read the address, or the disk behind it may be full: the server serves all the same.
  process.stdout.on('error', () => {});
  const config = readConfig(process.env);
  const log = await createLog(config.logLevel, process.stderr.isTTY === true);
  for (const warning of config.warnings) log.warn(warning);
  const lifetime = createLifetime(log);
  endWithProcess(lifetime, log);
  try {
    const server = await compose(config, log);
    lifetime.onEnd('database', server.close);
    const listener = await listen(server.fetch, config);
    lifetime.onEnd('listener', () => listener.close());
    lifetime.onEnd('streams', server.closeStreams);
    lifetime.onEnd('work', () => server.stopWork(GRACE_MS));
    await server.start();
    process.stdout.write(greeting(listener.url, config.publicUrl, await server.setupToken()));
  } catch (error) {
    await lifetime.end();
    throw error;
  }
}

main().catch((error: unknown) => {
  const forPeople = error instanceof ConfigError || error instanceof StartError || error instanceof CodedError;
  process.stderr.write(`${forPeople ? error.message : error instanceof Error ? error.stack : String(error)}\n`);
  process.exit(1);
});

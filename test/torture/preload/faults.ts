/** Makes statements that write fail as SQLite fails, while the scenario says so: a share of them by chance, or all. */
import process from 'node:process';
import { isMainThread } from 'node:worker_threads';
import Database from 'libsql';
import { chance } from '../chance.ts';
import { listen } from './binding.ts';

export type Fault = {
  readonly code: string;
  readonly message: string;
  /** of the statements that write, 0 to 1 */
  readonly share: number;
};

if (isMainThread) {
  const random = chance(Number(process.env.FAULT_SEED));
  let fault: Fault | null = null;
  let failed = 0;
  listen({
    before() {
      if (fault === null || random() >= fault.share) return;
      failed += 1;
      throw new Database.SqliteError(fault.message, fault.code, 0);
    },
  });
  process.on('message', (next: { fault: Fault | null }) => {
    fault = next.fault;
    process.send!({ failed });
  });
  // it is no reason to go on
  process.channel?.unref();
}

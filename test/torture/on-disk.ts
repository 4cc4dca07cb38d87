/** The order in which the kernel is asked: what a client is told is on the disk before the bytes that tell it go out. */
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { checkDatabase } from './invariants.ts';
import type { Figures, Scenario } from './scenario.ts';
import { allEnded, everythingSeen, saveWorkflows, startStub, submit, watch } from './workload.ts';

/** A call to the kernel as `strace -f -y` writes it: the thread, the name, the file or socket, the rest. */
const CALL = /^(\d+) +(pwrite64|write|writev|sendto|fdatasync|fsync)\((\d+)<([^>]*)>(.*)$/;
const RESUMED = /^(\d+) +<\.\.\. (fdatasync|fsync) resumed>/;
const TELLS = /HTTP\/1\.1 202|event: log/;

export const onDisk: Scenario = {
  name: 'on-disk-before-told',
  does: 'Records what the server asks of the kernel (strace) while one client at a time submits and watches: no byte of a 202 and no row to a viewer may go out while the log of the database has anything that the disk was not told to keep.',
  async run(context) {
    const untried: Figures = { 'not tried': 'strace is not there, or may not trace' };
    if (spawnSync('strace', ['-f', 'true']).status !== 0) return untried;
    const trace = join(context.folder, 'calls');
    const shell = `exec strace -f -y -s 64 -e trace=pwrite64,write,writev,sendto,fdatasync,fsync -o ${trace} "$@"`;
    const stub = await startStub(context, 2);
    const server = context.spawn({ shell, env: { HTTP_ALLOW: `127.0.0.1:${stub.port}` } });
    const url = await server.url;
    // a signal to strace is not one to what it traces
    const traced = childOf(server.child.pid!);
    context.whenDone(() => endTraced(traced));
    const workflowIds = await saveWorkflows(url, stub.port);
    const accepted: string[] = [];
    const watched = new Map<string, ReturnType<typeof watch>>();
    for (let n = 0; n < (context.short ? 4 : 60); n++) {
      const id = await submit(url, workflowIds[n % workflowIds.length]!, `told-${n}`);
      accepted.push(id);
      watched.set(id, watch(url, id));
      await allEnded(url, [id]);
    }
    const seen = await everythingSeen(watched);
    process.kill(traced, 'SIGTERM');
    await server.exited;
    checkDatabase({ path: join(context.folder, 'cortado.db'), accepted, hits: stub.hits, seen }, context.violation);
    const { told, synced, early } = readTrace(readFileSync(trace, 'latin1'));
    for (const line of early) context.violation(`Told before it was on the disk: ${line}`);
    if (told < accepted.length * 2 || synced < accepted.length) {
      context.violation(`The trace has ${told} pieces that tell and ${synced} syncs of ${accepted.length} executions.`);
    }
    return { executions: accepted.length, 'syncs of the log': synced, 'pieces that told of something': told };
  },
};

function childOf(pid: number): number {
  return Number(readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').trim());
}

function endTraced(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    // It has ended as it was asked to.
  }
}

/** What was told while something of the log was not on the disk. */
export function readTrace(text: string): { told: number; synced: number; early: string[] } {
  const syncing = new Set<string>();
  let isDirty = false;
  let [told, synced] = [0, 0];
  const early: string[] = [];
  const sync = () => {
    isDirty = false;
    synced += 1;
  };
  for (const line of text.split('\n')) {
    const resumed = RESUMED.exec(line);
    if (resumed && syncing.delete(resumed[1]!)) sync();
    const [, thread, name, , file = '', rest = ''] = CALL.exec(line) ?? [];
    const isLog = file.endsWith('cortado.db-wal');
    if (name === 'pwrite64' && isLog) isDirty = true;
    else if ((name === 'fdatasync' || name === 'fsync') && isLog) {
      if (rest.includes('<unfinished')) syncing.add(thread!);
      else sync();
    } else if (name !== undefined && TELLS.test(rest)) {
      told += 1;
      if (isDirty) early.push(line.slice(0, 200));
    }
  }
  return { told, synced, early };
}

/**
 * The power goes: what SQLite had not been promised by the disk may be lost, torn, or written out of order.
 *
 * The law: whatever has become of the log behind some byte, the database opens, is sound, and is exactly what it was after
 * the last commit that lies whole before that byte; and everything that anybody was told by then is in it.
 */
import { copyFileSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import Database from 'libsql';
import { chance } from './chance.ts';
import { garbageCollector } from './garbage.ts';
import { checkDatabase } from './invariants.ts';
import { type Context, type Figures, type Scenario, until } from './scenario.ts';
import { readStored, regress, type Stored } from './stored.ts';
import { HEADER, type Loss, lastCommit, lose, readWal, type Wal } from './wal.ts';
import { allEnded, everythingSeen, saveWorkflows, startLoad, startStub } from './workload.ts';

type Recording = {
  readonly database: Buffer;
  readonly bytes: Buffer;
  readonly wal: Wal;
  /** bytes of the log that the database file itself may rely on: nothing before was cut off in any power loss */
  readonly from: number;
  /** what somebody was told, and how long the log was then */
  readonly told: readonly { readonly executionId: string; readonly seq: number; readonly bytes: number }[];
  readonly env: Record<string, string>;
};

export const powerLoss: Scenario = {
  name: 'power-loss',
  does: 'Copies database and log under load, cuts or damages the log at any byte, and opens what is left: it must be sound and exactly what it was after the last whole commit, with everything in it that anybody was told by then. Servers started on some of these must end every execution.',
  async run(context) {
    const recording = await record(context);
    const at = stateAt(context, recording);
    const commits = await checkCommits(context, recording, at);
    const losses = await checkLosses(context, recording, at);
    const checkpoints = await checkCheckpoints(context, recording, at);
    return { ...commits, ...losses, ...checkpoints, ...(await goOn(context, recording)) };
  },
};

/** A load whose log is never started over, since a reader holds its beginning; copied in the midst of it. */
async function record(context: Context): Promise<Recording> {
  const stub = await startStub(context, 5);
  const env = { HTTP_ALLOW: `127.0.0.1:${stub.port}` };
  const server = context.spawn({ env });
  const url = await server.url;
  const workflowIds = await saveWorkflows(url, stub.port);
  const path = join(context.folder, 'cortado.db');
  const length = () => statSync(`${path}-wal`).size;
  const reader = new Database(path);
  reader.exec('BEGIN');
  reader.prepare('SELECT count(*) FROM workflows').all([]);
  const from = length();
  const told: { executionId: string; seq: number; bytes: number }[] = [];
  const tell = (executionId: string, seq: number) => void told.push({ executionId, seq, bytes: length() });
  const load = startLoad(context, url, workflowIds, { slowestMs: 20, told: tell });
  const wanted = from + (context.short ? 700_000 : 6_000_000);
  await until('the log is long enough', () => length() > wanted);
  copyFileSync(path, join(context.folder, 'copy.db'));
  copyFileSync(`${path}-wal`, join(context.folder, 'copy.db-wal'));
  const bytes = readFileSync(join(context.folder, 'copy.db-wal'));
  reader.exec('COMMIT');
  reader.close();
  await load.stop();
  await allEnded(url, load.accepted);
  const seen = await everythingSeen(load.watched);
  await server.end('SIGTERM');
  checkDatabase({ path, accepted: load.accepted, hits: stub.hits, seen }, context.violation);
  const wal = readWal(bytes);
  const database = readFileSync(join(context.folder, 'copy.db'));
  return {
    database,
    bytes,
    wal,
    from: lastCommit(wal, from),
    told: told.filter((each) => each.bytes <= bytes.length),
    env,
  };
}

const collectGarbage = garbageCollector(16);

/** Opens what is made of both files. */
async function open(context: Context, database: Buffer, log: Buffer): Promise<Stored> {
  await collectGarbage();
  const folder = join(context.folder, 'opened');
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder);
  const path = join(folder, 'cortado.db');
  writeFileSync(path, database);
  writeFileSync(`${path}-wal`, log);
  return readStored(path);
}

type StateAt = (commit: number) => Promise<Stored>;

/** The database as it was after a commit. */
function stateAt(context: Context, { database, bytes }: Recording): StateAt {
  const known = new Map<number, Stored>();
  return async (commit) => {
    let state = known.get(commit);
    if (!state) {
      state = await open(context, database, bytes.subarray(0, commit));
      known.set(commit, state);
    }
    return state;
  };
}

/** From commit to commit nothing is taken back, and whatever was told by then is there. */
async function checkCommits(context: Context, { wal, from, told, bytes }: Recording, at: StateAt): Promise<Figures> {
  const commits = wal.commits.filter((commit) => commit >= from);
  let before: Stored | null = null;
  for (const commit of commits) {
    const state = await at(commit);
    for (const line of state.damage) context.violation(`After ${commit} bytes of the log: ${line}`);
    const lost = before && regress(before, state);
    if (lost !== null) context.violation(`After ${commit} bytes of the log ${lost}.`);
    for (const { executionId, seq, bytes: then } of told) {
      if (then > commit) continue;
      const isThere = seq === 0 ? state.versions.has(executionId) : state.rows.has(`${executionId} ${seq}`);
      if (!isThere)
        context.violation(`At ${then} bytes somebody was told of ${executionId} ${seq}, and at ${commit} it is lost.`);
    }
    before = state;
  }
  return {
    'bytes of the log': bytes.length,
    commits: commits.length,
    'executions and rows that clients were told of': told.length,
  };
}

/** The law, for every byte of the last frame, the borders of the last 300, and losses of any kind by chance. */
async function checkLosses(context: Context, recording: Recording, at: StateAt): Promise<Figures> {
  const { database, bytes, wal, from } = recording;
  const holds = async (loss: Loss): Promise<boolean> => {
    const left = lose(bytes, loss, chance(context.seed));
    const state = await open(context, database, left);
    const wanted = await at(lastCommit(wal, firstChange(bytes, left, loss.at)));
    return state.damage.length === 0 && state.digest === wanted.digest;
  };
  const { frame, frames } = wal;
  const borders = frames.filter((end) => end > from).flatMap((end) => [end - 1, end, end + 1]);
  const last = frames.at(-1)!;
  const everyByte = Array.from({ length: frame }, (_, back) => last - back);
  const cuts = context.short ? borders.slice(-30) : [...borders.slice(-900), ...everyByte];
  for (const cut of cuts) {
    if (cut <= bytes.length && !(await holds({ kind: 'cut', at: cut })))
      context.violation(`The law does not hold for a cut at ${cut}.`);
  }
  const loss = fc.record({
    kind: fc.constantFrom<Loss['kind']>('cut', 'zeros', 'garbage', 'hole', 'flip'),
    at: fc.integer({ min: Math.max(from, HEADER), max: last - 1 }),
  });
  const numRuns = context.short ? 40 : 2_500;
  const details = await fc.check(fc.asyncProperty(loss, holds), { numRuns, seed: context.seed });
  if (details.failed)
    context.violation(
      `The law does not hold for ${JSON.stringify(details.counterexample)}: ${details.errorInstance ?? ''}`,
    );
  return {
    'cuts at borders of frames and at every byte of the last one': cuts.length,
    'losses by chance': details.numRuns,
  };
}

/** Up to where both are the same, `at` or further: what was lost may have been what was there before. */
function firstChange(bytes: Buffer, left: Buffer, at: number): number {
  const shorter = Math.min(bytes.length, left.length);
  let same = at;
  while (same < shorter && bytes[same] === left[same]) same += 1;
  return same;
}

/** The power goes while the log is written back: of each sector of the database the old or the new is there. The log has all. */
async function checkCheckpoints(context: Context, { database, bytes, wal }: Recording, at: StateAt): Promise<Figures> {
  const whole = bytes.subarray(0, wal.frames.at(-1)!);
  const folder = join(context.folder, 'written-back');
  mkdirSync(folder);
  const path = join(folder, 'cortado.db');
  writeFileSync(path, database);
  writeFileSync(`${path}-wal`, whole);
  const connection = new Database(path);
  connection.prepare('PRAGMA wal_checkpoint(TRUNCATE)').all([]);
  connection.close();
  const after = readFileSync(path);
  const { digest: wanted } = await at(wal.commits.at(-1)!);
  const times = context.short ? 8 : 400;
  for (let time = 0; time < times; time++) {
    const mixed = Buffer.from(
      after.subarray(0, Math.max(database.length, Math.floor(context.random() * after.length))),
    );
    const share = context.random();
    for (let sector = 0; sector < mixed.length; sector += 512) {
      if (context.random() < share && sector < database.length) database.copy(mixed, sector, sector, sector + 512);
    }
    const state = await open(context, mixed, whole);
    if (state.damage.length > 0 || state.digest !== wanted)
      context.violation(`Writing the log back, cut off (${time}), lost something.`);
  }
  return { 'writings back of the log that were cut off': times };
}

/** Servers on some of the losses: every execution that is there must end. */
async function goOn(context: Context, { database, bytes, wal, from, env }: Recording): Promise<Figures> {
  const times = context.short ? 1 : 12;
  let ended = 0;
  for (let time = 0; time < times; time++) {
    const kind = context.pick(['cut', 'garbage', 'hole'] as const);
    const loss = { kind, at: Math.floor(context.between(from, wal.frames.at(-1)!)) };
    const folder = join(context.folder, `continued-${time}`);
    mkdirSync(folder);
    const path = join(folder, 'cortado.db');
    writeFileSync(path, database);
    writeFileSync(`${path}-wal`, lose(bytes, loss, context.random));
    const server = context.spawn({ folder, env });
    const url = await server.url;
    const ids = executionsOf(path);
    await allEnded(url, ids);
    await server.end('SIGTERM');
    if (server.stderr() !== '') context.violation(`A server after ${JSON.stringify(loss)} said: ${server.stderr()}`);
    ended += checkDatabase({ path, accepted: ids }, context.violation).executions;
  }
  return { 'servers that went on after a loss': times, 'executions that they ended': ended };
}

function executionsOf(path: string): string[] {
  const database = new Database(path, { timeout: 1_000 } as Database.Options);
  const sql = 'SELECT id FROM workflow_executions WHERE parentId IS NULL';
  const rows = database.prepare(sql).all([]) as { id: string }[];
  database.close();
  return rows.map(({ id }) => id);
}

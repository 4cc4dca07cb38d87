/**
 * The status changes of all executions of one organization: to each viewer first a snapshot, then every change, the
 * latest of each execution only. A change that was missed is found by comparing with the database.
 */
import { Buffer } from 'node:buffer';
import type { Happened } from '../../db/dashboard-changes.ts';
import type { RecordsChange } from '../../db/database-model.ts';
import type { DatabaseMark } from '../../db/database-store.ts';
import { executionStatuses, finishedStatuses, isFinished } from '../../db/execution-state.ts';
import type { Store } from '../../db/store.ts';
import { recordsBytes, type StatusNow, sameStatus, statusBytes, statusOf } from './frames.ts';
import type { Sink } from './sink.ts';

/** What a snapshot shows at most. */
const UNFINISHED_SHOWN = 1_000;
const FINISHED_SHOWN = 100;
/** Ended executions that are remembered, so that comparing with the database does not take them for news. */
const FINISHED_KEPT = 1_000;
const unfinishedStatuses = executionStatuses.filter((status) => !isFinished(status));

/** Told what happened, by who shows something else of it than the statuses. */
export type Listener = (happened: readonly Happened[]) => void;

/** The same bytes to everybody who watched when they were made: who came since has what they say in its snapshot. */
type Wave = { readonly bytes: Buffer; readonly to: readonly Sink[]; reached: number };

export type Overview = {
  readonly organizationId: string;
  readonly executions: Pick<Store['executions'], 'list' | 'head'>;
  /** how far the databases are, where other servers write to them too; null: this one knows what is written */
  readonly marks: ((organizationId: string) => Promise<readonly DatabaseMark[]>) | null;
  /** asks for `flushOverview` soon */
  readonly schedule: (overview: Overview) => void;
  /** asks for `writeWaves` now, or as soon as there is time */
  readonly write: (overview: Overview) => void;
  readonly sinks: Set<Sink>;
  /** what is being written, in order */
  readonly waves: Wave[];
  /** viewers that wait for the snapshot */
  readonly joining: Set<Sink>;
  readonly listeners: Set<Listener>;
  readonly unfinished: Map<string, StatusNow>;
  readonly finished: Map<string, StatusNow>;
  changed: Map<string, StatusNow>;
  /** the last change of each database that is yet to be told */
  records: Map<string, RecordsChange>;
  /** how far each database is that was told, or was so at the first look; null: before it */
  known: Map<string, DatabaseMark> | null;
  loaded: boolean;
  reading: boolean;
};

export function openOverview(
  organizationId: string,
  { executions, marks, schedule, write }: Pick<Overview, 'executions' | 'marks' | 'schedule' | 'write'>,
): Overview {
  return {
    organizationId,
    executions,
    marks,
    schedule,
    write,
    sinks: new Set(),
    waves: [],
    joining: new Set(),
    listeners: new Set(),
    unfinished: new Map(),
    finished: new Map(),
    changed: new Map(),
    records: new Map(),
    known: null,
    loaded: false,
    reading: false,
  };
}

/** Shows a viewer the snapshot and then what changes. */
export function joinOverview(overview: Overview, sink: Sink): void {
  overview.joining.add(sink);
  if (overview.loaded) admit(overview);
}

function admit(overview: Overview): void {
  flushOverview(overview);
  const shown = [...overview.unfinished.values(), ...[...overview.finished.values()].slice(-FINISHED_SHOWN)];
  const snapshot = Buffer.concat(shown.map(statusBytes));
  for (const sink of overview.joining) {
    if (snapshot.length > 0) sink.write(snapshot);
    if (!sink.closed) overview.sinks.add(sink);
  }
  overview.joining.clear();
}

export function takeOverviewStatus(overview: Overview, next: StatusNow): void {
  const { executionId } = next;
  if (overview.finished.has(executionId)) return;
  const known = overview.unfinished.get(executionId);
  if (known && (next.lastSeq < known.lastSeq || sameStatus(known, next))) return;
  if (isFinished(next.status)) {
    overview.unfinished.delete(executionId);
    keep(overview.finished, next, FINISHED_KEPT);
  } else keep(overview.unfinished, next, UNFINISHED_SHOWN);
  overview.changed.set(executionId, next);
  if (overview.sinks.size > 0 || overview.listeners.size > 0) overview.schedule(overview);
}

/** Changes of one database that come close together are one; which records they were is told while they are few. */
export function takeRecords(overview: Overview, change: RecordsChange): void {
  if (!isWatched(overview)) return;
  const known = overview.known?.get(change.databaseId);
  if (known && change.changes > known.changes) {
    overview.known?.set(change.databaseId, { ...known, changes: change.changes });
    // what another server wrote in between is not among these
    if (change.changes > known.changes + 1) return takeRecords(overview, { ...change, ids: [] });
  }
  const before = overview.records.get(change.databaseId);
  const many =
    before !== undefined && (before.ids.length === 0 || before.ids.length + change.ids.length > RECORDS_TOLD);
  const ids = many || change.ids.length === 0 ? [] : [...new Set([...(before?.ids ?? []), ...change.ids])];
  overview.records.set(change.databaseId, { ...change, ids });
  overview.schedule(overview);
}
const RECORDS_TOLD = 200;

/** Keeps the newest; the oldest go. */
function keep(map: Map<string, StatusNow>, next: StatusNow, limit: number): void {
  map.set(next.executionId, next);
  if (map.size > limit) map.delete(map.keys().next().value as string);
}

export function flushOverview(overview: Overview): void {
  const { changed, records, sinks, listeners } = overview;
  if (changed.size === 0 && records.size === 0) return;
  overview.changed = new Map();
  overview.records = new Map();
  // what is found at the first look has not happened now
  if (overview.loaded) tellListeners(listeners, changed.values(), records.keys());
  if (sinks.size === 0) return;
  const bytes = Buffer.concat([...[...changed.values()].map(statusBytes), ...[...records.values()].map(recordsBytes)]);
  overview.waves.push({ bytes, to: [...sinks], reached: 0 });
  overview.write(overview);
}

/** Writes what was flushed, as long as `goesOn`. Answers whether all of it is written. */
export function writeWaves({ waves }: Overview, goesOn: () => boolean): boolean {
  for (let wave = waves[0]; wave; wave = waves[0]) {
    for (let sink = wave.to[wave.reached]; sink; sink = wave.to[wave.reached]) {
      sink.write(wave.bytes);
      wave.reached += 1;
      if (!goesOn()) return false;
    }
    waves.shift();
  }
  return true;
}

function tellListeners(
  listeners: ReadonlySet<Listener>,
  changed: Iterable<StatusNow>,
  databaseIds: Iterable<string>,
): void {
  if (listeners.size === 0) return;
  const happened: Happened[] = [
    ...[...changed].map(({ workflowId, status }) => ({ workflowId, completed: status === 'completed' })),
    ...[...databaseIds].map((databaseId) => ({ databaseId })),
  ];
  for (const listener of listeners) listener(happened);
}

export function isWatched({ sinks, joining, listeners }: Overview): boolean {
  return sinks.size > 0 || joining.size > 0 || listeners.size > 0;
}

/** Compares with the database: finds what began, went on or ended without a wake. */
export async function rereadOverview(overview: Overview): Promise<void> {
  if (overview.reading) return;
  overview.reading = true;
  try {
    const { executions, organizationId } = overview;
    const unfinished = await executions.list(organizationId, { limit: UNFINISHED_SHOWN, status: unfinishedStatuses });
    const finished = await executions.list(organizationId, { limit: FINISHED_SHOWN, status: finishedStatuses });
    const seen = new Set<string>();
    for (const head of [...unfinished.items.reverse(), ...finished.items.reverse()]) {
      seen.add(head.id);
      takeOverviewStatus(overview, statusOf(head));
    }
    if (overview.loaded) await findEnded(overview, seen);
    else flushOverview(overview);
    await findWritten(overview);
    overview.loaded = true;
    admit(overview);
  } finally {
    overview.reading = false;
  }
}

/** What other servers have written to databases, and which of these are new or gone. */
async function findWritten(overview: Overview): Promise<void> {
  const { marks, organizationId, known } = overview;
  if (marks === null) return;
  const found = await marks(organizationId);
  const tell = ({ id, records, changes }: DatabaseMark) =>
    takeRecords(overview, { organizationId, databaseId: id, records, changes, ids: [] });
  const next = new Map(found.map((mark) => [mark.id, mark]));
  overview.known = next;
  if (known === null) return;
  for (const mark of found) {
    const before = known.get(mark.id);
    known.delete(mark.id);
    if (!before || before.changes < mark.changes || before.revision !== mark.revision) tell(mark);
    // told of while this was read
    else if (before.changes > mark.changes) next.set(mark.id, before);
  }
  for (const gone of known.values()) tell({ ...gone, changes: -1 });
}

/** What was unfinished and is in neither list has ended a while ago, or was removed. */
async function findEnded(overview: Overview, seen: ReadonlySet<string>): Promise<void> {
  for (const executionId of [...overview.unfinished.keys()].filter((id) => !seen.has(id))) {
    const head = await overview.executions.head(overview.organizationId, executionId);
    if (head) takeOverviewStatus(overview, statusOf(head));
    else overview.unfinished.delete(executionId);
  }
}

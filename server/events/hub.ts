/**
 * What the viewers of one execution see, made once for all of them.
 *
 * Owns: the rows that are on their way, the latest status, the LLM text so far, and who watches live.
 * Does not own: connections (sinks do), stored rows (the database does), when to write and for how long (the pace does).
 *
 * 1. Rows are taken in by `seq`, each once and without a hole; what a hint leaves out is read from the database.
 * 2. A viewer becomes live in the turn in which it has every row up to `lastSeq`, so nothing falls between stored and live.
 * 3. A row is written to a viewer only above its cursor, and its cursor moves with the write: nothing is sent twice.
 * 4. `end` is written once to each viewer, after the row that the finished execution's `lastSeq` names, and nothing after it.
 * 5. A round goes over all who are live, in the order in which they came; it may be left off and is gone on with there.
 */
import { isFinished, isTerminal } from '../../db/execution-state.ts';
import type { ExecutionHead, StoredLogRow, TokenChunk } from '../../db/model.ts';
import type { CappedLogRow, Change, Store } from '../../db/store.ts';
import {
  endBytes,
  type Frame,
  type Piece,
  pieces,
  rowFrame,
  type StatusNow,
  sameStatus,
  statusBytes,
  statusOf,
  statusOfChange,
  tokenFrame,
} from './frames.ts';
import { createLine, type Line } from './line.ts';
import { createLiveText, type LiveText } from './live-text.ts';

/** One viewer of one execution. */
export type Follower = {
  /** highest `seq` written to it */
  cursor: number;
  /** up to where it has what is on the way, once it is live */
  place: number;
  /** `bytes` is the frames in few pieces. */
  write(frames: readonly Frame[], bytes: readonly Buffer[]): void;
  room(): Promise<void> | null;
  /** There is no more to come of this execution. */
  over(): void;
  /** Something is wrong on this side; the viewer comes back by its cursor. */
  drop(): void;
  readonly closed: boolean;
};

export type HubDeps = {
  readonly store: Pick<Store, 'executions' | 'logs' | 'tokens'>;
  /** asks for a round soon */
  readonly schedule: (hub: Hub) => void;
  readonly warn: (error: unknown, message: string) => void;
};

export type Hub = {
  readonly deps: HubDeps;
  readonly executionId: string;
  readonly organizationId: string;
  now: StatusNow;
  /** of the last row taken in */
  lastSeq: number;
  readonly line: Line;
  readonly live: Set<Follower>;
  /** the round that is left off, if any */
  round: Round | null;
  readonly replaying: Set<Follower>;
  readonly text: LiveText;
  /** stored rows being shown, by the cursor before them */
  readonly pages: Map<number, Promise<readonly Piece[]>>;
  /** `version` at the last re-read, and whether hints came since */
  version: number;
  hinted: boolean;
  reading: boolean;
  catchingUp: boolean;
};

/** Who is yet to be reached, and up to where everybody has everything once all are. */
type Round = { readonly rest: SetIterator<Follower>; readonly end: number };

/** Rows read at once. */
export const PAGE = 200;

/** A hub as of `head`; whoever opens it re-reads at once, after the wake is in place. */
export function openHub(deps: HubDeps, head: ExecutionHead): Hub {
  return {
    deps,
    executionId: head.id,
    organizationId: head.organizationId,
    now: statusOf(head),
    lastSeq: head.lastSeq,
    line: createLine(),
    live: new Set(),
    round: null,
    replaying: new Set(),
    text: createLiveText(),
    pages: new Map(),
    version: -1,
    hinted: false,
    reading: false,
    catchingUp: false,
  };
}

/** Takes in what a commit changed. */
export function takeChange(hub: Hub, change: Change): void {
  hub.hinted = true;
  for (const chunk of change.tokens) takeText(hub, chunk);
  for (const row of change.rows) takeRow(hub, row);
  takeStatus(hub, statusOfChange(change));
  if (hub.now.lastSeq > hub.lastSeq) void catchUp(hub);
}

/** Takes in a head that somebody has just read. */
export function takeHead(hub: Hub, head: ExecutionHead): void {
  takeStatus(hub, statusOf(head));
  if (hub.now.lastSeq > hub.lastSeq) void catchUp(hub);
}

export function takeText(hub: Hub, chunk: TokenChunk): void {
  for (const fresh of hub.text.take(chunk)) {
    if (hub.live.size > 0) show(hub, tokenFrame(hub.executionId, fresh));
  }
}

function takeRow(hub: Hub, row: StoredLogRow | CappedLogRow): void {
  if (row.seq !== hub.lastSeq + 1) return;
  hub.lastSeq = row.seq;
  if (isTerminal(row.status)) hub.text.end(row.nodeId);
  else if (row.status === 'running') hub.text.restart(row.nodeId, row.attempt);
  // who becomes live later has it from the database
  if (hub.live.size > 0) show(hub, rowFrame(row));
}

function show(hub: Hub, frame: Frame): void {
  hub.line.add(frame);
  hub.deps.schedule(hub);
}

function takeStatus(hub: Hub, next: StatusNow): void {
  const { now } = hub;
  if (isFinished(now.status) || next.lastSeq < now.lastSeq) return;
  if (sameStatus(now, next)) return;
  hub.now = next;
  if (hub.live.size === 0) return;
  hub.line.addStatus();
  hub.deps.schedule(hub);
}

/** Compares with the database, which is the truth: whatever hints were lost, this finds it. */
export async function reread(hub: Hub): Promise<void> {
  if (hub.reading) return;
  hub.reading = true;
  try {
    const { executions, tokens } = hub.deps.store;
    const head = await executions.head(hub.organizationId, hub.executionId);
    if (!head) return dropAll(hub);
    const unseen = head.version !== hub.version && !hub.hinted;
    hub.version = head.version;
    hub.hinted = false;
    if (unseen || hub.text.hasHole()) {
      for (const chunk of await tokens.read(hub.executionId)) takeText(hub, chunk);
    }
    takeHead(hub, head);
  } catch (error) {
    hub.deps.warn(error, 'An execution could not be re-read for its viewers; trying again.');
  } finally {
    hub.reading = false;
  }
}

/** Reads the rows that hints left out. */
async function catchUp(hub: Hub): Promise<void> {
  if (hub.catchingUp) return;
  hub.catchingUp = true;
  try {
    while (hub.lastSeq < hub.now.lastSeq && watched(hub)) {
      const rows = await hub.deps.store.logs.readCapped(hub.executionId, hub.lastSeq, PAGE);
      if (rows.length === 0) break;
      for (const row of rows) takeRow(hub, row);
    }
  } catch (error) {
    hub.deps.warn(error, 'Rows could not be read for the viewers of an execution; trying again.');
  } finally {
    hub.catchingUp = false;
  }
}

export function watched(hub: Hub): boolean {
  return hub.live.size > 0 || hub.replaying.size > 0;
}

/** Whether the execution has ended and every row of it is taken in. */
export function isOver(hub: Hub): boolean {
  return isFinished(hub.now.status) && hub.lastSeq >= hub.now.lastSeq;
}

/**
 * Writes what was taken in since the last round to everybody who is live, as long as `goesOn`. Answers whether all were
 * reached; if not, the next call begins where this one left off.
 */
export function writeRound(hub: Hub, goesOn: () => boolean): boolean {
  hub.round ??= { rest: hub.live.values(), end: hub.line.end() };
  const { rest, end } = hub.round;
  for (let next = rest.next(); !next.done; next = rest.next()) {
    bringUp(hub, next.value);
    if (!goesOn()) return false;
  }
  hub.round = null;
  hub.line.forget(end);
  return true;
}

/** Writes to one viewer what it has not had. */
function bringUp(hub: Hub, follower: Follower): void {
  const end = hub.line.end();
  if (follower.place === end) return;
  const over = isOver(hub);
  const {
    frames,
    pieces: bytes,
    first,
  } = hub.line.after(follower.place, (told) => (told || over ? closing(hub, over) : []));
  follower.place = end;
  if (first === 0 || follower.cursor < first) follower.write(frames, bytes);
  else writeRest(follower, frames);
  follower.cursor = Math.max(follower.cursor, hub.lastSeq);
  if (!over) return;
  hub.live.delete(follower);
  follower.over();
}

function writeRest(follower: Follower, frames: readonly Frame[]): void {
  const rest = frames.filter((frame) => frame.seq === 0 || frame.seq > follower.cursor);
  if (rest.length > 0) follower.write(rest, pieces(rest));
}

/** The frames after rows and text: the status, and the end. */
function closing(hub: Hub, over: boolean): Frame[] {
  const frames = [{ seq: 0, bodyAt: 0, bytes: statusBytes(hub.now) }];
  if (over) frames.push({ seq: 0, bodyAt: 0, bytes: endBytes(hub.now) });
  return frames;
}

/** Makes a viewer that has every row up to `lastSeq` a live one, with the text and status so far. */
export function joinLive(hub: Hub, follower: Follower): void {
  const over = isOver(hub);
  const text = over ? [] : hub.text.soFar().map((chunk) => tokenFrame(hub.executionId, chunk));
  const frames = [...text, ...closing(hub, over)];
  follower.place = hub.line.end();
  follower.write(frames, pieces(frames));
  if (over) follower.over();
  else if (!follower.closed) hub.live.add(follower);
}

function dropAll(hub: Hub): void {
  for (const follower of [...hub.live, ...hub.replaying]) follower.drop();
}

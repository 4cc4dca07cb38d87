/** Shows a viewer the stored rows after its cursor, page by page and as fast as it reads, until it can go live. */
import { type Frame, joined, type Piece, rowFrame } from './frames.ts';
import { type Follower, type Hub, joinLive, PAGE } from './hub.ts';

/** Bytes that are written before asking whether the viewer has room. */
const PIECE = 128 * 1024;
/** Pages that are kept while somebody replays: who connects at the same time shares the reading and the bytes. */
const PAGES_KEPT = 4;

/** Resolves when the viewer is live, over or gone. */
export async function replay(hub: Hub, follower: Follower): Promise<void> {
  hub.replaying.add(follower);
  try {
    await showStored(hub, follower);
  } catch (error) {
    hub.deps.warn(error, 'Stored rows could not be read for a viewer; it is asked to come back.');
    follower.drop();
  } finally {
    hub.replaying.delete(follower);
    if (hub.replaying.size === 0) hub.pages.clear();
  }
}

async function showStored(hub: Hub, follower: Follower): Promise<void> {
  while (!follower.closed) {
    if (follower.cursor >= hub.lastSeq) return joinLive(hub, follower);
    const pieces = await page(hub, follower.cursor);
    // The rows are gone: the execution was removed while it was being shown.
    if (pieces.length === 0) return follower.drop();
    for (const piece of pieces) {
      if (follower.closed) return;
      follower.write(piece.frames, [piece.bytes]);
      follower.cursor = piece.last;
      const room = follower.room();
      if (room) await room;
    }
  }
}

function page(hub: Hub, after: number): Promise<readonly Piece[]> {
  const known = hub.pages.get(after);
  if (known) return known;
  const reading = readPage(hub, after);
  hub.pages.set(after, reading);
  reading.then(
    (pieces) => pieces.length === 0 && hub.pages.delete(after),
    () => hub.pages.delete(after),
  );
  if (hub.pages.size > PAGES_KEPT) hub.pages.delete(hub.pages.keys().next().value as number);
  return reading;
}

async function readPage(hub: Hub, after: number): Promise<readonly Piece[]> {
  const rows = await hub.deps.store.logs.readCapped(hub.executionId, after, PAGE);
  const pieces: Piece[] = [];
  let frames: Frame[] = [];
  let size = 0;
  const close = () => {
    const last = frames.at(-1);
    if (last) pieces.push({ frames, bytes: joined(frames), last: last.seq });
    frames = [];
    size = 0;
  };
  for (const row of rows) {
    // What the store keeps of an earlier attempt is no text so far.
    if (row.status === 'running' && row.attempt > 1) hub.text.restart(row.nodeId, row.attempt);
    const frame = rowFrame(row);
    frames.push(frame);
    size += frame.bytes.length;
    if (size >= PIECE) close();
  }
  close();
  return pieces;
}

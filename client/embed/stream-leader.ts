/**
 * The one frame that holds the connection for all of its origin, each of them a member with a token for what it shows.
 *
 * Owns: the connection, which member is which part of it. Does not own: when a member tries again (its feed does).
 *
 * 1. There is one connection at a time; members that come, go or have another token change it while it is open.
 * 2. Parts are numbered in the order in which they are asked for, so a frame of a part finds its member before the
 *    answer to the question is there.
 * 3. Whose part ends hears `failed` or `end` once, and nothing after it.
 * 4. Who has heard nothing for a while hears that the connection lives, whoever it was that was spoken to.
 */
import { openFrames, type StreamFrame } from '../feed/event-stream.ts';
import type { Refusal } from '../feed/feed-state.ts';
import type { Channel, SharePorts } from './stream-ports.ts';

export const COMMON = 'cortado-streams';
export const inboxOf = (id: string) => `cortado-stream ${id}`;

/** What members say. */
export type Said =
  | {
      readonly type: 'want';
      readonly id: string;
      readonly token: string;
      /** null: what the token is for */
      readonly executionId: string | null;
      readonly after: number;
    }
  | { readonly type: 'renew'; readonly id: string; readonly token: string }
  | { readonly type: 'leave'; readonly id: string }
  /** a leader asks who is there */
  | { readonly type: 'lead' };
/** What a member is told; `have`: somebody takes care. */
export type Told =
  | { readonly have: true }
  | { readonly events: (readonly [event: string, data: string])[] }
  | { readonly failed: Refusal | null };

type Member = {
  readonly inbox: Channel;
  readonly executionId: string | null;
  readonly after: number;
  token: string;
  part: number | null;
  renewed: boolean;
  toldAt: number;
};

/** So many come together on a page; what is more finds another way. */
const MEMBERS_MAX = 50;
const GATHER_MS = 40;
const QUIET_MS = 10_000;

type Connection = { close(): void; stream: string | null; parts: Map<number, string>; next: number };

export function createLeader(ports: SharePorts): { stop(): void } {
  const members = new Map<string, Member>();
  let connection: Connection | null = null;
  let dropped: number[] = [];
  let planned: (() => void) | null = null;
  let busy = false;

  const common = ports.channel(COMMON, (said: Said) => {
    if (said.type === 'want') want(said);
    if (said.type === 'leave') forget(said.id);
    const member = said.type === 'renew' && members.get(said.id);
    if (member) Object.assign(member, { token: said.token, renewed: true });
    plan();
  });
  common.post({ type: 'lead' } satisfies Said);

  function want({ id, token, executionId, after }: Extract<Said, { type: 'want' }>): void {
    forget(id);
    if (members.size >= MEMBERS_MAX) return;
    const inbox = ports.channel(inboxOf(id), () => {});
    members.set(id, { inbox, executionId, after, token, part: null, renewed: false, toldAt: ports.now() });
    tell(id, { have: true });
  }

  function tell(id: string, told: Told): void {
    const member = members.get(id);
    if (!member) return;
    member.toldAt = ports.now();
    member.inbox.post(told);
  }

  function forget(id: string): void {
    const member = members.get(id);
    if (!member) return;
    members.delete(id);
    member.inbox.close();
    if (member.part === null || !connection?.parts.delete(member.part)) return;
    dropped.push(member.part);
  }

  function fail(ids: Iterable<string>, failed: Refusal | null): void {
    for (const id of [...ids]) {
      tell(id, { failed });
      forget(id);
    }
  }

  function plan(): void {
    planned ??= ports.after(GATHER_MS, () => {
      planned = null;
      void sync();
    });
  }

  async function sync(): Promise<void> {
    if (busy) return;
    busy = true;
    try {
      if (connection === null) connect();
      else if (connection.stream !== null) await change(connection, connection.stream);
    } finally {
      busy = false;
    }
  }

  /** Takes the members that have no part yet as parts of `to`. */
  function enlist(to: Connection): Member[] {
    const waiting = [...members].filter(([, { part }]) => part === null);
    for (const [id, member] of waiting) {
      member.part = to.next++;
      member.renewed = false;
      to.parts.set(member.part, id);
    }
    return waiting.map(([, member]) => member);
  }

  function connect(): void {
    if (members.size === 0) return;
    const opened: Connection = { close() {}, stream: null, parts: new Map(), next: 0 };
    connection = opened;
    dropped = [];
    const wanted = enlist(opened);
    const body = {
      tokens: wanted.map(({ token }) => token),
      cursors: wanted.map(({ after }) => after),
      executionIds: wanted.map(({ executionId }) => executionId),
    };
    const { close } = openFrames(
      (signal) => ports.post('/api/executions/stream', body, signal),
      (frames) => take(opened, frames),
      (refusal) => end(opened, refusal),
    );
    opened.close = close;
  }

  function end(ended: Connection, refusal: Refusal | null): void {
    if (connection !== ended) return;
    ended.close();
    connection = null;
    fail(ended.parts.values(), refusal);
    plan();
  }

  function take(from: Connection, frames: readonly StreamFrame[]): void {
    const spoken = new Map<string, [string, string][]>();
    for (const { event, data, part } of frames) {
      if (event === 'open') {
        from.stream = JSON.parse(data).stream;
        plan();
      }
      const id = part ? from.parts.get(Number(part)) : undefined;
      if (id === undefined) continue;
      const known = spoken.get(id);
      if (known) known.push([event, data]);
      else spoken.set(id, [[event, data]]);
    }
    for (const [id, told] of spoken) hand(from, id, told);
    for (const [id, { part, toldAt }] of members) {
      if (part !== null && ports.now() - toldAt > QUIET_MS) tell(id, { events: [['heartbeat', '{}']] });
    }
  }

  function hand(from: Connection, id: string, events: [string, string][]): void {
    const last = events.at(-1)?.[0];
    const closed = last === 'closed';
    const told = closed ? events.slice(0, -1) : events;
    if (told.length > 0) tell(id, { events: told });
    if (!closed && last !== 'end') return;
    // The server has ended the part: there is nothing to drop.
    const member = members.get(id);
    if (member?.part != null) from.parts.delete(member.part);
    if (closed) fail([id], null);
    else forget(id);
  }

  async function change(open: Connection, stream: string): Promise<void> {
    const renewed = [...members.values()].filter((member) => member.part !== null && member.renewed);
    const add = enlist(open).map(({ token, executionId, after }) => ({ token, executionId, after }));
    const drop = dropped;
    dropped = [];
    if (add.length + renewed.length + drop.length === 0) return;
    for (const member of renewed) member.renewed = false;
    const renew = renewed.map(({ part, token }) => ({ part, token }));
    const answer = await ports.post(`/api/executions/stream/${stream}`, { add, renew, drop }).catch(() => null);
    if (answer?.ok !== true) return end(open, null);
    plan();
  }

  return {
    stop() {
      planned?.();
      common.close();
      const open = connection;
      connection = null;
      open?.close();
      for (const { inbox } of members.values()) inbox.close();
      members.clear();
    },
  };
}

/**
 * A frame's own part in a connection that frames of its origin share. Where nobody takes care of it in time, it opens a
 * stream of its own.
 *
 * 1. A stream goes on after the last row that was handed on, whoever leads.
 * 2. After `close`, and after `failed`, the listener hears nothing.
 */

import { tell } from '../feed/event-stream.ts';
import type { StreamListener } from '../feed/feed-state.ts';
import { COMMON, createLeader, inboxOf, type Said, type Told } from './stream-leader.ts';
import type { SharePorts } from './stream-ports.ts';

/** How long somebody may take to take care (ms). */
const ALONE_AFTER_MS = 6_000;

type Stream = { close(): void };
type Opening = {
  /** null: what the token is for */
  readonly executionId: string | null;
  readonly after: number;
  token(): string;
  /** a stream of its own */
  alone(after: number): Stream;
  readonly listener: StreamListener;
};

export type Member = {
  open(opening: Opening): Stream;
  /** There is another token. */
  renewed(): void;
  /** Leads no more, until something is opened again. */
  rest(): void;
};

export function createMember(ports: SharePorts): Member {
  const renewals = new Set<() => void>();
  let release: (() => void) | null = null;

  function lead(): void {
    if (release) return;
    let leader: { stop(): void } | null = null;
    let over = false;
    const letGo = ports.lock(() => {
      // It may be given to who has just let it go.
      if (!over) leader = createLeader(ports);
    });
    release = () => {
      over = true;
      leader?.stop();
      letGo();
      release = null;
    };
  }

  return {
    open(opening) {
      const stream = openShared(ports, opening, renewals);
      lead();
      return stream;
    },
    renewed: () => {
      for (const renew of renewals) renew();
    },
    rest: () => release?.(),
  };
}

function openShared(ports: SharePorts, opening: Opening, renewals: Set<() => void>): Stream {
  const { executionId, token, listener } = opening;
  const id = ports.newId();
  let cursor = opening.after;
  let own: Stream | null = null;
  const inbox = ports.channel(inboxOf(id), (told: Told) => {
    callOff();
    if ('failed' in told) {
      leave();
      return listener.failed(told.failed);
    }
    if (!('events' in told)) return;
    for (const [event, data] of told.events) {
      if (left) return;
      if (event === 'log') cursor = Math.max(cursor, JSON.parse(data).seq);
      tell(listener, { event, data });
    }
  });
  const common = ports.channel(COMMON, (said: Said) => {
    if (said.type === 'lead') want();
  });
  const say = (said: Said) => common.post(said);
  const want = () => say({ type: 'want', id, token: token(), executionId, after: cursor });
  const renew = () => say({ type: 'renew', id, token: token() });
  const callOff = ports.after(ALONE_AFTER_MS, () => {
    leave();
    own = opening.alone(cursor);
  });
  let left = false;
  function leave(): void {
    if (left) return;
    left = true;
    callOff();
    renewals.delete(renew);
    say({ type: 'leave', id });
    inbox.close();
    common.close();
  }
  renewals.add(renew);
  want();
  return {
    close() {
      if (own) own.close();
      else leave();
    },
  };
}

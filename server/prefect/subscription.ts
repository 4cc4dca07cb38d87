/**
 * Events of Prefect as they happen, over its WebSocket. A hint: what is missed while the connection is down is found by
 * asking, so whoever listens is told when it is up again.
 */
import type { Clock } from '../engine/deps.ts';
import { event, type PrefectEvent } from './answers.ts';
import type { PrefectAddress } from './requests.ts';

export type SubscriptionFilter = {
  /** such as `prefect.flow-run.Cancelling` */
  readonly names: readonly string[];
  /** resources that are what the event is about or are related to it, such as `prefect.deployment.<id>` */
  readonly resources: readonly string[];
};
export type Listener = {
  readonly onEvent: (event: PrefectEvent) => void;
  /** It listens from now on: at the start, and after each gap. */
  readonly onOpen?: () => void;
  /** It does not listen any more, and tries again by itself. A sentence. */
  readonly onLost?: (why: string) => void;
};
export type SubscriptionDeps = { readonly clock: Pick<Clock, 'now' | 'after'>; readonly random: () => number };

const PAUSE_MS = { first: 250, most: 10_000 } as const;
/** Without an answer for so long, a connection under way counts as failed (ms). */
const HANDSHAKE_MS = 5_000;
const CLOSED_BY_POLICY = 1008;

/** Listens until the answered function is called. Listeners must not throw. */
export function subscribe(
  address: PrefectAddress,
  filter: SubscriptionFilter,
  listener: Listener,
  { clock, random }: SubscriptionDeps,
): () => void {
  let stopped = false;
  let failures = 0;
  let closeSocket = () => {};
  let callOff = () => {};

  function connect(): void {
    const socket = new WebSocket(`${address.apiUrl.replace(/^http/, 'ws')}/events/out`, 'prefect');
    let listening = false;
    let over = false;
    const giveUp = clock.after(HANDSHAKE_MS, () => end('it gave no answer in time'));
    const send = (message: object) => socket.send(JSON.stringify(message));

    function end(why: string): void {
      if (over) return;
      over = true;
      giveUp();
      socket.close();
      if (stopped) return;
      failures = listening ? 0 : failures + 1;
      listener.onLost?.(`The events of Prefect at ${address.apiUrl} are not heard: ${why}.`);
      const ceiling = Math.min(PAUSE_MS.most, PAUSE_MS.first * 2 ** failures);
      callOff = clock.after(ceiling * (0.5 + random() / 2), connect);
    }

    closeSocket = () => end('stopped');
    socket.onopen = () => send({ type: 'auth', token: address.proof?.value ?? null });
    socket.onmessage = ({ data }) => {
      const message = read(data);
      if (message?.type === 'auth_success') {
        send(filterMessage(filter, clock.now()));
        giveUp();
        listening = true;
        listener.onOpen?.();
      } else if (message?.type === 'event') {
        const parsed = event.safeParse(message.event);
        if (parsed.success && !over) listener.onEvent(parsed.data);
      }
    };
    socket.onerror = () => end('the connection failed');
    socket.onclose = ({ code, reason }) => {
      const why = reason === '' ? `it closed the connection (${code})` : `it said "${reason}" (${code})`;
      end(code === CLOSED_BY_POLICY ? `${why}; look at PREFECT_API_AUTH_STRING or PREFECT_API_KEY` : why);
    };
  }

  connect();
  return () => {
    stopped = true;
    callOff();
    closeSocket();
  };
}

/** From now until for ever. */
function filterMessage({ names, resources }: SubscriptionFilter, now: number): object {
  return {
    type: 'filter',
    backfill: false,
    filter: {
      occurred: { since: new Date(now).toISOString(), until: '2100-01-01T00:00:00Z' },
      event: { name: names },
      any_resource: { id: resources },
    },
  };
}

function read(data: unknown): { type?: unknown; event?: unknown } | null {
  try {
    return JSON.parse(String(data)) as { type?: unknown; event?: unknown };
  } catch {
    return null;
  }
}

/** Frames of one origin in the hands of a test: channels, one lock, a server with logs, time that is moved. */
import { inboxOf } from '../../client/embed/stream-leader.ts';
import { createMember } from '../../client/embed/stream-member.ts';
import type { SharePorts } from '../../client/embed/stream-ports.ts';
import type { StreamListener } from '../../client/feed/feed-state.ts';

type Ear = { readonly name: string; readonly frame: number; readonly hear: (message: never) => void };
type Part = { readonly executionId: string; cursor: number; live: boolean };
type Connection = {
  readonly name: string;
  readonly parts: Part[];
  readonly frame: number;
  write(text: string): void;
  cut(): void;
};

export function createFrames() {
  let now = 0;
  let serial = 0;
  let timers: { readonly at: number; readonly frame: number; readonly callback: () => void }[] = [];
  let ears: Ear[] = [];
  let queue: { readonly frame: number; readonly held: () => void }[] = [];
  let holder: (typeof queue)[number] | null = null;
  const dead = new Set<number>();
  const logs = new Map<string, number>();
  const ended = new Set<string>();
  const connections = new Set<Connection>();
  const counts = { opened: 0, most: 0, alone: 0, renewed: 0 };
  let network: 'up' | 'down' = 'up';

  function grantLock(): void {
    if (holder !== null) return;
    const next = queue.shift();
    if (!next) return;
    holder = next;
    queueMicrotask(() => !dead.has(next.frame) && next.held());
  }

  function show(connection: Connection): void {
    for (const [number, part] of connection.parts.entries()) {
      if (!part.live) continue;
      const last = logs.get(part.executionId) ?? 0;
      for (; part.cursor < last; part.cursor += 1) {
        connection.write(frame(number, 'log', { executionId: part.executionId, seq: part.cursor + 1 }));
      }
      if (!ended.has(part.executionId)) continue;
      part.live = false;
      connection.write(frame(number, 'end', { executionId: part.executionId, lastSeq: last, status: 'completed' }));
    }
    if (connection.parts.every(({ live }) => !live)) connection.cut();
  }

  function openConnection(by: number, asked: Part[], signal: AbortSignal | undefined): Response {
    const encoder = new TextEncoder();
    const name = `s${++serial}`;
    let open = true;
    const body = new ReadableStream<Uint8Array>({
      start(controller) {
        const connection: Connection = {
          name,
          frame: by,
          parts: asked,
          write: (text) => open && controller.enqueue(encoder.encode(text)),
          cut() {
            if (!open) return;
            open = false;
            connections.delete(connection);
            controller.close();
          },
        };
        signal?.addEventListener('abort', connection.cut);
        connections.add(connection);
        counts.opened += 1;
        counts.most = Math.max(counts.most, connections.size);
        connection.write(`event: open\ndata: {"stream":"${name}"}\n\n`);
        show(connection);
      },
    });
    return new Response(body);
  }

  async function post(by: number, path: string, body: never, signal?: AbortSignal): Promise<Response> {
    if (network === 'down') throw new Error('offline');
    const { tokens, cursors, executionIds } = body as { tokens: string[]; cursors: number[]; executionIds: string[] };
    const partOf = (executionId: string, cursor: number): Part => ({ executionId, cursor, live: true });
    if (path === '/api/executions/stream') {
      return openConnection(
        by,
        tokens.map((_, index) => partOf(executionIds[index]!, cursors[index]!)),
        signal,
      );
    }
    const connection = [...connections].find(({ name }) => path.endsWith(`/${name}`));
    if (!connection) return new Response('', { status: 404 });
    const { add, renew, drop } = body as {
      add: { executionId: string; after: number }[];
      renew: object[];
      drop: number[];
    };
    counts.renewed += renew.length;
    for (const each of add) connection.parts.push(partOf(each.executionId, each.after));
    for (const number of drop) connection.parts[number]!.live = false;
    show(connection);
    return Response.json({ added: [], renewed: [] });
  }

  const portsOf = (by: number): SharePorts => ({
    channel(name, hear) {
      const ear = { name, frame: by, hear };
      ears.push(ear);
      return {
        post(message) {
          if (dead.has(by) || !ears.includes(ear)) return;
          for (const other of ears) {
            if (other === ear || other.name !== name) continue;
            queueMicrotask(() => ears.includes(other) && other.hear(structuredClone(message) as never));
          }
        },
        close: () => {
          ears = ears.filter((each) => each !== ear);
        },
      };
    },
    lock(held) {
      const asked = { frame: by, held };
      queue.push(asked);
      grantLock();
      return () => {
        queue = queue.filter((each) => each !== asked);
        if (holder === asked) holder = null;
        grantLock();
      };
    },
    post: (path, body, signal) => post(by, path, body as never, signal),
    after(ms, callback) {
      const timer = { at: now + ms, frame: by, callback };
      timers.push(timer);
      return () => {
        timers = timers.filter((each) => each !== timer);
      };
    },
    now: () => now,
    newId: () => `m${++serial}`,
  });

  const settle = async () => {
    for (let turn = 0; turn < 6; turn += 1) await new Promise((resolve) => setImmediate(resolve));
  };
  async function pass(ms: number): Promise<void> {
    const until = now + ms;
    await settle();
    for (;;) {
      const due = timers.filter(({ at }) => at <= until).sort((a, b) => a.at - b.at)[0];
      if (!due) break;
      now = Math.max(now, due.at);
      timers = timers.filter((timer) => timer !== due);
      if (!dead.has(due.frame)) due.callback();
      await settle();
    }
    now = until;
  }

  return {
    counts,
    connections: () => connections.size,
    inboxes: () => ears.filter(({ name }) => name.startsWith(inboxOf(''))).length,
    settle,
    pass,
    /** A frame that follows one execution, as a feed does: it comes back by its cursor when it is told that it failed. */
    frame(number: number, executionId: string) {
      const ports = portsOf(number);
      const member = createMember(ports);
      const seqs: number[] = [];
      const told: string[] = [];
      let stream: { close(): void } | null = null;
      const follow = () => {
        const mine: { close(): void } = member.open({
          executionId,
          after: seqs.at(-1) ?? 0,
          token: () => `token of ${number}`,
          alone: () => {
            counts.alone += 1;
            return { close: () => {} };
          },
          listener: {
            row: ({ seq }) => void seqs.push(seq),
            status() {},
            token() {},
            heartbeat: () => void told.push('heartbeat'),
            end: () => {
              told.push('end');
              close();
            },
            failed: () => {
              told.push('failed');
              stream = null;
              ports.after(300, () => !over && follow());
            },
          } satisfies StreamListener,
        });
        stream = mine;
        if (over) mine.close();
      };
      let over = false;
      const close = () => {
        over = true;
        stream?.close();
        stream = null;
      };
      follow();
      return {
        seqs,
        told,
        executionId,
        close,
        renew: member.renewed,
        /** Its page is hidden: the feed closes its stream, and it leads no more. */
        hide() {
          close();
          member.rest();
        },
        /** The page takes the frame away without a word. */
        kill() {
          over = true;
          dead.add(number);
          ears = ears.filter(({ frame: by }) => by !== number);
          for (const each of [...connections]) if (each.frame === number) each.cut();
          queue = queue.filter(({ frame: by }) => by !== number);
          if (holder?.frame === number) holder = null;
          grantLock();
        },
      };
    },
    append(executionId: string, count: number): void {
      logs.set(executionId, (logs.get(executionId) ?? 0) + count);
      if (network === 'up') for (const connection of [...connections]) show(connection);
    },
    end(executionId: string): void {
      ended.add(executionId);
      for (const connection of [...connections]) show(connection);
    },
    length: (executionId: string) => logs.get(executionId) ?? 0,
    /** Somebody holds the lock, and does nothing. */
    freezeLock(): void {
      holder = { frame: -1, held: () => {} };
    },
    setNetwork(next: typeof network): void {
      network = next;
      if (next === 'down') for (const { cut } of [...connections]) cut();
    },
  };
}

function frame(part: number, event: string, data: object): string {
  return `part: ${part}\nevent: ${event}\ndata: ${JSON.stringify(data)}\n\n`;
}

/**
 * Many viewers in one process, on plain sockets, so that watching costs little on this side. Messages:
 * `{kind: 'open', url, executionId, after, count}` opens viewers and answers when all are connected;
 * `{kind: 'result'}` answers when all have seen the end; `{kind: 'close'}` closes what is open.
 */
import { connect, type Socket } from 'node:net';

export type Opened = { readonly connected: number };
export type Watched = {
  /** ms from a row's own time to its arrival, one for each row of each viewer */
  readonly latencies: Float64Array;
  readonly rows: number;
  readonly ended: number;
};
type Message =
  | { kind: 'open'; url: string; executionId: string; after: number; count: number }
  | { kind: 'result' }
  | { kind: 'close' };

const sockets = new Set<Socket>();
let latencies: number[] = [];
/** when each row happened, by its number: the same for all viewers, so it is read once */
const times = new Map<number, number>();
let ended = 0;
let expected = 0;
let whenAllEnded = () => {};

const now = () => performance.timeOrigin + performance.now();

function watchFrames(socket: Socket): void {
  let rest = '';
  socket.on('data', (chunk) => {
    const at = now();
    const text = rest + chunk.toString('latin1');
    const last = text.lastIndexOf('\n\n');
    if (last < 0) {
      rest = text;
      return;
    }
    rest = text.slice(last + 2);
    for (let from = 0; from < last; ) {
      const to = text.indexOf('\n\n', from);
      take(text, from, to, at);
      from = to + 2;
    }
  });
}

function take(text: string, from: number, to: number, at: number): void {
  if (text.startsWith('id: ', from)) {
    const seq = Number(text.slice(from + 4, text.indexOf('\n', from)));
    let time = times.get(seq);
    if (time === undefined) {
      const found = text.indexOf('"timestamp":"', from) + '"timestamp":"'.length;
      time = Date.parse(text.slice(found, found + 24));
      times.set(seq, time);
    }
    latencies.push(at - time);
  } else if (text.startsWith('event: end', from) && from < to) {
    ended += 1;
    if (ended === expected) whenAllEnded();
  }
}

async function open({ url, executionId, after, count }: Extract<Message, { kind: 'open' }>): Promise<Opened> {
  const { hostname, port, host } = new URL(url);
  const request =
    `GET /api/workflow/execution/${executionId}/stream?after=${after} HTTP/1.1\r\n` +
    `Host: ${host}\r\nAccept: text/event-stream\r\n\r\n`;
  latencies = [];
  times.clear();
  ended = 0;
  expected = count;
  const one = () =>
    new Promise<void>((resolve, reject) => {
      const socket = connect(Number(port), hostname, () => socket.write(request));
      socket.setNoDelay(true);
      sockets.add(socket);
      socket.once('error', reject);
      socket.once('data', (head) => {
        const text = head.toString('latin1');
        if (!text.startsWith('HTTP/1.1 200')) reject(new Error(text.slice(0, 200)));
        watchFrames(socket);
        resolve();
      });
    });
  for (let opened = 0; opened < count; opened += 50) {
    await Promise.all(Array.from({ length: Math.min(50, count - opened) }, one));
  }
  return { connected: count };
}

function close(): void {
  for (const socket of sockets) socket.destroy();
  sockets.clear();
}

async function result(): Promise<Watched> {
  if (ended < expected) {
    await new Promise<void>((resolve) => {
      whenAllEnded = resolve;
    });
  }
  close();
  return { latencies: Float64Array.from(latencies), rows: latencies.length, ended };
}

process.on('message', async (message: Message) => {
  if (message.kind === 'open') process.send?.(await open(message));
  if (message.kind === 'result') process.send?.(await result());
  if (message.kind === 'close') {
    close();
    process.send?.({});
  }
});
process.once('disconnect', () => process.exit());

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
  /** from when it was asked until the last viewer saw the end */
  readonly seconds: number;
  /** of a core that this process took meanwhile: near 100 says that it is what was measured */
  readonly cpuPercent: number;
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
let lastEnd = 0;
let whenAllEnded = () => {};
/** Viewers read one after the other, and what one has read is taken at once: they share it. */
const shared = Buffer.alloc(64 * 1024);

const now = () => performance.timeOrigin + performance.now();

/** Takes what one viewer reads; `opened` is called at the first of it, with the head of the answer. */
function reader(opened: (head: string) => void): (text: string) => void {
  let isOpen = false;
  let rest = '';
  return (piece) => {
    const at = now();
    let text = rest + piece;
    if (!isOpen) {
      const head = text.indexOf('\r\n\r\n');
      if (head < 0) {
        rest = text;
        return;
      }
      isOpen = true;
      opened(text.slice(0, head));
      text = text.slice(head + 4);
    }
    const last = text.lastIndexOf('\n\n');
    rest = last < 0 ? text : text.slice(last + 2);
    for (let from = 0; from < last; ) {
      const to = text.indexOf('\n\n', from);
      take(text, from, to, at);
      from = to + 2;
    }
  };
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
    if (ended < expected) return;
    lastEnd = at;
    whenAllEnded();
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
      const read = reader((head) => {
        if (head.startsWith('HTTP/1.1 200')) resolve();
        else reject(new Error(head.slice(0, 200)));
      });
      const onread = {
        buffer: shared,
        callback(bytes: number) {
          read(shared.toString('latin1', 0, bytes));
          return true;
        },
      };
      const socket = connect({ port: Number(port), host: hostname, noDelay: true, onread }, () =>
        socket.write(request),
      );
      sockets.add(socket);
      socket.once('error', reject);
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
  const began = now();
  const used = process.cpuUsage();
  if (ended < expected) {
    await new Promise<void>((resolve) => {
      whenAllEnded = resolve;
    });
  }
  const { user, system } = process.cpuUsage(used);
  const seconds = (lastEnd - began) / 1_000;
  close();
  const cpuPercent = (user + system) / 10_000 / seconds;
  return { latencies: Float64Array.from(latencies), rows: latencies.length, ended, seconds, cpuPercent };
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

/** A line between two programs that a test can cut: it drops what comes, without a word, or lets it through again. */
import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';
import { whenDone } from '../_setup.ts';

export type Line = {
  readonly url: string;
  /** From now on nothing comes through, and nobody is told: as a cable that was pulled. */
  cut(): void;
  /** Connections from before the cut are broken, new ones work. */
  heal(): void;
  /** Of so many answers one is swallowed and its connection broken: the request was heard, and nobody knows. */
  swallowEvery(count: number): void;
  /** how many answers were swallowed */
  swallowed(): number;
};

export async function openLine(target: string): Promise<Line> {
  const { hostname, port } = new URL(target);
  const sockets = new Set<Socket>();
  let cut = false;
  let every = Number.POSITIVE_INFINITY;
  let answers = 0;
  let swallowed = 0;

  const server = createServer((near) => {
    const far = connect(Number(port), hostname);
    for (const socket of [near, far]) {
      sockets.add(socket);
      socket.on('error', () => {});
      socket.on('close', () => {
        sockets.delete(socket);
        near.destroy();
        far.destroy();
      });
    }
    near.on('data', (bytes) => void (cut || far.write(bytes)));
    far.on('data', (bytes) => {
      if (cut) return;
      answers += 1;
      if (answers >= every) {
        answers = 0;
        swallowed += 1;
        near.destroy();
      } else near.write(bytes);
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  whenDone(async () => {
    for (const socket of sockets) socket.destroy();
    server.close();
    await once(server, 'close');
  });
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    cut() {
      cut = true;
    },
    heal() {
      cut = false;
      for (const socket of sockets) socket.destroy();
    },
    swallowEvery(count) {
      every = count;
    },
    swallowed: () => swallowed,
  };
}

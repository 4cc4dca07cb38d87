import { startServer } from '../children.ts';
import { load, save, webhookOf, whenIdle } from '../client.ts';
import { bytesInUse } from '../database.ts';
import { w1, w2, w3 } from '../workloads.ts';
import { type Product, SLOW_MS } from './product.ts';

export type CortadoOptions = {
  readonly name: string;
  readonly version: string;
  /** a folder that `npm run build` made */
  readonly build: string;
  readonly stub: string;
  readonly newFolder: () => string;
};

/** A build of ours. `firstAnswerMs` is the first answer of the server that is: a workflow answers in the same millisecond. */
export function cortado({ name, version, build, stub, newFolder }: CortadoOptions): Product {
  return {
    name,
    version,
    settings: [
      'local libSQL file, synchronous=FULL: every step is on the disk before it is shown or anything follows from it',
      'retention off, LOG_LEVEL=warn',
    ],
    async start() {
      const server = await startServer(newFolder(), [], build);
      const path = async (graph: Parameters<typeof save>[2]) => {
        const { id } = await save(server.url, 'bench', graph);
        return webhookOf(server.url, id);
      };
      const paths = {
        W1: await path(w1('reply', stub)),
        W2: await path(w2('reply')),
        W3: await path(w3('reply', stub)),
        slow: await path(w3('reply', stub, SLOW_MS)),
      };
      return {
        pid: server.pid,
        firstAnswerMs: server.firstAnswerMs,
        run: (workload, atOnce, seconds) =>
          load({ server: server.url, path: paths[workload], atOnce, seconds, status: 200 }),
        settled: () => whenIdle(server.url),
        storedBytes: () => bytesInUse(server.databaseFile),
        stop: server.stop,
      };
    },
  };
}

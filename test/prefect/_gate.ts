/** An http service that counts who calls it, and keeps calls waiting until the test lets them go. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { vi } from 'vitest';
import { whenDone } from '../_setup.ts';
import { SOON } from './_scenario.ts';

export type Gate = {
  readonly port: number;
  /** how often a path was called */
  hits(path: string): number;
  /** Keeps calls of every path that ends so waiting from now on. */
  close(ending: string): void;
  /** Answers those that wait, and all that come. */
  open(ending: string): void;
  /** Waits until a path was called so often. */
  called(path: string, times?: number): Promise<void>;
};

/** Answers JSON to every call, but to those whose path ends as one that is closed. */
export async function startGate(): Promise<Gate> {
  const counts = new Map<string, number>();
  const closed = new Set<string>();
  const waiting = new Map<string, (() => void)[]>();
  const server = createServer((request, response) => {
    const path = request.url ?? '';
    counts.set(path, (counts.get(path) ?? 0) + 1);
    const answer = () => response.setHeader('content-type', 'application/json').end(JSON.stringify({ path }));
    const ending = [...closed].find((each) => path.endsWith(each));
    if (ending === undefined) answer();
    else waiting.set(ending, [...(waiting.get(ending) ?? []), answer]);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  whenDone(async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });
  const hits = (path: string) => counts.get(path) ?? 0;
  return {
    port: (server.address() as AddressInfo).port,
    hits,
    close: (ending) => void closed.add(ending),
    open(ending) {
      closed.delete(ending);
      for (const answer of waiting.get(ending) ?? []) answer();
      waiting.delete(ending);
    },
    async called(path, times = 1) {
      await vi.waitFor(() => {
        if (hits(path) < times) throw new Error(`"${path}" was called ${hits(path)} times, not ${times}.`);
      }, SOON);
    },
  };
}

/** An http node that calls a gate by its own name; each execution has paths of its own. */
export function call(gate: Gate, id: string) {
  return { id, type: 'http', config: { url: `http://127.0.0.1:${gate.port}/{{ execution.id }}/${id}` } };
}

/** Asking the server, one at a time or many at once, with little work on this side. */
import { Pool } from 'undici';
import type { Graph } from './workloads.ts';

export type Saved = { readonly id: string; readonly nodes: number };

export async function call<T>(url: string, method = 'GET', body?: unknown): Promise<T> {
  const init =
    body === undefined
      ? { method }
      : { method, headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) };
  const response = await fetch(url, init);
  if (!response.ok) throw new Error(`${method} ${url} answered ${response.status}: ${await response.text()}`);
  return (await response.json()) as T;
}

export async function save(server: string, name: string, graph: Graph): Promise<Saved> {
  const { id } = await call<{ id: string }>(`${server}/api/workflows`, 'POST', { name, ...graph });
  return { id, nodes: graph.nodes.length };
}

/** The path of a workflow's webhook. */
export async function webhookOf(server: string, id: string): Promise<string> {
  const { url } = await call<{ url: string }>(`${server}/api/workflows/${id}/webhook-token`, 'POST');
  return new URL(url).pathname;
}

export type Load = {
  readonly server: string;
  readonly path: string;
  readonly method?: 'GET' | 'POST';
  /** in flight at any time: whoever is answered asks again at once */
  readonly atOnce: number;
  readonly seconds: number;
  readonly status: number;
};
export type Loaded = {
  readonly answered: number;
  readonly seconds: number;
  /** ms from request to answer */
  readonly latencies: readonly number[];
};

/** Throws at the first answer that is not as expected: a measurement of failures is worth nothing. */
export async function load({ server, path, method = 'POST', atOnce, seconds, status }: Load): Promise<Loaded> {
  const pool = new Pool(server, { connections: atOnce, pipelining: 1 });
  const latencies: number[] = [];
  const headers = { 'content-type': 'application/json' };
  const body = method === 'POST' ? '{}' : null;
  const began = performance.now();
  const until = began + seconds * 1_000;
  const lane = async () => {
    for (let asked = performance.now(); asked < until; asked = performance.now()) {
      const response = await pool.request({ path, method, headers, body });
      const text = await response.body.text();
      if (response.statusCode !== status || text.startsWith('{"success":false')) {
        throw new Error(`${method} ${path} answered ${response.statusCode}: ${text.slice(0, 300)}`);
      }
      latencies.push(performance.now() - asked);
    }
  };
  try {
    await Promise.all(Array.from({ length: atOnce }, lane));
    return { answered: latencies.length, seconds: (performance.now() - began) / 1_000, latencies };
  } finally {
    await pool.destroy();
  }
}

export type Paced = {
  /** ms from request to answer of what was answered since the last time this was asked */
  taken(): number[];
  /** Ends it, and waits for what is under way. */
  end(): Promise<void>;
};

/** Asks so many times a second, however long answers take. */
export function paced(server: string, path: string, perSecond: number, method: 'GET' | 'POST' = 'POST'): Paced {
  const pool = new Pool(server, { connections: 20, pipelining: 1 });
  const under = new Set<Promise<unknown>>();
  const headers = { 'content-type': 'application/json' };
  const body = method === 'POST' ? '{}' : null;
  const began = performance.now();
  let latencies: number[] = [];
  let asked = 0;
  const ask = async (at: number) => {
    const answer = await pool.request({ path, method, headers, body });
    await answer.body.text();
    latencies.push(performance.now() - at);
  };
  const timer = setInterval(() => {
    const now = performance.now();
    for (const due = ((now - began) / 1_000) * perSecond; asked < due; asked += 1) {
      const answered = ask(now);
      under.add(answered);
      void answered.finally(() => under.delete(answered));
    }
  }, 5);
  return {
    taken() {
      const taken = latencies;
      latencies = [];
      return taken;
    },
    async end() {
      clearInterval(timer);
      await Promise.all(under);
      await pool.destroy();
    },
  };
}

/** Waits until no execution is unfinished. */
export async function whenIdle(server: string): Promise<void> {
  for (;;) {
    const { executions } = await call<{ executions: unknown[] }>(
      `${server}/api/executions?status=pending,running,waiting&limit=1`,
    );
    if (executions.length === 0) return;
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}

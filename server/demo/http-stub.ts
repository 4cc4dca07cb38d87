/**
 * A small HTTP API on this machine: the demo's order service, the tests' badly behaved server, the benchmark's target.
 * Every path takes `?key=name` and counts under it, beside the count of all.
 */
import type { IncomingMessage, ServerResponse } from 'node:http';
import { setTimeout as delay } from 'node:timers/promises';
import { type Listening, type ListenOptions, listen } from './listen.ts';
import { orders } from './orders.ts';

/** Requests that came, those that were answered whole, and those that the caller gave up. */
export type Count = { hits: number; done: number; aborted: number };

export type HttpStub = {
  /** without a slash at the end */
  readonly url: string;
  readonly port: number;
  count(key?: string): Readonly<Count>;
  reset(): void;
  close(): Promise<void>;
};

type Call = {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  readonly url: URL;
  readonly query: URLSearchParams;
  /** aborted when the caller goes away */
  readonly signal: AbortSignal;
  readonly count: Count;
};
type Route = (call: Call) => void | Promise<void>;

const answer = Buffer.from(JSON.stringify({ ok: true, status: 'up', value: 42, items: [1, 2, 3], note: 'stub' }));
const answerHeaders = { 'content-type': 'application/json', 'content-length': answer.length };

const routes: Record<string, Route> = {
  // `beat`: answers at whole multiples of so many ms, so that who asks again at once is answered as often, however late it asks
  '/json': async (call) => {
    await pause(call, number(call, 'delay', 0));
    const beat = number(call, 'beat', 0);
    if (beat > 0) await pause(call, beat - (performance.now() % beat));
    call.response.writeHead(200, answerHeaders).end(answer);
  },
  '/orders': async (call) => {
    if (call.request.method === 'POST') {
      const order = await readJson(call.request);
      return json(call, 201, { id: 2000 + call.count.hits, ...(order as object) });
    }
    const status = call.query.get('status');
    const found = orders.filter((order) => status === null || order.status === status);
    json(call, 200, found.slice(0, number(call, 'limit', found.length)));
  },
  '/status': (call) => {
    const code = number(call, 'code', 200);
    const retryAfter = call.query.get('retryAfter');
    if (retryAfter !== null) call.response.setHeader('retry-after', retryAfter);
    json(call, code, { status: code });
  },
  '/flaky': (call) => {
    const fails = number(call, 'fail', 1);
    if (call.count.hits > fails) return json(call, 200, { ok: true, attempts: call.count.hits });
    json(call, number(call, 'code', 503), { error: `failure ${call.count.hits} of ${fails}` });
  },
  '/drip': async (call) => {
    const count = number(call, 'count', 10);
    call.response.writeHead(200, { 'content-type': 'text/plain' });
    for (let piece = 1; piece <= count; piece += 1) {
      await pause(call, number(call, 'every', 50));
      call.response.write(`${piece} of ${count}\n`);
    }
    call.response.end();
  },
  '/large': (call) => json(call, 200, { text: 'x'.repeat(number(call, 'bytes', 1_000_000)) }),
  '/text': (call) => {
    call.response
      .writeHead(200, { 'content-type': 'text/plain; charset=utf-8' })
      .end(call.query.get('text') ?? 'plain');
  },
  '/redirect': (call) => {
    call.response.writeHead(number(call, 'code', 302), { location: call.query.get('to') ?? '/json' }).end();
  },
  '/echo': async (call) => {
    const { method, headers } = call.request;
    const query = Object.fromEntries(call.query);
    json(call, 200, { method, path: call.url.pathname, query, headers, body: await readJson(call.request) });
  },
  '/drop': (call) => void call.response.destroy(),
  '/hang': () => {},
};

/** Starts the API. Its paths: the keys of `routes`, `/orders/:id`, `/slow` (`/json?delay=1000`), `/count` and `/reset`. */
export async function startHttpStub(options: ListenOptions = {}): Promise<HttpStub> {
  const all = zero();
  const byKey = new Map<string, Count>();

  function countOf(key: string | null): Count {
    if (key === null) return all;
    const known = byKey.get(key) ?? zero();
    byKey.set(key, known);
    return known;
  }

  function reset(): void {
    Object.assign(all, zero());
    byKey.clear();
  }

  const listening: Listening = await listen((request, response) => {
    const url = new URL(request.url ?? '/', 'http://stub');
    const key = url.searchParams.get('key');
    const gone = new AbortController();
    const call = { request, response, url, query: url.searchParams, signal: gone.signal, count: countOf(key) };
    if (url.pathname === '/count') return json(call, 200, call.count);
    if (url.pathname === '/reset') {
      reset();
      return json(call, 200, {});
    }
    const counts = key === null ? [all] : [all, call.count];
    for (const count of counts) count.hits += 1;
    response.once('close', () => {
      for (const count of counts) count[response.writableFinished ? 'done' : 'aborted'] += 1;
      gone.abort();
    });
    void run(routeFor(url.pathname), call);
  }, options);

  return {
    url: listening.url,
    port: listening.port,
    count: (key) => countOf(key ?? null),
    reset,
    close: listening.close,
  };
}

function routeFor(path: string): Route {
  const known = routes[path];
  if (known) return known;
  if (path === '/slow') return (call) => routes['/json']?.(withDelay(call));
  const id = /^\/orders\/([^/]+)$/.exec(path)?.[1];
  if (id === undefined) return (call) => json(call, 404, { error: `There is nothing at "${path}".` });
  return (call) => {
    const order = orders.find((each) => String(each.id) === decodeURIComponent(id));
    if (order) json(call, 200, order);
    else json(call, 404, { error: `There is no order "${decodeURIComponent(id)}".` });
  };
}

function withDelay(call: Call): Call {
  const query = new URLSearchParams({ delay: call.query.get('ms') ?? '1000' });
  return { ...call, query };
}

async function run(route: Route, call: Call): Promise<void> {
  try {
    await route(call);
  } catch (error) {
    if (call.signal.aborted) return;
    const message = error instanceof Error ? error.message : String(error);
    if (call.response.headersSent) call.response.destroy();
    else json(call, 400, { error: message });
  }
}

function json({ response }: Pick<Call, 'response'>, status: number, body: unknown): void {
  const bytes = Buffer.from(JSON.stringify(body));
  const bodiless = status === 204 || status === 304;
  response.writeHead(status, bodiless ? {} : { 'content-type': 'application/json', 'content-length': bytes.length });
  response.end(bodiless ? undefined : bytes);
}

/** At most a minute, so that a typing error keeps nobody for ever. */
async function pause({ signal }: Call, ms: number): Promise<void> {
  if (ms > 0) await delay(Math.min(ms, 60_000), undefined, { signal });
}

function number({ query }: Call, name: string, byDefault: number): number {
  const value = Number(query.get(name) ?? byDefault);
  if (Number.isFinite(value) && value >= 0) return value;
  throw new Error(`Expected "${name}" to be a number from 0, got "${query.get(name)}".`);
}

async function readJson(request: IncomingMessage): Promise<unknown> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part as Buffer);
  const text = Buffer.concat(parts).toString();
  if (text === '') return null;
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

function zero(): Count {
  return { hits: 0, done: 0, aborted: 0 };
}

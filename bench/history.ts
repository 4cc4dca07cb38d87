/** The same questions to a server with few executions stored and to one with very many. */
import { statSync } from 'node:fs';
import { openStore } from '../db/open-store.ts';
import { type Server, startServer } from './children.ts';
import { call, load, save, webhookOf, whenIdle } from './client.ts';
import { prefill } from './prefill.ts';
import { percentiles, round, spread } from './statistics.ts';
import { w1 } from './workloads.ts';

export type Asked = {
  readonly question: string;
  readonly p50Ms: number;
  readonly p99Ms: number;
  readonly perSecond: number;
};
export type History = {
  readonly stored: number;
  readonly databaseMb: number;
  readonly prefillSeconds: number;
  readonly coldStartMs: number;
  readonly asked: readonly Asked[];
};

/** Stores `stored` executions of W1 in a new database in `folder`, and asks. */
export async function measureHistory(folder: string, stub: string, stored: number, seconds: number): Promise<History> {
  const first = await startServer(folder);
  const { id } = await save(first.url, 'W1', w1('reply', stub));
  const path = await webhookOf(first.url, id);
  await call(first.url + path, 'POST', {});
  await whenIdle(first.url);
  const { executions } = await call<{ executions: { executionId: string }[] }>(`${first.url}/api/executions`);
  const executionId = executions[0]?.executionId ?? '';
  await first.stop();
  const began = performance.now();
  prefill(first.databaseFile, executionId, stored);
  await addUp(first.databaseFile);
  const prefillSeconds = round((performance.now() - began) / 1_000, 1);
  const databaseMb = Math.round(statSync(first.databaseFile).size / 1024 ** 2);
  const coldStartMs = await coldStart(folder);
  const server = await startServer(folder);
  try {
    const asked = await ask(server, id, path, seconds);
    return { stored, databaseMb, prefillSeconds, coldStartMs, asked };
  } finally {
    await server.stop();
  }
}

/** What a server does within its first minute, and then every ten minutes. */
async function addUp(file: string): Promise<void> {
  const now = () => new Date().toISOString();
  const store = await openStore({ url: `file:${file}`, now });
  await store.statistics.rollUp(now());
  await store.close();
}

/** The middle one of three, after one that brings the file into the system's memory. */
async function coldStart(folder: string): Promise<number> {
  const times: number[] = [];
  for (let run = 0; run < 4; run += 1) {
    const server = await startServer(folder);
    if (run > 0) times.push(server.firstAnswerMs);
    await server.stop();
  }
  return round(spread(times).median, 0);
}

async function ask(server: Server, workflowId: string, webhook: string, seconds: number): Promise<Asked[]> {
  const { executions } = await call<{ executions: { executionId: string }[] }>(
    `${server.url}/api/executions?limit=200`,
  );
  const old = `/api/workflow/execution/${executions.at(-1)?.executionId}`;
  const execute = `/api/workflow/${workflowId}/execute`;
  const widget = (id: string) => `/api/dashboards/executions/widgets/${id}/data?range=30d&timezone=Europe/Madrid`;
  const questions: [string, 'GET' | 'POST', string, number, number][] = [
    ['list, newest 20', 'GET', '/api/executions?limit=20', 200, 1],
    ['list of a workflow', 'GET', `/api/workflow/${workflowId}/executions?limit=20`, 200, 1],
    ['list of the failed', 'GET', '/api/executions?status=failed&limit=20', 200, 1],
    ['list of the running', 'GET', '/api/executions?status=running&limit=20', 200, 1],
    ['workflows with their last execution', 'GET', '/api/workflows', 200, 1],
    ['status, without logs', 'GET', `${old}?logs=none`, 200, 1],
    ['status, with logs', 'GET', old, 200, 1],
    ['dashboard: executions of 30 days', 'GET', widget('count'), 200, 1],
    ['dashboard: over time, by status', 'GET', widget('over-time'), 200, 1],
    ['dashboard: durations over time', 'GET', widget('durations'), 200, 1],
    ['dashboard: busiest workflows', 'GET', widget('workflows'), 200, 1],
    ['start', 'POST', execute, 202, 1],
    ['W1 to completion, 1 at once', 'POST', webhook, 200, 1],
    ['W1 to completion, 10 at once', 'POST', webhook, 200, 10],
    ['W1 to completion, 50 at once', 'POST', webhook, 200, 50],
  ];
  const results: Asked[] = [];
  for (const [question, method, path, status, atOnce] of questions) {
    const request = { server: server.url, path, method, status, atOnce };
    await load({ ...request, seconds: 0.3 });
    await whenIdle(server.url);
    const { latencies, answered, seconds: took } = await load({ ...request, seconds });
    await whenIdle(server.url);
    const { p50, p99 } = percentiles(latencies);
    results.push({ question, p50Ms: p50, p99Ms: p99, perSecond: Math.round(answered / took) });
  }
  return results;
}

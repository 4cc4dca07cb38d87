/** Two servers on one libSQL server: each execution is advanced by one of them. */
import { expect, test, vi } from 'vitest';
import { startProcess, startServer } from '../_server.ts';
import { startServer as startSqld, withoutServer } from '../contract/_sqld.ts';
import { watchThroughCrashes } from '../crash/_clients.ts';

const json = { 'content-type': 'application/json' };

test.skipIf(withoutServer)(
  'two servers share a database, and each execution is run by one of them',
  { timeout: 60_000 },
  async () => {
    const { url: DATABASE_URL } = await startSqld();
    const env = { DATABASE_URL, CONCURRENCY: '4' };
    const servers = [await startServer({ env }), await startServer({ env })] as const;
    const nodes = [
      { id: 't', type: 'trigger' },
      { id: 'd', type: 'delay', config: { amount: 0.05 } },
      { id: 'o', type: 'output' },
    ];
    const connections = [
      { fromNodeId: 't', toNodeId: 'd' },
      { fromNodeId: 'd', toNodeId: 'o' },
    ];
    const body = JSON.stringify({ name: 'shared', nodes, connections });
    const saved = await fetch(`${servers[0].url}/api/workflows`, { method: 'POST', headers: json, body });
    const { id } = (await saved.json()) as { id: string };
    const ids = await Promise.all(
      Array.from({ length: 40 }, async (_, n) => {
        const url = `${servers[n % 2]!.url}/api/workflow/${id}/execute`;
        const answer = await fetch(url, { method: 'POST', headers: json, body: '{}' });
        return ((await answer.json()) as { executionId: string }).executionId;
      }),
    );
    const { store } = servers[0];
    await vi.waitFor(async () => {
      const { items } = await store.executions.list('default', { limit: 100, status: ['completed'] });
      expect(items).toHaveLength(40);
    }, 30_000);
    for (const executionId of ids) {
      const rows = await store.logs.read(executionId, 0, 100);
      expect(rows.map((row) => `${row.seq} ${row.nodeId} ${row.status}`)).toEqual([
        '1 t completed',
        '2 d waiting',
        '3 d completed',
        '4 o completed',
      ]);
    }
  },
);

test.skipIf(withoutServer)(
  'any server shows what any other runs, and schedules go on when the server that runs them is killed',
  { timeout: 120_000 },
  async () => {
    const { url: DATABASE_URL } = await startSqld();
    const first = await startProcess({ env: { DATABASE_URL } });
    const second = await startServer({ env: { DATABASE_URL } });
    const post = async (path: string, body: object) => {
      const init = { method: 'POST', headers: json, body: JSON.stringify(body) };
      return (await (await fetch(`${second.url}${path}`, init)).json()) as Record<string, string>;
    };
    const nodes = [
      { id: 't', type: 'trigger' },
      { id: 'd', type: 'delay', config: { amount: 1 } },
      { id: 'o', type: 'output' },
    ];
    const connections = [
      { fromNodeId: 't', toNodeId: 'd' },
      { fromNodeId: 'd', toNodeId: 'o' },
    ];
    const watched = await post('/api/workflows', { name: 'watched', nodes, connections });
    const { executionId } = await post(`/api/workflow/${watched.id}/execute`, {});
    const viewers = [first, second].map(({ url }) =>
      watchThroughCrashes(`${url}/api/workflow/execution/${executionId}/stream`),
    );
    for (const { end } of viewers) expect(['completed', 'finished before']).toContain(await end);
    const stored = await second.store.logs.read(executionId!, 0, 100);
    for (const { rows } of viewers) expect(rows.map(({ seq }) => seq)).toEqual(stored.map(({ seq }) => seq));

    const trigger = { id: 't', type: 'trigger', config: { triggerType: 'scheduled', everySeconds: 1 } };
    const ticking = await post('/api/workflows', { name: 'ticking', nodes: [trigger], connections: [] });
    const ticks = async () => {
      const { items } = await second.store.executions.list('default', { limit: 200, workflowId: ticking.id });
      return Promise.all(items.map(async ({ id }) => (await second.store.executions.get('default', id))!.inputs));
    };
    await vi.waitFor(async () => expect((await ticks()).length).toBeGreaterThan(1), { timeout: 40_000 });
    await first.end('SIGKILL');
    const before = (await ticks()).length;
    await vi.waitFor(async () => expect((await ticks()).length).toBeGreaterThan(before + 1), { timeout: 40_000 });
    const all = await ticks();
    expect(new Set(all).size, 'each tick began one execution').toBe(all.length);
  },
);

test.skipIf(withoutServer)(
  'who looks at a database or a dashboard by one server sees what is written by another',
  { timeout: 120_000 },
  async () => {
    const { url: DATABASE_URL } = await startSqld();
    const [writing, watching] = [
      await startServer({ env: { DATABASE_URL } }),
      await startServer({ env: { DATABASE_URL } }),
    ];
    const post = async (url: string, path: string, body: object) => {
      const answer = await fetch(`${url}${path}`, { method: 'POST', headers: json, body: JSON.stringify(body) });
      expect(answer.ok, `${path}: ${answer.status}`).toBe(true);
      return (await answer.json()) as Record<string, string>;
    };
    const columns = [{ name: 'Sum', key: 'sum', type: 'number' }];
    const { id: databaseId } = await post(writing.url, '/api/databases', { name: 'Orders', columns });
    const source = { kind: 'database', databaseId };
    const widgets = [{ id: 'all', type: 'stat', x: 0, y: 0, w: 3, h: 2, source }];
    const { id: dashboardId } = await post(writing.url, '/api/dashboards', { name: 'Sales', widgets });
    const { token } = await post(watching.url, '/api/embed-tokens', { dashboardId, scopes: ['watch'] });
    const all = listen(`${watching.url}/api/executions/stream`);
    const embedded = listen(`${watching.url}/api/embed/dashboard/stream`, { authorization: `Bearer ${token}` });
    // what a workflow on the other server saves
    const records = [{ sum: 4 }, { sum: 5 }];
    const nodes = [
      { id: 't', type: 'trigger' },
      { id: 'save', type: 'saveRecords', config: { databaseId } },
    ];
    const workflow = { name: 'Orders', nodes, connections: [{ fromNodeId: 't', toNodeId: 'save' }] };
    const { id } = await post(writing.url, '/api/workflows', workflow);
    let written = 0;
    await vi.waitFor(
      async () => {
        // an execution may be run by either server: what is written by this one alone comes beside it
        await post(writing.url, `/api/workflow/${id}/execute?wait=20000`, { inputs: { t: records } });
        await post(writing.url, `/api/databases/${databaseId}/records`, { values: { sum: 1 } });
        written += 3;
        expect(all.text()).toContain(`event: records\ndata: {"databaseId":"${databaseId}"`);
        expect(embedded.text()).toContain('event: changed\ndata: {"widgets":["all"]}');
      },
      { timeout: 90_000, interval: 1_500 },
    );
    // the last of them too, and how many there are
    await vi.waitFor(() => expect(all.text()).toContain(`"databaseId":"${databaseId}","records":${written}`), {
      timeout: 60_000,
    });
    const told = () => all.text().split('event: records').length;
    const before = told();
    await post(watching.url, `/api/databases/${databaseId}/records`, { values: { sum: 2 } });
    await vi.waitFor(() => expect(told()).toBeGreaterThan(before), { timeout: 30_000 });
    expect(all.text().split('event: records').at(-1), 'its own it knows by their ids').toMatch(/"ids":\[\d+\]/);
    await Promise.all([all.close(), embedded.close()]);
  },
);

/** What a stream says, as it comes. */
function listen(url: string, headers: Record<string, string> = {}): { text(): string; close(): Promise<void> } {
  const stop = new AbortController();
  let heard = '';
  const reading = fetch(url, { headers, signal: stop.signal })
    .then((answer) =>
      answer
        .body!.pipeThrough(new TextDecoderStream())
        .pipeTo(new WritableStream<string>({ write: (text) => hear(text) })),
    )
    .catch(() => {});
  const hear = (text: string): void => {
    heard += text;
  };
  return {
    text: () => heard,
    async close() {
      stop.abort();
      await reading;
    },
  };
}

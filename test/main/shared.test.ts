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

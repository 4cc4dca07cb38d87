/** Two servers on one libSQL server: each execution is advanced by one of them. */
import { expect, test, vi } from 'vitest';
import { startServer } from '../_server.ts';
import { startServer as startSqld, withoutServer } from '../contract/_sqld.ts';

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

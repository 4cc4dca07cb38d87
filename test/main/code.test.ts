/** User code on a real server: the bundle carries the thread and the sandbox with it. */
import { beforeAll, expect, test } from 'vitest';
import { builtServer } from '../_bundle.ts';
import { startProcess } from '../_server.ts';

let bundle: string;
beforeAll(async () => {
  bundle = await builtServer();
});

const headers = { 'content-type': 'application/json' };

test('the built server runs code, and answers others while code does not end', { timeout: 60_000 }, async () => {
  const server = await startProcess({ command: [process.execPath, bundle] });
  const post = async (path: string, body: unknown) =>
    (await fetch(`${server.url}${path}`, { method: 'POST', headers, body: JSON.stringify(body) })).json() as Promise<
      Record<string, unknown>
    >;
  const save = async (code: string, timeoutMs: number) => {
    const nodes = [
      { id: 't', type: 'trigger' },
      { id: 'c', type: 'code', config: { code, timeoutMs } },
    ];
    const connections = [{ fromNodeId: 't', toNodeId: 'c' }];
    return (await post('/api/workflows', { name: code, nodes, connections })).id as string;
  };
  const good = await save('console.log("here"); return { doubled: input.n * 2 }', 20_000);
  const ended = await post(`/api/workflow/${good}/execute?wait=20000`, { inputs: { n: 21 } });
  expect(ended).toMatchObject({ success: true, finalOutput: { doubled: 42 } });
  expect(ended.nodeResults).toMatchObject({ c: { logs: ['here'] } });

  const endless = post(`/api/workflow/${await save('for (;;);', 1_000)}/execute?wait=20000`, {});
  expect(await post(`/api/workflow/${good}/execute?wait=20000`, { inputs: { n: 1 } })).toMatchObject({ success: true });
  expect(await endless).toMatchObject({ success: false, status: 'failed', error: expect.stringContaining('1000 ms') });
  expect(await server.end('SIGTERM')).toBe(0);
});

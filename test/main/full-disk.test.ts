/** A real server that finds no more room for its files, from the request that meets it to the next start. */
import { beforeAll, expect, test, vi } from 'vitest';
import { builtServer } from '../_bundle.ts';
import { startProcess } from '../_server.ts';
import { tempDir } from '../_setup.ts';

/** KB that a file may have; beyond that writing fails as on a full disk, instead of the signal that ends a program. */
const ROOM = 3_000;
let roomy: readonly [string, ...string[]];
let cramped: readonly [string, ...string[]];
beforeAll(async () => {
  roomy = [process.execPath, await builtServer()];
  cramped = ['bash', '-c', `trap "" XFSZ; ulimit -f ${ROOM}; exec "$0" "$@"`, ...roomy];
});

const headers = { 'content-type': 'application/json' };
const post = (url: string, body: unknown) => fetch(url, { method: 'POST', headers, body: JSON.stringify(body) });

test('refuses new work, ends when asked to, and goes on when there is room again', { timeout: 60_000 }, async () => {
  const folder = tempDir();
  const first = await startProcess({ folder, command: cramped });
  const nodes = [
    { id: 't', type: 'trigger' },
    { id: 'o', type: 'output' },
  ];
  const graph = { name: 'large', nodes, connections: [{ fromNodeId: 't', toNodeId: 'o' }] };
  const { id } = (await (await post(`${first.url}/api/workflows`, graph)).json()) as { id: string };
  const accepted: string[] = [];
  const inputs = { text: 'x'.repeat(400_000) };
  const refused = await vi.waitUntil(async () => {
    const answer = await post(`${first.url}/api/workflow/${id}/execute`, { inputs });
    if (answer.status !== 202) return answer;
    accepted.push(((await answer.json()) as { executionId: string }).executionId);
    return null;
  }, 20_000);

  expect(refused.status).toBe(503);
  expect(refused.headers.get('retry-after')).toBe('2');
  expect(await refused.json()).toMatchObject({ code: 'storage_unavailable' });
  await vi.waitFor(async () => expect((await fetch(`${first.url}/ready`)).status).toBe(503), 5_000);
  expect((await fetch(`${first.url}/health`)).status).toBe(200);
  expect((await fetch(`${first.url}/api/workflow/execution/${accepted[0]}`)).status).toBe(200);

  const began = performance.now();
  expect(await first.end('SIGTERM'), first.stderr()).toBe(0);
  expect(performance.now() - began).toBeLessThan(8_000);

  const second = await startProcess({ folder, command: roomy });
  for (const executionId of accepted) {
    await vi.waitFor(async () => {
      const answer = await fetch(`${second.url}/api/workflow/execution/${executionId}?logs=none`);
      expect(await answer.json()).toMatchObject({ status: 'completed', finalOutput: inputs });
    }, 10_000);
  }
});

import { join } from 'node:path';
import { expect, test } from 'vitest';
import { startFailing, startProcess } from '../_server.ts';
import { tempDir } from '../_setup.ts';

const root = join(import.meta.dirname, '../..');
const command = [join(root, 'node_modules/.bin/deno'), 'run', '-A', join(root, 'server/main.deno.ts')] as const;
const json = { 'content-type': 'application/json' };

test('the server starts under Deno, runs a workflow and streams it', { timeout: 60_000 }, async () => {
  const server = await startProcess({ command });
  const nodes = [
    { id: 't', type: 'trigger' },
    { id: 'f', type: 'addField', config: { fieldName: 'b', fieldValue: '2' } },
    { id: 'c', type: 'code', config: { code: 'return { ...input, c: 3 }' } },
    { id: 'o', type: 'output' },
  ];
  const connections = [
    { fromNodeId: 't', toNodeId: 'f' },
    { fromNodeId: 'f', toNodeId: 'c' },
    { fromNodeId: 'c', toNodeId: 'o' },
  ];
  const body = JSON.stringify({ name: 'on Deno', nodes, connections });
  const saved = await fetch(`${server.url}/api/workflows`, { method: 'POST', headers: json, body });
  expect(saved.status).toBe(201);
  const { id } = (await saved.json()) as { id: string };
  const begun = await fetch(`${server.url}/api/workflow/${id}/execute`, { method: 'POST', headers: json, body: '{}' });
  expect(begun.status).toBe(202);
  const { executionId } = (await begun.json()) as { executionId: string };

  const stream = await fetch(`${server.url}/api/workflow/execution/${executionId}/stream?after=0`);
  expect(stream.headers.get('content-type')).toBe('text/event-stream');
  const text = await stream.text();
  expect([...text.matchAll(/^id: (\d+)$/gm)].map(([, seq]) => Number(seq))).toEqual([1, 2, 3, 4, 5]);
  expect(text).toContain('"c":3');
  expect(text).toMatch(/event: end\ndata: [^\n]*"status":"completed"/);
  expect(await server.end('SIGTERM')).toBe(0);
});

test('a port that is taken is one sentence under Deno too', { timeout: 60_000 }, async () => {
  const server = await startProcess({ command });
  const { code, stderr } = await startFailing({ command, folder: tempDir(), env: { PORT: new URL(server.url).port } });
  expect(code).toBe(1);
  expect(stderr).toContain('another program uses it');
});

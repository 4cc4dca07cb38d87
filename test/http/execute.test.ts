/** Starting executions. */
import { connect } from 'node:net';
import { expect, test } from 'vitest';
import { startServer } from '../_server.ts';
import { type Api, createApi } from './_api.ts';
import { asking, failing, line, out, simple, start } from './_workflows.ts';

const api = createApi((await startServer()).url);

async function saved(workflow: object): Promise<string> {
  return (await api('POST', '/api/workflows', { body: workflow })).json.id;
}

/** The execution once it has ended. */
async function ended(of: Api, executionId: string) {
  for (;;) {
    const { json } = await of('GET', `/api/workflow/execution/${executionId}`);
    if (json.done) return json;
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}

const workflowId = await saved(simple);
const path = `/api/workflow/${workflowId}/execute`;

test('starts in the background and answers at once', async () => {
  const { status, json } = await api('POST', path, { body: { inputs: { name: 'Ana' } } });
  expect(status).toBe(202);
  expect(json).toEqual({
    success: true,
    executionId: expect.any(String),
    status: 'pending',
    message: expect.any(String),
    backgroundExecution: true,
    usingPrefect: false,
  });
  expect(await ended(api, json.executionId)).toMatchObject({
    id: json.executionId,
    status: 'completed',
    inputs: { name: 'Ana' },
    finalOutput: { name: 'Ana', greeting: 'hello' },
    triggerType: 'api',
    progress: { percentage: 100, totalNodes: 3 },
  });
});

test('takes no body, an empty one, and null inputs', async () => {
  for (const options of [{}, { raw: '' }, { body: {} }, { body: { inputs: null } }]) {
    expect((await api('POST', path, options)).status).toBe(202);
  }
});

test('waits for the end when asked to, whatever the end is', async () => {
  const good = await api('POST', `${path}?wait=10000`, { body: { inputs: { a: 1 } } });
  expect(good).toMatchObject({ status: 200, json: { success: true, done: true, status: 'completed' } });
  expect(good.json.logs).toHaveLength(good.json.logsTotal);
  const bad = await api('POST', `/api/workflow/${await saved(failing)}/execute?wait=10000`);
  expect(bad).toMatchObject({ status: 200, json: { success: false, done: true, status: 'failed' } });
  const long = await api('POST', `/api/workflow/${await saved(asking)}/execute?wait=1`);
  expect(long.status).toBe(202);
  expect((await api('POST', `${path}?wait=999999999`)).status).toBe(200);
});

test('answers the seed service in its own shape', async () => {
  const { status, json } = await api('POST', '/api/workflows/execute', {
    body: { workflowId, organizationId: 'default' },
  });
  expect(status).toBe(202);
  expect(json).toMatchObject({ workflowId, workflowName: simple.name, status: 'pending' });
  const waited = await api('POST', '/api/workflows/execute?wait=9000', { body: { workflowId } });
  expect(waited).toMatchObject({ status: 200, json: { success: true } });
});

test("does not know another organization's workflow", async () => {
  const body = { workflowId, organizationId: 'theirs' };
  expect(await api('POST', '/api/workflows/execute', { body })).toMatchObject({
    status: 404,
    json: { code: 'not_found' },
  });
});

test('a key begins one execution', async () => {
  const headers = { 'Idempotency-Key': 'order-7' };
  const first = await api('POST', path, { body: { inputs: { a: 1 } }, headers });
  const again = await api('POST', path, { body: { inputs: { a: 1 } }, headers });
  expect(first.headers.get('idempotent-replay')).toBeNull();
  expect(again.headers.get('idempotent-replay')).toBe('true');
  expect(again.json).toEqual(first.json);
  const other = await api('POST', path, { body: { inputs: { a: 2 } }, headers });
  expect(other).toMatchObject({ status: 422, json: { code: 'idempotency_mismatch' } });
  for (const key of ['', 'k'.repeat(256)]) {
    expect((await api('POST', path, { headers: { 'Idempotency-Key': key } })).status).toBe(400);
  }
});

test.each([
  ['/api/workflow/none/execute', {}, 404, 'not_found'],
  [path, { body: { inputs: [1] } }, 422, 'invalid'],
  [path, { body: [] }, 422, 'invalid'],
  [path, { body: 'text' }, 422, 'invalid'],
  [path, { raw: '{"inputs": {' }, 400, 'bad_request'],
  [path, { raw: new Uint8Array([0x22, 0xff, 0xfe, 0x22]) }, 400, 'bad_request'],
  [
    path,
    { raw: 'a=1', headers: { 'content-type': 'application/x-www-form-urlencoded' } },
    415,
    'unsupported_media_type',
  ],
  [path, { raw: '{}', headers: { 'content-encoding': 'gzip' } }, 415, 'unsupported_media_type'],
  [`${path}?wait=soon`, {}, 400, 'bad_request'],
  [`${path}?wait=-1`, {}, 400, 'bad_request'],
  ['/api/workflows/execute', { body: {} }, 422, 'invalid'],
  ['/api/workflows/execute', {}, 400, 'bad_request'],
])('%s with %o is a %i', async (to, options, status, code) => {
  expect(await api('POST', to, options)).toMatchObject({ status, json: { code, error: expect.any(String) } });
});

test('says where the JSON is wrong', async () => {
  const { json } = await api('POST', path, { raw: '{"inputs": {"a": 1' });
  expect(json.error).toBe('Expected the body to be JSON, but it ends too early, at position 18: expected "," or "}".');
});

test('says what was expected', async () => {
  const { json } = await api('POST', path, { body: { inputs: 'x' } });
  expect(json).toMatchObject({
    error: 'Expected "inputs" to be an object, got a string.',
    details: [{ path: 'inputs' }],
  });
});

const MEGABYTE = 1024 * 1024;

test('takes a body of ten megabytes, and no more', async () => {
  const bodyOf = (size: number) => {
    const frame = JSON.stringify({ inputs: { text: '' } });
    return JSON.stringify({ inputs: { text: 'x'.repeat(size - frame.length) } });
  };
  const fits = await api('POST', `${path}?wait=20000`, { raw: bodyOf(10 * MEGABYTE) });
  expect(fits).toMatchObject({ status: 200, json: { success: true } });
  expect(fits.json.finalOutput.text).toHaveLength(fits.json.inputs.text.length);
  const tooLarge = await api('POST', path, { raw: bodyOf(10 * MEGABYTE + 1) });
  expect(tooLarge).toMatchObject({ status: 413, json: { code: 'too_large' } });
});

test('tells a client that looks at the answer only after it has sent everything', async () => {
  const answer = await new Promise<string>((resolve, reject) => {
    const { hostname, port } = new URL(api.url);
    let heard = '';
    const socket = connect(Number(port), hostname, () => {
      socket.pause();
      socket.write(`POST ${path} HTTP/1.1\r\nHost: ${hostname}\r\nContent-Type: application/json\r\n`);
      socket.write(`Connection: close\r\nContent-Length: ${12 * MEGABYTE}\r\n\r\n`);
      socket.write(Buffer.alloc(12 * MEGABYTE, 0x20), () => socket.resume());
    });
    socket.on('data', (part) => {
      heard += part;
    });
    socket.on('error', reject).on('end', () => resolve(heard));
  });
  expect(answer).toMatch(/^HTTP\/1\.1 413 /);
  expect(answer).toContain('"code":"too_large"');
});

test('counts a body that comes without a length', async () => {
  const chunk = new Uint8Array(MEGABYTE).fill(0x20);
  const send = async (chunks: number) => {
    const body = new ReadableStream({
      start(controller) {
        for (let index = 0; index < chunks; index += 1) controller.enqueue(chunk);
        controller.close();
      },
    });
    const headers = { 'content-type': 'application/json' };
    const response = await fetch(`${api.url}${path}`, { method: 'POST', body, headers, duplex: 'half' } as RequestInit);
    return { status: response.status, body: await response.json() };
  };
  expect(await send(2)).toMatchObject({ status: 202 });
  expect(await send(11)).toMatchObject({ status: 413, body: { code: 'too_large' } });
});

test('takes JSON a hundred levels deep, and no more', async () => {
  // The body and `inputs` are two levels.
  const nested = (levels: number) => `{"inputs":{"deep":${'['.repeat(levels - 2)}"]["${']'.repeat(levels - 2)}}}`;
  expect((await api('POST', path, { raw: nested(100) })).status).toBe(202);
  expect(await api('POST', path, { raw: nested(101) })).toMatchObject({ status: 422, json: { code: 'invalid' } });
  expect((await api('POST', path, { raw: nested(1_000_000) })).status).toBe(422);
});

test('runs one node by itself', async () => {
  const to = `/api/workflow/${workflowId}/execute-node`;
  const stored = await api('POST', to, { body: { nodeId: 'add', input: { a: 1 } } });
  expect(stored).toMatchObject({ status: 200, json: { success: true, outputData: { a: 1, greeting: 'hello' } } });
  expect(stored.json.duration).toBeGreaterThanOrEqual(0);
  const config = { fieldName: 'b', fieldValue: 'other' };
  const changed = await api('POST', to, { body: { nodeId: 'add', input: { a: 1 }, config } });
  expect(changed.json.outputData).toEqual({ a: 1, b: 'other' });
  const unsaved = await api('POST', to, { body: { nodeId: 'new', type: 'addField', input: { a: 1 }, config } });
  expect(unsaved.json.outputData).toEqual({ a: 1, b: 'other' });
  expect((await api('POST', to, { body: { nodeId: 'new', type: 'espresso' } })).status).toBe(422);
  expect((await api('POST', to, { body: { nodeId: 'none' } })).status).toBe(404);
  expect((await api('POST', to, { body: {} })).status).toBe(422);
  expect((await api('POST', '/api/workflow/none/execute-node', { body: { nodeId: 'add' } })).status).toBe(404);
});

test('resolves large outputs where they are wanted whole', async () => {
  const large = 'y'.repeat(50_000);
  const id = await saved(
    line(start, { id: 'pass', type: 'addField', config: { fieldName: 'n', fieldValue: '1' } }, out),
  );
  const { json } = await api('POST', `/api/workflow/${id}/execute?wait=9000`, { body: { inputs: { large, $log: 3 } } });
  expect(json.finalOutput).toMatchObject({ large, $log: 3 });
  expect(json.nodeResults.pass.outputData).toMatchObject({ large, $log: 3 });
  const row = json.logs.find((each: { nodeId: string; status: string }) => each.nodeId === 'pass');
  expect(row).toMatchObject({ outputData: null, truncated: true });
  const whole = await api('GET', `/api/workflow/execution/${json.executionId}/logs/${row.seq}`);
  expect(whole.json.outputData).toMatchObject({ large });
  expect(whole.json.inputData).toMatchObject({ large });
});

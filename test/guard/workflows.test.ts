/** The guard where workflows meet it: in a server that nobody has configured, and at every way out. */
import type { AddressInfo } from 'node:net';
import { createServer as createTlsServer } from 'node:tls';
import { describe, expect, test } from 'vitest';
import type { JsonRecord } from '../../db/model.ts';
import { startLlmStub } from '../../server/demo/llm-stub.ts';
import { createGuardedFetch } from '../../server/guard/fetch.ts';
import { createHttpClient } from '../../server/guard/http-client.ts';
import { createLlm } from '../../server/llm/client.ts';
import { startServer } from '../_server.ts';
import { whenDone } from '../_setup.ts';
import { failureOf, outputOf } from '../nodes/_run.ts';
import { type Behind, behind, local } from './_ground.ts';

type Ended = { status: string; error: string | null; finalOutput: JsonRecord; logs: JsonRecord[] };

/** Runs one node after a trigger on a server of its own, to its end. */
async function runOn(env: Record<string, string>, type: string, config: JsonRecord): Promise<Ended> {
  const { url } = await startServer({ env });
  const post = async (path: string, body: object) => {
    const headers = { 'content-type': 'application/json' };
    return (await fetch(url + path, { method: 'POST', headers, body: JSON.stringify(body) })).json();
  };
  const nodes = [
    { id: 't', type: 'trigger' },
    { id: 'n', type, config: { ...config, retryDelayMs: 1 } },
  ];
  const connections = [{ fromNodeId: 't', toNodeId: 'n' }];
  const { id } = await post('/api/workflows', { name: 'Out', nodes, connections });
  const { executionId } = await post(`/api/workflow/${id}/execute?wait=10000`, {});
  return (await fetch(`${url}/api/workflow/execution/${executionId}`)).json();
}

const statesOf = ({ logs }: Ended) => logs.filter(({ nodeId }) => nodeId === 'n').map(({ status }) => status);

describe('on a server that nobody has configured', () => {
  test('an http node cannot call this machine, and is not tried again', async () => {
    const there = await local();
    const ended = await runOn({}, 'http', { httpUrl: `http://127.0.0.1:${there.port}/`, retries: 3 });
    expect(ended.status).toBe('failed');
    expect(ended.error).toContain(`"127.0.0.1:${there.port}" is the server's own machine`);
    expect(ended.error).toContain('HTTP_ALLOW');
    expect(statesOf(ended)).toEqual(['running', 'error']);
    expect(there.paths).toEqual([]);
  });

  test('nor can an llm node that brings its address', async () => {
    const there = await local();
    const config = { llmPrompt: 'x', baseURL: `http://localhost:${there.port}/v1`, retries: 3 };
    const ended = await runOn({}, 'llm', config);
    expect(ended.error).toContain(`"localhost:${there.port}" leads to 127.0.0.1, the server's own machine`);
    expect(statesOf(ended)).toEqual(['running', 'error']);
    expect(there.paths).toEqual([]);
  });
});

describe('what the operator has configured', () => {
  test('an http node may call what HTTP_ALLOW lists', async () => {
    const there = await local((_, response) => response.end('open'));
    const config = { httpUrl: `http://127.0.0.1:${there.port}/` };
    const { status } = await runOn({ HTTP_ALLOW: `127.0.0.1:${there.port}` }, 'http', config);
    expect([status, there.paths]).toEqual(['completed', ['/']]);
  });

  test('the address of OPENAI_BASE_URL is the operator’s own choice, also where a node repeats it', async () => {
    const stub = await startLlmStub();
    whenDone(() => stub.close());
    const env = { OPENAI_BASE_URL: stub.url, OPENAI_API_KEY: 'x' };
    for (const baseURL of [undefined, '', stub.url]) {
      const config = { llmPrompt: '[[say=hi]]', ...(baseURL !== undefined && { baseURL }) };
      expect((await runOn(env, 'llm', config)).status).toBe('completed');
    }
  });
});

const servicesOf = ({ agent }: Behind) => ({
  http: createHttpClient(agent),
  llm: createLlm({ apiKey: 'k', baseURL: undefined, model: 'm' }, createGuardedFetch(agent)),
});

describe('a redirect', () => {
  const names = { 'open.example': ['127.0.0.1'], 'inside.example': ['127.0.0.1'] };

  test.each(['127.0.0.1', 'inside.example', '[::ffff:7f00:1]', '2130706433'])(
    'of an http node to %s is refused',
    async (target) => {
      const secret = await local();
      const open = await local((request, response) => {
        const location = request.url === '/1' ? '/2' : `http://${target}:${secret.port}/`;
        response.writeHead(302, { location }).end();
      });
      const services = servicesOf(behind(`open.example:${open.port}`, names));
      const failure = await failureOf('http', { httpUrl: `http://open.example:${open.port}/1` }, {}, { services });
      expect(failure).toMatchObject({ code: 'address_refused', transient: false });
      expect(open.paths).toEqual(['/1', '/2']);
      expect(secret.paths).toEqual([]);
    },
  );

  test('of a language model is refused', async () => {
    const secret = await local();
    const location = `http://inside.example:${secret.port}/v1/chat/completions`;
    const open = await local((_, response) => response.writeHead(307, { location }).end());
    const services = servicesOf(behind(`open.example:${open.port}`, names));
    const config = { llmPrompt: 'x', baseURL: `http://open.example:${open.port}/v1` };
    expect(await failureOf('llm', config, {}, { services })).toMatchObject({
      code: 'address_refused',
      transient: false,
      noEffect: true,
    });
    expect([open.paths, secret.paths]).toEqual([['/v1/chat/completions'], []]);
  });
});

test('a language model at an allowed address answers as any other', async () => {
  const stub = await startLlmStub();
  whenDone(() => stub.close());
  const services = servicesOf(behind('model.example', { 'model.example': ['127.0.0.1'] }));
  const baseURL = stub.url.replace('127.0.0.1', 'model.example');
  expect(await outputOf('llm', { llmPrompt: '[[say=hello there]]', baseURL }, {}, { services })).toBe('hello there');
});

test('a language model that never ends its answer is cut off', async () => {
  const chunk = JSON.stringify({ choices: [{ delta: { content: 'x'.repeat(500_000) } }] });
  let open = true;
  const there = await local(async (_, response) => {
    response.on('close', () => {
      open = false;
    });
    response.writeHead(200, { 'content-type': 'text/event-stream' });
    while (open) {
      response.write(`data: ${chunk}\n\n`);
      await new Promise((resolve) => setImmediate(resolve));
    }
  });
  const services = servicesOf(behind('127.0.0.1'));
  const config = { llmPrompt: 'x', baseURL: `http://127.0.0.1:${there.port}/v1` };
  expect(await failureOf('llm', config, {}, { services })).toMatchObject({
    code: 'response_too_large',
    transient: false,
  });
  await expect.poll(() => open).toBe(false);
});

test.each(['file:///etc/passwd', 'data:application/json,1', 'ftp://example.com', 'nonsense'])(
  'a language model is not looked for at %s',
  async (baseURL) => {
    const failure = await failureOf('llm', { llmPrompt: 'x', baseURL }, {}, { services: servicesOf(behind()) });
    expect(failure).toMatchObject({ code: 'bad_url', transient: false });
    expect(failure.message).toContain(baseURL);
  },
);

test('a secure connection asks for the name, and goes to the address that was checked', async () => {
  const asked: string[] = [];
  const server = createTlsServer({
    SNICallback: (name, callback) => {
      asked.push(name);
      callback(new Error('there is no certificate'));
    },
  });
  server.on('tlsClientError', () => {});
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  whenDone(() => new Promise<void>((resolve) => void server.close(() => resolve())));
  const { port } = server.address() as AddressInfo;
  const { get } = behind('secure.example', { 'secure.example': ['127.0.0.1'] });
  await expect(get(`https://secure.example:${port}/`)).rejects.toMatchObject({ code: 'network', noEffect: true });
  expect(asked).toEqual(['secure.example']);
});

/** What a page inside somebody else's product can do with its token, and what it cannot. */
import { SignJWT } from 'jose';
import { expect, test } from 'vitest';
import { startServer } from '../_server.ts';
import { createApi } from '../http/_api.ts';
import { add, asking, line, out, start } from '../http/_workflows.ts';
import { openHouse, withHeaders } from './_people.ts';

const MARK = 'only-for-those-inside';
/** Everything that passes through it carries the mark, but what it puts out. */
const secretive = line(
  start,
  add('a', 'inner', `${MARK} one`),
  add('b', 'more', `{{ inner }} ${MARK} two`),
  { id: 'c', type: 'condition', config: { conditionField: 'inner', operator: 'contains', conditionValue: MARK } },
  { id: 'code', type: 'code', config: { code: `console.log("${MARK}"); return { shown: 42 }` } },
  out,
);

async function ground(env: Record<string, string> = {}) {
  const { url } = await startServer({ env });
  const api = createApi(url);
  const save = async (body: unknown) => (await api('POST', '/api/workflows', { body })).json.id as string;
  const mint = async (body: object) => {
    const { json, status } = await api('POST', '/api/embed-tokens', { body });
    expect(status, JSON.stringify(json)).toBe(201);
    return { ...json, api: withHeaders(createApi(url), { authorization: `Bearer ${json.token}` }) };
  };
  const run = async (workflowId: string) =>
    (await api('POST', `/api/workflow/${workflowId}/execute?wait=9000`, { body: {} })).json.executionId as string;
  return { url, api, save, mint, run };
}

test('a token for an execution opens that one, and nothing else', async () => {
  const { api, save, mint, run } = await ground();
  const workflowId = await save(secretive);
  const [executionId, other] = [await run(workflowId), await run(workflowId)];
  const embed = await mint({ executionId, scopes: ['watch'] });
  expect(embed.url).toMatch(new RegExp(`/embed/execution/${executionId}#ey`));
  expect((await embed.api('GET', '/api/embed')).json).toMatchObject({ executionId, workflowId: null, payloads: false });
  expect((await embed.api('GET', `/api/embed/executions/${executionId}`)).json).toMatchObject({ status: 'completed' });
  expect((await embed.api('GET', `/api/embed/executions/${other}`)).status).toBe(404);
  expect((await embed.api('GET', `/api/embed/executions/${other}/stream`)).status).toBe(404);
  expect((await embed.api('GET', '/api/embed/executions')).status).toBe(403);
  expect((await embed.api('POST', '/api/embed/execute', { body: {} })).status).toBe(403);
  expect((await embed.api('POST', `/api/embed/executions/${executionId}/cancel`)).status).toBe(403);
  expect((await api('POST', '/api/embed-tokens', { body: { executionId: 'none', scopes: ['watch'] } })).status).toBe(
    404,
  );
  expect((await api('POST', '/api/embed-tokens', { body: { scopes: ['watch'] } })).status).toBe(422);
  const long = { executionId, scopes: ['watch'], expiresIn: 601 };
  expect((await api('POST', '/api/embed-tokens', { body: long })).status).toBe(422);
});

test('with accounts, an embed token opens no other route, and no other token opens these', async () => {
  const house = await openHouse();
  const ana = await house.setUp();
  const { json: workflow } = await ana.api('POST', '/api/workflows', { body: secretive });
  const body = { workflowId: workflow.id, scopes: ['watch', 'run'] };
  const { json } = await ana.api('POST', '/api/embed-tokens', { body });
  const api = withHeaders(house.api, { authorization: `Bearer ${json.token}` });
  expect((await api('GET', '/api/embed')).status).toBe(200);
  for (const path of [
    '/api/workflows',
    `/api/workflows/${workflow.id}`,
    '/api/executions',
    '/api/members',
    '/metrics',
  ]) {
    expect((await api('GET', path)).status, path).toBe(401);
  }
  expect((await api('POST', `/api/workflow/${workflow.id}/execute`, { body: {} })).status).toBe(401);
  expect((await api('POST', '/api/embed-tokens', { body })).status).toBe(401);
  expect((await ana.api('GET', '/api/embed')).status).toBe(401);
  const token = await house.token(ana, ['read', 'run', 'write', 'admin']);
  expect((await token.api('GET', '/api/embed')).status).toBe(401);
});

test('without "payloads" no byte of what passes between nodes reaches the page', async () => {
  const { url, save, mint, run } = await ground();
  const workflowId = await save(secretive);
  const executionId = await run(workflowId);
  const embed = await mint({ executionId, scopes: ['watch'] });
  const headers = { authorization: `Bearer ${embed.token}` };
  const text = async (path: string) => (await fetch(`${url}${path}`, { headers })).text();
  const answers = await Promise.all([
    text('/api/embed'),
    text(`/api/embed/executions/${executionId}`),
    text(`/api/embed/executions/${executionId}?after=0`),
    text(`/api/embed/executions/${executionId}/stream`),
    fetch(`${url}/api/executions/stream`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ tokens: [embed.token] }),
    }).then((answer) => answer.text()),
  ]);
  for (const answer of answers) expect(answer).not.toContain(MARK);
  expect(JSON.parse(answers[1]!)).toMatchObject({ finalOutput: { shown: 42 }, inputs: {}, nodeResults: null });
  for (const stream of answers.slice(3)) {
    expect([...stream.matchAll(/^id: (\d+)$/gm)].map(([, seq]) => Number(seq)).at(-1)).toBeGreaterThan(5);
    expect(stream).toContain('event: end');
  }
  const open = await mint({ executionId, scopes: ['watch'], payloads: true });
  const withPayloads = { authorization: `Bearer ${open.token}` };
  const shown = await fetch(`${url}/api/embed/executions/${executionId}/stream`, { headers: withPayloads });
  expect(await shown.text()).toContain(MARK);
});

test('what a node said when it failed stays inside', async () => {
  const { url, save, mint, run } = await ground();
  const executionId = await run(
    await save(line(start, { id: 'x', type: 'code', config: { code: `throw "${MARK}"` } })),
  );
  const { token, api } = await mint({ executionId, scopes: ['watch'] });
  const { json, text } = await api('GET', `/api/embed/executions/${executionId}`);
  expect(json).toMatchObject({ status: 'failed', error: 'The execution failed.' });
  expect(json.logs.at(-1)).toMatchObject({ status: 'error', error: 'This step failed.' });
  const headers = { authorization: `Bearer ${token}` };
  const stream = await (await fetch(`${url}/api/embed/executions/${executionId}/stream`, { headers })).text();
  expect(text + stream).not.toContain(MARK);
});

test('who may run a workflow sees and cancels what they began, with the next token too', async () => {
  const { api, save, mint, run } = await ground();
  const workflowId = await save(asking);
  const inside = (await api('POST', `/api/workflow/${workflowId}/execute`, { body: {} })).json.executionId;
  const ana = await mint({ workflowId, scopes: ['run'], viewer: 'ana' });
  const ben = await mint({ workflowId, scopes: ['run'], viewer: 'ben' });
  const begun = await ana.api('POST', '/api/embed/execute', { body: { inputs: {} } });
  expect(begun.status).toBe(202);
  const { executionId } = begun.json;
  const again = await mint({ workflowId, scopes: ['run'], viewer: 'ana' });
  for (const { api: mine } of [ana, again]) {
    expect((await mine('GET', `/api/embed/executions/${executionId}`)).status).toBe(200);
    expect((await mine('GET', `/api/embed/executions/${inside}`)).status).toBe(404);
    expect((await mine('GET', '/api/embed/executions')).status).toBe(403);
  }
  expect((await ben.api('GET', `/api/embed/executions/${executionId}`)).status).toBe(404);
  expect((await ben.api('POST', `/api/embed/executions/${executionId}/cancel`)).status).toBe(404);
  expect((await again.api('POST', `/api/embed/executions/${executionId}/cancel`)).status).toBe(200);
  expect((await api('GET', `/api/workflow/execution/${executionId}`)).json.startedBy).toBe('embed:ana');

  const watcher = await mint({ workflowId, scopes: ['watch'] });
  expect((await watcher.api('GET', `/api/embed/executions/${inside}`)).status).toBe(200);
  expect((await watcher.api('GET', '/api/embed/executions')).json.executions).toHaveLength(2);
  const elsewhere = await run(await save(secretive));
  expect((await watcher.api('GET', `/api/embed/executions/${elsewhere}`)).status).toBe(404);
});

test('the page is told of the graph and the form, and of no settings', async () => {
  const { save, mint } = await ground();
  const asked = { id: 'n', type: 'manualInput', label: 'How many', config: { inputVarName: 'n', inputVarValue: 3 } };
  const workflowId = await save(line(start, asked, add('a', 'secret', MARK), out));
  const { json } = await (await mint({ workflowId, scopes: ['run'] })).api('GET', '/api/embed');
  expect(JSON.stringify(json)).not.toContain(MARK);
  expect(json.workflow.nodes).toHaveLength(4);
  expect(json.inputs).toMatchObject([{ id: 'n', config: { inputVarName: 'n', inputVarValue: 3 } }]);
  const watching = await mint({ workflowId, scopes: ['watch'] });
  expect((await watching.api('GET', '/api/embed')).json.inputs).toEqual([]);
});

test('a back end signs with a secret of its own, for its organization, until the key is removed', async () => {
  const { url, api, save, run } = await ground();
  const executionId = await run(await save(secretive));
  const { json: key } = await api('POST', '/api/embed-keys', { body: { name: 'Shop' } });
  const { json: next } = await api('POST', '/api/embed-keys', { body: { name: 'Shop, next' } });
  const now = Math.floor(Date.now() / 1_000);
  const good = {
    aud: 'cortado-embed',
    execution: executionId,
    scopes: ['watch'],
    sub: 'ana',
    iat: now,
    exp: now + 300,
  };
  const sign = (claims: object, { kid = key.kid, secret = key.secret, alg = 'HS256' } = {}) =>
    new SignJWT({ ...claims }).setProtectedHeader({ alg, kid }).sign(new TextEncoder().encode(secret));
  const status = async (token: string) =>
    (await fetch(`${url}/api/embed`, { headers: { authorization: `Bearer ${token}` } })).status;

  expect(await status(await sign(good))).toBe(200);
  expect(await status(await sign(good, { kid: next.kid, secret: next.secret }))).toBe(200);
  const wrong: Record<string, string> = {
    'another secret': await sign(good, { secret: next.secret }),
    'no such key': await sign(good, { kid: 'none' }),
    "the server's own key": await sign(good, { kid: 'cortado' }),
    'another algorithm': await sign(good, { alg: 'HS512', secret: `${key.secret}${key.secret}` }),
    'no audience': await sign({ ...good, aud: undefined }),
    'another audience': await sign({ ...good, aud: 'shop' }),
    'too long': await sign({ ...good, exp: now + 3_600 }),
    'from long ago': await sign({ ...good, iat: now - 3_600, exp: now + 60 }),
    'no end': await sign({ ...good, exp: undefined }),
    ended: await sign({ ...good, iat: now - 300, exp: now - 10 }),
    'both at once': await sign({ ...good, workflow: 'w' }),
    'unknown scope': await sign({ ...good, scopes: ['admin'] }),
    unsigned: `${btoa('{"alg":"none"}')}.${btoa(JSON.stringify(good))}.`,
    garbage: 'garbage',
  };
  for (const [name, token] of Object.entries(wrong)) expect(await status(token), name).toBe(401);
  const claimed = { ...good, org: 'another organization' };
  expect(await status(await sign(claimed)), 'the key decides the organization').toBe(200);

  expect((await api('DELETE', `/api/embed-keys/${key.kid}`)).status).toBe(204);
  expect(await status(await sign(good))).toBe(401);
  expect(JSON.stringify((await api('GET', '/api/embed-keys')).json)).not.toContain(next.secret);
});

test('a stream ends with its token', async () => {
  const { url, api, save } = await ground();
  const { json } = await api('POST', `/api/workflow/${await save(asking)}/execute`, { body: {} });
  const { json: key } = await api('POST', '/api/embed-keys', { body: { name: 'Shop' } });
  const now = Math.floor(Date.now() / 1_000);
  const token = await new SignJWT({ execution: json.executionId, scopes: ['watch'], iat: now, exp: now + 1 })
    .setProtectedHeader({ alg: 'HS256', kid: key.kid })
    .setAudience('cortado-embed')
    .sign(new TextEncoder().encode(key.secret));
  const headers = { authorization: `Bearer ${token}` };
  const stream = await fetch(`${url}/api/embed/executions/${json.executionId}/stream`, { headers });
  expect(stream.status).toBe(200);
  expect(await stream.text()).not.toContain('event: end');
});

/** Executions on a worker, without Prefect in between: a real server, and the worker's own parts in this process. */
import { expect, test, vi } from 'vitest';
import type { JsonRecord } from '../../db/model.ts';
import { systemClock } from '../../server/clock.ts';
import { createCodeRunner } from '../../server/code/runner.ts';
import { startHttpStub } from '../../server/demo/http-stub.ts';
import { startLlmStub } from '../../server/demo/llm-stub.ts';
import { childId } from '../../server/engine/child.ts';
import { createTemplates } from '../../server/engine/template.ts';
import { createAgent } from '../../server/guard/agent.ts';
import { parseAllowList } from '../../server/guard/allow-list.ts';
import { createGuardedFetch } from '../../server/guard/fetch.ts';
import { createHttpClient } from '../../server/guard/http-client.ts';
import { createLlm } from '../../server/llm/client.ts';
import { nodeTypes } from '../../server/nodes/index.ts';
import { greetServer } from '../../server/worker/greet.ts';
import { createHosting, type Ending, type Hosting } from '../../server/worker/hosting.ts';
import { createLink } from '../../server/worker/link.ts';
import { createRemoteRecords } from '../../server/worker/records.ts';
import { createServerClock } from '../../server/worker/server-clock.ts';
import { startServer, type TestServer } from '../_server.ts';
import { whenDone } from '../_setup.ts';
import { dropAll, watch } from '../events/_viewer.ts';
import { createApi } from '../http/_api.ts';
import { line, out, start } from '../http/_workflows.ts';

type World = {
  readonly server: TestServer;
  readonly api: ReturnType<typeof createApi>;
  readonly hosting: Hosting;
  readonly problems: string[];
  /** Saves a workflow and begins it, so that no pool in this process takes it. */
  begin(document: object, inputs?: JsonRecord): Promise<string>;
  advance(executionId: string): Promise<Ending | null>;
};

async function openWorld(openai: { apiKey?: string; baseURL?: string } = {}): Promise<World> {
  const server = await startServer();
  const problems: string[] = [];
  const problem = (_: object, message: string) => void problems.push(message);
  const log = { info: () => {}, warn: problem, error: problem };
  const link = createLink(server.url, null, { clock: systemClock, random: Math.random, log, onRefused: () => {} });
  const told = await greetServer(link, '0.1.0', { warn: () => {} });
  const agent = createAgent({ allow: parseAllowList('127.0.0.1') });
  const code = createCodeRunner();
  const llm = createLlm(
    { model: 'small', apiKey: undefined, baseURL: undefined, ...openai },
    createGuardedFetch(agent),
  );
  const services = { http: createHttpClient(agent), llm, code, records: createRemoteRecords(link) };
  const clock = createServerClock(systemClock);
  const parts = { types: nodeTypes, templates: createTemplates(), random: Math.random };
  const hosting = createHosting({ link, clock, services, log, ...parts }, 'worker:test', told);
  whenDone(async () => {
    await hosting.stop(0);
    await Promise.all([link.close(), agent.close(), code.close()]);
  });
  const api = createApi(server.url);
  return {
    ...{ server, api, hosting, problems },
    async begin(document, inputs = {}) {
      const { json } = await api('POST', '/api/workflows', { body: { name: 'w', ...document } });
      return beginOf(server, json.id, inputs);
    },
    advance: async (id) => hosting.advance(id, { claimed: () => {}, committed: () => {} }),
  };
}

let serial = 0;

async function beginOf({ store }: TestServer, workflowId: string, inputs: JsonRecord = {}): Promise<string> {
  serial += 1;
  const id = `remote-${serial}`;
  const nobody = { triggerNodeId: null, idempotencyKey: null, idempotencyDigest: null, retryOf: null };
  await store.executions.create({
    ...{ id, organizationId: 'default', workflowId, workflowRevision: 1, triggerType: 'api', ...nobody },
    ...{ inputs: JSON.stringify(inputs), createdAt: new Date().toISOString(), priority: 10, nodeCount: 3 },
    ...{ parentId: null, parentNodeId: null, depth: 0 },
  });
  await store.queue.give(id, new Date().toISOString());
  return id;
}

/** Said slowly enough to be seen on the way. */
const words = Array.from({ length: 80 }, (_, index) => `word${index}`).join(' ');

test('runs every kind of node that asks for something: calls, models, code, credentials', async () => {
  const [http, llm] = [await startHttpStub(), await startLlmStub({ paceMs: 5, apiKey: 'of the worker' })];
  whenDone(http.close);
  whenDone(llm.close);
  whenDone(dropAll);
  const world = await openWorld({ apiKey: 'of the worker', baseURL: llm.url });
  const credential = { name: 'shop', kind: 'bearer', token: 'tok-0123456789', hosts: [http.url] };
  expect((await world.api('POST', '/api/credentials', { body: credential })).status).toBe(201);
  const id = await world.begin(
    line(
      start,
      { id: 'call', type: 'http', config: { url: `${http.url}/echo`, credential: 'shop' } },
      { id: 'code', type: 'code', config: { code: 'return { seen: input.headers.authorization };' } },
      { id: 'ask', type: 'llm', config: { prompt: `[[say=${words}]]` } },
      out,
    ),
  );
  const viewer = await watch(`${world.server.url}/api/workflow/execution/${id}/stream`);
  expect(await world.advance(id)).toMatchObject({ kind: 'finished', end: { status: 'completed' } });
  const { json } = await world.api('GET', `/api/workflow/execution/${id}`);
  expect(json.finalOutput).toBe(words);
  expect(json.nodeResults.code.outputData).toEqual({ seen: expect.stringMatching(/^Bearer \S+$/) });
  expect(JSON.stringify(json), 'no secret in what is kept').not.toContain('tok-0123456789');
  await viewer.until((it) => it.of('end').length === 1);
  expect(viewer.of('token').length, 'text as it came').toBeGreaterThan(1);
  expect(viewer.seqs()).toEqual(json.logs.map((row: { seq: number }) => row.seq));
  expect(world.problems).toEqual([]);
}, 60_000);

test('reads and writes databases, and imports files into them', async () => {
  const world = await openWorld();
  const { api } = world;
  const columns = [
    { name: 'Name', unique: true },
    { name: 'Value', type: 'number' },
  ];
  const { json: database } = await api('POST', '/api/databases', { body: { name: 'Totals', columns } });
  const at = `/api/databases/${database.id}`;
  const upload = async (raw: string): Promise<number> =>
    (await api('POST', `${at}/imports?name=a.csv`, { raw, headers: { 'content-type': 'text/csv' } })).json.importId;
  const first = await upload('name,value\nA,1\n');
  const { json: started } = await api('POST', `${at}/imports/${first}/start`, { body: {} });
  const ended = async () => (await api('GET', `/api/workflow/execution/${started.executionId}`)).json;
  await expect.poll(async () => (await ended()).done, { timeout: 30_000, interval: 50 }).toBe(true);
  const { workflowId, inputs } = await ended();
  const importing = await beginOf(world.server, workflowId, {
    ...inputs,
    importId: await upload('name,value\nB,2\nC,3\n'),
  });
  expect(await world.advance(importing)).toMatchObject({ kind: 'finished', end: { status: 'completed' } });

  const read = { databaseId: database.id, sort: '-value', limit: 10 };
  const write = {
    databaseId: database.id,
    mode: 'upsert',
    key: 'name',
    fields: { name: '{{ name }}', value: '{{ value | times: 2 }}' },
  };
  const id = await world.begin(
    line(start, { id: 'read', type: 'fetchData', config: read }, { id: 'write', type: 'saveRecords', config: write }),
  );
  expect(await world.advance(id)).toMatchObject({ kind: 'finished', end: { status: 'completed' } });
  const { json } = await api('GET', `${at}/records?sort=name`);
  expect(json.records.map(({ values }: { values: object }) => values)).toEqual([
    { name: 'A', value: 2 },
    { name: 'B', value: 4 },
    { name: 'C', value: 6 },
  ]);
  expect(world.problems).toEqual([]);
}, 60_000);

test('begins a child that another host runs, waits for it, and goes on with what it returned', async () => {
  const world = await openWorld();
  const { json: child } = await world.api('POST', '/api/workflows', { body: line(start, out) });
  const id = await world.begin(
    line(start, { id: 'sub', type: 'executeWorkflow', config: { workflowId: child.id } }, out),
    { start: { a: 1 } },
  );
  let ending = await world.advance(id);
  for (let n = 0; ending?.kind === 'waiting' && n < 50; n++) {
    await vi.waitFor(
      async () =>
        expect((await world.server.store.executions.head('default', childId(id, 'sub')))?.status).toBe('completed'),
      15_000,
    );
    ending = await world.advance(id);
  }
  // the server's own pool may go on with a parent that is woken
  await vi.waitFor(
    async () =>
      expect((await world.api('GET', `/api/workflow/execution/${id}`)).json).toMatchObject({
        status: 'completed',
        finalOutput: { a: 1 },
      }),
    15_000,
  );
  expect(world.problems).toEqual([]);
}, 60_000);

test('hears of a cancel at once, of an answer too, and gives back what it is not let end', async () => {
  const http = await startHttpStub();
  whenDone(http.close);
  const world = await openWorld();
  const slow = (delay: number) =>
    line(
      start,
      { id: 'call', type: 'http', config: { url: `${http.url}/json?delay=${delay}&key={{ execution.id }}` } },
      out,
    );
  const [cancelled, stopped] = [await world.begin(slow(120_000)), await world.begin(slow(120_000))];
  const endings = [world.advance(cancelled), world.advance(stopped)];
  await vi.waitFor(() => expect([http.count(cancelled).hits, http.count(stopped).hits]).toEqual([1, 1]), 15_000);
  expect(await world.advance(stopped), 'advanced here already').toBeNull();
  await world.api('POST', `/api/workflow/execution/${cancelled}/cancel`);
  expect(await endings[0]).toMatchObject({ kind: 'finished', end: { status: 'cancelled' } });
  await world.hosting.stop(0);
  expect(await endings[1]).toEqual({ kind: 'released' });
  expect(await world.server.store.leases.holding(stopped)).toMatchObject({ status: 'running', owner: null, epoch: 1 });
  expect(await world.advance(stopped), 'takes nothing any more').toEqual({ kind: 'released' });
}, 60_000);

test('says what there is to say of what cannot be claimed', async () => {
  const world = await openWorld();
  const id = await world.begin(line(start, out));
  expect(await world.advance(id)).toMatchObject({ kind: 'finished' });
  expect(await world.advance(id)).toMatchObject({ kind: 'not_claimed', why: { status: 'completed' } });
  expect(await world.advance('nobody')).toEqual({ kind: 'not_claimed', why: null });
});

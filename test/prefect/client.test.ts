/** What the client of Prefect makes of answers that a real one gives seldom, from a stub; what it asks is held against a real one by `npm run test:prefect`. */
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, test } from 'vitest';
import { createBreaker } from '../../server/prefect/breaker.ts';
import { createPrefectClient } from '../../server/prefect/client.ts';
import { PrefectFailure } from '../../server/prefect/failure.ts';
import type { PrefectProof } from '../../server/prefect/requests.ts';
import { judgeVersion } from '../../server/prefect/version.ts';
import { freePort } from '../_ports.ts';
import { whenDone } from '../_setup.ts';

type Said = { status: number; body?: string; headers?: Record<string, string> };
/** Time in which no pause takes long. */
const promptly = {
  now: Date.now,
  after(_: number, callback: () => void) {
    const soon = setImmediate(callback);
    return () => clearImmediate(soon);
  },
};

/** A Prefect that gives these answers, one after another and the last one for ever. */
async function stub(answers: readonly Said[], proof: PrefectProof = null) {
  const asked: { method?: string; url?: string; authorization?: string; body: string }[] = [];
  const server = createServer(async (request, response) => {
    const { status, body = '', headers = {} } = answers[Math.min(asked.length, answers.length - 1)]!;
    const { method, url } = request;
    asked.push({ method, url, authorization: request.headers.authorization, body: await textOf(request) });
    response.writeHead(status, headers).end(body);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  whenDone(async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });
  const apiUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}/api`;
  return { asked, apiUrl, client: createPrefectClient({ apiUrl, proof }, { clock: promptly, random: () => 0.5 }) };
}

async function textOf(request: IncomingMessage): Promise<string> {
  let text = '';
  for await (const chunk of request) text += chunk;
  return text;
}

const failureOf = async (call: Promise<unknown>): Promise<PrefectFailure> => {
  const failure = await call.then(
    () => null,
    (error: unknown) => error,
  );
  expect(failure).toBeInstanceOf(PrefectFailure);
  return failure as PrefectFailure;
};
const flowRun = {
  id: 'f1',
  name: 'e1',
  parameters: { executionId: 'e1' },
  run_count: 0,
  state: null,
  state_type: 'SCHEDULED',
};
const run = { name: 'e1', parameters: { executionId: 'e1' }, idempotencyKey: 'e1:0' };

test('an answer that says "later" is asked for again, with the same key', async () => {
  const busy = [503, 429, 502].map((status) => ({ status, body: '{"exception_message":"Service Unavailable"}' }));
  const { client, asked } = await stub([...busy, { status: 201, body: JSON.stringify(flowRun) }]);
  expect(await client.flowRuns.create('d1', run)).toMatchObject({ id: 'f1', parameters: { executionId: 'e1' } });
  expect(asked).toHaveLength(4);
  expect(new Set(asked.map(({ body }) => body)).size).toBe(1);
  expect(JSON.parse(asked[0]!.body)).toEqual({
    name: 'e1',
    parameters: { executionId: 'e1' },
    idempotency_key: 'e1:0',
  });
});

test('what stays away, refuses, or is no Prefect is said in a sentence', async () => {
  const busy = await stub([{ status: 503 }]);
  const away = await failureOf(busy.client.flowRuns.get('f1'));
  expect(away).toMatchObject({ kind: 'unreachable', status: 503 });
  expect(busy.asked).toHaveLength(4);

  const closed = await failureOf(
    (await stub([{ status: 401, body: '{"exception_message":"Unauthorized"}' }])).client.server.version(),
  );
  expect(closed.kind).toBe('unauthorized');
  expect(closed.message).toContain('PREFECT_API_AUTH_STRING');

  const missing = await stub([{ status: 404, body: '{"detail":"Deployment not found"}' }]);
  const gone = await failureOf(missing.client.flowRuns.create('d1', run));
  expect(gone.message).toContain('POST /deployments/d1/create_flow_run');
  expect(gone.message).toContain('"Deployment not found"');
  expect(missing.asked, 'a refusal is final').toHaveLength(1);

  const page = await failureOf((await stub([{ status: 200, body: '<!doctype html>' }])).client.server.version());
  expect(page.message).toContain('PREFECT_API_URL ends in /api');
  const other = await failureOf((await stub([{ status: 200, body: '{"id":7}' }])).client.flowRuns.get('f1'));
  expect(other).toMatchObject({ kind: 'broken' });

  const client = createPrefectClient(
    { apiUrl: `http://127.0.0.1:${await freePort()}/api`, proof: null },
    { clock: promptly, random: () => 0 },
  );
  const nobody = await failureOf(client.server.ready());
  expect(nobody.kind).toBe('unreachable');
  expect(nobody.message).toContain('ECONNREFUSED');
});

test('a proof goes as Basic or Bearer', async () => {
  const version = { status: 200, body: '"3.9.1"' };
  const own = await stub([version], { kind: 'string', value: 'user:päss' });
  expect(await own.client.server.version()).toBe('3.9.1');
  expect(own.asked[0]!.authorization).toBe(`Basic ${Buffer.from('user:päss').toString('base64')}`);
  const cloud = await stub([version], { kind: 'key', value: 'pnu_1' });
  await cloud.client.server.version();
  expect(cloud.asked[0]!.authorization).toBe('Bearer pnu_1');
});

test('the breaker asks once for all, rests after a failure, and finds Prefect back', async () => {
  let now = 0;
  let looks = 0;
  let there = true;
  const breaker = createBreaker(
    async () => {
      looks += 1;
      if (!there) throw new PrefectFailure('unreachable', 'away');
    },
    { clock: { now: () => now }, random: () => 0.5 },
    { freshMs: 5_000, restMs: { first: 1_000, most: 4_000 } },
  );
  expect(await Promise.all([breaker.closed(), breaker.closed()])).toEqual([true, true]);
  expect(looks).toBe(1);
  now += 4_999;
  expect(await breaker.closed()).toBe(true);
  expect(looks).toBe(1);

  there = false;
  breaker.report(new PrefectFailure('refused', 'a conflict'));
  expect(await breaker.closed(), 'a refusal does not say that it is away').toBe(true);
  breaker.report(new PrefectFailure('unreachable', 'gone'));
  expect(await breaker.closed()).toBe(false);
  expect(looks, 'nobody is asked while it rests').toBe(1);
  expect(breaker.awaySince()).toBe(4_999);
  for (const rest of [1_000, 2_000, 4_000, 4_000]) {
    now += rest - 1;
    expect(await breaker.closed()).toBe(false);
    now += 1;
    const before = looks;
    expect(await breaker.closed()).toBe(false);
    expect(looks).toBe(before + 1);
  }
  expect(breaker.lastError()).toEqual({ message: 'away', at: now });
  there = true;
  now += 4_000;
  expect(await breaker.closed()).toBe(true);
  expect(breaker.lastError()).toBe(null);
});

test('a version is taken, taken with a warning, or refused', () => {
  expect(judgeVersion('3.9.1')).toEqual({});
  expect(judgeVersion('3.5.0.dev2')).toEqual({});
  expect(judgeVersion('3.10.0').warning).toContain('3.10.0');
  expect(judgeVersion('2.20.1').refusal).toContain('"2.20.1"');
  expect(judgeVersion('4.0.0').refusal).toBeDefined();
  expect(judgeVersion('what').warning).toBeDefined();
});

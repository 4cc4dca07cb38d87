/** The server's side: what it gives to Prefect, what it does without, and how the two agree again. No worker is online. */
import { expect, test, vi } from 'vitest';
import { startServer } from '../_server.ts';
import { api, ground, line, runsOf, SOON, stateInPrefect, swallowing } from './_scenario.ts';
import { ownPrefect, sharedApiUrl } from './_under-test.ts';

const two = () => line({ id: 'start', type: 'trigger' }, { id: 'end', type: 'output' });

test('an execution is queued in Prefect as an id and nothing else, and the truth about it is told', async () => {
  const where = ground();
  const server = await startServer({ env: where.env });
  const { save, submit, health, usesPrefect, poll } = api(server.url);
  await usesPrefect();
  const { executionId, usingPrefect } = await submit(await save(...two()), { secret: 'x' });
  expect(usingPrefect).toBe(true);
  expect(await runsOf(where, executionId)).toMatchObject([{ parameters: { executionId }, state_type: 'SCHEDULED' }]);
  expect(await poll(executionId)).toMatchObject({ status: 'pending' });
  const said = { available: true, serviceUrl: sharedApiUrl, version: '3.9.1', workPool: where.workPool };
  await vi.waitFor(
    async () => expect(await health()).toMatchObject({ ...said, workersOnline: 0, queued: 1, running: 0 }),
    SOON,
  );
  expect((await health()).message).toContain('no worker is online');
  await where.client.work.heartbeat(where.workPool, 'w1', 30);
  await vi.waitFor(
    async () => expect(await health()).toMatchObject({ workersOnline: 1, workers: [{ name: 'w1' }] }),
    SOON,
  );
});

test('a queued execution is cancelled on both sides, from either', async () => {
  const where = ground();
  const server = await startServer({ env: where.env });
  const { save, submit, cancel, ended, usesPrefect } = api(server.url);
  await usesPrefect();
  const workflowId = await save(...two());
  const here = await submit(workflowId);
  expect(await cancel(here.executionId)).toMatchObject({ status: 200 });
  expect(await ended(here.executionId)).toMatchObject({ status: 'cancelled' });
  await stateInPrefect(where, here.executionId, 'CANCELLED');

  const there = await submit(workflowId);
  const [run] = await runsOf(where, there.executionId);
  await where.client.flowRuns.propose(run!.id, { type: 'CANCELLING' });
  expect(await ended(there.executionId)).toMatchObject({ status: 'cancelled' });
  await stateInPrefect(where, there.executionId, 'CANCELLED');
});

test('no more of a workflow is queued than may run at once', async () => {
  const where = ground();
  const server = await startServer({ env: where.env });
  const { save, submit, cancel, usesPrefect } = api(server.url);
  await usesPrefect();
  const workflowId = await save(...two(), { concurrency: 2 });
  const ids: string[] = [];
  for (let n = 0; n < 4; n++) ids.push((await submit(workflowId)).executionId);
  const queued = async () => (await Promise.all(ids.map((id) => runsOf(where, id)))).map((runs) => runs.length);
  expect(await queued()).toEqual([1, 1, 0, 0]);
  await cancel(ids[0]!);
  await vi.waitFor(async () => expect(await queued()).toEqual([1, 1, 1, 0]), SOON);
});

test('while Prefect is stopped the server runs executions itself, and what was queued; then it uses it again', async () => {
  const prefect = await ownPrefect();
  const where = ground(prefect.apiUrl);
  const server = await startServer({ env: where.env });
  const { save, submit, ended, health, usesPrefect } = api(server.url);
  await usesPrefect();
  const workflowId = await save(...two());
  const before = await submit(workflowId);
  expect(before.usingPrefect).toBe(true);

  await prefect.stop('SIGKILL');
  const without = await submit(workflowId);
  expect(without.usingPrefect).toBe(false);
  expect(await ended(without.executionId)).toMatchObject({ status: 'completed' });
  const away = { available: false, reachable: false, serviceUrl: prefect.apiUrl };
  await vi.waitFor(async () => expect(await health()).toMatchObject(away), SOON);
  expect((await health()).message).toMatch(/cannot be reached.* runs executions itself/);
  expect(await ended(before.executionId), 'what was queued').toMatchObject({ status: 'completed' });

  await prefect.start();
  await usesPrefect();
  expect(await submit(workflowId)).toMatchObject({ usingPrefect: true });
  // its run has waited in Prefect, and is closed as what it is
  await stateInPrefect(where, before.executionId, 'COMPLETED');
});

test('a run that was made though its answer was lost does not make two executions', async () => {
  const where = ground();
  let lose = true;
  const apiUrl = await swallowing(sharedApiUrl, (path) => lose && path.endsWith('/create_flow_run'));
  const server = await startServer({ env: { ...where.env, PREFECT_API_URL: apiUrl } });
  const { ask, save, submit, ended, usesPrefect } = api(server.url);
  await usesPrefect();
  const workflowId = await save(...two());
  const { executionId, usingPrefect } = await submit(workflowId);
  expect(usingPrefect).toBe(false);
  lose = false;
  const { logs, status } = await ended(executionId);
  expect(status).toBe('completed');
  expect(logs.map(({ seq }) => seq)).toEqual([1, 2]);
  expect((await ask('GET', `/api/workflow/${workflowId}/executions`)).body.executions).toHaveLength(1);
  expect(await runsOf(where, executionId)).toHaveLength(1);
  await stateInPrefect(where, executionId, 'COMPLETED');
});

test('an execution that may not run here waits for Prefect', async () => {
  const where = ground('http://127.0.0.1:9/api');
  const server = await startServer({ env: { ...where.env, PREFECT_FALLBACK: 'wait' } });
  const { save, submit, health, poll, cancel } = api(server.url);
  const { executionId, usingPrefect } = await submit(await save(...two()));
  expect(usingPrefect).toBe(false);
  expect((await health()).message).toContain('wait until it is back');
  expect(await poll(executionId)).toMatchObject({ status: 'pending' });
  expect(await cancel(executionId)).toMatchObject({ body: { status: 'cancelled' } });
});

test('a Prefect with an auth string: with it, and without it', async () => {
  const prefect = await ownPrefect({ PREFECT_SERVER_API_AUTH_STRING: 'cortado:secret' });
  const where = ground(prefect.apiUrl);
  const closed = api((await startServer({ env: where.env })).url);
  const workflowId = await closed.save(...two());
  const { executionId, usingPrefect } = await closed.submit(workflowId);
  expect(usingPrefect).toBe(false);
  expect(await closed.ended(executionId)).toMatchObject({ status: 'completed' });
  expect((await closed.health()).message).toContain('Set PREFECT_API_AUTH_STRING');

  const open = api((await startServer({ env: { ...where.env, PREFECT_API_AUTH_STRING: 'cortado:secret' } })).url);
  await open.usesPrefect();
  expect(await open.submit(await open.save(...two()))).toMatchObject({ usingPrefect: true });
});

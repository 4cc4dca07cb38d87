/** Executions on workers through the deaths of the server and of Prefect, through stale claims, and with two servers. */
import { expect, test, vi } from 'vitest';
import { freePort } from '../_ports.ts';
import { startProcess, startServer } from '../_server.ts';
import { startServer as startSqld, withoutServer } from '../contract/_sqld.ts';
import { watchThroughCrashes } from '../crash/_clients.ts';
import { call, type Gate, startGate } from './_gate.ts';
import { api, type Ground, ground, line, runsOf, SOON, stateInPrefect } from './_scenario.ts';
import { ownPrefect } from './_under-test.ts';
import { startWorker } from './_worker-process.ts';

const start = { id: 'start', type: 'trigger' };
const output = { id: 'end', type: 'output' };

/** A line of http nodes that call the gate. */
const calls = (gate: Gate, ...ids: string[]) => line(start, ...ids.map((id) => call(gate, id)), output);
const streamOf = (url: string, id: string) => `${url}/api/workflow/execution/${id}/stream`;

async function setState({ client }: Ground, runId: string, type: string): Promise<void> {
  const body = JSON.stringify({ state: { type }, force: true });
  const headers = { 'content-type': 'application/json' };
  const answer = await fetch(`${client.address.apiUrl}/flow_runs/${runId}/set_state`, {
    method: 'POST',
    headers,
    body,
  });
  expect(answer.status).toBeLessThan(300);
}

test('inputs that look like templates of Prefect reach the node as they are', async () => {
  const where = ground();
  const server = await startServer({ env: where.env });
  const { save, submit, ended, usesPrefect } = api(server.url);
  await usesPrefect();
  await startWorker({ server: server.url });
  const inputs = {
    jinja: { __prefect_kind: 'jinja', template: '{{ 1 + 1 }}' },
    json: { __prefect_kind: 'json', value: '{"a":1}' },
    variable: { __prefect_kind: 'workspace_variable', variable_name: 'x' },
  };
  const { executionId } = await submit(await save(...line(start, output)), inputs);
  expect((await ended(executionId)).finalOutput).toEqual(inputs);
});

test('a run that ended and is claimed again runs no node', async () => {
  const where = ground();
  const server = await startServer({ env: where.env });
  const { save, submit, ended, usesPrefect } = api(server.url);
  await usesPrefect();
  const gate = await startGate();
  await startWorker({ server: server.url });
  const wrong = { id: 'wrong', type: 'addField', config: { fieldName: 'x', fieldValue: '{{ nowhere.to.be.found }}' } };
  const good = await submit(await save(...calls(gate, 'a')));
  const bad = await submit(await save(...line(start, call(gate, 'a'), wrong)));
  const ends = [
    { ...good, status: 'completed', state: 'COMPLETED' },
    { ...bad, status: 'failed', state: 'FAILED' },
  ] as const;
  for (const { executionId, status, state } of ends) {
    expect(await ended(executionId)).toMatchObject({ status });
    await stateInPrefect(where, executionId, state);
    const [run] = await runsOf(where, executionId);
    const before = (await where.client.flowRuns.states(run!.id)).length;
    await setState(where, run!.id, 'SCHEDULED');
    // claimed, and told again how it had ended
    await vi.waitFor(async () => {
      const states = await where.client.flowRuns.states(run!.id);
      const later = states.slice(before).map(({ type }) => type);
      expect(later).toContain('PENDING');
      expect(later.at(-1)).toBe(state);
    }, SOON);
    expect(gate.hits(`/${executionId}/a`)).toBe(1);
  }
});

test('the server is killed and comes back: the execution ends, and a viewer sees every row once', async () => {
  const where = ground();
  const port = String(await freePort());
  const gate = await startGate();
  const first = await startProcess({ env: { ...where.env, PORT: port, LOG_LEVEL: 'fatal' } });
  const folder = first.folder;
  const { save, submit, ended, usesPrefect } = api(first.url);
  await usesPrefect();
  await startWorker({ server: first.url });
  gate.close('/b');
  const { executionId } = await submit(await save(...calls(gate, 'a', 'b', 'c')));
  const viewer = watchThroughCrashes(streamOf(first.url, executionId));
  await gate.called(`/${executionId}/b`);
  await first.end('SIGKILL');
  gate.open('/b');
  await startProcess({ folder, env: { ...where.env, PORT: port, LOG_LEVEL: 'fatal' } });
  const { status, logs } = await ended(executionId);
  expect(status).toBe('completed');
  await viewer.end;
  expect(viewer.rows.map(({ seq }) => seq)).toEqual(logs.map(({ seq }) => seq));
  for (const id of ['a', 'b', 'c']) expect(gate.hits(`/${executionId}/${id}`), id).toBe(1);
  await stateInPrefect(where, executionId, 'COMPLETED');
});

test('Prefect is killed and comes back: the execution ends once, and Prefect hears of it', async () => {
  const prefect = await ownPrefect();
  const where = ground(prefect.apiUrl);
  const server = await startServer({ env: { ...where.env, LOG_LEVEL: 'fatal' } });
  const { save, submit, ended, usesPrefect } = api(server.url);
  await usesPrefect();
  const gate = await startGate();
  await startWorker({ server: server.url });
  gate.close('/b');
  const { executionId } = await submit(await save(...calls(gate, 'a', 'b', 'c')));
  await gate.called(`/${executionId}/b`);
  await prefect.stop('SIGKILL');
  gate.open('/b');
  expect(await ended(executionId)).toMatchObject({ status: 'completed' });
  await prefect.start();
  await stateInPrefect(where, executionId, 'COMPLETED');
  for (const id of ['a', 'b', 'c']) expect(gate.hits(`/${executionId}/${id}`), id).toBe(1);
});

test.skipIf(withoutServer)(
  'of two servers on one database a worker reports to one, and a viewer watches the other',
  async () => {
    const where = ground();
    const { url: DATABASE_URL } = await startSqld();
    const env = { ...where.env, DATABASE_URL };
    const [a, b] = [await startServer({ env }), await startServer({ env })];
    const there = api(b.url);
    await there.usesPrefect();
    const gate = await startGate();
    await startWorker({ server: a.url });
    gate.close('/b');
    const { executionId, usingPrefect } = await there.submit(await there.save(...calls(gate, 'a', 'b')));
    expect(usingPrefect).toBe(true);
    const viewer = watchThroughCrashes(streamOf(b.url, executionId));
    await gate.called(`/${executionId}/b`);
    await vi.waitFor(
      () => expect(viewer.rows.some(({ nodeId, status }) => nodeId === 'b' && status === 'running')).toBe(true),
      SOON,
    );
    gate.open('/b');
    await viewer.end;
    const { logs, status } = await there.ended(executionId);
    expect(status).toBe('completed');
    expect(viewer.rows.map(({ seq }) => seq)).toEqual(logs.map(({ seq }) => seq));
    const late = watchThroughCrashes(`${streamOf(a.url, executionId)}?after=3`);
    await late.end;
    expect(late.rows.map(({ seq }) => seq)).toEqual(logs.map(({ seq }) => seq).filter((seq) => seq > 3));
  },
);

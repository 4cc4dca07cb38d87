import { createHash } from 'node:crypto';
import { expect, test, vi } from 'vitest';
import { line, openService } from './_service.ts';

const org = 'default';
const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');

test('submits what runs in the background, and waits for its end', async () => {
  const { service, save } = await openService();
  await save('w', ['trigger'], ['echo']);
  const submitted = await service.submit({
    organizationId: org,
    workflowId: 'w',
    triggerType: 'api',
    inputs: { a: 1 },
  });
  expect(submitted).toEqual({
    executionId: expect.stringMatching(/^[0-9a-z]{26}$/),
    workflowId: 'w',
    workflowName: 'Name of w',
    status: 'pending',
    replay: false,
    usingPrefect: false,
  });
  expect(await service.wait(org, submitted.executionId, 5_000)).toMatchObject({ status: 'completed' });
});

test('ids sort as they were given', async () => {
  const { save, submit } = await openService();
  await save('w', ['trigger']);
  const ids: string[] = [];
  for (let i = 0; i < 50; i++) ids.push(await submit('w'));
  expect([...ids].sort()).toEqual(ids);
});

test('a wait ends at its time, with the execution as it is', async () => {
  const { service, save, submit, gate } = await openService();
  await save('w', ['trigger'], ['gate']);
  const id = await submit('w');
  const began = Date.now();
  expect(await service.wait(org, id, 100)).toMatchObject({ status: 'running' });
  expect(Date.now() - began).toBeGreaterThanOrEqual(95);
  const waiting = service.wait(org, id, 10_000);
  gate.open();
  expect(await waiting).toMatchObject({ status: 'completed' });
  expect(await service.wait(org, 'nobody', 10_000)).toBeNull();
});

test('nothing but time is lost when every hint is', async () => {
  const { service, save, submit } = await openService({ dropHints: true });
  await save('w', ['trigger'], ['approval'], ['echo']);
  const id = await submit('w');
  await vi.waitFor(async () => expect((await service.wait(org, id, 0))?.status).toBe('waiting'));
  await service.resume(org, id, { approved: true });
  expect(await service.wait(org, id, 5_000)).toMatchObject({ status: 'completed' });
  await save('runs', ['trigger'], ['gate']);
  for (const workflowId of ['w', 'runs']) {
    const other = await submit(workflowId);
    await vi.waitFor(async () => expect((await service.wait(org, other, 0))?.status).not.toBe('pending'));
    await service.cancel(org, other);
    expect(await service.wait(org, other, 5_000)).toMatchObject({ status: 'cancelled' });
  }
});

test('pins the newest revision, or for webhooks and schedules the published one', async () => {
  const { service, store, save } = await openService();
  await save('w', ['trigger']);
  const draft = { name: 'changed', tags: [], document: line([['trigger'], ['echo']]) };
  await store.workflows.update(org, 'w', draft, new Date().toISOString());
  const revisionOf = async (triggerType: 'api' | 'schedule' | 'webhook', revision?: number) => {
    const request = { organizationId: org, workflowId: 'w', triggerType, inputs: {}, revision };
    return (await store.executions.head(org, (await service.submit(request)).executionId))?.workflowRevision;
  };
  expect(await revisionOf('api')).toBe(2);
  expect(await revisionOf('schedule')).toBe(1);
  expect(await revisionOf('webhook')).toBe(1);
  expect(await revisionOf('api', 1)).toBe(1);
});

test('refuses what does not fit, with every problem', async () => {
  const { service, save } = await openService();
  await save('w', ['echo']);
  const submit = (workflowId: string, inputs = {}, revision?: number) =>
    service.submit({ organizationId: org, workflowId, triggerType: 'api', inputs, revision });
  await expect(submit('none')).rejects.toMatchObject({ code: 'not_found', message: expect.stringContaining('"none"') });
  await expect(submit('w', {}, 7)).rejects.toMatchObject({ code: 'not_found', message: expect.stringContaining('7') });
  await expect(submit('w', { x: 1, _y: 2 })).rejects.toMatchObject({
    code: 'invalid',
    details: [expect.objectContaining({ path: 'inputs.x' }), expect.objectContaining({ path: 'inputs._y' })],
  });
  await expect(
    service.submit({ organizationId: 'other', workflowId: 'w', triggerType: 'api', inputs: {} }),
  ).rejects.toMatchObject({ code: 'not_found' });
});

test('the same key and inputs are the same execution; other inputs are refused', async () => {
  const { service, save } = await openService();
  await save('w', ['trigger']);
  const submit = (inputs: { [key: string]: number }, idempotencyKey = 'k') =>
    service.submit({ organizationId: org, workflowId: 'w', triggerType: 'api', inputs, idempotencyKey });
  const all = await Promise.all([submit({ a: 1, b: 2 }), submit({ b: 2, a: 1 }), submit({ a: 1, b: 2 })]);
  expect(new Set(all.map((each) => each.executionId)).size).toBe(1);
  expect(all.filter((each) => !each.replay)).toHaveLength(1);
  await service.wait(org, all[0]!.executionId, 5_000);
  expect(await submit({ a: 1, b: 2 })).toMatchObject({
    executionId: all[0]!.executionId,
    replay: true,
    status: 'pending',
  });
  await expect(submit({ a: 2, b: 2 })).rejects.toMatchObject({ code: 'idempotency_mismatch' });
  expect((await submit({ a: 2 }, 'other')).replay).toBe(false);
});

test('cancels what runs, what waits and what is pending; never what has ended', async () => {
  const { service, save, submit, statusOf } = await openService();
  await save('runs', ['trigger'], ['gate']);
  await save('waits', ['trigger'], ['approval']);
  const runs = await submit('runs');
  const waits = await submit('waits');
  await vi.waitFor(async () => {
    expect(await statusOf(runs)).toBe('running');
    expect(await statusOf(waits)).toBe('waiting');
  });
  expect(await service.cancel(org, runs)).toEqual({ status: 'cancelled' });
  expect(await service.cancel(org, waits)).toEqual({ status: 'cancelled' });
  await expect(service.cancel(org, runs)).rejects.toMatchObject({
    code: 'already_finished',
    message: expect.stringContaining('"cancelled"'),
  });
  await expect(service.cancel(org, 'nobody')).rejects.toMatchObject({ code: 'not_found' });
  await expect(service.cancel('other', waits)).rejects.toMatchObject({ code: 'not_found' });

  const blocked = await Promise.all(Array.from({ length: 9 }, () => submit('runs')));
  await vi.waitFor(async () => expect(await statusOf(blocked[7]!)).toBe('running'));
  expect(await service.cancel(org, blocked[8]!)).toEqual({ status: 'cancelled' });
  expect(await statusOf(blocked[0]!)).toBe('running');
});

test('retries what failed, once however often it is asked, taking over what completed', async () => {
  const { service, other, store, save, submit, mend } = await openService();
  await save('w', ['trigger'], ['echo'], ['flaky'], ['echo']);
  const first = await submit('w', { inputs: { a: 1 } });
  await expect(service.wait(org, first, 5_000)).resolves.toMatchObject({ status: 'failed' });
  mend();
  const retries = await Promise.all([service, other, service, other].map((each) => each.retry(org, first)));
  expect(retries.map((each) => each.replay).sort()).toEqual([false, true, true, true]);
  expect(new Set(retries.map((each) => each.executionId)).size).toBe(1);
  expect(retries[0]).toMatchObject({ executionId: retries[1]!.executionId, retryOf: first });
  const { executionId } = retries[0]!;
  expect(await service.wait(org, executionId, 5_000)).toMatchObject({ status: 'completed', retryOf: first });
  const rows = await store.logs.read(executionId, 0, 100);
  expect(rows.filter((row) => row.result?.includes(first)).map((row) => row.nodeId)).toEqual(['n0', 'n1']);
  expect((await store.executions.get(org, executionId))?.inputs).toBe('{"a":1}');
  await expect(service.retry(org, executionId)).rejects.toMatchObject({ code: 'not_retryable' });
});

test('does not retry what still runs; a retry that runs is answered again', async () => {
  const { service, save, submit, gate } = await openService();
  await save('w', ['trigger'], ['gate'], ['flaky']);
  const id = await submit('w');
  await expect(service.retry(org, id)).rejects.toMatchObject({ code: 'not_retryable' });
  await service.cancel(org, id);
  const retry = await service.retry(org, id);
  expect(await service.retry(org, id)).toMatchObject({ executionId: retry.executionId, replay: true });
  gate.open();
  await service.wait(org, retry.executionId, 5_000);
  expect((await service.retry(org, id)).executionId).not.toBe(retry.executionId);
});

test('retries a sub-workflow by itself, with whatever its parent gave it', async () => {
  const { service, store, save, mend } = await openService();
  await save('w', ['echo'], ['flaky']);
  const execution = {
    id: 'child',
    organizationId: org,
    workflowId: 'w',
    workflowRevision: 1,
    inputs: '{"_id":1,"x":2}',
  };
  await store.executions.create({
    ...execution,
    triggerType: 'subworkflow',
    triggerNodeId: null,
    createdAt: new Date().toISOString(),
    priority: 5,
    nodeCount: 2,
    idempotencyKey: null,
    idempotencyDigest: null,
    retryOf: null,
    parentId: null,
    parentNodeId: null,
    depth: 1,
  });
  await service.cancel(org, 'child');
  mend();
  const { executionId } = await service.retry(org, 'child');
  expect(await service.wait(org, executionId, 5_000)).toMatchObject({ status: 'completed', retryOf: 'child' });
});

test('resumes the one that waits; the same answer again is fine, another is not', async () => {
  const { service, save, submit, statusOf } = await openService();
  await save('w', ['trigger'], ['approval'], ['gate']);
  const id = await submit('w');
  await vi.waitFor(async () => expect(await statusOf(id)).toBe('waiting'));
  await expect(service.resume(org, id, { nodeId: 'n0', approved: true })).rejects.toMatchObject({
    code: 'not_waiting',
  });
  const data = { note: 'ok', by: 'Ana' };
  const sameData = { by: 'Ana', note: 'ok' };
  const answers = [data, sameData].map((each) => service.resume(org, id, { approved: true, data: each }));
  expect(await Promise.all(answers)).toEqual([{ nodeId: 'n1' }, { nodeId: 'n1' }]);
  await vi.waitFor(async () => expect(await statusOf(id)).toBe('running'));
  expect(await service.resume(org, id, { approved: true, data: sameData })).toEqual({ nodeId: 'n1' });
  expect(await service.resume(org, id, { nodeId: 'n1', approved: true, data })).toEqual({
    nodeId: 'n1',
  });
  await expect(service.resume(org, id, { approved: false })).rejects.toMatchObject({ code: 'conflict' });
  await service.cancel(org, id);
  await expect(service.resume(org, id, { nodeId: 'n2', approved: true })).rejects.toMatchObject({
    code: 'already_finished',
  });
});

test('asks which node is meant when several wait', async () => {
  const { service, store, submit, statusOf } = await openService();
  const { nodes } = line([['trigger'], ['approval'], ['approval']]);
  const connections = ['n1', 'n2'].map((toNodeId) => ({ fromNodeId: 'n0', toNodeId }));
  const draft = { name: 'w', tags: [], document: { nodes, connections, settings: {} } };
  await store.workflows.create(org, 'w', draft, new Date().toISOString());
  const id = await submit('w');
  await vi.waitFor(async () => expect(await statusOf(id)).toBe('waiting'));
  await expect(service.resume(org, id, { approved: true })).rejects.toMatchObject({
    code: 'invalid',
    message: expect.stringContaining('"n1", "n2"'),
  });
  expect(await service.resume(org, id, { nodeId: 'n2', approved: true })).toEqual({ nodeId: 'n2' });
  expect(await service.resume(org, id, { approved: false })).toEqual({ nodeId: 'n1' });
  expect(await service.wait(org, id, 5_000)).toMatchObject({ status: 'completed' });
});

test('tries one node, with its own config or a given one', async () => {
  const { service, save } = await openService();
  await save('w', ['trigger'], ['echo'], ['flaky']);
  const run = (nodeId: string) => service.runNode({ organizationId: org, workflowId: 'w', nodeId, input: { a: 1 } });
  expect(await run('n1')).toMatchObject({ success: true, outputData: { a: 1 } });
  expect(await run('n2')).toMatchObject({ success: false, message: 'still broken' });
  await expect(run('n9')).rejects.toMatchObject({ code: 'not_found', message: expect.stringContaining('"n9"') });
});

test('shows one row whole, with the input that a pure node was given', async () => {
  const { service, store, save, submit } = await openService();
  await save('w', ['trigger'], ['echo']);
  const id = await submit('w', { inputs: { a: 1 } });
  await service.wait(org, id, 5_000);
  const rows = await store.logs.read(id, 0, 10);
  const echo = rows.find((row) => row.nodeId === 'n1')!;
  expect(echo.inputData).toBeNull();
  expect(await service.wholeRow(org, id, echo.seq)).toMatchObject({
    id: `${id}:${String(echo.seq).padStart(10, '0')}`,
    nodeId: 'n1',
    inputData: { a: 1 },
    outputData: { a: 1 },
  });
  expect(await service.wholeRow(org, id, 99)).toBeNull();
  expect(await service.wholeRow('other', id, echo.seq)).toBeNull();
});

test('keeps the input of a node once, and shows it with each of its attempts', async () => {
  const { service, store, save, submit } = await openService();
  await save('w', ['trigger'], ['unsteady', { retries: 2 }]);
  const id = await submit('w', { inputs: { a: 1 } });
  await service.wait(org, id, 10_000);
  const rows = (await store.logs.read(id, 0, 10)).filter((row) => row.nodeId === 'n1');
  expect(rows.map((row) => `${row.status} ${row.attempt} ${row.inputData}`)).toEqual([
    'running 1 {"a":1}',
    'retrying 1 null',
    'running 2 null',
    'completed 2 null',
  ]);
  for (const { seq } of rows) expect((await service.wholeRow(org, id, seq))?.inputData).toEqual({ a: 1 });
});

test('a webhook needs its token, and answers at once, at the end, or as a node says', async () => {
  const { service, store, save, gate } = await openService();
  const now = new Date().toISOString();
  await save('plain', ['webhook'], ['gate']);
  await save(
    'reply',
    ['webhook'],
    ['webhookResponse', { statusCode: 201, headers: { 'x-a': 'b' }, body: 'hi' }],
    ['gate'],
  );
  for (const id of ['plain', 'reply']) await store.webhooks.setToken(org, id, sha256(`token of ${id}`), now);
  const call = (workflowId: string, waitMs?: number, token = `token of ${workflowId}`) =>
    service.webhook({ workflowId, token, method: 'POST', headers: {}, query: { q: '1' }, body: { b: 2 }, waitMs });

  await expect(call('plain', 0, 'wrong')).rejects.toMatchObject({ code: 'not_found' });
  await expect(call('none')).rejects.toMatchObject({ code: 'not_found' });
  expect(await call('plain')).toMatchObject({ kind: 'accepted' });
  expect(await call('reply')).toMatchObject({
    kind: 'response',
    statusCode: 201,
    headers: { 'x-a': 'b' },
    body: 'hi',
  });
  const slow = call('plain', 5_000);
  gate.open();
  const ended = await slow;
  expect(ended).toMatchObject({ kind: 'ended', head: { status: 'completed', triggerType: 'webhook' } });
  const execution = await store.executions.get(org, ended.submitted.executionId);
  expect(JSON.parse(execution!.inputs)).toEqual({
    _webhookData: { method: 'POST', headers: {}, query: { q: '1' }, body: { b: 2 } },
  });
});

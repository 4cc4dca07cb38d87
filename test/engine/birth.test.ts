/** Executions that the engine's first commit creates, together with what they have done by then. */
import { expect, test } from 'vitest';
import { CodedError } from '../../db/errors.ts';
import { openTempStore } from '../_setup.ts';
import { engineOn, wanted } from './_engine.ts';
import { done, line, typesWith } from './_types.ts';

const calling = line(['trigger'], ['call']);

/** Types with a `call` that notes when it was made. */
function callingTypes(calls: string[]) {
  return typesWith({
    call: async ({ executionId }) => {
      calls.push(executionId);
      return done('called');
    },
  });
}

test('is created with its first steps, and has an effect only then', async () => {
  const { store } = await openTempStore();
  const calls: string[] = [];
  const execution = await wanted(store, calling, { order: 1 });
  const running = engineOn(store, callingTypes(calls)).host('h').create(execution);
  expect(running.lease).toBeNull();
  expect(await running.created).toBe(true);
  expect(running.lease).toEqual({ executionId: execution.id, owner: 'h', epoch: 1 });
  const rows = await store.logs.read(execution.id, 0, 10);
  expect(rows.slice(0, 2).map(({ nodeId, status }) => [nodeId, status])).toEqual([
    ['n0', 'completed'],
    ['n1', 'running'],
  ]);
  expect(await running.done).toBe('finished');
  expect(calls).toEqual([execution.id]);
  expect(await store.executions.head('default', execution.id)).toMatchObject({ status: 'completed', lastSeq: 3 });
});

test('does nothing when one is there under its idempotency key', async () => {
  const { store } = await openTempStore();
  const calls: string[] = [];
  const host = engineOn(store, callingTypes(calls)).host('h');
  const first = await wanted(store, calling, {}, { idempotencyKey: 'k' });
  await host.create(first).done;
  const second = host.create({ ...first, id: 'second' });
  expect([await second.created, await second.done, second.lease]).toEqual([false, 'lost', null]);
  expect(await store.executions.head('default', 'second')).toBeNull();
  expect(await store.logs.read('second', 0, 10)).toEqual([]);
  expect(calls).toEqual([first.id]);
});

test('tells who asked that it could not be written, and does nothing', async () => {
  const { store } = await openTempStore();
  const calls: string[] = [];
  const { deps, host, problems } = engineOn(store, callingTypes(calls));
  const failure = new CodedError('storage_unavailable', 'The disk is full.');
  (deps.store as { leases: object }).leases = { ...store.leases, commit: () => Promise.reject(failure) };
  const running = host('h').create(await wanted(store, calling));
  await expect(running.created).rejects.toBe(failure);
  expect([await running.done, calls, problems]).toEqual(['lost', [], []]);
});

test('fails to begin when its workflow cannot be read, and says so to who asked', async () => {
  const { store } = await openTempStore();
  const { deps, host, problems } = engineOn(store, callingTypes([]));
  const execution = await wanted(store, calling);
  const get = () => Promise.reject(new Error('It cannot be read.'));
  (deps.store as { workflows: object }).workflows = { ...store.workflows, get };
  const running = host('h').create(execution);
  await expect(running.created).rejects.toThrow('It cannot be read.');
  expect([await running.done, problems]).toEqual(['lost', []]);
  expect(await store.executions.head('default', execution.id)).toBeNull();
});

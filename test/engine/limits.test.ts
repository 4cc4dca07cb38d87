/** How large things may be: payloads between nodes, rows of the database, what an execution keeps of its nodes. */
import { beforeEach, describe, expect, it } from 'vitest';
import { type Json, type JsonRecord, logReference } from '../../db/model.ts';
import { openStore } from '../../db/open-store.ts';
import type { Store } from '../../db/store.ts';
import { everything, snapshot } from '../../server/http/snapshot.ts';
import { openTempStore, whenDone } from '../_setup.ts';
import { startServer, withoutServer } from '../contract/_sqld.ts';
import { begin, engineOn, runToEnd, terminalRows } from './_engine.ts';
import { done, line, typesWith } from './_types.ts';

let store: Store;
beforeEach(async () => {
  ({ store } = await openTempStore());
});

const text = (length: number) => 'x'.repeat(length);
const errorOf = async (id: string) => (await store.executions.head('default', id))?.error;
async function stored(id: string) {
  const execution = await store.executions.get('default', id);
  return {
    nodeResults: JSON.parse(execution!.nodeResults!) as Record<string, JsonRecord>,
    finalOutput: JSON.parse(execution!.finalOutput!) as Json,
  };
}
async function answered(id: string) {
  const found = await snapshot(store, 'default', id, everything);
  return JSON.parse(found!.text) as { nodeResults: Record<string, JsonRecord>; finalOutput: Json };
}

it.each([
  ['extras', (large: string) => ({ ...done(1), reply: { body: large } })],
  ['ports', (large: string) => ({ ...done(1), ports: { A: large } })],
  ['a wait', (large: string) => ({ wait: 'approval' as const, message: large, until: null, state: {} })],
])('a node that goes over the limit by its %s fails', async (_, returned) => {
  const types = typesWith({ wide: async ({ config }) => returned(text((config as { size: number }).size)) });
  const engine = engineOn(store, types, { payloadMax: 20_000 });
  const { id } = await begin(store, line(['trigger'], ['wide', { size: 21_000 }]));
  expect(await engine.host('h').runLeased(id).done).toBe('finished');
  expect(await errorOf(id)).toContain('to be at most 20000 bytes of JSON');
  const fits = await begin(store, line(['trigger'], ['wide', { size: 15_000 }]));
  expect(await engine.host('h').runLeased(fits.id).done).not.toBe('lost');
  expect(await errorOf(fits.id)).toBeNull();
});

it('an execution whose nodes return too much together fails', async () => {
  const types = typesWith({ wide: () => done(text(18_000)) }, { effect: 'pure' });
  const engine = engineOn(store, types, { payloadMax: 20_000 });
  const many = (count: number) => line(['trigger'], ...Array.from({ length: count }, (): [string] => ['wide']));
  const fits = await begin(store, many(35));
  expect(await runToEnd(store, engine.host('h'), fits.id)).toBe('finished');
  expect(await errorOf(fits.id)).toBeNull();
  const { id } = await begin(store, many(36));
  expect(await runToEnd(store, engine.host('h'), id)).toBe('finished');
  expect(await errorOf(id)).toContain('at most 640000 characters of JSON together, 32 times PAYLOAD_MAX');
});

it('computes no further than the storage keeps up with', async () => {
  let computed = 0;
  const wide = () => {
    computed += 1;
    return done(text(1_100_000));
  };
  let letThrough = () => {};
  const waiting = new Promise<void>((resolve) => {
    letThrough = resolve;
  });
  const leases: Store['leases'] = {
    ...store.leases,
    commit: (unit) => waiting.then(() => store.leases.commit(unit)),
  };
  const engine = engineOn({ ...store, leases }, typesWith({ wide }, { effect: 'pure' }));
  const { id } = await begin(store, line(['trigger'], ...Array.from({ length: 60 }, (): [string] => ['wide'])));
  const { done: ended } = engine.host('h').runLeased(id);
  await expect.poll(() => computed).toBeGreaterThan(14);
  for (let turn = 0; turn < 50; turn += 1) await new Promise((resolve) => setImmediate(resolve));
  expect(computed).toBeLessThan(20);
  letThrough();
  expect(await ended).toBe('finished');
  expect(computed).toBe(60);
});

it('keeps the beginning of a message that is very long', async () => {
  const types = typesWith({
    chatty: async () => {
      throw new Error(`It said: ${text(1_000_000)}`);
    },
  });
  const { id } = await begin(store, line(['trigger'], ['chatty', { onError: 'continue' }], ['chatty']));
  await runToEnd(store, engineOn(store, types).host('h'), id);
  expect(await errorOf(id)).toBe(`It said: ${text(9_991)}…`);
});

it('a node whose result is too much for one row of the database fails, and nothing is tried for ever', async () => {
  const types = typesWith({ wide: async () => ({ ...done(text(8_000)), more: text(8_000) }) });
  const { deps } = engineOn(store, types);
  const engine = engineOn({ ...store, rowMax: 10_000 }, deps.types);
  const { id } = await begin(store, line(['trigger'], ['wide']));
  expect(await runToEnd(store, engine.host('h'), id)).toBe('finished');
  expect(await errorOf(id)).toContain('at most 10000 bytes of JSON together');
  expect(engine.problems).toEqual([]);
});

it('a retry takes over a node whose input and output are too much for one row, without the input', async () => {
  let broken = true;
  const types = typesWith({
    wide: async () => done(text(8_000)),
    fragile: async () => {
      if (broken) throw new Error('broken');
      return done(1);
    },
  });
  const document = line(['trigger'], ['wide'], ['fragile']);
  const engine = engineOn({ ...store, rowMax: 12_000 }, types);
  const { id, workflowId } = await begin(store, document, { given: text(8_000) });
  await runToEnd(store, engine.host('h'), id);
  broken = false;
  await begin(store, document, { given: text(8_000) }, { id: `${id}r`, retryOf: id, workflowId });
  await runToEnd(store, engine.host('h'), `${id}r`);
  const rows = await terminalRows(store, `${id}r`);
  expect(rows.get('n1')).toMatchObject({
    status: 'completed',
    inputData: null,
    outputData: JSON.stringify(text(8_000)),
  });
  expect(await errorOf(`${id}r`)).toBeNull();
});

it('keeps what is not short once, by reference, and answers it whole', async () => {
  const ports = { A: text(5_000), B: { $log: 1 } };
  const reply = { body: text(5_000) };
  const types = typesWith({
    wide: async () => ({ ...done('out'), ports, reply, short: 1, odd: { $log: 2 } }),
    short: async () => done('short'),
    odd: async () => done({ $log: 1 }),
  });
  const { id } = await begin(store, line(['trigger'], ['wide'], ['short'], ['odd']));
  await runToEnd(store, engineOn(store, types).host('h'), id);
  const rows = await terminalRows(store, id);
  const reference = (nodeId: string) => JSON.parse(logReference(rows.get(nodeId)!.seq));
  const { nodeResults, finalOutput } = await stored(id);
  expect(nodeResults).toMatchObject({ n1: reference('n1'), n2: done('short'), n3: reference('n3') });
  expect(finalOutput).toEqual(reference('n3'));
  expect(await answered(id)).toMatchObject({ nodeResults: { n3: done({ $log: 1 }) }, finalOutput: { $log: 1 } });
  expect((await answered(id)).nodeResults.n1).toEqual({ ...done('out'), ports, reply, short: 1, odd: { $log: 2 } });
});

it('keeps references alone when the results are too much for one row, and answers them whole', async () => {
  const types = typesWith({ some: async ({ nodeId }) => done({ [nodeId]: text(60) }) });
  const document = line(['trigger'], ...Array.from({ length: 40 }, (): [string] => ['some']));
  const { id } = await begin(store, document, { given: 1 });
  await runToEnd(store, engineOn({ ...store, rowMax: 2_000 }, types).host('h'), id);
  const rows = await terminalRows(store, id);
  const { nodeResults, finalOutput } = await stored(id);
  for (const [nodeId, { seq }] of rows) expect(nodeResults[nodeId]).toEqual({ $log: seq });
  expect(finalOutput).toEqual({ $log: rows.get('n40')!.seq });
  const whole = await answered(id);
  expect(whole.nodeResults.n2).toEqual(done({ n2: text(60) }));
  expect(whole.finalOutput).toEqual({ n40: text(60) });
});

it('keys several outputs so that none is lost, whatever they are called', async () => {
  const types = typesWith({ output: async ({ nodeId }) => done(nodeId === 'b' ? text(5_000) : nodeId) });
  const node = (id: string, label: string) => ({ id, type: 'output', label, config: {} });
  const nodes = [node('a', 'Same'), node('b', 'Same'), node('c', 'a'), node('d', '$log'), node('e', 'Own')];
  const { id } = await begin(store, { nodes, connections: [], settings: {} });
  await runToEnd(store, engineOn(store, types).host('h'), id);
  expect((await answered(id)).finalOutput).toEqual({ a: 'a', b: text(5_000), c: 'c', $log: 'd', Own: 'e' });
});

describe.skipIf(withoutServer)(`on a libSQL server${withoutServer ? `: ${withoutServer}` : ''}`, () => {
  const openRemote = async (): Promise<Store> => {
    const { url } = await startServer();
    const remote = await openStore({ url, now: () => new Date().toISOString() });
    whenDone(() => remote.close());
    return remote;
  };

  it('an output that it cannot store fails its node', { timeout: 30_000 }, async () => {
    const remote = await openRemote();
    const engine = engineOn(
      remote,
      typesWith({ huge: async () => done(text(6_000_000)), large: async () => done(text(4_500_000)) }),
    );
    const { id } = await begin(remote, line(['trigger'], ['large'], ['huge']));
    expect(await runToEnd(remote, engine.host('h'), id)).toBe('finished');
    const head = await remote.executions.head('default', id);
    expect(head).toMatchObject({
      status: 'failed',
      error: expect.stringContaining('stores in one row'),
      progress: { completedNodes: 2 },
    });
    expect(engine.problems).toEqual([]);
  });

  it('results that are too much for one row are stored by reference', { timeout: 30_000 }, async () => {
    const remote = await openRemote();
    const types = typesWith({ some: () => done(text(4_000)) }, { effect: 'pure' });
    const many = Array.from({ length: 1_300 }, (): [string] => ['some']);
    const { id } = await begin(remote, line(['trigger'], ...many));
    expect(await runToEnd(remote, engineOn(remote, types).host('h'), id)).toBe('finished');
    const execution = await remote.executions.get('default', id);
    expect(execution?.status).toBe('completed');
    expect(JSON.parse(execution!.nodeResults!).n7).toEqual({ $log: 8 });
  });
});

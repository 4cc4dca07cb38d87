/** What a store over HTTP must bear that one in the same process never meets. */
import { expect, it, vi } from 'vitest';
import type { WorkflowDocument } from '../../db/model.ts';
import type { Claimed, Store } from '../../db/store.ts';
import { systemClock } from '../../server/clock.ts';
import { childId } from '../../server/engine/child.ts';
import { whenDone } from '../_setup.ts';
import { commit, ended, newExecution, pending, row, signal, workflow } from '../contract/_given.ts';
import { begin, engineOn, runToEnd, terminalRows } from '../engine/_engine.ts';
import { type Effects, scriptedTypes } from '../engine/_graphs.ts';
import { line } from '../engine/_types.ts';
import { dropAll, upTo, watch } from '../events/_viewer.ts';
import { openRemote } from './_ground.ts';
import { type Line, openLine } from './_line.ts';

const now = () => new Date().toISOString();
const later = (ms: number) => new Date(Date.now() + ms).toISOString();

/** A ground whose worker speaks through a line that the test can cut. */
async function openCuttable() {
  let proxy: Line | undefined;
  const ground = await openRemote({
    through: async (url) => {
      proxy = await openLine(url);
      return proxy.url;
    },
  });
  return { ...ground, proxy: proxy! };
}

async function take(store: Store, id: string, owner = 'worker:test'): Promise<Claimed> {
  const lease = await store.leases.claim(id, owner, now(), later(8_000));
  if (!lease) throw new Error(`Execution "${id}" could not be claimed`);
  return lease;
}

const work = (delayMs = 0): [string, { delayMs: number }] => ['work', { delayMs }];
const eight: WorkflowDocument = line(['trigger'], ...Array.from({ length: 7 }, () => work(5)));

async function expectWhole(store: Store, id: string, effects: Effects): Promise<void> {
  expect((await store.executions.head('default', id))?.status).toBe('completed');
  expect((await terminalRows(store, id)).size).toBe(8);
  expect([...effects.values()]).toEqual(Array(7).fill(1));
}

it('writes everything once, though answers are lost again and again', async () => {
  const { store, hybrid, proxy } = await openCuttable();
  const effects: Effects = new Map();
  const { host } = engineOn(hybrid, scriptedTypes(effects), { speed: 1 });
  const { id } = await begin(store, eight);
  proxy.swallowEvery(3);
  let outcome = '';
  for (let n = 0; outcome !== 'finished' && n < 50; n++) {
    outcome = await runToEnd(store, host('a'), id);
    // a claim whose answer was lost is taken again when its lease has run out
    if (outcome !== 'finished') await store.leases.abandon();
  }
  expect(outcome).toBe('finished');
  expect(proxy.swallowed()).toBeGreaterThan(0);
  await expectWhole(store, id, effects);
}, 60_000);

it('keeps what is to be reported while the line is cut, and starts nothing new', async () => {
  const { store, hybrid, proxy, logged } = await openCuttable();
  const effects: Effects = new Map();
  const { host } = engineOn(hybrid, scriptedTypes(effects), { speed: 1 });
  const { id } = await begin(store, eight);
  const running = host('worker:a').runLeased(id);
  await vi.waitFor(async () => expect(effects.size).toBeGreaterThan(1), { timeout: 10_000 });
  proxy.cut();
  const before = effects.size;
  await new Promise((resolve) => setTimeout(resolve, 500));
  expect(effects.size, 'beside the one whose row is committed no node begins').toBeLessThanOrEqual(before + 1);
  proxy.heal();
  expect(await running.done).toBe('finished');
  await expectWhole(store, id, effects);
  expect(logged).toEqual([
    'The server cannot be reached; trying again until it is back.',
    'The server is reached again.',
  ]);
}, 60_000);

it('refuses the late reports of a worker that was frozen', async () => {
  const { store, hybrid } = await openRemote();
  const lease = await take(hybrid, await pending(store, await workflow(store)));
  await hybrid.leases.commit(commit(lease, { rows: [row(lease.executionId, 1)] }));
  await store.leases.claim(lease.executionId, 'worker:other', later(9_000), later(20_000));
  expect(await hybrid.leases.commit(commit(lease, { rows: [row(lease.executionId, 2)] }))).toBe(false);
  expect(await store.logs.read(lease.executionId, 0, 10)).toHaveLength(1);
  expect(await hybrid.leases.renew([lease], later(8_000))).toEqual([lease.executionId]);
});

it('says why there is nothing to claim', async () => {
  const { store, hybrid, unclaimed } = await openRemote();
  const id = await workflow(store);
  const failed = await ended(store, id, {}, [3, 'failed']);
  const held = await take(store, await pending(store, id), 'worker:other');
  for (const each of [failed, held.executionId, 'nobody'])
    expect(await hybrid.leases.claim(each, 'me', now(), later(5_000))).toBeNull();
  const [first, second, third] = unclaimed;
  expect(first?.why).toMatchObject({ status: 'failed', failure: 'it broke', leftMs: null });
  expect(second?.why).toMatchObject({ status: 'running', epoch: 1 });
  expect(second?.why?.leftMs).toBeGreaterThan(1_000);
  expect(third?.why).toBeNull();
});

it('brings the credentials that the nodes of an execution name with its claim, and no others', async () => {
  const asked: string[] = [];
  const { store, hybrid, claims } = await openRemote({
    async openCredential(organizationId, name) {
      asked.push(`${organizationId}/${name}`);
      if (name === 'gone') return null;
      return {
        name,
        hosts: ['api.example.com'],
        secret: { kind: 'bearer', token: `t-${name}`, hosts: ['api.example.com'] },
      };
    },
  });
  const step = (id: string, config: Record<string, unknown>) => ({ id, type: 'http', label: id, config });
  const nodes = [
    step('a', { credential: 'shop' }),
    step('b', { credential: ' shop ' }),
    step('c', { credential: 'gone' }),
    step('d', {}),
  ];
  const document = { nodes, connections: [], settings: {} };
  await store.workflows.create('default', 'w', { name: 'w', tags: [], document }, now());
  await take(hybrid, await pending(store, 'w'));
  expect(claims[0]?.credentials).toMatchObject([{ name: 'shop', secret: { token: 't-shop' } }]);
  expect(asked).toEqual(['default/shop', 'default/gone']);
});

it('begins children under the lease of their parent, and nothing else', async () => {
  const { store, remote, hybrid, woken } = await openRemote();
  const id = await workflow(store);
  const parent = await take(hybrid, await pending(store, id));
  const child = newExecution(id, {
    id: childId(parent.executionId, 'n1'),
    triggerType: 'subworkflow',
    parentId: parent.executionId,
    parentNodeId: 'n1',
    depth: 1,
  });
  expect((await remote.executions.create(child)).created).toBe(true);
  expect((await remote.executions.create(child)).created, 'the same one again').toBe(false);
  expect(woken).toEqual([child.id]);
  expect(await remote.executions.get('default', child.id)).toMatchObject({ parentId: parent.executionId });
  await expect(remote.executions.create({ ...child, id: 'another' })).rejects.toMatchObject({ code: 'invalid' });
  await expect(remote.executions.create(newExecution(id))).rejects.toMatchObject({ code: 'conflict' });
  await store.leases.claim(parent.executionId, 'worker:other', later(9_000), later(20_000));
  await expect(remote.executions.create(child)).rejects.toMatchObject({ code: 'conflict' });
});

it('passes signals on to the parent and the children of an execution, and to nobody else', async () => {
  const { store, hybrid, woken } = await openRemote();
  const id = await workflow(store);
  const parent = await pending(store, id);
  const stranger = await pending(store, id);
  const lease = await take(hybrid, await pending(store, id, { parentId: parent, parentNodeId: 'n1' }));
  const child = await pending(store, id, { parentId: lease.executionId, parentNodeId: 'n2' });
  const cancel = { kind: 'cancel', nodeId: '', payload: null } as const;
  const signals = [
    signal(parent, { kind: 'child' }),
    signal(parent, { kind: 'child', nodeId: 'n7' }),
    signal(parent, cancel),
    signal(child, cancel),
    signal(stranger, cancel),
    signal(stranger, { kind: 'resume' }),
  ];
  expect(await hybrid.leases.commit(commit(lease, { signals }))).toBe(true);
  const sent = await Promise.all(
    [parent, child, stranger].map(async (each) =>
      (await store.signals.list(each)).map(({ kind, nodeId }) => `${kind}:${nodeId}`),
    ),
  );
  expect(sent).toEqual([['child:n1'], ['cancel:'], []]);
  expect(woken).toEqual([parent, child]);
});

it('refuses one commit that makes no sense, and writes those beside it', async () => {
  const { store, hybrid } = await openRemote();
  const id = await workflow(store);
  const [good, bad] = [await take(hybrid, await pending(store, id)), await take(hybrid, await pending(store, id))];
  const wrong = row(bad.executionId, 1, { outputData: 'no JSON' });
  const large = row(bad.executionId, 1, { outputData: JSON.stringify('x'.repeat(17 * 1024 * 1024)) });
  const results = await Promise.allSettled([
    hybrid.leases.commit(commit(good, { rows: [row(good.executionId, 1)] })),
    hybrid.leases.commit(commit(bad, { rows: [wrong] })),
  ]);
  expect(results.map(({ status }) => status)).toEqual(['fulfilled', 'rejected']);
  await expect(hybrid.leases.commit(commit(bad, { rows: [large] }))).rejects.toMatchObject({ code: 'too_large' });
  expect(await store.logs.read(good.executionId, 0, 10)).toHaveLength(1);
  expect(await store.logs.read(bad.executionId, 0, 10)).toEqual([]);
});

it('carries a payload of the largest size, and a log that is too much for one answer', async () => {
  const { store, hybrid } = await openRemote();
  const id = await workflow(store);
  const [one, long] = [await take(hybrid, await pending(store, id)), await take(hybrid, await pending(store, id))];
  const largest = JSON.stringify('"'.repeat(8 * 1024 * 1024 - 1));
  expect(Buffer.byteLength(largest)).toBe(16 * 1024 * 1024);
  const rows = [row(one.executionId, 1, { outputData: largest })];
  expect(await hybrid.leases.commit(commit(one, { rows }))).toBe(true);
  expect((await hybrid.logs.one(one.executionId, 1))?.outputData === largest).toBe(true);

  const outputData = JSON.stringify('x'.repeat(180_000));
  const many = upTo(60).map((seq) => row(long.executionId, seq, { outputData }));
  expect(await hybrid.leases.commit(commit(long, { rows: many }))).toBe(true);
  expect((await hybrid.logs.read(long.executionId, 0, 1_000)).map(({ seq }) => seq)).toEqual(upTo(60));
  expect((await hybrid.logs.read(long.executionId, 2, 55)).map(({ seq }) => seq)).toEqual(upTo(57).slice(2));
}, 60_000);

it.each([
  ['at once', false],
  ['that came through another server soon', true],
])('tells a worker of a signal %s', async (_, deaf) => {
  const { store, hybrid, link } = await openRemote({ deaf });
  const id = await workflow(store);
  const lease = await take(hybrid, await pending(store, id));
  const ask = (seen: Record<string, number>, waitMs = 20_000) =>
    link.ask<{ calls: unknown[] }>(
      'POST',
      '/internal/calls',
      { owner: 'worker:test', seen, waitMs },
      { timeoutMs: 30_000 },
    );
  expect(await ask({}, 0)).toEqual({ calls: [] });
  const answer = ask({});
  await new Promise((resolve) => setTimeout(resolve, 50));
  await store.signals.send(signal(lease.executionId));
  expect(await answer).toEqual({ calls: [{ executionId: lease.executionId, signals: 1 }] });
  expect(await ask({ [lease.executionId]: 1 }, 0)).toEqual({ calls: [] });
  expect(await ask({}, 0)).toEqual({ calls: [{ executionId: lease.executionId, signals: 1 }] });
  const others = ask({ [lease.executionId]: 1 });
  await store.signals.send(signal(lease.executionId, { kind: 'cancel', nodeId: '' }));
  expect(await others).toEqual({ calls: [{ executionId: lease.executionId, signals: 2 }] });
});

it('shows what a worker reports to who watches: rows when they are committed, text as it comes', async () => {
  const { store, hybrid, link, url } = await openRemote({ clock: systemClock });
  whenDone(dropAll);
  const lease = await take(hybrid, await pending(store, await workflow(store)));
  const viewer = await watch(`${url}/api/workflow/execution/${lease.executionId}/stream`);
  await viewer.until(({ frames }) => frames.length > 0);
  await hybrid.leases.commit(
    commit(lease, {
      rows: [row(lease.executionId, 1, { status: 'running', nodeId: 'llm', duration: null, outputData: null })],
    }),
  );
  const text = (offset: number, piece: string) => ({
    executionId: lease.executionId,
    chunk: { nodeId: 'llm', attempt: 1, offset, text: piece },
  });
  await link.ask('POST', '/internal/text', { texts: [text(0, 'Hel'), text(3, 'lo')] });
  await viewer.until(
    (it) =>
      it
        .of('token')
        .map(({ data }) => data.text)
        .join('') === 'Hello',
  );
  await hybrid.leases.commit(commit(lease, { rows: [row(lease.executionId, 2, { nodeId: 'llm' })] }));
  await viewer.until((it) => it.seqs().length === 2);
  expect(viewer.seqs()).toEqual([1, 2]);
});

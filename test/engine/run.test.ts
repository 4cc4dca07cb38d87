import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { Json } from '../../db/model.ts';
import type { Store } from '../../db/store.ts';
import type { Runnable } from '../../server/engine/attempt.ts';
import { createHost } from '../../server/engine/host.ts';
import { NodeFailure } from '../../server/engine/node.ts';
import { pastInput } from '../../server/engine/past-input.ts';
import { compilePlan } from '../../server/engine/plan.ts';
import { tryNode } from '../../server/engine/run-node.ts';
import { nodeTypes } from '../../server/nodes/index.ts';
import { openTempStore } from '../_setup.ts';
import { begin, engineOn, runToEnd, terminalRows } from './_engine.ts';
import { scriptedTypes } from './_graphs.ts';
import { done, line, typesWith } from './_types.ts';

describe('one execution', () => {
  let store: Store;
  beforeEach(async () => {
    ({ store } = await openTempStore());
  });

  const rowsOf = async (id: string) =>
    (await store.logs.read(id, 0, 10_000)).map((row) => `${row.nodeId} ${row.status} ${row.attempt}`);
  const send = (executionId: string, kind: 'cancel' | 'resume' | 'child', nodeId: string, payload: Json) =>
    store.signals.send({
      executionId,
      kind,
      nodeId,
      payload: JSON.stringify(payload),
      createdAt: new Date().toISOString(),
    });

  it('adds what a manual input is given to what comes in, which is nothing at a root', async () => {
    const engine = engineOn(store, nodeTypes);
    const input = { id: 'x', type: 'manualInput', label: '', config: { inputVarName: 'x', inputVarValue: 0 } };
    const { id } = await begin(store, { nodes: [input], connections: [], settings: {} }, { x: { y: 1 } });
    await runToEnd(store, engine.host('h'), id);
    const [row] = await store.logs.read(id, 0, 10);
    expect(JSON.parse(row!.outputData!)).toEqual({ x: { y: 1 } });
    const plan = compilePlan({ nodes: [input], connections: [], settings: {} }, nodeTypes);
    const beginning = { triggerType: 'api', triggerNodeId: null, inputs: { x: 5 } } as const;
    expect(pastInput(plan, beginning, [row!], 'x')).toEqual({});
    const trial = { organizationId: 'default', workflowId: 'w', trialId: 't', node: plan.nodes[0] as Runnable };
    expect((await tryNode(engine.deps, { ...trial, input: { a: 1 }, inputs: {} })).outputData).toEqual({ a: 1, x: 0 });
  });

  it('commits the running row of an effectful node before its handler starts', async () => {
    const seen: string[][] = [];
    const types = typesWith({
      effect: async (context) => {
        seen.push(await rowsOf(context.executionId));
        return done(1);
      },
    });
    const { id } = await begin(store, line(['trigger'], ['step'], ['effect'], ['effect']));
    await runToEnd(store, engineOn(store, types).host('h'), id);
    expect(seen).toEqual([
      ['n0 completed 1', 'n1 completed 1', 'n2 running 1'],
      ['n0 completed 1', 'n1 completed 1', 'n2 running 1', 'n2 completed 1', 'n3 running 1'],
    ]);
  });

  it('retries transient failures with a row each, then takes the answer', async () => {
    const { id } = await begin(store, line(['trigger'], ['work', { failures: 2 }]));
    await runToEnd(store, engineOn(store, scriptedTypes(new Map())).host('h'), id);
    expect(await rowsOf(id)).toEqual([
      'n0 completed 1',
      'n1 running 1',
      'n1 retrying 1',
      'n1 running 2',
      'n1 retrying 2',
      'n1 running 3',
      'n1 completed 3',
    ]);
  });

  it('stops at an error: siblings are aborted, the rest is cancelled, what was computed is kept', async () => {
    const aborted = vi.fn();
    const types = typesWith({
      slow: (context) =>
        new Promise((_, reject) => {
          context.signal.addEventListener('abort', () => {
            aborted();
            reject(new Error('aborted'));
          });
        }),
      bad: async () => {
        throw new NodeFailure('boom', 'The kettle is empty.');
      },
    });
    const document = line(['trigger'], ['slow'], ['step']);
    document.nodes.push({ id: 'bad', type: 'bad', label: 'Bad', config: {} });
    document.connections.push({ fromNodeId: 'n0', toNodeId: 'bad' });
    const { id } = await begin(store, document, { order: 7 });
    await runToEnd(store, engineOn(store, types).host('h'), id);
    expect(aborted).toHaveBeenCalledOnce();
    const execution = await store.executions.get('default', id);
    expect(execution).toMatchObject({ status: 'failed', error: 'The kettle is empty.' });
    expect(JSON.parse(execution!.nodeResults!)).toMatchObject({
      n0: { outputData: { order: 7 } },
      bad: { success: false, code: 'boom' },
    });
    const ended = await terminalRows(store, id);
    expect([...ended].map(([nodeId, row]) => `${nodeId} ${row.status}`).sort()).toEqual([
      'bad error',
      'n0 completed',
      'n1 cancelled',
      'n2 cancelled',
    ]);
  });

  it('gives an attempt up at its timeout and treats that as transient', async () => {
    const types = typesWith({ hang: () => new Promise(() => {}) });
    const hanging = typesWith({
      hang: (context) =>
        new Promise((_, reject) => context.signal.addEventListener('abort', () => reject(context.signal.reason))),
    });
    expect(types).toBeDefined();
    const { id } = await begin(store, line(['trigger'], ['hang', { timeoutMs: 2_000, retries: 1 }]));
    await runToEnd(store, engineOn(store, hanging).host('h'), id);
    const execution = await store.executions.head('default', id);
    expect(execution).toMatchObject({ status: 'failed', error: expect.stringContaining('within 2000 ms') });
    expect((await rowsOf(id)).filter((row) => row.startsWith('n1'))).toEqual([
      'n1 running 1',
      'n1 retrying 1',
      'n1 running 2',
      'n1 error 2',
    ]);
  });

  it.each([
    [undefined, 8],
    [3, 3],
    [20, 12],
  ])('with nodeConcurrency %j runs %j of 12 nodes at once', async (nodeConcurrency, expected) => {
    let running = 0;
    let most = 0;
    const types = typesWith({
      work: async () => {
        running += 1;
        most = Math.max(most, running);
        await new Promise((resolve) => setTimeout(resolve, 5));
        running -= 1;
        return done(1);
      },
    });
    const nodes = Array.from({ length: 12 }, (_, n) => ({ id: `w${n}`, type: 'work', label: '', config: {} }));
    const settings = nodeConcurrency === undefined ? {} : { nodeConcurrency };
    const { id } = await begin(store, { nodes, connections: [], settings });
    await runToEnd(store, engineOn(store, types).host('h'), id);
    expect(most).toBe(expected);
    expect(await store.executions.head('default', id)).toMatchObject({ status: 'completed' });
  });

  it("follows the workflow's onError where a node sets none of its own", async () => {
    const broken = async () => {
      throw new NodeFailure('boom', 'broken');
    };
    const types = typesWith({ broken });
    const settings = { onError: 'continue' } as const;
    const goesOn = await begin(store, { ...line(['trigger'], ['broken'], ['step']), settings });
    const stops = await begin(store, { ...line(['trigger'], ['broken', { onError: 'stop' }], ['step']), settings });
    for (const { id } of [goesOn, stops]) await runToEnd(store, engineOn(store, types).host('h'), id);
    const ended = await terminalRows(store, goesOn.id);
    expect(ended.get('n1')).toMatchObject({
      status: 'error',
      outputData: '{"error":{"message":"broken","code":"boom"}}',
    });
    expect([...ended.values()].map((row) => row.status)).toEqual(['completed', 'error', 'completed']);
    expect((await store.executions.head('default', goesOn.id))?.status).toBe('completed');
    expect(await store.executions.head('default', stops.id)).toMatchObject({ status: 'failed', error: 'broken' });
  });

  it('fails an execution that is active for longer than its limit', async () => {
    const types = typesWith({
      hang: (context) =>
        new Promise((_, reject) => context.signal.addEventListener('abort', () => reject(context.signal.reason))),
    });
    const document = { ...line(['trigger'], ['hang']), settings: { timeoutMs: 3_000 } };
    const { id } = await begin(store, document);
    await runToEnd(store, engineOn(store, types).host('h'), id);
    expect(await store.executions.head('default', id)).toMatchObject({
      status: 'failed',
      error: expect.stringContaining('3000 ms'),
    });
  });

  it('starts no effect when the commit of its running row is refused, and writes nothing more', async () => {
    const effect = vi.fn(async () => done(1));
    const engine = engineOn(store, typesWith({ effect }));
    const { id } = await begin(store, line(['trigger'], ['effect'], ['effect']));
    const commit = vi.fn(async () => false);
    const leases = { claim: store.leases.claim, commit };
    const host = createHost({ ...engine.deps, store: { ...store, leases } }, { owner: 'h', leaseMs: 60_000 });
    expect(await host.runLeased(id).done).toBe('lost');
    expect(effect).not.toHaveBeenCalled();
    expect(commit).toHaveBeenCalledOnce();
  });

  it('waits without a lease for a signal, across hosts, and goes on with its payload', async () => {
    const types = typesWith({
      ask: (context) =>
        context.resumed
          ? done({ asked: context.resumed.state.question ?? null, answer: context.resumed.signal ?? null })
          : { wait: 'approval', message: 'Please say.', until: null, state: { question: 'milk?' } },
    });
    const { id } = await begin(store, line(['trigger'], ['ask'], ['step']));
    expect(await engineOn(store, types).host('first').runLeased(id).done).toBe('waiting');
    expect(await store.executions.head('default', id)).toMatchObject({ status: 'waiting', wakeAt: null });
    expect(await send(id, 'resume', 'n1', { approved: true })).toBe('new');
    expect((await store.leases.due(new Date().toISOString(), 10)).map((due) => due.executionId)).toContain(id);
    expect(await engineOn(store, types).host('second').runLeased(id).done).toBe('finished');
    const ended = await terminalRows(store, id);
    expect(JSON.parse(ended.get('n1')!.outputData!)).toEqual({ asked: 'milk?', answer: { approved: true } });
  });

  it('wakes by itself when the time of a delay has come', async () => {
    const types = typesWith({
      pause: (context) =>
        context.resumed
          ? done('rested')
          : { wait: 'delay', message: 'Resting.', until: new Date(context.now() + 20_000).toISOString(), state: {} },
    });
    const engine = engineOn(store, types);
    const { id } = await begin(store, line(['trigger'], ['pause']));
    expect(await engine.host('h').runLeased(id).done).toBe('waiting');
    const head = await store.executions.head('default', id);
    expect(Date.parse(head!.wakeAt!)).toBeGreaterThan(Date.parse(head!.createdAt) + 15_000);
    await vi.waitFor(async () => {
      expect(await engine.host('h').runLeased(id).done).toBe('finished');
    });
  });

  it('gives the slot up for a retry that is far away', async () => {
    const types = typesWith(
      {
        busy: async (context) => {
          if (context.attempt === 1)
            throw new NodeFailure('http', '429', { transient: true, noEffect: true, retryAfterMs: 60_000 });
          return done('through');
        },
      },
      { retries: 1 },
    );
    const engine = engineOn(store, types, { speed: 2_000 });
    const { id } = await begin(store, line(['trigger'], ['busy']));
    expect(await engine.host('h').runLeased(id).done).toBe('waiting');
    expect(await runToEnd(store, engine.host('h'), id)).toBe('finished');
    expect(await store.executions.head('default', id)).toMatchObject({ status: 'completed' });
  });

  it.each([
    ['retry', 'completed', ['n1 running 1', 'n1 running 2', 'n1 completed 2']],
    ['fail', 'failed', ['n1 running 1', 'n1 error 1']],
    ['skip', 'completed', ['n1 running 1', 'n1 skipped 1']],
  ])('after a crash follows onInterrupted: %s', async (onInterrupted, status, expected) => {
    let crash = true;
    const types = typesWith({ fragile: async () => (crash ? new Promise(() => {}) : done(1)) });
    const { id } = await begin(store, line(['trigger'], ['fragile', { onInterrupted }]));
    engineOn(store, types).host('dies').runLeased(id);
    await vi.waitFor(async () => expect(await rowsOf(id)).toContain('n1 running 1'));
    crash = false;
    await store.leases.abandon();
    await runToEnd(store, engineOn(store, types).host('next'), id);
    expect((await rowsOf(id)).filter((row) => row.startsWith('n1'))).toEqual(expected);
    expect((await store.executions.head('default', id))?.status).toBe(status);
  });

  it('does not try a node again that was running at five crashes', async () => {
    const types = typesWith({ deadly: () => new Promise(() => {}) });
    const { id } = await begin(store, line(['trigger'], ['deadly']));
    for (let crash = 1; crash <= 5; crash += 1) {
      engineOn(store, types).host(`victim ${crash}`).runLeased(id);
      await vi.waitFor(async () => expect(await rowsOf(id)).toContain(`n1 running ${crash}`));
      await store.leases.abandon();
    }
    expect(await engineOn(store, types).host('last').runLeased(id).done).toBe('finished');
    expect(await store.executions.head('default', id)).toMatchObject({
      status: 'failed',
      error: expect.stringContaining('5 times'),
    });
  });

  it('a retry takes over what completed and runs the rest', async () => {
    const runs: string[] = [];
    let broken = true;
    const types = typesWith({
      fetch: async (context) => {
        runs.push(context.nodeId);
        if (context.nodeId === 'n2' && broken) throw new NodeFailure('boom', 'broken');
        return done({ by: context.nodeId });
      },
    });
    const document = line(['trigger'], ['fetch'], ['fetch'], ['fetch']);
    const { id, workflowId } = await begin(store, document, { order: 1 });
    await runToEnd(store, engineOn(store, types).host('h'), id);
    broken = false;
    const again = await begin(store, document, { order: 1 }, { retryOf: id, workflowId, id: `${id}r` });
    expect(again.id).toBeDefined();
    await runToEnd(store, engineOn(store, types).host('h'), `${id}r`);
    expect(runs).toEqual(['n1', 'n2', 'n2', 'n3']);
    const ended = await terminalRows(store, `${id}r`);
    expect(JSON.parse(ended.get('n1')!.result!)).toMatchObject({ reusedFrom: id });
    expect(JSON.parse(ended.get('n1')!.inputData!)).toEqual({ order: 1 });
    expect((await store.executions.head('default', `${id}r`))?.status).toBe('completed');
  });

  it('keeps a large output once, by reference, and refuses one over the limit', async () => {
    const types = typesWith({
      big: async () => done('x'.repeat(10_000)),
      huge: async () => done('y'.repeat(200_000)),
    });
    const { id } = await begin(store, line(['trigger'], ['big']));
    const engine = engineOn(store, types, { payloadMax: 100_000 });
    await runToEnd(store, engine.host('h'), id);
    const execution = await store.executions.get('default', id);
    const { seq } = (await terminalRows(store, id)).get('n1')!;
    expect(JSON.parse(execution!.nodeResults!).n1).toEqual({ $log: seq });
    expect(JSON.parse(execution!.finalOutput!)).toEqual({ $log: seq });
    const over = await begin(store, line(['trigger'], ['huge']));
    await runToEnd(store, engine.host('h'), over.id);
    expect(await store.executions.head('default', over.id)).toMatchObject({
      status: 'failed',
      error: expect.stringContaining('PAYLOAD_MAX'),
    });
  });

  it('runs a child once, waits for it without a slot, and cancels it with its parent', async () => {
    const child = await begin(store, line(['trigger'], ['work']));
    const types = typesWith(
      {
        sub: async (context) => {
          const state = await context.startChild({ workflowId: child.workflowId, input: { order: 3 } });
          if (state.status === 'unfinished') return { wait: 'child', message: 'Waiting.', until: null, state: {} };
          return done({ from: state.finalOutput });
        },
      },
      { startsChildren: true },
    );
    const engine = engineOn(store, types);
    const parent = await begin(store, line(['trigger'], ['sub']));
    expect(await engine.host('h').runLeased(parent.id).done).toBe('waiting');
    const [childId] = await store.executions.unfinishedChildren(parent.id);
    expect(await runToEnd(store, engine.host('h'), childId!)).toBe('finished');
    expect(engine.signalled).toEqual([parent.id]);
    expect(await engine.host('h').runLeased(parent.id).done).toBe('finished');
    const ended = await terminalRows(store, parent.id);
    expect(JSON.parse(ended.get('n1')!.outputData!)).toEqual({ from: { n1: true, of: 1 } });

    const other = await begin(store, line(['trigger'], ['sub']));
    await engine.host('h').runLeased(other.id).done;
    const [orphan] = await store.executions.unfinishedChildren(other.id);
    await send(other.id, 'cancel', '', null);
    expect(await engine.host('h').runLeased(other.id).done).toBe('finished');
    expect((await store.executions.head('default', other.id))?.status).toBe('cancelled');
    expect(await engine.host('h').runLeased(orphan!).done).toBe('finished');
    expect((await store.executions.head('default', orphan!))?.status).toBe('cancelled');
  });

  it('shows text as it comes, keeps it for late viewers, and drops it with the terminal row', async () => {
    let release = () => {};
    const types = typesWith({
      talk: async (context) => {
        context.emit('Good ');
        context.emit('morning');
        await new Promise<void>((resolve) => {
          release = resolve;
        });
        return done('Good morning');
      },
    });
    const engine = engineOn(store, types);
    const { id } = await begin(store, line(['trigger'], ['talk']));
    const running = engine.host('h').runLeased(id);
    await vi.waitFor(async () =>
      expect((await store.tokens.read(id)).map((chunk) => chunk.text).join('')).toBe('Good morning'),
    );
    release();
    await running.done;
    expect(engine.tokens).toEqual([
      { nodeId: 'n1', attempt: 1, offset: 0, text: 'Good ' },
      { nodeId: 'n1', attempt: 1, offset: 5, text: 'morning' },
    ]);
    expect(await store.tokens.read(id)).toEqual([]);
  });

  it('says why an execution cannot begin, and why a node of an old revision cannot run', async () => {
    const engine = engineOn(store, scriptedTypes(new Map()));
    const empty = await begin(store, {
      nodes: [{ id: 'c', type: 'comment', label: '', config: {} }],
      connections: [],
      settings: {},
    });
    await runToEnd(store, engine.host('h'), empty.id);
    expect(await store.executions.head('default', empty.id)).toMatchObject({
      status: 'failed',
      error: expect.stringContaining('nowhere to begin'),
    });
    const gone = await begin(store, line(['trigger'], ['retired']));
    await runToEnd(store, engine.host('h'), gone.id);
    expect(await store.executions.head('default', gone.id)).toMatchObject({
      status: 'failed',
      error: expect.stringContaining('"retired"'),
    });
    const loop = line(['step'], ['step']);
    loop.connections.push({ fromNodeId: 'n1', toNodeId: 'n0' });
    const cycle = await begin(store, loop);
    await runToEnd(store, engine.host('h'), cycle.id);
    expect(await store.executions.head('default', cycle.id)).toMatchObject({
      status: 'failed',
      error: expect.stringContaining('cycle'),
    });
  });
});

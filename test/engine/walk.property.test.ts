import fc from 'fast-check';
import { beforeEach, describe, expect, it } from 'vitest';
import type { WorkflowDocument } from '../../db/model.ts';
import type { Store } from '../../db/store.ts';
import { openTempStore } from '../_setup.ts';
import { openRemote } from '../remote/_ground.ts';
import { begin, engineOn, runToEnd, terminalRows } from './_engine.ts';
import { type Effects, graphs, interpret, scriptedTypes } from './_graphs.ts';

const GIVEN = { order: 7 };
const stores = [
  { where: 'in this process', runs: 120, open: async () => (await openTempStore()).store },
  { where: 'on another machine', runs: 30, open: async () => (await openRemote()).hybrid },
];

describe.each(stores)('any graph, $where,', ({ runs, open }) => {
  let store: Store;
  beforeEach(async () => {
    store = await open();
  });

  async function expectOneTerminalRowEach(document: WorkflowDocument, id: string) {
    const ended = await terminalRows(store, id);
    const live = document.nodes.filter((node) => node.type !== 'comment').map((node) => node.id);
    expect([...ended.keys()].sort()).toEqual(live.sort());
    return ended;
  }

  async function expectAsInterpreted(document: WorkflowDocument, id: string) {
    const expected = interpret(document, GIVEN);
    const execution = await store.executions.get('default', id);
    const ended = await expectOneTerminalRowEach(document, id);
    expect(execution?.status).toBe(expected.status);
    if (expected.status === 'failed') return;
    for (const [nodeId, status] of expected.nodes) {
      const row = ended.get(nodeId)!;
      expect({ nodeId, status: row.status }).toEqual({ nodeId, status });
      if (status === 'skipped') continue;
      expect(JSON.parse(row.outputData!)).toEqual(expected.outputs.get(nodeId));
    }
    expect(execution?.progress.percentage).toBe(100);
  }

  it('ends as the reference interpreter says, each node once', async () => {
    const outcomes = ['ok', 'ok', 'true', 'false', 'portA', 'portsAB', 'fail'] as const;
    const documents = graphs({ maxNodes: 40, outcomes, onErrors: ['continue', 'continue', 'branch', 'stop'] });
    await fc.assert(
      fc.asyncProperty(documents, async (document) => {
        const effects: Effects = new Map();
        const engine = engineOn(store, scriptedTypes(effects));
        const { id } = await begin(store, document, GIVEN);
        expect(await runToEnd(store, engine.host('one'), id)).toBe('finished');
        await expectAsInterpreted(document, id);
        expect([...effects.values()].every((count) => count === 1)).toBe(true);
        expect(engine.problems).toEqual([]);
      }),
      { numRuns: runs },
    );
  });

  it('comes to the same when the lease is given back at any moment', async () => {
    const documents = graphs({
      maxNodes: 25,
      outcomes: ['ok', 'true', 'false', 'portA', 'fail'],
      onErrors: ['continue', 'branch'],
    });
    await fc.assert(
      fc.asyncProperty(documents, fc.array(fc.nat(6), { maxLength: 6 }), async (document, moments) => {
        const effects: Effects = new Map();
        const engine = engineOn(store, scriptedTypes(effects));
        const { id } = await begin(store, document, GIVEN);
        const left = [...moments];
        const outcome = await runToEnd(store, engine.host('one'), id, (running) => {
          const moment = left.shift();
          if (moment !== undefined) setTimeout(() => running.release(0), moment);
        });
        expect(outcome).toBe('finished');
        if (interpret(document, GIVEN).status === 'completed') await expectAsInterpreted(document, id);
        else await expectOneTerminalRowEach(document, id);
      }),
      { numRuns: runs },
    );
  });

  it('ends, each node once, when it is cancelled at any moment', async () => {
    const documents = graphs({ maxNodes: 25, outcomes: ['ok', 'true', 'portsAB'], onErrors: ['continue'] });
    await fc.assert(
      fc.asyncProperty(documents, fc.nat(8), async (document, moment) => {
        const engine = engineOn(store, scriptedTypes(new Map()));
        const { id } = await begin(store, document, GIVEN);
        const running = engine.host('one').runLeased(id);
        await new Promise((resolve) => setTimeout(resolve, moment));
        const sent = await store.signals.send({
          executionId: id,
          kind: 'cancel',
          nodeId: '',
          payload: null,
          createdAt: new Date().toISOString(),
        });
        running.poke();
        expect(await running.done).toBe('finished');
        const execution = await store.executions.head('default', id);
        expect(['cancelled', 'completed']).toContain(execution?.status);
        expect(['new', 'finished']).toContain(sent);
        await expectOneTerminalRowEach(document, id);
      }),
      { numRuns: runs },
    );
  });

  it('stops without a word when another host takes the lease, and the other one ends it', async () => {
    const documents = graphs({ maxNodes: 20, outcomes: ['ok', 'true', 'fail'], onErrors: ['continue', 'branch'] });
    await fc.assert(
      fc.asyncProperty(documents, fc.nat(6), async (document, moment) => {
        const engine = engineOn(store, scriptedTypes(new Map()));
        const { id } = await begin(store, document, GIVEN);
        const first = engine.host('first').runLeased(id);
        await new Promise((resolve) => setTimeout(resolve, moment));
        await store.leases.abandon();
        const second = await runToEnd(store, engine.host('second'), id);
        const outcome = await first.done;
        expect(['lost', 'finished', 'not_claimed']).toContain(outcome);
        expect(['finished', 'not_claimed']).toContain(second);
        if (interpret(document, GIVEN).status === 'completed') await expectAsInterpreted(document, id);
        else await expectOneTerminalRowEach(document, id);
      }),
      { numRuns: runs / 2 },
    );
  });
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Fact, fold, isTerminal, type NodeStatus, nodeMoves, progressOf } from '../../db/execution-state.ts';

/** Logs in which every node only makes legal moves. */
const logs = fc.array(fc.record({ node: fc.nat(5), choice: fc.nat(20) }), { maxLength: 60 }).map((steps) => {
  const at = new Map<string, NodeStatus>();
  const facts: Fact[] = [];
  for (const { node, choice } of steps) {
    const nodeId = `n${node}`;
    const moves = nodeMoves[at.get(nodeId) ?? 'pending'];
    const status = moves[choice % Math.max(1, moves.length)];
    if (!status) continue;
    at.set(nodeId, status);
    const seq = facts.length + 1;
    facts.push({
      seq,
      nodeId,
      status,
      attempt: 1,
      timestamp: new Date(seq).toISOString(),
      duration: null,
      error: null,
    });
  }
  return facts;
});

describe('fold', () => {
  it('gives the same view in one piece, in two, and when rows come twice', () => {
    fc.assert(
      fc.property(logs, fc.nat(60), (facts, cut) => {
        const whole = fold(facts);
        const half = fold(facts.slice(0, cut));
        expect(fold(facts.slice(Math.max(0, cut - 5)), half)).toEqual(whole);
        expect(fold(facts, whole)).toEqual(whole);
      }),
    );
  });

  it('counts each ended node once, and names a node that runs as the current one', () => {
    fc.assert(
      fc.property(logs, (facts) => {
        const view = fold(facts);
        const states = [...view.nodes.values()];
        const count = (status: NodeStatus) => states.filter((state) => state.status === status).length;
        expect(view.counts).toEqual({
          completed: count('completed'),
          failed: count('error'),
          skipped: count('skipped'),
        });
        const running = states.filter((state) => state.status === 'running').sort((a, b) => a.seq - b.seq);
        if (running.length > 0) expect(view.currentNodeId).toBe(running.at(-1)!.nodeId);
        expect(states.every((state) => isTerminal(state.status) === (state.endedAt !== null))).toBe(true);
      }),
      { numRuns: 1_000 },
    );
  });

  it('counts an attempt that a crash cut off as an interruption, and one given back not as a retry', () => {
    const fact = (seq: number, status: Fact['status'], released = false): Fact => ({
      seq,
      nodeId: 'a',
      status,
      attempt: seq,
      timestamp: '2026-01-01T00:00:00.000Z',
      duration: null,
      error: null,
      released,
    });
    const view = fold([
      fact(1, 'running'),
      fact(2, 'running'),
      fact(3, 'retrying', true),
      fact(4, 'running'),
      fact(5, 'retrying'),
    ]);
    expect(view.nodes.get('a')).toMatchObject({ interruptions: 1, retries: 1, status: 'retrying' });
  });
});

describe('progressOf', () => {
  it('never falls while nodes end one after another', () => {
    const ends = fc.array(fc.constantFrom('completed', 'failed', 'skipped'), { minLength: 1, maxLength: 40 });
    fc.assert(
      fc.property(ends, (kinds) => {
        const counts = { completed: 0, failed: 0, skipped: 0 };
        let before = progressOf(kinds.length, counts).percentage;
        for (const kind of kinds) {
          counts[kind as keyof typeof counts] += 1;
          const { percentage } = progressOf(kinds.length, counts);
          expect(percentage).toBeGreaterThanOrEqual(before);
          before = percentage;
        }
        expect(before).toBe(100);
      }),
    );
  });

  it('leaves skipped nodes out of the total', () => {
    expect(progressOf(10, { completed: 4, failed: 1, skipped: 3 })).toEqual({
      totalNodes: 7,
      completedNodes: 4,
      failedNodes: 1,
      skippedNodes: 3,
      percentage: 71,
    });
  });
});

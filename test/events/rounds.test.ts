/** Rounds over viewers that are left off at any place: what each of them gets. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { ExecutionHead } from '../../db/model.ts';
import type { Change, Store } from '../../db/store.ts';
import { type Frame, pieces } from '../../server/events/frames.ts';
import { type Follower, joinLive, openHub, takeChange, writeRound } from '../../server/events/hub.ts';

const unused = () => {
  throw new Error('nothing is to be read here');
};
const store = { executions: { head: unused }, logs: { readCapped: unused }, tokens: { read: unused } };
const progress = { percentage: 0, totalNodes: 0, completedNodes: 0, failedNodes: 0, skippedNodes: 0 };
const about = { organizationId: 'o', workflowId: 'w', currentNodeId: null, progress };
const head = { id: 'e', ...about, status: 'running', lastSeq: 0 } as unknown as ExecutionHead;

function changeOf(from: number, count: number, status: 'running' | 'completed'): Change {
  const rows = Array.from({ length: count }, (_, index) => ({
    ...{
      executionId: 'e',
      seq: from + index + 1,
      nodeId: `n${from + index}`,
      nodeType: 't',
      nodeLabel: 'l',
      attempt: 1,
    },
    ...{
      status: 'completed',
      duration: 1,
      timestamp: 'now',
      error: null,
      result: null,
      inputData: null,
      outputData: null,
    },
  }));
  return { executionId: 'e', ...about, status, lastSeq: from + count, rows, tokens: [] } as unknown as Change;
}

type Seen = Follower & { events: string[]; writes: number; left: boolean; joinedAt: number };

function openRounds() {
  const hub = openHub({ store: store as unknown as Store, schedule: () => {}, warn: unused }, head);
  const seen: Seen[] = [];
  return {
    hub,
    seen,
    commit: (count: number, status: 'running' | 'completed' = 'running') =>
      takeChange(hub, changeOf(hub.lastSeq, count, status)),
    join(cursor = hub.lastSeq) {
      const viewer: Seen = {
        ...{ cursor, place: 0, events: [], writes: 0, left: false, joinedAt: cursor, closed: false },
        write(frames, bytes) {
          viewer.writes += 1;
          const text = Buffer.concat(bytes).toString();
          expect(Buffer.concat(frames.map((frame) => frame.bytes)).toString()).toBe(text);
          const found = text.matchAll(/(?:id: (\d+)\n)?event: (\w+)\n/g);
          for (const [, seq, event = ''] of found) viewer.events.push(seq ?? event);
        },
        room: () => null,
        over: () => {},
        drop: unused,
      };
      seen.push(viewer);
      joinLive(hub, viewer);
      return viewer;
    },
    leave(index: number) {
      const viewer = seen[index];
      if (!viewer) return;
      viewer.left = true;
      hub.live.delete(viewer);
    },
    /** Goes on with a round, for so many viewers. */
    part(viewers: number) {
      let left = viewers;
      return writeRound(hub, () => --left > 0);
    },
  };
}
const rowsOf = ({ events }: Seen) => events.filter((event) => /\d/.test(event)).map(Number);
const from = (first: number, last: number) => Array.from({ length: last - first + 1 }, (_, index) => first + index);

test('wherever rounds are left off, everybody gets every row once and in order, and the end last', () => {
  const step = fc.oneof(
    fc.record({ rows: fc.integer({ min: 0, max: 3 }) }),
    fc.record({ part: fc.integer({ min: 1, max: 5 }) }),
    fc.record({ ahead: fc.integer({ min: 0, max: 3 }) }),
    fc.record({ leave: fc.nat(12) }),
  );
  fc.assert(
    fc.property(fc.array(step, { minLength: 3, maxLength: 60 }), (steps) => {
      const rounds = openRounds();
      for (const each of steps) {
        if ('rows' in each) rounds.commit(each.rows);
        else if ('part' in each) rounds.part(each.part);
        // who has read rows from the database of which the hint is yet to come
        else if ('ahead' in each) rounds.join(rounds.hub.lastSeq + each.ahead);
        else rounds.leave(each.leave);
      }
      rounds.commit(4, 'completed');
      while (!rounds.part(3) || rounds.hub.live.size > 0);
      for (const viewer of rounds.seen) {
        if (viewer.left) {
          const rows = rowsOf(viewer);
          expect(rows).toEqual(from(viewer.joinedAt + 1, viewer.joinedAt + rows.length));
          continue;
        }
        expect(rowsOf(viewer)).toEqual(from(viewer.joinedAt + 1, rounds.hub.lastSeq));
        expect(viewer.events.slice(-2)).toEqual(['status', 'end']);
        expect(viewer.events.filter((event) => event === 'end')).toHaveLength(1);
      }
    }),
    { numRuns: 300 },
  );
});

test('who is reached late gets what came meanwhile in one write', () => {
  const rounds = openRounds();
  const [first, second, third] = [rounds.join(), rounds.join(), rounds.join()];
  rounds.commit(1);
  rounds.part(1);
  rounds.commit(2);
  rounds.commit(1);
  expect(rounds.part(9)).toBe(true);
  expect([first, second, third].map(rowsOf)).toEqual([[1], from(1, 4), from(1, 4)]);
  expect([first, second, third].map(({ writes }) => writes)).toEqual([2, 2, 2]);
  expect(second.events).toEqual(['status', '1', '2', '3', '4', 'status']);
  expect(rounds.part(9)).toBe(true);
  expect(rowsOf(first)).toEqual(from(1, 4));
  expect([first, second, third].map(({ writes }) => writes)).toEqual([3, 2, 2]);
});

test('nothing is kept on its way when everybody has it, or nobody watches', () => {
  const rounds = openRounds();
  rounds.commit(3);
  expect(rounds.hub.line.end()).toBe(0);
  const viewer = rounds.join();
  rounds.commit(2);
  expect(rounds.hub.line.length()).toBeGreaterThan(0);
  rounds.part(9);
  expect(rowsOf(viewer)).toEqual([4, 5]);
  expect(rounds.hub.line.length()).toBe(0);
});

test('a large row is in memory once, whoever waits for it beside whatever', () => {
  const frame = (bytes: Buffer): Frame => ({ seq: 0, bytes, bodyAt: 0 });
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 1, max: 9_000 }), { maxLength: 12 }), (sizes) => {
      const frames = sizes.map((size, index) => frame(Buffer.alloc(size, 97 + index)));
      const made = pieces(frames);
      expect(Buffer.concat(made).equals(Buffer.concat(frames.map(({ bytes }) => bytes)))).toBe(true);
      const large = frames.filter(({ bytes }) => bytes.length >= 5_000);
      for (const { bytes } of large) expect(made).toContain(bytes);
      expect(made.length).toBeLessThanOrEqual(2 * frames.filter(({ bytes }) => bytes.length >= 4_096).length + 1);
    }),
  );
});

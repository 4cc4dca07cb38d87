/** What is counted by SQL is what a plain loop counts. */
import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import { type ExecutionsSource, sourceSchema, type Table } from '../../db/dashboard.ts';
import { openStore } from '../../db/open-store.ts';
import type { Store } from '../../db/store.ts';
import { countExecutions } from '../../server/dashboards/count-executions.ts';
import { openTempStore, whenDone } from '../_setup.ts';
import { commit, document, finished, newExecution } from '../contract/_given.ts';
import { startServer, withoutServer } from '../contract/_sqld.ts';

const BEGAN = Date.parse('2026-03-20T00:00:00Z');
const HOUR = 3_600_000;
const statuses = ['completed', 'failed', 'cancelled', 'pending'] as const;
const triggers = ['manual', 'api', 'webhook'] as const;
const workflows = ['w-1', 'w-2', 'w-3'] as const;

type Given = {
  readonly createdAt: number;
  readonly status: (typeof statuses)[number];
  readonly trigger: (typeof triggers)[number];
  readonly workflowId: (typeof workflows)[number];
  readonly activeMs: number;
};
const iso = (ms: number) => new Date(ms).toISOString();

/** Executions of two weeks, the same each time; what was removed is taken away. */
let given: Given[] = [];
const drawn: Given[] = fc.sample(
  fc.record({
    createdAt: fc.integer({ min: BEGAN, max: BEGAN + 14 * 24 * HOUR - 1_000 }),
    status: fc.constantFrom(...statuses),
    trigger: fc.constantFrom(...triggers),
    workflowId: fc.constantFrom(...workflows),
    activeMs: fc.integer({ min: 0, max: 90_000 }),
  }),
  { numRuns: 150, seed: 7 },
);
// no two at the same time, so that they are known by it
const sampled = drawn.map((each, index) => ({ ...each, createdAt: each.createdAt - (each.createdAt % 1_000) + index }));

async function fill(store: Store): Promise<void> {
  given = sampled;
  for (const id of workflows) {
    await store.workflows.create('default', id, { name: `name of ${id}`, tags: [], document: document(1) }, iso(BEGAN));
  }
  for (const { createdAt, status, trigger, workflowId, activeMs } of given) {
    const more = { createdAt: iso(createdAt), triggerType: trigger };
    const { execution } = await store.executions.create(newExecution(workflowId, more));
    if (status === 'pending') continue;
    const lease = await store.leases.claim(execution.id, 'me', iso(createdAt), iso(createdAt + 30_000));
    const end = { ...finished(0, status), completedAt: iso(createdAt + activeMs) };
    await store.leases.commit(commit(lease!, { workflowId, activeMs, end }));
  }
  await store.executions.create(newExecution('w-1', { organizationId: 'other', createdAt: iso(BEGAN + HOUR) }));
}

const source = fc
  .record({
    measure: fc.constantFrom('count', 'failures', 'failureRate', 'avgDuration', 'maxDuration'),
    groupBy: fc.constantFrom(null, 'time', 'workflow', 'status', 'trigger'),
    splitBy: fc.constantFrom(null, 'workflow', 'status', 'trigger'),
    workflowIds: fc.subarray([...workflows, 'w-none']),
    statuses: fc.subarray([...statuses]),
    triggers: fc.subarray([...triggers]),
  })
  .filter(({ groupBy, splitBy }) => splitBy === null || (groupBy !== null && groupBy !== splitBy))
  .map((it) => sourceSchema.parse({ kind: 'executions', limit: 1_000, ...it }) as ExecutionsSource);
const between = fc
  .tuple(fc.integer({ min: -24, max: 13 * 24 }), fc.integer({ min: 1, max: 15 * 24 }))
  .map(([from, long]) => ({ from: BEGAN + from * HOUR, to: BEGAN + (from + long) * HOUR }));

/** Each row's key and value; of times, the sum over all, since the steps have a test of their own. */
function plainly(asked: ExecutionsSource, { from, to }: { from: number; to: number }): Map<string, number | null> {
  const fits = given.filter(
    (each) =>
      each.createdAt >= from &&
      each.createdAt < to &&
      (asked.workflowIds.length === 0 || asked.workflowIds.includes(each.workflowId)) &&
      (asked.statuses.length === 0 || asked.statuses.includes(each.status)) &&
      (asked.triggers.length === 0 || asked.triggers.includes(each.trigger)),
  );
  const keyOf = (each: Given) =>
    [asked.groupBy, asked.splitBy]
      .filter((name) => name !== null && name !== 'time')
      .map((name) => (name === 'workflow' ? each.workflowId : name === 'status' ? each.status : each.trigger))
      .join('|');
  return new Map(
    [...Map.groupBy(fits, keyOf)].map(([key, group]) => {
      const ended = group.filter(({ status }) => status !== 'pending');
      const failed = ended.filter(({ status }) => status === 'failed').length;
      const active = ended.map(({ activeMs }) => activeMs);
      const sum = active.reduce((a, b) => a + b, 0);
      const values = {
        count: group.length,
        failures: failed,
        failureRate: ended.length > 0 ? failed / ended.length : null,
        avgDuration: ended.length > 0 ? Math.round(sum / ended.length) : null,
        maxDuration: ended.length > 0 ? Math.max(...active) : null,
      };
      return [key, values[asked.measure]];
    }),
  );
}

function shown({ columns, rows }: Table, asked: ExecutionsSource): Map<string, number | null> {
  const timed = columns.findIndex(({ name }) => name === 'time');
  const found = new Map<string, number | null>();
  for (const row of rows) {
    const key = row.filter((_, place) => place !== timed && place < row.length - 1).join('|');
    const value = row.at(-1) as number | null;
    const before = found.get(key);
    if (timed < 0) found.set(key, value);
    else if (asked.measure === 'maxDuration')
      found.set(key, value === null ? (before ?? null) : Math.max(before ?? 0, value));
    else found.set(key, (before ?? 0) + (value ?? 0));
  }
  return found;
}

function suite(open: () => Promise<Store>): void {
  let store: Store;
  beforeAll(async () => {
    store = await open();
    await fill(store);
  }, 60_000);

  const compare = (numRuns: number) =>
    fc.assert(
      fc.asyncProperty(source, between, fc.constantFrom('UTC', 'Asia/Kathmandu'), async (asked, range, zone) => {
        // rates and averages cannot be added up over steps
        fc.pre(asked.groupBy !== 'time' || !['failureRate', 'avgDuration'].includes(asked.measure));
        const table = await countExecutions(store, 'default', asked, range, zone);
        const expected = plainly(asked, range);
        if (asked.groupBy === null || (asked.groupBy === 'time' && asked.splitBy === null)) {
          const nothing = asked.measure === 'count' || asked.measure === 'failures' ? 0 : null;
          expect([...shown(table, asked).values()][0] ?? nothing).toBe([...expected.values()][0] ?? nothing);
        } else expect(shown(table, asked)).toEqual(expected);
      }),
      { numRuns },
    );

  test('is what a plain loop comes to, whatever is asked', { timeout: 120_000 }, () => compare(60));

  test('tells what the time before came to, and names workflows', async () => {
    const week = { from: BEGAN + 7 * 24 * HOUR, to: BEGAN + 14 * 24 * HOUR };
    const asked = sourceSchema.parse({ kind: 'executions' }) as ExecutionsSource;
    const { rows, previous } = await countExecutions(store, 'default', asked, week, 'UTC');
    expect([previous, rows[0]?.[0]]).toEqual([
      given.filter(({ createdAt }) => createdAt < week.from).length,
      given.filter(({ createdAt }) => createdAt >= week.from).length,
    ]);
    const byWorkflow = { ...asked, groupBy: 'workflow' as const, limit: 2 };
    const table = await countExecutions(store, 'default', byWorkflow, { from: BEGAN, to: week.to }, 'UTC');
    expect(table).toMatchObject({ cut: true, rows: { length: 2 } });
    expect(Object.values(table.labels ?? {})).toEqual(table.rows.map(([id]) => `name of ${id}`));
  });

  test('is the same when hours were added up, ended late and lost executions', { timeout: 240_000 }, async () => {
    // in the middle of the two weeks, and after them
    await store.statistics.rollUp(iso(BEGAN + 9 * 24 * HOUR + 20_000));
    await compare(40);
    await store.statistics.rollUp(later());
    await compare(40);

    const late = (await store.executions.list('default', { status: ['pending'], limit: 5 })).items;
    for (const { id, workflowId, createdAt } of late) {
      const lease = await store.leases.claim(id, 'me', iso(BEGAN + 20 * 24 * HOUR), iso(BEGAN + 21 * 24 * HOUR));
      const end = { ...finished(0, 'failed'), completedAt: iso(BEGAN + 20 * 24 * HOUR) };
      await store.leases.commit(commit(lease!, { workflowId, activeMs: 777, end }));
      given = given.map((each) =>
        iso(each.createdAt) === createdAt && each.status === 'pending'
          ? { ...each, status: 'failed', activeMs: 777 }
          : each,
      );
    }
    expect(late).toHaveLength(5);
    await compare(40);
    await store.statistics.rollUp(later());
    await compare(40);

    const kept = 12;
    const gone = await store.upkeep.retain({ maxAgeDays: 36_500, maxPerWorkflow: kept }, later());
    expect(gone).toBeGreaterThan(30);
    const left = new Set<string>();
    for (let before: string | undefined; ; ) {
      const page = await store.executions.list('default', { limit: 100, before });
      for (const { createdAt } of page.items) left.add(createdAt);
      if (page.next === null) break;
      before = page.next;
    }
    given = given.filter(({ createdAt }) => left.has(iso(createdAt)));
    await compare(40);
    await store.statistics.rollUp(later());
    await compare(40);
  });
}

/** Marks are made by the database's own clock, and have to be old. */
const later = () => iso(Date.now() + 24 * HOUR);

describe('on a local file', () => suite(async () => (await openTempStore()).store));
describe.skipIf(withoutServer)(`on a libSQL server${withoutServer ? `: ${withoutServer}` : ''}`, () =>
  suite(async () => {
    const { url } = await startServer();
    const store = await openStore({ url, now: () => iso(Date.now()) });
    whenDone(() => store.close());
    return store;
  }),
);

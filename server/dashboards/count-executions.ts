/** A source on executions: counts, failures and durations, over time and by what tells them apart. */
import type { ExecutionsSource, Table, TableColumn } from '../../db/dashboard.ts';
import type { Count, CountDimension } from '../../db/dashboard-store.ts';
import type { Store } from '../../db/store.ts';
import { type Between, before, type Steps, stepsOf, timeOf } from './time-steps.ts';

type Source = Pick<Store, 'statistics'>;
type Group = { key: string[]; count: number; failed: number; ended: number; activeMs: number; longestMs: number };

const typeOf = {
  count: 'number',
  failures: 'number',
  failureRate: 'ratio',
  avgDuration: 'duration',
  maxDuration: 'duration',
} as const;

const measureOf: Record<ExecutionsSource['measure'], (group: Group) => number | null> = {
  count: ({ count }) => count,
  failures: ({ failed }) => failed,
  failureRate: ({ failed, ended }) => (ended > 0 ? failed / ended : null),
  avgDuration: ({ activeMs, ended }) => (ended > 0 ? Math.round(activeMs / ended) : null),
  maxDuration: ({ longestMs, ended }) => (ended > 0 ? longestMs : null),
};

/** One row for each group that has executions; over time, one for each step, with those in which nothing was. */
export async function countExecutions(
  store: Source,
  organizationId: string,
  source: ExecutionsSource,
  between: Between,
  timezone: string,
): Promise<Table> {
  const { measure, groupBy, splitBy, limit } = source;
  const by = [groupBy, splitBy].filter((each) => each !== null);
  const steps = stepsOf(between, timezone);
  const groups = await groupsOf(store, organizationId, source, by, between, steps);
  const measured: TableColumn = { name: measure, type: typeOf[measure], role: 'measure' };
  const value = measureOf[measure];
  if (by.length === 0) {
    const [now, earlier] = [groups, await groupsOf(store, organizationId, source, by, before(between), steps)].map(
      ([group]) => value(group ?? nothing([])),
    );
    return { columns: [measured], rows: [[now ?? null]], previous: earlier ?? null };
  }
  const columns: TableColumn[] = [...by.map(columnOf), measured];
  if (groupBy === 'time') {
    const rows = overTime(groups, steps, by.length).map((group) => [...group.key, value(group)]);
    return { columns, rows, stepMs: steps.stepMs, ...(await labelsOf(store, organizationId, by, rows)) };
  }
  const whole = largestFirst(groups, value);
  const rows = whole.slice(0, limit).map((group) => [...group.key, value(group)]);
  const labels = await labelsOf(store, organizationId, by, rows);
  return { columns, rows, ...labels, ...(rows.length < whole.length && { cut: true }) };
}

/** Names in place of the ids of workflows. */
async function labelsOf(
  { statistics }: Source,
  organizationId: string,
  by: readonly CountDimension[],
  rows: Table['rows'],
): Promise<Pick<Table, 'labels'>> {
  const place = by.indexOf('workflow');
  if (place < 0) return {};
  const ids = [...new Set(rows.map((row) => String(row[place])))];
  return { labels: Object.fromEntries(await statistics.workflowNames(organizationId, ids)) };
}

function columnOf(dimension: CountDimension, place: number): TableColumn {
  return { name: dimension, type: dimension === 'time' ? 'time' : 'text', role: place === 0 ? 'dimension' : 'series' };
}

async function groupsOf(
  store: Source,
  organizationId: string,
  { workflowIds, statuses, triggers }: ExecutionsSource,
  by: readonly CountDimension[],
  { from, to }: Between,
  { timeDigits, startOf, starts }: Steps,
): Promise<Group[]> {
  const [start, end] = [from, to].map((time) => new Date(time).toISOString()) as [string, string];
  const timed = by.indexOf('time');
  const cuts = timed < 0 ? [] : starts.map((time) => new Date(time).toISOString());
  const filter = { workflowIds, statuses, triggers, by, timeDigits, cuts };
  const counts = await store.statistics.count({ organizationId, from: start, to: end, ...filter });
  return addedUp(
    counts.map((count) => ({
      ...count,
      key: count.key.map((part, place) => (place === timed ? new Date(startOf(timeOf(part))).toISOString() : part)),
    })),
  );
}

function addedUp(counts: readonly Count[]): Group[] {
  const groups = new Map<string, Group>();
  for (const count of counts) {
    const name = JSON.stringify(count.key);
    const group = groups.get(name) ?? nothing(count.key);
    group.count += count.count;
    group.failed += count.failed;
    group.ended += count.ended;
    group.activeMs += count.activeMs;
    group.longestMs = Math.max(group.longestMs, count.longestMs);
    groups.set(name, group);
  }
  return [...groups.values()];
}

function nothing(key: readonly string[]): Group {
  return { key: [...key], count: 0, failed: 0, ended: 0, activeMs: 0, longestMs: 0 };
}

/** Every step of every series, in order. */
function overTime(groups: readonly Group[], { starts }: Steps, dimensions: number): Group[] {
  const found = new Map(groups.map((group) => [JSON.stringify(group.key), group]));
  const series = new Map(groups.map(({ key }) => [JSON.stringify(key.slice(1)), key.slice(1)]));
  // a single line is there also where nothing was; which series there would be, nobody knows
  if (series.size === 0 && dimensions === 1) series.set('', []);
  return starts.flatMap((start) =>
    [...series.values()].map((rest) => {
      const key = [new Date(start).toISOString(), ...rest];
      return found.get(JSON.stringify(key)) ?? nothing(key);
    }),
  );
}

/** By the first dimension's total, then within it. */
function largestFirst(groups: readonly Group[], value: (group: Group) => number | null): Group[] {
  const size = (group: Group) => value(group) ?? 0;
  const totals = new Map<string, number>();
  for (const group of groups) totals.set(group.key[0]!, (totals.get(group.key[0]!) ?? 0) + size(group));
  return [...groups].sort(
    (a, b) => totals.get(b.key[0]!)! - totals.get(a.key[0]!)! || compare(a.key[0]!, b.key[0]!) || size(b) - size(a),
  );
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

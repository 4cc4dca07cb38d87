/** The results as tables for a terminal. */
import type { Frames } from './frames.ts';
import type { History } from './history.ts';
import type { PageScore } from './pages.ts';
import type { Startup } from './startup.ts';
import type { Spread } from './statistics.ts';
import type { Throughput } from './throughput.ts';
import type { Tracing } from './tracing.ts';
import type { IdleViewers, Viewed } from './viewers.ts';
import { modeWords } from './workloads.ts';

export type Table = {
  readonly title: string;
  readonly head: readonly string[];
  readonly rows: readonly (readonly string[])[];
};

export function printTable({ title, head, rows }: Table): void {
  print(title, head, rows);
}

export function print(title: string, head: readonly string[], rows: readonly (readonly string[])[]): void {
  const widths = head.map((name, column) => Math.max(name.length, ...rows.map((row) => (row[column] ?? '').length)));
  const line = (cells: readonly string[]) =>
    cells.map((cell, at) => (at === 0 ? cell.padEnd(widths[at] ?? 0) : cell.padStart(widths[at] ?? 0))).join('  ');
  console.log(`\n${title}\n${line(head)}`);
  for (const row of rows) console.log(line(row));
}

/** `1,520 (1,480–1,601)` */
export function shown({ median, min, max, runs }: Spread, digits = 0): string {
  const one = (value: number) =>
    value.toLocaleString('en-US', { maximumFractionDigits: digits, minimumFractionDigits: digits });
  return runs === 1 ? one(median) : `${one(median)} (${one(min)}–${one(max)})`;
}

export const middle = ({ median }: Spread) => median.toLocaleString('en-US', { maximumFractionDigits: 2 });

const throughputHead = [
  'workload, at once',
  'executions/s',
  'answers/s',
  'p50 ms',
  'p99 ms',
  'CPU %',
  'CPU ms each',
  'peak MB',
  'bytes each',
  'others %',
];
export function throughputRow(result: Throughput): string[] {
  return [
    `${result.name} ${modeWords[result.mode]}, ${result.atOnce}`,
    shown(result.perSecond),
    middle(result.answersPerSecond),
    shown(result.p50Ms, 1),
    shown(result.p99Ms, 1),
    middle(result.cpuPercent),
    middle(result.cpuMsPerExecution),
    middle(result.peakMb),
    middle(result.bytesPerExecution),
    middle(result.othersPercent),
  ];
}

export function throughputTable(results: readonly Throughput[]): Table {
  return { title: 'Workloads', head: throughputHead, rows: results.map(throughputRow) };
}

export function printStartup({ coldStartMs, firstStartMs, idleMb, idleCpuPercent }: Startup): void {
  print(
    'Start and rest',
    ['what', 'median (min–max)'],
    [
      ['first answer, database there (ms)', shown(coldStartMs)],
      ['first answer, database made (ms)', shown(firstStartMs)],
      ['memory idle (MB)', shown(idleMb)],
      ['CPU idle (%)', shown(idleCpuPercent, 1)],
    ],
  );
}

export function viewersTable(viewed: readonly Viewed[]): Table {
  return {
    title: 'From a transition to the byte at the viewer (a row’s time has whole milliseconds: up to 1 ms is rounding)',
    head: [
      'viewers',
      'others begin/s',
      'rows/s',
      'deliveries/s',
      'p50 ms',
      'p99 ms',
      'max ms',
      'CPU %',
      'CPU µs each',
      'readers’ CPU %',
      'others %',
    ],
    rows: viewed.map((each) => [
      String(each.viewers),
      String(each.othersBegin),
      middle(each.rowsPerSecond),
      middle(each.deliveriesPerSecond),
      shown(each.p50Ms, 1),
      shown(each.p99Ms, 1),
      shown(each.maxMs, 1),
      middle(each.cpuPercent),
      each.cpuUsEach ? middle(each.cpuUsEach) : '',
      each.readersPercent ? middle(each.readersPercent) : '',
      middle(each.othersPercent),
    ]),
  };
}

export function printViewers(viewed: readonly Viewed[], idle: IdleViewers | undefined): void {
  printTable(viewersTable(viewed));
  if (!idle) return;
  const { viewers, mbOnTop, kbPerViewer, cpuPercent } = idle;
  console.log(`${viewers} idle viewers: ${mbOnTop} MB on top, ${kbPerViewer} kB each, ${cpuPercent} % CPU`);
}

export function tracingTable(tracing: Tracing): Table {
  return {
    title: 'Traces to a collector on this machine; W1, 50 at once, on servers in turn',
    head: ['what', 'executions/s', 'CPU ms each', 'CPU beside the first'],
    rows: tracing.map(({ what, perSecond, cpuMsEach, cpuRatio }) => [
      what,
      shown(perSecond),
      shown(cpuMsEach, 3),
      shown(cpuRatio, 2),
    ]),
  };
}

export function framesTable(frames: readonly Frames[]): Table {
  return {
    title: 'Frames of the run view of 10,000 steps, in Chromium without a graphics card (16.7 ms is 60 a second)',
    head: ['what', 'lines', 'rows/s', 'p50 ms', 'p95 ms', 'p99 ms', 'max ms', 'dropped %', 'blocked %'],
    rows: frames.map((each) => [
      each.what,
      each.shown[0] === each.shown[1] ? String(each.shown[0]) : each.shown.join('–'),
      String(each.rowsPerSecond),
      ...[each.p50Ms, each.p95Ms, each.p99Ms, each.maxMs].map((ms) => ms.toFixed(1)),
      each.droppedPercent.toFixed(1),
      each.blockedPercent.toFixed(1),
    ]),
  };
}

export function pagesTable(scores: readonly PageScore[]): Table {
  return {
    title: 'Pages as Lighthouse finds them on a simulated phone',
    head: ['page', 'performance', 'first paint ms', 'largest paint ms', 'blocked ms'],
    rows: scores.map((each) => [
      each.page,
      ...[each.performance, each.firstPaintMs, each.largestPaintMs, each.blockedMs].map(String),
    ]),
  };
}

/** The few and the many. */
export function historyTable([few, many]: readonly History[]): Table {
  if (!few || !many) throw new Error('Expected the history of few executions and of many.');
  const head = [
    `question`,
    `${few.stored} p50 ms`,
    `${many.stored} p50 ms`,
    'ratio',
    `${few.stored} p99 ms`,
    `${many.stored} p99 ms`,
    '/s',
    '/s',
  ];
  const rows = few.asked.map((one, index) => {
    const other = many.asked[index] ?? one;
    const ratio = (other.p50Ms / one.p50Ms).toFixed(2);
    return [
      one.question,
      String(one.p50Ms),
      String(other.p50Ms),
      ratio,
      String(one.p99Ms),
      String(other.p99Ms),
      String(one.perSecond),
      String(other.perSecond),
    ];
  });
  rows.push([
    'cold start',
    String(few.coldStartMs),
    String(many.coldStartMs),
    (many.coldStartMs / few.coldStartMs).toFixed(2),
  ]);
  const title = `With ${many.stored.toLocaleString('en-US')} executions stored (${many.databaseMb} MB, filled in ${many.prefillSeconds} s)`;
  return { title, head, rows };
}

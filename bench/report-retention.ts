/** What the benchmark says of retention. */
import type { Table } from './report.ts';
import type { Felt, Retained } from './retention.ts';

export function retentionTable(result: Retained): Table {
  const number = (value: number) => value.toLocaleString('en-US');
  const { stored, removed, othersBegin, removedPerSecond, beforeMb, afterMb, logMb } = result;
  const phases: [string, Felt][] = [
    ['without', result.without],
    ['while they are removed', result.removing],
    ['while the file shrinks', result.shrinking],
  ];
  return {
    title:
      `Of ${number(stored)} executions the oldest ${number(removed)} leave while ${othersBegin} of W1 begin a second: ` +
      `${number(removedPerSecond)} removed a second, the file from ${number(beforeMb)} to ${number(afterMb)} MB, ` +
      `the log beside it at most ${logMb} MB`,
    head: ['', 'seconds', 'W1 p50 ms', 'p99 ms', 'max ms', '/health p50 ms', 'p99 ms', 'max ms', 'CPU %', 'others %'],
    rows: phases.map(([name, { seconds, executions, health, cpuPercent, othersPercent }]) => [
      name,
      String(seconds),
      ...[executions.p50, executions.p99, executions.max, health.p50, health.p99, health.max].map((ms) =>
        ms.toFixed(1),
      ),
      String(cpuPercent),
      String(othersPercent),
    ]),
  };
}

/** What was measured side by side, as tables for a terminal. */
import { print, shown } from '../report.ts';
import type { Skipped } from './product.ts';
import type { Measured } from './side-by-side.ts';

export function printSideBySide(measured: readonly Measured[], skipped: readonly Skipped[]): void {
  const [first] = measured;
  if (!first) return;
  for (const [index, { workload, atOnce }] of first.answers.entries()) {
    const rows = measured.flatMap(({ name, answers }) => {
      const answer = answers[index];
      if (!answer) return [];
      return [
        [
          name,
          shown(answer.perSecond, 1),
          shown(answer.ratio, 2),
          shown(answer.p50Ms, 1),
          shown(answer.p99Ms, 1),
          shown(answer.cpuMsEach, 3),
          shown(answer.cpuRatio, 2),
          answer.bytesEach === null ? 'none' : shown(answer.bytesEach),
          shown(answer.peakMb),
          shown(answer.othersPercent),
        ],
      ];
    });
    const head = [
      '',
      'executions/s',
      'ratio',
      'p50 ms',
      'p99 ms',
      'CPU ms each',
      'ratio',
      'bytes each',
      'peak MB',
      'others %',
    ];
    print(`${workload}, ${atOnce} at once (ratios: of ${first.name})`, head, rows);
  }
  print(
    'Start, rest, and W3 with calls of 100 ms',
    ['', 'first answer ms', 'idle MB', 'W3 ms'],
    measured.map(({ name, firstAnswerMs, idleMb, slowMs }) => [
      name,
      shown(firstAnswerMs),
      shown(idleMb),
      shown(slowMs, 1),
    ]),
  );
  console.log('\nMeasured:');
  for (const { name, version, settings } of measured) console.log(`- ${name} ${version}: ${settings.join('; ')}`);
  for (const { name, why } of skipped) console.log(`- ${name}: not measured. ${why}`);
}

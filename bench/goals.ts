/** What Cortado wants to reach, beside what was measured. */
import type { Measured, Results } from './results.ts';

export type Goal = {
  readonly what: string;
  readonly goal: string;
  readonly measured: string;
  readonly isReached: boolean;
};

const number = (value: number, digits = 0) =>
  value.toLocaleString('en-US', { minimumFractionDigits: digits, maximumFractionDigits: digits });

/** The goals that these results say something about. */
export function goalsOf(results: Partial<Results>): Goal[] {
  return [
    ...peerGoals(results),
    ...speedGoals(results),
    ...viewerGoals(results),
    ...restGoals(results),
    ...databaseGoals(results),
  ];
}

const answerOf = (product: Measured | undefined, workload: string, atOnce: number) =>
  product?.answers.find((each) => each.workload === workload && each.atOnce === atOnce);

function peerGoals({ peers }: Partial<Results>): Goal[] {
  if (!peers) return [];
  const named = (name: string) => peers.measured.find((each) => each.name === name);
  const goals: Goal[] = [];
  for (const [name, least] of [
    ['n8n', 100],
    ['Node-RED', 1.5],
  ] as const) {
    const ratio = answerOf(named(name), 'W1', 50)?.ratio;
    if (!ratio) continue;
    goals.push({
      what: `W1, 50 at once: executions/s beside ${name}`,
      goal: `≥ ${least} ×`,
      measured: `${number(ratio.median, 2)} × (${number(ratio.min, 2)}–${number(ratio.max, 2)})`,
      isReached: ratio.median >= least,
    });
  }
  for (const workload of ['W1', 'W2', 'W3']) {
    const ours = answerOf(peers.measured[0], workload, 10)?.bytesEach;
    const theirs = answerOf(named('n8n'), workload, 10)?.bytesEach;
    if (!ours || !theirs) continue;
    const share = ours.median / theirs.median;
    goals.push({
      what: `${workload}: bytes stored for an execution beside n8n`,
      goal: '≤ 0.33 ×',
      measured: `${number(share, 2)} × (${number(ours.median)} of ${number(theirs.median)})`,
      isReached: share <= 1 / 3,
    });
  }
  return goals;
}

function speedGoals({ throughput = [], parallel }: Partial<Results>): Goal[] {
  const goals: Goal[] = [];
  const lines = throughput.filter(({ name, mode }) => name === 'W2' && mode === 'reply');
  const best = Math.max(...lines.map(({ perSecond, nodes }) => perSecond.median * nodes));
  if (lines.length > 0) {
    const measured = number(best);
    goals.push({ what: 'W2: nodes/s, committed', goal: '≥ 50,000', measured, isReached: best >= 50_000 });
  }
  if (parallel) {
    const over = parallel.ms - parallel.callMs;
    const measured = `${number(over, 1)} ms`;
    goals.push({
      what: `W3 with calls of 100 ms: beyond the ${number(parallel.callMs, 1)} ms of one call`,
      goal: '≤ 3 ms',
      measured,
      isReached: over <= 3,
    });
  }
  return goals;
}

function viewerGoals({ viewers }: Partial<Results>): Goal[] {
  const goals: Goal[] = [];
  const busy = viewers?.viewed.find((each) => each.viewers === 100 && each.othersBegin > 0);
  if (busy) {
    goals.push({
      what: `From a transition to its 100 viewers, ${busy.othersBegin} executions/s beside: p50, p99`,
      goal: '< 3 ms, < 15 ms',
      measured: `${number(busy.p50Ms.median, 1)} ms, ${number(busy.p99Ms.median, 1)} ms`,
      isReached: busy.p50Ms.median < 3 && busy.p99Ms.median < 15,
    });
  }
  const many = viewers?.viewed.find((each) => each.viewers === 5_000);
  if (many) {
    const rows = number(many.rowsPerSecond.median, 1);
    goals.push({
      what: `5,000 viewers of one execution, ${rows} rows/s each`,
      goal: '≥ 19 rows/s, ≤ 100 % of a core',
      measured: `${rows} rows/s, ${number(many.cpuPercent.median)} %`,
      isReached: many.rowsPerSecond.median >= 19 && many.cpuPercent.median <= 100,
    });
  }
  return goals;
}

function restGoals({ startup }: Partial<Results>): Goal[] {
  if (!startup) return [];
  const { coldStartMs, idleMb } = startup;
  return [
    {
      what: 'From the start to the first answer',
      goal: '< 300 ms',
      measured: `${number(coldStartMs.median)} ms`,
      isReached: coldStartMs.median < 300,
    },
    {
      what: 'Memory idle',
      goal: '< 80 MB',
      measured: `${number(idleMb.median)} MB`,
      isReached: idleMb.median < 80,
    },
  ];
}

function databaseGoals({ databases }: Partial<Results>): Goal[] {
  if (!databases) return [];
  const { records, questions, importPerSecond } = databases;
  const slowest = Math.max(...questions.map(({ medianMs }) => medianMs));
  return [
    {
      what: `The slowest question to a database of ${number(records)} records`,
      goal: '< 100 ms',
      measured: `${number(slowest, 1)} ms`,
      isReached: slowest < 100,
    },
    {
      what: `Import of a CSV file of ${number(records)} rows`,
      goal: '≥ 20,000 rows/s',
      measured: `${number(importPerSecond)} rows/s`,
      isReached: importPerSecond >= 20_000,
    },
  ];
}

/**
 * Whether what a server holds grows, told from samples that were taken while it had nothing to do.
 *
 * V8 keeps the code that it compiles, and lists of what depends on it, for as long as it finds something to compile: at the
 * pace of the soak for more than ten minutes. So the heap is judged to the byte on a server whose V8 compiles nothing, with
 * all that is on it; on one that is as in production it is told, and held to a coarse bound.
 */
import type { Held } from './measure.ts';
import type { Figures } from './scenario.ts';
import { slopeOf } from './slope.ts';

/** `executions`: how many the load had begun by then. */
export type Sample = Held & { readonly minutes: number; readonly executions: number };

export type Growth = { readonly figures: Figures; readonly violations: readonly string[] };

/** Of which the first third says nothing: caches and pages fill. */
export const SAMPLES_LEAST = 15;
/** Who keeps anything of each execution keeps at least a slot of a list, which is eight bytes. */
const BYTES_AN_EXECUTION = 1;
/** Of what there is, a minute: beside the heap, and of the heap where V8 compiles. */
const SLACK_A_MINUTE = 0.001;
const COMPILING_A_MINUTE = 0.005;
/** The allocator gives back what was freed when it likes: of the middle of the run, its end may have so much more. */
const RESIDENT_MORE = 1.15;

type Watched = {
  readonly sizeOf: (held: Held) => number;
  /** how much of its size it may grow by in a minute; left out: it is only told */
  readonly slack?: number;
};

const everywhere: Record<string, Watched> = {
  'memory beside the heap': { sizeOf: ({ external }) => external, slack: SLACK_A_MINUTE },
  'listeners of the process': { sizeOf: ({ listeners }) => listeners, slack: SLACK_A_MINUTE },
  'open files': { sizeOf: ({ files }) => files, slack: SLACK_A_MINUTE },
  'handles and timers': {
    sizeOf: ({ resources }) => Object.values(resources).reduce((sum, count) => sum + count, 0),
    slack: SLACK_A_MINUTE,
  },
};

const inProduction: Record<string, Watched> = {
  'heap without code': { sizeOf: ({ heap }) => heap, slack: COMPILING_A_MINUTE },
  'compiled code': { sizeOf: ({ code }) => code },
  'resident memory': { sizeOf: ({ rss }) => rss },
  ...everywhere,
};

const wholeHeap = ({ heap, code }: Held): number => heap + code;

function settled(samples: readonly Sample[]): readonly Sample[] {
  return samples.slice(Math.floor(samples.length / 3));
}

/** Of a server that is as in production. */
export function growthInProduction(samples: readonly Sample[]): Growth {
  const later = settled(samples);
  const { figures, violations } = growthOf(inProduction, later);
  const half = later.length >> 1;
  const [middle, end] = [later.slice(0, half), later.slice(half)].map((some) => medianOf(some.map(({ rss }) => rss)));
  const more = end! > middle! * RESIDENT_MORE ? [`Resident memory grew from ${middle} to ${end}.`] : [];
  return { figures, violations: [...violations, ...more] };
}

/** Of a server whose V8 compiles nothing: all that is on its heap counts. */
export function growthWithoutCompilers(samples: readonly Sample[]): Growth {
  const later = settled(samples);
  const { figures, violations } = growthOf({ 'whole heap': { sizeOf: wholeHeap }, ...everywhere }, later);
  const { slope, from, to } = slopeOf(later.map((sample) => ({ at: sample.executions, value: wholeHeap(sample) })));
  const each = `${round(slope)} (${round(from)} to ${round(to)})`;
  return {
    figures: { 'bytes of the heap, an execution': each, ...figures },
    violations: [
      ...(from > BYTES_AN_EXECUTION ? [`The heap grows by ${each} bytes an execution.`] : []),
      ...violations,
    ],
  };
}

function growthOf(watched: Record<string, Watched>, later: readonly Sample[]): Growth {
  const figures: Figures = {};
  const violations: string[] = [];
  for (const [what, { sizeOf, slack }] of Object.entries(watched)) {
    const { slope, from, to } = slopeOf(later.map((sample) => ({ at: sample.minutes, value: sizeOf(sample) })));
    const size = sizeOf(later[0]!);
    figures[`${what}, a minute`] = `${round(slope)} (${round(from)} to ${round(to)}) of ${round(size)}`;
    if (slack !== undefined && from > size * slack)
      violations.push(`${what} grows by ${round(slope)} a minute (at least ${round(from)}).`);
  }
  return { figures, violations };
}

function medianOf(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[values.length >> 1]!;
}

function round(value: number): number {
  return Math.abs(value) < 100 ? Math.round(value * 100) / 100 : Math.round(value);
}

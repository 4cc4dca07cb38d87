/**
 * Products in turn: each round starts every product anew, and puts each question to all of them, one after another, before
 * the next question. So what changes on the machine meanwhile comes to all, and ratios are taken within a round.
 */
import { setTimeout as delay } from 'node:timers/promises';
import type { Loaded } from '../client.ts';
import { memoryOf, sum, treeOf, watchProcess } from '../machine.ts';
import { percentiles, round, type Spread, spread } from '../statistics.ts';
import type { Instance, Product, Workload } from './product.ts';

export type Asked = { readonly workload: Workload; readonly atOnce: number };
/** One product's figures of one question, one for each round. */
export type Answered = Asked & {
  readonly perSecond: Spread;
  readonly p50Ms: Spread;
  readonly p99Ms: Spread;
  readonly cpuMsEach: Spread;
  /** null where nothing is stored */
  readonly bytesEach: Spread | null;
  readonly peakMb: Spread;
  readonly othersPercent: Spread;
  /** executions per second of the first product by those of this one */
  readonly ratio: Spread;
  /** CPU that an execution costs here by what it costs the first product */
  readonly cpuRatio: Spread;
};
export type Measured = {
  readonly name: string;
  readonly version: string;
  readonly settings: readonly string[];
  readonly firstAnswerMs: Spread;
  readonly idleMb: Spread;
  readonly answers: readonly Answered[];
  /** W3 with calls of 100 ms, one execution: the least of its times (ms) */
  readonly slowMs: Spread;
};

export type SideBySideOptions = {
  readonly repeats: number;
  /** of each measurement; the warm-up before it takes half of that */
  readonly seconds: number;
  /** processes that belong to the measurement */
  readonly helpers: readonly number[];
  readonly asked: readonly Asked[];
  readonly say: (line: string) => void;
};

type Sample = {
  perSecond: number;
  p50: number;
  p99: number;
  cpuMsEach: number;
  bytesEach: number | null;
  peakMb: number;
  others: number;
};
type Round = { firstAnswerMs: number; idleMb: number; samples: Sample[]; slowMs: number };

const IDLE_MS = 5_000;

export async function measureSideBySide(products: readonly Product[], options: SideBySideOptions): Promise<Measured[]> {
  const rounds = products.map((): Round[] => []);
  for (let turn = 1; turn <= options.repeats; turn += 1) {
    options.say(`round ${turn} of ${options.repeats}`);
    for (const [index, round] of (await oneRound(products, options)).entries()) rounds[index]?.push(round);
  }
  const [first = []] = rounds;
  return products.map((product, index) => summarise(product, rounds[index] ?? [], first, options.asked));
}

async function oneRound(products: readonly Product[], options: SideBySideOptions): Promise<Round[]> {
  const running: { name: string; instance: Instance; round: Round }[] = [];
  try {
    for (const { name, start } of products) {
      const instance = await start();
      const round: Round = { firstAnswerMs: instance.firstAnswerMs, idleMb: 0, samples: [], slowMs: 0 };
      running.push({ name, instance, round });
      await delay(IDLE_MS);
      round.idleMb = sum(treeOf(instance.pid).map(memoryOf));
    }
    for (const asked of options.asked) {
      options.say(`  ${asked.workload}, ${asked.atOnce} at once`);
      for (const { name, instance, round } of running) {
        const sample = await ask(instance, asked, options);
        round.samples.push(sample);
        options.say(`    ${name}: ${sample.perSecond.toFixed(1)}/s, ${sample.cpuMsEach} ms CPU each`);
      }
    }
    for (const { instance, round } of running) {
      const { latencies } = await instance.run('slow', 1, options.seconds);
      round.slowMs = Math.min(...latencies);
    }
    return running.map(({ round }) => round);
  } finally {
    for (const { instance } of running) await instance.stop();
  }
}

async function ask(instance: Instance, { workload, atOnce }: Asked, options: SideBySideOptions): Promise<Sample> {
  await instance.run(workload, atOnce, options.seconds / 2);
  await instance.settled();
  const before = instance.storedBytes();
  const watched = watchProcess(instance.pid, options.helpers);
  const began = performance.now();
  const loaded: Loaded = await instance.run(workload, atOnce, options.seconds);
  await instance.settled();
  const seconds = (performance.now() - began) / 1_000;
  const { cpuSeconds, peakMb, othersPercent } = watched();
  const after = instance.storedBytes();
  const { p50, p99 } = percentiles(loaded.latencies);
  return {
    perSecond: loaded.answered / seconds,
    p50,
    p99,
    cpuMsEach: round((cpuSeconds * 1_000) / loaded.answered, 3),
    bytesEach: before === null || after === null ? null : Math.round((after - before) / loaded.answered),
    peakMb,
    others: othersPercent,
  };
}

function summarise(product: Product, rounds: readonly Round[], first: readonly Round[], asked: readonly Asked[]) {
  const of = (pick: (each: Round) => number) => spread(rounds.map(pick));
  const answers = asked.map((question, index): Answered => {
    const samples = rounds.flatMap((each) => each.samples[index] ?? []);
    const of = (pick: (sample: Sample) => number) => spread(samples.map(pick));
    const bytes = samples.flatMap(({ bytesEach }) => bytesEach ?? []);
    const ours = first.flatMap((each) => each.samples[index] ?? []);
    return {
      ...question,
      perSecond: of((sample) => sample.perSecond),
      p50Ms: of((sample) => sample.p50),
      p99Ms: of((sample) => sample.p99),
      cpuMsEach: spread(
        samples.map((sample) => sample.cpuMsEach),
        3,
      ),
      bytesEach: bytes.length === 0 ? null : spread(bytes),
      peakMb: of((sample) => sample.peakMb),
      othersPercent: of((sample) => sample.others),
      ratio: spread(samples.map((sample, turn) => (ours[turn]?.perSecond ?? 0) / sample.perSecond)),
      cpuRatio: spread(samples.map((sample, turn) => sample.cpuMsEach / (ours[turn]?.cpuMsEach ?? 0))),
    };
  });
  const { name, version, settings } = product;
  return {
    name,
    version,
    settings,
    firstAnswerMs: of((each) => each.firstAnswerMs),
    idleMb: of((each) => each.idleMb),
    answers,
    slowMs: of((each) => each.slowMs),
  };
}

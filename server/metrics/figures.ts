/** Counters and histograms in the form of Prometheus, cheap enough for hot paths. */

export type Labels = Readonly<Record<string, string>>;
export type Kind = 'counter' | 'gauge' | 'histogram';
/** One metric as it is written out. */
export type Metric = {
  readonly name: string;
  readonly kind: Kind;
  readonly help: string;
  readonly samples: readonly Sample[];
};
/** `suffix`: of a histogram's parts. */
export type Sample = { readonly suffix?: string; readonly labels?: Labels; readonly value: number | null };

/** What is counted under one set of label values: found once and held, so that counting costs an addition. */
export type Cell = { value: number };
export type Counter = {
  /** `values` in the order of the label names. */
  of(...values: string[]): Cell;
  metric(): Metric;
};
export type Histogram = {
  of(...values: string[]): { observe(seconds: number): void };
  metric(): Metric;
};

/** Label values are joined by what none of them has. */
const BETWEEN = '\u0000';

export function createCounter(name: string, help: string, labels: readonly string[] = []): Counter {
  const cells = new Map<string, Cell>();
  const counter: Counter = {
    of: (...values) => held(cells, values, () => ({ value: 0 })),
    metric: () => ({
      ...{ name, kind: 'counter', help },
      samples: [...cells].map(([key, { value }]) => ({ labels: labelled(labels, key), value })),
    }),
  };
  if (labels.length === 0) counter.of();
  return counter;
}

function held<Each>(cells: Map<string, Each>, values: readonly string[], make: () => Each): Each {
  const key = values.join(BETWEEN);
  let known = cells.get(key);
  if (known === undefined) {
    known = make();
    cells.set(key, known);
  }
  return known;
}

type Buckets = { readonly counts: Float64Array; sum: number; count: number; observe(seconds: number): void };

/** `bounds`: upper bounds of the buckets in seconds, rising. */
export function createHistogram(
  name: string,
  help: string,
  labels: readonly string[],
  bounds: readonly number[],
): Histogram {
  const all = new Map<string, Buckets>();
  const buckets = (): Buckets => ({
    ...{ counts: new Float64Array(bounds.length), sum: 0, count: 0 },
    observe(seconds) {
      this.sum += seconds;
      this.count += 1;
      const index = bounds.findIndex((bound) => seconds <= bound);
      if (index >= 0) this.counts[index]! += 1;
    },
  });
  return {
    of: (...values) => held(all, values, buckets),
    metric: () => ({
      ...{ name, kind: 'histogram', help },
      samples: [...all].flatMap(([key, { counts, sum, count }]) => {
        const own = labelled(labels, key);
        let below = 0;
        const parts = bounds.map((bound, index) => {
          below += counts[index]!;
          return { suffix: '_bucket', labels: { ...own, le: String(bound) }, value: below };
        });
        const rest = { suffix: '_bucket', labels: { ...own, le: '+Inf' }, value: count };
        return [
          ...parts,
          rest,
          { suffix: '_sum', labels: own, value: sum },
          { suffix: '_count', labels: own, value: count },
        ];
      }),
    }),
  };
}

function labelled(names: readonly string[], key: string): Labels {
  const values = key.split(BETWEEN);
  return Object.fromEntries(names.map((name, index) => [name, values[index] ?? '']));
}

export function gauge(name: string, help: string, value: number | null): Metric {
  return { name, kind: 'gauge', help, samples: [{ value }] };
}

export function counter(name: string, help: string, value: number | null): Metric {
  return { name, kind: 'counter', help, samples: [{ value }] };
}

/** The text that Prometheus reads; a metric of which nothing is known is left out. */
export function written(metrics: readonly Metric[]): string {
  const lines = metrics.flatMap(({ name, kind, help, samples }) => {
    const known = samples.filter(({ value }) => value !== null);
    if (known.length === 0) return [];
    const rows = known.map(({ suffix = '', labels = {}, value }) => `${name}${suffix}${braced(labels)} ${value}`);
    return [`# HELP ${name} ${help}`, `# TYPE ${name} ${kind}`, ...rows];
  });
  return `${lines.join('\n')}\n`;
}

function braced(labels: Labels): string {
  const pairs = Object.entries(labels).map(([name, value]) => `${name}="${escaped(value)}"`);
  return pairs.length === 0 ? '' : `{${pairs.join(',')}}`;
}

function escaped(value: string): string {
  return value.replaceAll('\\', '\\\\').replaceAll('"', '\\"').replaceAll('\n', '\\n');
}

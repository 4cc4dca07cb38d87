/** What a monitoring system reads, in Prometheus' text format. */
import type { Store } from '../../db/store.ts';
import { counter, gauge, type Metric, written } from '../metrics/figures.ts';
import type { Meters } from '../metrics/meters.ts';
import { createProcessFigures } from '../metrics/process-figures.ts';
import type { Streams } from './sse.ts';

/** Counting executions reads an index: it is done at most this often (ms). */
const COUNT_EVERY = 10_000;

export type MetricsDeps = {
  readonly upkeep: Pick<Store['upkeep'], 'counts' | 'health'>;
  readonly meters: Meters;
  readonly streams: Pick<Streams, 'figures'>;
  readonly viewers: () => number;
  readonly version: string;
  /** executions that this process may advance at once */
  readonly concurrency: number;
  readonly clock: { now(): number };
};

export function createMetrics({ upkeep, meters, streams, viewers, version, concurrency, clock }: MetricsDeps) {
  let counts: ReturnType<Store['upkeep']['counts']> | null = null;
  let countedAt = 0;
  const processFigures = createProcessFigures();

  function currentCounts() {
    if (counts === null || clock.now() - countedAt > COUNT_EVERY) {
      countedAt = clock.now();
      counts = upkeep.counts();
      counts.catch(() => {
        counts = null;
      });
    }
    return counts;
  }

  return {
    async text(): Promise<string> {
      // A storage that fails is what most has to be told.
      const [byStatus, health] = await Promise.all([currentCounts().catch(() => ({})), upkeep.health()]);
      const info: Metric = {
        ...{ name: 'cortado_build_info', kind: 'gauge', help: 'Which version this is.' },
        samples: [{ labels: { version }, value: 1 }],
      };
      const executions: Metric = {
        ...{ name: 'cortado_executions', kind: 'gauge', help: 'Unfinished executions, by status.' },
        samples: Object.entries(byStatus).map(([status, value]) => ({ labels: { status }, value })),
      };
      return written([
        info,
        executions,
        gauge('cortado_executions_advancing_max', 'Executions that this process may advance at once.', concurrency),
        ...meters.metrics(),
        ...streamFigures(streams, viewers()),
        ...storageFigures(health),
        ...processFigures(),
      ]);
    },
  };
}

function streamFigures(streams: MetricsDeps['streams'], viewers: number): Metric[] {
  const { bytes, overflows, stalls } = streams.figures();
  return [
    gauge('cortado_sse_viewers', 'Connections that watch executions.', viewers),
    counter('cortado_sse_bytes_total', 'Bytes written to viewers since the start.', bytes),
    counter(
      'cortado_sse_overflows_total',
      'Viewers closed since the start because they fell too far behind.',
      overflows,
    ),
    counter(
      'cortado_sse_stalls_total',
      'Viewers closed since the start because they took nothing for a while.',
      stalls,
    ),
  ];
}

function storageFigures(health: Awaited<ReturnType<Store['upkeep']['health']>>): Metric[] {
  return [
    gauge('cortado_commit_queue', 'Units that wait for their commit.', health.pending),
    counter('cortado_commit_groups_total', 'Groups committed since the start.', health.groups),
    counter('cortado_commit_units_total', 'Units committed since the start, in groups.', health.units),
    counter('cortado_commit_failures_total', 'Commits that failed since the start.', health.failures),
    gauge('cortado_storage_writable', 'Whether commits succeed.', health.writable ? 1 : 0),
    gauge('cortado_storage_bytes', 'Size of the database.', health.sizeBytes),
    gauge('cortado_storage_reusable_bytes', 'Of the database, pages that hold nothing.', health.reusableBytes),
    gauge('cortado_disk_free_bytes', 'Free space on the disk of the database.', health.freeBytes),
  ];
}

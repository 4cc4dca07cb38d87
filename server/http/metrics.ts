/** What a monitoring system reads, in Prometheus' text format. */
import { monitorEventLoopDelay } from 'node:perf_hooks';
import process from 'node:process';
import { finishedStatuses, isFinished } from '../../db/execution-state.ts';
import type { ExecutionStatus } from '../../db/model.ts';
import type { Store } from '../../db/store.ts';

type Sample = {
  readonly name: string;
  readonly type: 'gauge' | 'counter';
  readonly help: string;
  readonly values: Values;
};
type Values = readonly { readonly labels?: string; readonly value: number | null }[];

/** Counting executions reads an index: it is done at most this often (ms). */
const COUNT_EVERY = 10_000;
const NANOSECONDS = 1e9;

export function createMetrics(
  { upkeep, changes }: Pick<Store, 'upkeep' | 'changes'>,
  viewers: () => number,
  clock: { now(): number },
) {
  const finished = new Map<ExecutionStatus, number>();
  changes.subscribe(({ status }) => {
    if (isFinished(status)) finished.set(status, (finished.get(status) ?? 0) + 1);
  });
  let counts: ReturnType<Store['upkeep']['counts']> | null = null;
  let countedAt = 0;
  let delay: ReturnType<typeof monitorEventLoopDelay> | null = null;

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

  /** Measured since the last look; the first look starts it. Null where the runtime has no such measure. */
  function lag(): number | null {
    try {
      delay ??= monitorEventLoopDelay({ resolution: 20 });
    } catch {
      return null;
    }
    const seconds = delay.count === 0 ? 0 : delay.percentile(99) / NANOSECONDS;
    delay.enable();
    delay.reset();
    return seconds;
  }

  return {
    async text(): Promise<string> {
      const [byStatus, health] = await Promise.all([currentCounts(), upkeep.health()]);
      const { rss, heapUsed } = process.memoryUsage();
      const { user, system } = process.cpuUsage();
      const unfinished = Object.entries(byStatus).map(([status, value]) => ({ labels: `status="${status}"`, value }));
      const ended = finishedStatuses.map((status) => ({
        labels: `status="${status}"`,
        value: finished.get(status) ?? 0,
      }));
      return render([
        { name: 'cortado_executions', type: 'gauge', help: 'Unfinished executions, by status.', values: unfinished },
        {
          name: 'cortado_executions_finished_total',
          type: 'counter',
          help: 'Executions that ended since the start, by status.',
          values: ended,
        },
        gauge('cortado_sse_viewers', 'Connections that watch executions.', viewers()),
        gauge('cortado_commit_queue', 'Units that wait for their commit.', health.pending),
        gauge('cortado_storage_writable', 'Whether commits succeed.', health.writable ? 1 : 0),
        gauge('cortado_storage_bytes', 'Size of the database.', health.sizeBytes),
        gauge('cortado_disk_free_bytes', 'Free space on the disk of the database.', health.freeBytes),
        gauge('process_resident_memory_bytes', 'Memory of the process.', rss),
        gauge('nodejs_heap_size_used_bytes', 'JavaScript heap in use.', heapUsed),
        counter('process_cpu_seconds_total', 'Processor time used.', (user + system) / 1e6),
        gauge(
          'nodejs_eventloop_lag_p99_seconds',
          'Delay of the event loop since the last look, 99th percentile.',
          lag(),
        ),
        gauge('process_uptime_seconds', 'Time since the start.', process.uptime()),
      ]);
    },
  };
}

function gauge(name: string, help: string, value: number | null): Sample {
  return { name, type: 'gauge', help, values: [{ value }] };
}

function counter(name: string, help: string, value: number): Sample {
  return { name, type: 'counter', help, values: [{ value }] };
}

function render(samples: readonly Sample[]): string {
  const lines = samples.flatMap(({ name, type, help, values }) => {
    const known = values.filter(({ value }) => value !== null);
    if (known.length === 0) return [];
    const rows = known.map(({ labels, value }) => `${name}${labels ? `{${labels}}` : ''} ${value}`);
    return [`# HELP ${name} ${help}`, `# TYPE ${name} ${type}`, ...rows];
  });
  return `${lines.join('\n')}\n`;
}

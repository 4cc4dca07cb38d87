/** How the process itself does, under the names that other programs on Node use. */
import { readdirSync } from 'node:fs';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import process from 'node:process';
import { counter, gauge, type Metric } from './figures.ts';

const NANOSECONDS = 1e9;

export function createProcessFigures(): () => Metric[] {
  const startedAt = Date.now() / 1_000 - process.uptime();
  let delay: ReturnType<typeof monitorEventLoopDelay> | null = null;

  /** Measured since the last look; the first look starts it. Nothing where the runtime has no such measure. */
  function lag(): Metric[] {
    try {
      delay ??= monitorEventLoopDelay({ resolution: 20 });
    } catch {
      return [];
    }
    const { count } = delay;
    const seconds = (nanoseconds: number) => (count === 0 ? 0 : nanoseconds / NANOSECONDS);
    const figures = [
      gauge(
        'nodejs_eventloop_lag_p50_seconds',
        'Delay of the event loop since the last look, median.',
        seconds(delay.percentile(50)),
      ),
      gauge(
        'nodejs_eventloop_lag_p99_seconds',
        'Delay of the event loop since the last look, 99th percentile.',
        seconds(delay.percentile(99)),
      ),
      gauge(
        'nodejs_eventloop_lag_max_seconds',
        'Delay of the event loop since the last look, the longest.',
        seconds(delay.max),
      ),
    ];
    delay.enable();
    delay.reset();
    return figures;
  }

  return () => {
    const { rss, heapUsed, heapTotal, external } = process.memoryUsage();
    const { user, system } = process.cpuUsage();
    return [
      counter('process_cpu_seconds_total', 'Processor time used.', (user + system) / 1e6),
      gauge('process_resident_memory_bytes', 'Memory of the process.', rss),
      gauge('process_start_time_seconds', 'When the process started, seconds since 1970.', startedAt),
      gauge('process_open_fds', 'Open file descriptors.', openFiles()),
      gauge('nodejs_heap_size_total_bytes', 'JavaScript heap.', heapTotal),
      gauge('nodejs_heap_size_used_bytes', 'JavaScript heap in use.', heapUsed),
      gauge('nodejs_external_memory_bytes', 'Memory outside the heap that JavaScript holds.', external),
      ...lag(),
    ];
  };
}

/** Null where the system does not say. */
function openFiles(): number | null {
  try {
    return readdirSync('/proc/self/fd').length;
  } catch {
    return null;
  }
}

/** Puts tracing together; loaded only where a collector is named. */
import type { Store } from '../db/store.ts';
import type { Log } from './log.ts';
import { createOtlpExporter, type OtlpOptions } from './tracing/otlp.ts';
import { createTracing, type Tracing } from './tracing/tracing.ts';

export function composeTracing(options: OtlpOptions, store: Store, log: Log): Tracing {
  const warn = (error: unknown, message: string) => log.warn({ err: error }, message);
  return createTracing({ store, exporter: createOtlpExporter(options), warn });
}

/**
 * Follows what is committed and tells it as spans: an execution is a trace, an attempt of a node a span of it. The engine
 * knows nothing of it, and only what is on the disk is told.
 *
 * Owns: which executions are part of a trace that began elsewhere, as long as this process knows them. After a restart
 * such an execution goes on in a trace of its own.
 */
import { isFinished } from '../../db/execution-state.ts';
import type { Store } from '../../db/store.ts';
import type { HttpClient } from '../engine/node.ts';
import { readTraceparent, spanIdOf, type TraceContext, traceIdOf, traceparentOf } from './ids.ts';
import { type SpanData, spanOfExecution, spanOfRow } from './spans.ts';

export type Exporter = {
  /** Whether this trace is among the share that is told: all of it or nothing. */
  wants(traceId: string): boolean;
  /** Takes a span that has ended, without waiting. */
  take(span: SpanData): void;
  /** Sends what is left; settles when it is sent, or cannot be. */
  close(): Promise<void>;
};

export type Tracing = {
  /** The execution is part of the trace of this header; what is no such header is passed over. */
  continue(executionId: string, traceparent: string): void;
  /** A client that tells the other side which attempt is asking. */
  http(client: HttpClient): HttpClient;
  close(): Promise<void>;
};

type Deps = {
  readonly store: Pick<Store, 'changes' | 'executions'>;
  readonly exporter: Exporter;
  readonly warn: (error: unknown, message: string) => void;
};

/** Those that began elsewhere and are remembered: an execution that never ends must not be kept for ever. */
const REMEMBERED = 50_000;

export function createTracing({ store, exporter, warn }: Deps): Tracing {
  const from = new Map<string, TraceContext>();

  const stop = store.changes.subscribe((change) => {
    const { executionId, organizationId, status, rows } = change;
    const origin = from.get(executionId) ?? null;
    const traceId = origin?.traceId ?? traceIdOf(executionId);
    if (isFinished(status)) from.delete(executionId);
    if (origin?.sampled === false || !exporter.wants(traceId)) return;
    for (const row of rows) {
      const span = spanOfRow(row, traceId);
      if (span) exporter.take(span);
    }
    if (!isFinished(status)) return;
    store.executions.get(organizationId, executionId).then(
      (execution) => execution && exporter.take(spanOfExecution(execution, origin)),
      (error) => warn(error, 'An execution that ended could not be read for its trace.'),
    );
  });

  function contextOf(executionId: string, nodeId: string, attempt: number): TraceContext {
    const origin = from.get(executionId);
    const traceId = origin?.traceId ?? traceIdOf(executionId);
    const sampled = origin?.sampled !== false && exporter.wants(traceId);
    return { traceId, spanId: spanIdOf(executionId, nodeId, attempt), sampled };
  }

  return {
    continue(executionId, traceparent) {
      const context = readTraceparent(traceparent);
      if (!context) return;
      from.set(executionId, context);
      if (from.size > REMEMBERED) from.delete(from.keys().next().value as string);
    },
    http: (client) => ({
      send(request) {
        const { asker, headers } = request;
        if (asker === undefined || headers.traceparent !== undefined) return client.send(request);
        const traceparent = traceparentOf(contextOf(asker.executionId, asker.nodeId, asker.attempt));
        return client.send({ ...request, headers: { ...headers, traceparent } });
      },
    }),
    async close() {
      stop();
      await exporter.close();
    },
  };
}

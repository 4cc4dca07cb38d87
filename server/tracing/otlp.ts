/**
 * Spans to a collector by OTLP over HTTP: the only import of OpenTelemetry's packages, which are loaded when a collector is
 * named. Its other variables (`OTEL_EXPORTER_OTLP_HEADERS`, `OTEL_RESOURCE_ATTRIBUTES` …) mean what they mean everywhere.
 */
import { type Context, type Link, ROOT_CONTEXT, SpanKind, SpanStatusCode, TraceFlags, trace } from '@opentelemetry/api';
import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-http';
import { detectResources, envDetector, resourceFromAttributes } from '@opentelemetry/resources';
import {
  BatchSpanProcessor,
  SamplingDecision,
  TraceIdRatioBasedSampler,
  TracerProvider,
} from '@opentelemetry/sdk-trace';
import type { SpanData } from './spans.ts';
import type { Exporter } from './tracing.ts';

const KINDS = { internal: SpanKind.INTERNAL, server: SpanKind.SERVER, client: SpanKind.CLIENT };
/** Spans that wait to be sent; what comes when so many do is left out, rather than hold anything up. */
const QUEUE = 20_000;
const BATCH = 512;
const SEND_EVERY_MS = 1_000;
const SEND_MS = 10_000;

export type OtlpOptions = {
  /** the address of the collector, without `/v1/traces` */
  readonly endpoint: string;
  /** which share of traces is told, 0 to 1 */
  readonly ratio: number;
  readonly version: string;
};

export function createOtlpExporter({ endpoint, ratio, version }: OtlpOptions): Exporter {
  // The ids are known beforehand; what is asked for is what is about to be told.
  const next = { traceId: '', spanId: '' };
  const sampler = new TraceIdRatioBasedSampler(ratio);
  const provider = new TracerProvider({
    resource: resourceFromAttributes({ 'service.name': 'cortado', 'service.version': version }).merge(
      detectResources({ detectors: [envDetector] }),
    ),
    sampler,
    idGenerator: { generateTraceId: () => next.traceId, generateSpanId: () => next.spanId },
    spanProcessors: [
      new BatchSpanProcessor({
        exporter: new OTLPTraceExporter({
          url: `${endpoint.replace(/\/+$/, '')}/v1/traces`,
          timeoutMillis: SEND_MS,
        }),
        ...{ maxQueueSize: QUEUE, maxExportBatchSize: BATCH, scheduledDelayMillis: SEND_EVERY_MS },
        exportTimeoutMillis: SEND_MS,
      }),
    ],
  });
  const tracer = provider.getTracer('cortado', version);

  return {
    // by the trace's id alone, so that all of a trace is told or nothing of it
    wants: (traceId) => sampler.shouldSample(ROOT_CONTEXT, traceId).decision === SamplingDecision.RECORD_AND_SAMPLED,
    take(span) {
      next.traceId = span.traceId;
      next.spanId = span.spanId;
      const { name, start, attributes, error } = span;
      const told = tracer.startSpan(
        name,
        { kind: KINDS[span.kind], startTime: start, attributes, links: linksOf(span) },
        contextOf(span),
      );
      if (error !== null) told.setStatus({ code: SpanStatusCode.ERROR, message: error });
      told.end(span.end);
    },
    close: () => provider.shutdown().catch(() => {}),
  };
}

function contextOf({ traceId, parentSpanId, remoteParent }: SpanData): Context {
  if (parentSpanId === null) return ROOT_CONTEXT;
  const parent = { traceId, spanId: parentSpanId, traceFlags: TraceFlags.SAMPLED, isRemote: remoteParent };
  return trace.setSpanContext(ROOT_CONTEXT, parent);
}

function linksOf({ link }: SpanData): Link[] {
  return link === null ? [] : [{ context: { ...link, traceFlags: TraceFlags.SAMPLED } }];
}

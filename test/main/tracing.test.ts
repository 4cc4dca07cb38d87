/** Executions as traces, told to a collector by OTLP over HTTP. */
import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import fc from 'fast-check';
import { expect, test, vi } from 'vitest';
import { readTraceparent, spanIdOf, traceIdOf, traceparentOf } from '../../server/tracing/ids.ts';
import { startServer } from '../_server.ts';
import { whenDone } from '../_setup.ts';
import { createApi } from '../http/_api.ts';
import { line, out, start } from '../http/_workflows.ts';

type Value = { stringValue?: string; intValue?: number | string };
type Span = {
  traceId: string;
  spanId: string;
  parentSpanId?: string;
  name: string;
  kind: number;
  startTimeUnixNano: string;
  endTimeUnixNano: string;
  attributes: { key: string; value: Value }[];
  links?: { traceId: string; spanId: string }[];
  status: { code?: number; message?: string };
};
type Sent = { resourceSpans: { resource: { attributes: Span['attributes'] }; scopeSpans: { spans: Span[] }[] }[] };

/** A collector, and a server that http nodes call: both keep what they are sent. */
async function stub() {
  const spans: Span[] = [];
  const resources: Span['attributes'][] = [];
  const called: IncomingHttpHeaders[] = [];
  const server = createServer((request, answer) => {
    const parts: Buffer[] = [];
    request.on('data', (part: Buffer) => parts.push(part));
    request.on('end', () => {
      answer.setHeader('content-type', 'application/json');
      if (request.url !== '/v1/traces') {
        called.push(request.headers);
        answer.statusCode = request.url === '/broken' ? 418 : 200;
        return answer.end('{"ok":true}');
      }
      for (const { resource, scopeSpans } of (JSON.parse(Buffer.concat(parts).toString()) as Sent).resourceSpans) {
        resources.push(resource.attributes);
        for (const scope of scopeSpans) spans.push(...scope.spans);
      }
      answer.end('{}');
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  whenDone(() => {
    server.closeAllConnections();
    return new Promise<void>((resolve) => server.close(() => resolve()));
  });
  const { port } = server.address() as AddressInfo;
  return { url: `http://127.0.0.1:${port}`, host: `127.0.0.1:${port}`, spans, resources, called };
}

const attributesOf = ({ attributes }: Pick<Span, 'attributes'>) =>
  Object.fromEntries(attributes.map(({ key, value }) => [key, value.stringValue ?? Number(value.intValue)]));

test('an execution is a trace, each attempt of a node a span of it, and what it calls is told', async () => {
  const collector = await stub();
  const env = { OTEL_EXPORTER_OTLP_ENDPOINT: collector.url, HTTP_ALLOW: collector.host };
  const { url } = await startServer({ env });
  const api = createApi(url);
  const call = (id: string, path: string) => ({
    id,
    type: 'http',
    label: 'Call',
    config: { url: `${collector.url}${path}` },
  });
  const good = await api('POST', '/api/workflows', {
    body: { ...line(start, call('call', '/ok'), out), name: 'Good' },
  });
  const bad = await api('POST', '/api/workflows', {
    body: { ...line(start, call('call', '/broken'), out), name: 'Bad' },
  });

  const incoming = `00-${'a'.repeat(32)}-${'b'.repeat(16)}-01`;
  const headers = { traceparent: incoming };
  const run = (id: string, more = {}) => api('POST', `/api/workflow/${id}/execute?wait=20000`, { body: {}, ...more });
  const first = (await run(good.json.id)).json.executionId as string;
  const continued = (await run(good.json.id, { headers })).json.executionId as string;
  const unsampled = (await run(good.json.id, { headers: { traceparent: `00-${'c'.repeat(32)}-${'d'.repeat(16)}-00` } }))
    .json.executionId as string;
  const failed = (await run(bad.json.id)).json.executionId as string;
  const of = (executionId: string) =>
    collector.spans.filter((span) => attributesOf(span)['cortado.execution.id'] === executionId);
  await vi.waitFor(() => expect([first, continued, failed].map((id) => of(id).length)).toEqual([4, 4, 3]), {
    timeout: 30_000,
  });

  const root = of(first).find(({ name }) => name === 'Good')!;
  expect(root).toMatchObject({ traceId: traceIdOf(first), spanId: spanIdOf(first), kind: 2 });
  expect(root.parentSpanId ?? '').toBe('');
  expect(attributesOf(root)).toMatchObject({ 'cortado.execution.status': 'completed', 'cortado.trigger': 'api' });
  const calls = of(first).find(({ name }) => name === 'Call')!;
  expect(calls).toMatchObject({ kind: 3, parentSpanId: root.spanId, spanId: spanIdOf(first, 'call', 1) });
  expect(attributesOf(calls)).toMatchObject({ 'http.response.status_code': 200, 'cortado.node.type': 'http' });
  expect(BigInt(calls.endTimeUnixNano) >= BigInt(calls.startTimeUnixNano)).toBe(true);
  expect(collector.called[0]?.traceparent).toBe(`00-${root.traceId}-${calls.spanId}-01`);

  const goesOn = of(continued).find(({ name }) => name === 'Good')!;
  expect(goesOn).toMatchObject({ traceId: 'a'.repeat(32), parentSpanId: 'b'.repeat(16) });
  expect(of(continued).every(({ traceId }) => traceId === 'a'.repeat(32))).toBe(true);
  expect(collector.called[1]?.traceparent).toMatch(/^00-a{32}-[0-9a-f]{16}-01$/);
  expect(of(unsampled)).toEqual([]);
  expect(collector.called[2]?.traceparent).toMatch(/^00-c{32}-[0-9a-f]{16}-00$/);

  const broken = of(failed).find(({ name }) => name === 'Call')!;
  expect(broken.status).toMatchObject({ code: 2, message: expect.stringContaining('418') });
  expect(of(failed).find(({ name }) => name === 'Bad')?.status.code).toBe(2);
  expect(attributesOf({ attributes: collector.resources[0]! })).toMatchObject({ 'service.name': 'cortado' });
}, 90_000);

test('of a trace that is not among the share that is told, nobody is told, not even who is called', async () => {
  const collector = await stub();
  const env = {
    OTEL_EXPORTER_OTLP_ENDPOINT: collector.url,
    OTEL_TRACES_SAMPLER_ARG: '0.5',
    HTTP_ALLOW: collector.host,
  };
  const server = await startServer({ env });
  const api = createApi(server.url);
  const call = { id: 'call', type: 'http', label: 'Call', config: { url: `${collector.url}/ok` } };
  const { json } = await api('POST', '/api/workflows', { body: { ...line(start, call, out), name: 'Half' } });
  const runs = await Promise.all(
    Array.from({ length: 40 }, () => api('POST', `/api/workflow/${json.id}/execute?wait=20000`, { body: {} })),
  );
  await server.stop();
  const traces = new Set(collector.spans.map(({ traceId }) => traceId));
  expect(traces.size).toBeGreaterThan(0);
  expect(traces.size).toBeLessThan(runs.length);
  const flags = new Map(
    collector.called.map(({ traceparent }) => String(traceparent).split('-')).map(([, id, , flag]) => [id, flag]),
  );
  const wanted = runs.map((run) => traceIdOf(run.json.executionId));
  expect(wanted.map((id) => [id, flags.get(id)])).toEqual(wanted.map((id) => [id, traces.has(id) ? '01' : '00']));
});

test('what is left is sent when the server ends, and a collector that is away holds nothing up', async () => {
  const collector = await stub();
  const server = await startServer({ env: { OTEL_EXPORTER_OTLP_ENDPOINT: collector.url } });
  const api = createApi(server.url);
  const { json } = await api('POST', '/api/workflows', { body: line(start, out) });
  await api('POST', `/api/workflow/${json.id}/execute?wait=20000`, { body: {} });
  await server.stop();
  expect(collector.spans.length).toBe(3);

  const away = await startServer({ env: { OTEL_EXPORTER_OTLP_ENDPOINT: 'http://127.0.0.1:9' } });
  const other = createApi(away.url);
  const saved = await other('POST', '/api/workflows', { body: line(start, out) });
  const ran = await other('POST', `/api/workflow/${saved.json.id}/execute?wait=20000`, { body: {} });
  expect(ran.json.status).toBe('completed');
  await away.stop();
}, 60_000);

test('reads the header as it is defined, and writes what it can read', () => {
  const hex = (length: number) =>
    fc.string({ unit: fc.constantFrom(...'0123456789abcdef'), minLength: length, maxLength: length });
  fc.assert(
    fc.property(hex(32), hex(16), fc.boolean(), (traceId, spanId, sampled) => {
      fc.pre(!/^0+$/.test(traceId) && !/^0+$/.test(spanId));
      const context = { traceId, spanId, sampled };
      expect(readTraceparent(traceparentOf(context))).toEqual(context);
    }),
  );
  const id = `${'a'.repeat(32)}-${'b'.repeat(16)}`;
  for (const text of [
    '',
    'x',
    `ff-${id}-01`,
    `00-${'0'.repeat(32)}-${'b'.repeat(16)}-01`,
    `00-${id}`,
    `00-${id.toUpperCase()}-01`,
  ]) {
    expect(readTraceparent(text), text).toBeNull();
  }
  expect(readTraceparent(`cc-${id}-01-more`)).toMatchObject({ sampled: true });
});

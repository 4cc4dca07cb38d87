/** What Prometheus reads, and what the files for it and for Grafana believe that it does. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import { startServer, type TestServer } from '../_server.ts';
import { createApi } from './_api.ts';
import { line, out, start } from './_workflows.ts';

const monitoring = join(import.meta.dirname, '../../docs/monitoring');

let server: TestServer;
beforeAll(async () => {
  server = await startServer();
  const api = createApi(server.url);
  const code = (id: string, text: string) => ({ id, type: 'code', config: { code: text } });
  const good = await api('POST', '/api/workflows', { body: line(start, code('c', 'return { a: 1 }'), out) });
  const bad = await api('POST', '/api/workflows', { body: line(start, code('c', 'throw "no"'), out) });
  for (const id of [good.json.id, good.json.id, bad.json.id]) {
    await api('POST', `/api/workflow/${id}/execute?wait=20000`, { body: {} });
  }
  await api('GET', '/api/nothing');
}, 60_000);

type Sample = { readonly name: string; readonly labels: string; readonly value: number };

async function scrape(): Promise<{ samples: Sample[]; types: Map<string, string> }> {
  const text = await (await fetch(`${server.url}/metrics`)).text();
  const types = new Map([...text.matchAll(/^# TYPE (\S+) (\S+)$/gm)].map(([, name = '', type = '']) => [name, type]));
  const samples = [...text.matchAll(/^([a-z_0-9]+)(\{.*\})? (\S+)$/gm)].map(([, name = '', labels = '', value]) => ({
    ...{ name, labels, value: Number(value) },
  }));
  return { samples, types };
}

test('counts executions by trigger and status, and attempts of nodes by type', async () => {
  const { samples } = await scrape();
  const figure = (name: string, labels = '') =>
    samples.find((each) => each.name === name && each.labels === labels)?.value;
  expect(figure('cortado_executions_started_total', '{trigger="api"}')).toBe(3);
  expect(figure('cortado_executions_finished_total', '{status="completed"}')).toBe(2);
  expect(figure('cortado_executions_finished_total', '{status="failed"}')).toBe(1);
  expect(figure('cortado_executions_finished_total', '{status="cancelled"}')).toBe(0);
  expect(figure('cortado_nodes_total', '{type="code",status="completed"}')).toBe(2);
  expect(figure('cortado_nodes_total', '{type="code",status="error"}')).toBe(1);
  expect(figure('cortado_node_duration_seconds_count', '{type="code"}')).toBe(3);
  expect(figure('cortado_executions_advancing')).toBe(0);
  expect(figure('cortado_leases_lost_total')).toBe(0);
  expect(figure('cortado_storage_reusable_bytes')).toBeGreaterThanOrEqual(0);
  expect(figure('cortado_commit_units_total')).toBeGreaterThanOrEqual(figure('cortado_commit_groups_total')!);
  expect(figure('cortado_http_requests_total', '{method="GET",route="none",status="404"}')).toBe(1);
  const route = '/api/workflow/:id/execute';
  expect(figure('cortado_http_requests_total', `{method="POST",route="${route}",status="200"}`)).toBe(3);
  expect(samples.filter(({ labels }) => labels.includes(route)).map(({ name }) => name)).toEqual([
    'cortado_http_requests_total',
  ]);
});

test('writes histograms that add up', async () => {
  const { samples, types } = await scrape();
  const histograms = [...types].filter(([, type]) => type === 'histogram').map(([name]) => name);
  expect(histograms).toEqual(['cortado_node_duration_seconds', 'cortado_http_request_duration_seconds']);
  for (const name of histograms) {
    const series = Map.groupBy(
      samples.filter((each) => each.name === `${name}_bucket`),
      ({ labels }) => labels.replace(/,?le="[^"]*"/, ''),
    );
    expect(series.size).toBeGreaterThan(0);
    for (const [labels, buckets] of series) {
      const values = buckets.map(({ value }) => value);
      expect(values).toEqual(values.toSorted((a, b) => a - b));
      expect(buckets.at(-1)?.labels).toContain('le="+Inf"');
      expect(values.at(-1)).toBe(
        samples.find((each) => each.name === `${name}_count` && each.labels === labels)?.value,
      );
    }
  }
});

/** Names of metrics in expressions: what is followed by a selector, a range, an operator or the end. */
function namesIn(expressions: string): Set<string> {
  return new Set(expressions.match(/\b(?:cortado|process|nodejs)_[a-z0-9_]+\b/g));
}

test('the dashboard for Grafana and the alerts name no metric that there is not', async () => {
  const { samples } = await scrape();
  const known = new Set(samples.map(({ name }) => name));
  const dashboard = JSON.parse(readFileSync(join(monitoring, 'grafana.json'), 'utf8'));
  const expressions: string[] = dashboard.panels.flatMap((panel: { targets?: { expr: string }[] }) =>
    (panel.targets ?? []).map(({ expr }) => expr),
  );
  expect(expressions.length).toBeGreaterThan(25);
  const alerts = readFileSync(join(monitoring, 'alerts.yml'), 'utf8');
  const named = namesIn(`${expressions.join('\n')}\n${JSON.stringify(dashboard.annotations)}\n${alerts}`);
  expect([...named].filter((name) => !known.has(name))).toEqual([]);
  const shown = new Set([...named].map((name) => name.replace(/_(bucket|sum|count)$/, '')));
  const own = [...known].filter((name) => name.startsWith('cortado_') && name !== 'cortado_build_info');
  const missing = own.filter((name) => !shown.has(name.replace(/_(bucket|sum|count)$/, '')));
  expect(missing, 'what the server counts is shown').toEqual([]);
  const ids = dashboard.panels.map(({ id }: { id: number }) => id);
  expect(new Set(ids).size).toBe(ids.length);
});

/** Requests of every kind to every address: what a server that is all there answers. */
import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import * as z from 'zod';
import type { Json } from '../../db/model.ts';
import { access } from '../../server/http/access.ts';
import { openapiDocument } from '../../server/http/openapi.ts';
import * as recordWire from '../../server/remote/record-wire.ts';
import * as wire from '../../server/remote/wire.ts';
import { startServer } from '../_server.ts';
import { holds, NO_SENTENCE } from './_law.ts';
import { type Around, type Schema, valueFrom } from './_schemas.ts';
import { anyJson, anyText, spoilt } from './_values.ts';

const document = openapiDocument('test');
const named = document.components.schemas as Record<string, Schema>;
/** What is not in the document: the addresses for workers. */
const ofWorkers: Record<string, z.ZodType> = {
  'POST /internal/executions/:executionId/claim': wire.claimBody,
  'POST /internal/leases': wire.renewBody,
  'POST /internal/commits': z.object({ owner: z.string(), units: z.array(wire.unit) }),
  'POST /internal/text': wire.textBody,
  'POST /internal/executions/:executionId/children': wire.childBody,
  'POST /internal/records/fetch': recordWire.fetchBody,
  'POST /internal/records/save': recordWire.saveBody,
};
/** They wait, or go on for ever, as they are asked to. */
const LONG = new Set([
  'GET /api/executions/stream',
  'GET /api/workflow/execution/:executionId/stream',
  'POST /internal/calls',
  'POST /internal/records/import',
]);

let url = '';
const ids = {
  executionId: '',
  workflow: '',
  databaseId: '',
  recordId: '1',
  importId: '1',
  fileId: '1',
  seq: '1',
  revision: '1',
};
const headers = { 'content-type': 'application/json' };
const post = async (path: string, body: unknown) => {
  const answer = await fetch(`${url}${path}`, { method: 'POST', headers, body: JSON.stringify(body) });
  const json = (await answer.json()) as Record<string, string>;
  expect(answer.status, JSON.stringify(json)).toBeLessThan(300);
  return json;
};

beforeAll(async () => {
  ({ url } = await startServer({ env: { LOG_LEVEL: 'silent', WEBHOOK_PER_MINUTE: '1000000' } }));
  const nodes = [
    { id: 'n1', type: 'trigger' },
    { id: 'n2', type: 'webhook' },
    { id: 'n3', type: 'output' },
  ];
  const connections = [
    { fromNodeId: 'n1', toNodeId: 'n3' },
    { fromNodeId: 'n2', toNodeId: 'n3' },
  ];
  ids.workflow = (await post('/api/workflows', { name: 'w', nodes, connections })).id!;
  ids.executionId = (await post(`/api/workflow/${ids.workflow}/execute?wait=20000`, {})).executionId!;
  const columns = [
    { key: 'name', name: 'Name' },
    { key: 'price', name: 'Price', type: 'number' },
    { key: 'day', name: 'Day', type: 'date' },
    { key: 'more', name: 'More', type: 'json' },
  ];
  ids.databaseId = (await post('/api/databases', { name: 'd', columns })).id!;
  await post(`/api/databases/${ids.databaseId}/records`, { values: { name: 'a', price: 1 } });
});

/** Marks where an id that is there belongs: which it is, is known when the server is. */
const HERE = '§';
const marked = Object.keys(ids).map((name) => `${HERE}${name}`);
const around: Around = { named, ids: marked };
const withIds = (text: string) => text.replaceAll(/§(\w+)/g, (_, name: keyof typeof ids) => ids[name] ?? name);

type Asked = {
  route: string;
  method: string;
  path: string;
  body: string | undefined;
  type: string;
  more: Record<string, string>;
};

function bodiesOf(route: string): fc.Arbitrary<Json> | null {
  const [method = '', path = ''] = route.split(' ');
  const own = ofWorkers[route];
  if (own) return valueFrom(z.toJSONSchema(own, { io: 'input', unrepresentable: 'any' }) as Schema, around);
  const operation = document.paths[path.replace(/:(\w+)/g, '{$1}')]?.[method.toLowerCase()];
  const media = operation?.requestBody?.content['application/json'];
  return media ? valueFrom(media.schema as Schema, around) : null;
}

function queryOf(route: string): fc.Arbitrary<string> {
  const [method = '', path = ''] = route.split(' ');
  const operation = document.paths[path.replace(/:(\w+)/g, '{$1}')]?.[method.toLowerCase()];
  const names = (operation?.parameters ?? [])
    .filter((each) => each.in === 'query' && each.name !== 'wait')
    .map(({ name }) => name);
  const value = fc.oneof(
    anyText,
    fc.constantFrom(
      '1',
      '0',
      '2026-10-05T08:00:00Z',
      '{"column":"price"}',
      'name',
      '-price,name',
      'true',
      'csv',
      ...marked,
    ),
    anyJson.map((each) => JSON.stringify(each)),
  );
  if (names.length === 0) return fc.constant('');
  return fc
    .array(fc.tuple(fc.constantFrom(...names), value), { maxLength: 3 })
    .map((pairs) =>
      pairs.length > 0
        ? `?${pairs.map(([name, text]) => `${name}=${encodeURIComponent(text.toWellFormed())}`).join('&')}`
        : '',
    );
}

/** An id that is there, mostly; else anything that a path can hold. */
function pathOf(route: string): fc.Arbitrary<string> {
  const path = route.split(' ')[1] ?? '';
  const part = (name: string) => {
    const there =
      /\/workflows?\/:id|:workflowId/.test(path) && (name === 'id' || name === 'workflowId') ? 'workflow' : name;
    const known = there in ids ? `${HERE}${there}` : 'overview';
    const odd = anyText
      .filter((text) => text !== '')
      .map((text) => encodeURIComponent(text.toWellFormed()).replace(/^\.\.?$/, 'x'));
    return fc.oneof({ weight: 4, arbitrary: fc.constant(known) }, { weight: 1, arbitrary: odd });
  };
  const parts = path.split('/').map((each) => (each.startsWith(':') ? part(each.slice(1)) : fc.constant(each)));
  return fc.tuple(...parts).map((all) => all.join('/'));
}

const types = fc.oneof(
  { weight: 12, arbitrary: fc.constant('application/json') },
  {
    weight: 1,
    arbitrary: fc.constantFrom(
      '',
      'text/plain',
      'application/x-www-form-urlencoded',
      'application/json; charset=latin1',
      'multipart/form-data',
      'x',
    ),
  },
);

/** What a header can hold. */
const headerText = anyText.map((text) => text.replace(/[^\t\x20-\x7e\x80-\xff]/g, '').trim());
const moreHeaders = fc.dictionary(
  fc.constantFrom(
    ...['last-event-id', 'if-match', 'if-none-match', 'idempotency-key', 'authorization', 'cookie', 'traceparent'],
    ...['x-forwarded-for', 'x-forwarded-proto', 'accept', 'accept-language', 'range', 'content-encoding'],
  ),
  headerText,
  { maxKeys: 2 },
);

function askedOf(route: string): fc.Arbitrary<Asked> {
  const [method = ''] = route.split(' ');
  const bodies = bodiesOf(route);
  const body: fc.Arbitrary<string | undefined> =
    method === 'GET' || method === 'DELETE'
      ? fc.constant(undefined)
      : fc.oneof(
          { weight: 5, arbitrary: (bodies ?? anyJson).map((each) => JSON.stringify(each)) },
          { weight: 5, arbitrary: (bodies ?? anyJson).chain(spoilt).map((each) => JSON.stringify(each)) },
          { weight: 1, arbitrary: anyText },
          { weight: 1, arbitrary: fc.constant(undefined) },
        );
  return fc.record({
    route: fc.constant(route),
    method: fc.constant(method),
    path: fc.tuple(pathOf(route), queryOf(route)).map((both) => both.join('')),
    body,
    type: types,
    more: moreHeaders,
  });
}

const routes = Object.keys(access).filter((route) => !LONG.has(route));
// what is there has to stay there for the others
const KEEPS = /^DELETE \/api\/(?:workflows|databases)\/:\w+$|\/password$|columns/;
const asked = fc.constantFrom(...routes.filter((route) => !KEEPS.test(route))).chain(askedOf);

async function ask({ method, path, body, type, more }: Asked): Promise<void> {
  const answer = await fetch(`${url}${withIds(path)}`, {
    method,
    headers: { ...more, ...(type !== '' && { 'content-type': type }) },
    body: body === undefined ? undefined : withIds(body),
    redirect: 'manual',
  });
  const text = await answer.text();
  expect(answer.status, text.slice(0, 500)).not.toBe(500);
  if (answer.status < 400) return;
  const { error, code } = JSON.parse(text) as { error: string; code: string };
  expect(code).toMatch(/^[a-z_]+$/);
  expect(error).not.toMatch(NO_SENTENCE);
}

holds('every request is answered, and none by an error of the inside', asked, ask, { runs: 900 });

test('every address has been asked for', () => {
  const sampled = new Set(fc.sample(asked, { numRuns: 2_000, seed: 1 }).map(({ route }) => route));
  expect(sampled.size).toBe(routes.filter((route) => !KEEPS.test(route)).length);
});

test('a record in the place of a text is refused, whatever it says its length is', async () => {
  const name = { length: { toString: 1, valueOf: 1 } };
  for (const path of ['/api/workflows', '/api/databases', '/api/dashboards']) {
    const answer = await fetch(`${url}${path}`, {
      method: 'POST',
      headers,
      body: JSON.stringify({ name, nodes: [], widgets: [] }),
    });
    expect(answer.status, path).toBe(422);
  }
});

test('a dashboard is asked about times that can be written', async () => {
  const from = '-271821-04-20T00:00:00Z';
  const body = {
    source: { kind: 'executions' },
    range: { from, to: '-271815-01-01T00:00:00Z' },
    timezone: 'Asia/Kathmandu',
  };
  const answer = await fetch(`${url}/api/dashboards/preview`, { method: 'POST', headers, body: JSON.stringify(body) });
  expect(answer.status).toBe(422);
  expect((await fetch(`${url}/api/executions?from=${encodeURIComponent('+012345-01-01T00:00:00Z')}`)).status).toBe(422);
});

test('names that mean something to JavaScript are names like any other', async () => {
  const nodes = ['trigger', 'addField', 'output'].map((type, index) => ({
    id: ['toString', '__proto__', 'constructor'][index],
    type,
    config: type === 'addField' ? { fieldName: '__proto__', fieldValue: '{{ nodes.toString.success }}' } : {},
  }));
  const connections = [1, 2].map((index) => ({ fromNodeId: nodes[index - 1]!.id, toNodeId: nodes[index]!.id }));
  const { id } = await post('/api/workflows', { name: 'names', nodes, connections });
  const run = await post(`/api/workflow/${id}/execute?wait=20000`, { inputs: {} });
  expect(run.status, JSON.stringify(run)).toBe('completed');
  expect(Object.keys(run.nodeResults!)).toEqual(['toString', '__proto__', 'constructor']);
  expect(JSON.stringify(run.finalOutput)).toBe('{"__proto__":true}');

  const properties = [
    { name: 'constructor', type: 'constructor' },
    { name: '__proto__', type: '__proto__' },
  ];
  const body = { name: 'p', entities: [{ id: '__proto__', name: 'e', properties }], records: [] };
  const { databases } = await post('/api/databases/package', body);
  expect(databases).toHaveLength(1);
});

describe('where everybody has to say who they are', () => {
  let closed = '';
  beforeAll(async () => {
    const setup = 'a-setup-token-that-nobody-guesses';
    const env = { CORTADO_AUTH: 'on', CORTADO_SETUP_TOKEN: setup, LOG_LEVEL: 'silent' };
    ({ url: closed } = await startServer({ env }));
    const body = JSON.stringify({ token: setup, email: 'a@b.example', name: 'A', password: 'a password that is long' });
    const answer = await fetch(`${closed}/api/setup`, { method: 'POST', headers, body });
    expect(answer.status, await answer.text()).toBeLessThan(300);
  });

  const proofs = fc.constantFrom(
    'Bearer ',
    'Basic ',
    'cortado=',
    '__Host-cortado=',
    'Bearer ctd_',
    'Bearer eyJhbGciOiJIUzI1NiIsImtpZCI6ImNvcnRhZG8ifQ.',
  );
  const paths = fc.constantFrom(
    '/api/workflows',
    '/api/embed',
    '/api/shared/dashboard',
    '/api/members',
    '/internal/config',
  );
  holds(
    'nothing but what proves it opens anything',
    fc.tuple(proofs, headerText, paths),
    async ([kind, text, path]) => {
      const name = kind.endsWith('=') ? 'cookie' : 'authorization';
      const answer = await fetch(`${closed}${path}`, { headers: { [name]: `${kind}${text}` } });
      expect([401, 404, 429]).toContain(answer.status);
      expect(await answer.text()).not.toMatch(NO_SENTENCE);
    },
    { runs: 120 },
  );
  holds(
    'a stream for many tokens takes only those that hold',
    fc.record({ tokens: fc.oneof(fc.array(anyText, { maxLength: 3 }), anyJson), cursors: anyJson }),
    async (body) => {
      const answer = await fetch(`${closed}/api/executions/stream`, {
        method: 'POST',
        headers,
        body: JSON.stringify(body),
      });
      expect(answer.status).toBeGreaterThanOrEqual(200);
      expect(answer.status).not.toBe(500);
      await answer.body?.cancel();
    },
    { runs: 60 },
  );
});

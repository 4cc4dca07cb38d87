/** The workloads in the format that n8n imports. */
import { createHash } from 'node:crypto';
import { SLOW_MS, type Workload } from './product.ts';

type Node = { readonly name: string; readonly [key: string]: unknown };
type Wires = Record<string, { main: { node: string; type: 'main'; index: number }[][] }>;
export type N8nWorkflow = {
  readonly id: string;
  readonly name: string;
  readonly nodes: readonly Node[];
  readonly connections: Wires;
  readonly [key: string]: unknown;
};

const hash = (text: string) => createHash('sha1').update(text).digest('hex');

/** An id that stays the same for the same text, in the form of a UUID. */
function uuid(text: string): string {
  const hex = hash(text);
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}

function node(name: string, type: string, typeVersion: number, parameters: object): Node {
  return { id: uuid(name), name, type: `n8n-nodes-base.${type}`, typeVersion, position: [0, 0], parameters };
}

function webhook(path: string): Node {
  const parameters = { httpMethod: 'GET', path, responseMode: 'lastNode', options: {} };
  return { ...node('Webhook', 'webhook', 2, parameters), webhookId: uuid(`webhook ${path}`) };
}

function set(name: string, field: string, value: string): Node {
  const assignments = [{ id: uuid(field), name: field, value, type: 'string' }];
  return node(name, 'set', 3.4, { assignments: { assignments }, includeOtherFields: true, options: {} });
}

function get(name: string, url: string): Node {
  const response = { response: { fullResponse: true, responseFormat: 'json' } };
  return node(name, 'httpRequest', 4.2, { url, options: { response } });
}

function ifOk(name: string): Node {
  const condition = {
    id: uuid('ok'),
    leftValue: '={{ $json.statusCode }}',
    rightValue: 200,
    operator: { type: 'number', operation: 'equals' },
  };
  const options = { caseSensitive: true, leftValue: '', typeValidation: 'strict', version: 2 };
  return node(name, 'if', 2.2, { conditions: { options, conditions: [condition], combinator: 'and' }, options: {} });
}

const to = (name: string, index = 0) => ({ node: name, type: 'main' as const, index });

function chain(nodes: readonly Node[]): Wires {
  const pairs = nodes.slice(1).map(({ name }, index) => [nodes[index]?.name ?? '', { main: [[to(name)]] }]);
  return Object.fromEntries(pairs);
}

function workflow(name: Workload, nodes: readonly Node[], connections: Wires): N8nWorkflow {
  const id = `bench${hash(name).slice(0, 11)}`;
  return { id, name, nodes, connections, active: false, settings: { executionOrder: 'v1' }, pinData: {}, tags: [] };
}

function fanOut(name: 'W3' | 'slow', url: string): N8nWorkflow {
  const calls = Array.from({ length: 10 }, (_, index) => get(`Call ${index + 1}`, url));
  const merge = node('Merge', 'merge', 3, { mode: 'append', numberInputs: 10 });
  const joined = calls.map(({ name: call }, index) => [call, { main: [[to('Merge', index)]] }]);
  const wires = { Webhook: { main: [calls.map((call) => to(call.name))] }, ...Object.fromEntries(joined) };
  return workflow(name, [webhook(name), ...calls, merge], wires);
}

export function n8nWorkflows(stub: string): Record<Workload, N8nWorkflow> {
  const url = `${stub}/json`;
  const w1 = [
    webhook('W1'),
    set('First', 'first', 'value 1'),
    get('Call', url),
    ifOk('Check'),
    set('Last', 'last', 'value 2'),
  ];
  const sets = Array.from({ length: 50 }, (_, index) =>
    set(`Set ${index + 1}`, `set${index + 1}`, `value ${index + 1}`),
  );
  const w2 = [webhook('W2'), ...sets];
  return {
    W1: workflow('W1', w1, chain(w1)),
    W2: workflow('W2', w2, chain(w2)),
    W3: fanOut('W3', url),
    slow: fanOut('slow', `${url}?delay=${SLOW_MS}`),
  };
}

/** The workloads in the format of Node-RED's flow files. */
import { SLOW_MS, type Workload } from './product.ts';

type FlowNode = {
  readonly id: string;
  readonly type: string;
  readonly wires?: string[][];
  readonly [key: string]: unknown;
};

/** Splits one message into ten that a join puts together again. */
const fork = `const out = [];
for (let index = 0; index < 10; index += 1) {
  const copy = RED.util.cloneMessage(msg);
  copy.parts = { id: msg._msgid, index, count: 10, type: 'array' };
  out.push(copy);
}
return out;`;

/** One tab a workload: `http in` at the path of its name, and `http response` at the end. */
export function nodeRedFlows(stub: string): FlowNode[] {
  const url = `${stub}/json`;
  const sets = Array.from({ length: 50 }, (_, index) => change(`set${index + 1}`, `value ${index + 1}`));
  return [
    ...line('W1', [change('first', 'value 1'), get(url), isOk, change('last', 'value 2')]),
    ...line('W2', sets),
    ...fanOut('W3', url),
    ...fanOut('slow', `${url}?delay=${SLOW_MS}`),
  ];
}

type Part = { readonly type: string; readonly [key: string]: unknown };

const change = (field: string, value: string): Part => ({
  type: 'change',
  rules: [{ t: 'set', p: field, pt: 'msg', to: value, tot: 'str' }],
});
const get = (url: string): Part => ({
  type: 'http request',
  method: 'GET',
  ret: 'obj',
  url,
  persist: true,
  headers: [],
});
const isOk: Part = {
  type: 'switch',
  property: 'statusCode',
  propertyType: 'msg',
  rules: [{ t: 'eq', v: '200', vt: 'num' }],
  checkall: 'true',
  outputs: 1,
};
const entry = (path: string): Part => ({ type: 'http in', url: `/${path}`, method: 'get' });
const reply: Part = { type: 'http response', statusCode: '200', headers: {} };

function line(name: Workload, parts: readonly Part[]): FlowNode[] {
  const all = [entry(name), ...parts, reply];
  const nodes = all.map((part, index) => ({
    ...part,
    id: `${name}${index}`,
    z: name,
    wires: index + 1 < all.length ? [[`${name}${index + 1}`]] : [],
  }));
  return [{ id: name, type: 'tab', label: name }, ...nodes];
}

function fanOut(name: 'W3' | 'slow', url: string): FlowNode[] {
  const id = (part: string) => `${name}-${part}`;
  const calls = Array.from({ length: 10 }, (_, index) => id(`call${index}`));
  const here = { z: name };
  return [
    { id: name, type: 'tab', label: name },
    { ...here, ...entry(name), id: id('in'), wires: [[id('fork')]] },
    { ...here, id: id('fork'), type: 'function', func: fork, outputs: 10, wires: calls.map((call) => [call]) },
    ...calls.map((call) => ({ ...here, ...get(url), id: call, wires: [[id('join')]] })),
    { ...here, id: id('join'), type: 'join', mode: 'auto', property: 'payload', wires: [[id('out')]] },
    { ...here, ...reply, id: id('out'), wires: [] },
  ];
}

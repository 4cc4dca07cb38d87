/**
 * The workloads, the same as the peers were measured with:
 * - W1: webhook → set → HTTP GET to a local stub → if status = 200 → set
 * - W2: webhook → 50 × set
 * - W3: webhook → 10 HTTP GETs at once → join → set
 */
type Part = { readonly id: string; readonly type: string; readonly config?: object };
type Edge = { readonly fromNodeId: string; readonly toNodeId: string; readonly fromPort?: string };
export type Graph = {
  readonly nodes: readonly Part[];
  readonly connections: readonly Edge[];
  readonly settings?: object;
};

/**
 * When the caller of the webhook is answered: at the end with what the last node has, as the peers do; at the end with the
 * whole execution; or at once.
 */
export type Mode = 'reply' | 'wait' | 'now';
export const modeWords: Record<Mode, string> = { reply: 'to completion', wait: 'whole answer', now: 'now' };

const responseModes = { reply: 'responseNode', wait: 'wait', now: 'immediate' } as const;
const hook = (mode: Mode): Part => ({ id: 'hook', type: 'webhook', config: { responseMode: responseModes[mode] } });
const set = (id: string, value: string): Part => ({
  id,
  type: 'addField',
  config: { fieldName: id, fieldValue: value },
});
/** The last node is the one that answers, where that is asked for. */
const last = (mode: Mode): Part =>
  mode === 'reply' ? { id: 'last', type: 'webhookResponse' } : set('last', 'value 2');
const get = (id: string, httpUrl: string): Part => ({ id, type: 'http', config: { httpUrl } });
const edge = (fromNodeId: string, toNodeId: string): Edge => ({ fromNodeId, toNodeId });

export function w1(mode: Mode, stub: string): Graph {
  const ok = { conditionField: '$result.statusCode', conditionOperator: 'equals', conditionValue: 200 };
  return {
    nodes: [
      hook(mode),
      set('first', 'value 1'),
      get('call', `${stub}/json`),
      { id: 'check', type: 'condition', config: ok },
      last(mode),
    ],
    connections: [
      edge('hook', 'first'),
      edge('first', 'call'),
      edge('call', 'check'),
      { ...edge('check', 'last'), fromPort: 'true' },
    ],
  };
}

export function w2(mode: Mode): Graph {
  const sets = Array.from({ length: 49 }, (_, index) => set(`set${index + 1}`, `value ${index + 1}`));
  const nodes = [hook(mode), ...sets, last(mode)];
  return { nodes, connections: nodes.slice(1).map(({ id }, index) => edge(nodes[index]?.id ?? 'hook', id)) };
}

export function w3(mode: Mode, stub: string, delayMs = 0): Graph {
  const ids = Array.from({ length: 10 }, (_, index) => `call${index + 1}`);
  const url = `${stub}/json${delayMs > 0 ? `?delay=${delayMs}` : ''}`;
  return {
    nodes: [hook(mode), ...ids.map((id) => get(id, url)), { id: 'join', type: 'join' }, last(mode)],
    connections: [...ids.flatMap((id) => [edge('hook', id), edge(id, 'join')]), edge('join', 'last')],
    settings: { nodeConcurrency: 10 },
  };
}

/**
 * For viewers: it begins when told to, and then takes a step every few milliseconds by the clock of the stub: a server that
 * is late for one beat takes that step at the next one.
 */
export function stepped(stub: string, steps: number, everyMs: number): Graph {
  const ids = Array.from({ length: steps }, (_, index) => `step${index + 1}`);
  const all = ['go', ...ids];
  return {
    nodes: [
      { id: 'start', type: 'trigger' },
      { id: 'go', type: 'humanApproval', config: { message: 'Go?' } },
      ...ids.map((id) => get(id, `${stub}/json?beat=${everyMs}`)),
    ],
    connections: [edge('start', 'go'), ...ids.map((id, index) => edge(all[index] ?? 'go', id))],
  };
}

/** Random workflows of scripted nodes, and a plain reference interpreter that says how each of them must end. */
import fc from 'fast-check';
import * as z from 'zod';
import type { Connection, Json, JsonRecord, Node, NodeResult, WorkflowDocument } from '../../db/model.ts';
import { defineNode, NodeFailure, type NodeTypes } from '../../server/engine/node.ts';

export type Outcome = 'ok' | 'true' | 'false' | 'portA' | 'portsAB' | 'fail';
export type Script = { outcome: Outcome; failures: number; delayMs: number };

const scriptSchema = z.object({
  outcome: z.enum(['ok', 'true', 'false', 'portA', 'portsAB', 'fail']).default('ok'),
  /** transient failures before the outcome */
  failures: z.number().default(0),
  delayMs: z.number().default(0),
});

/** The envelope that a scripted node returns for an input. */
export function scripted(id: string, outcome: Outcome, input: Json): NodeResult {
  const outputData = { [id]: true, of: sizeOf(input) };
  if (outcome === 'true' || outcome === 'false') {
    return { success: true, message: `${id} is ${outcome}`, outputData, conditionResult: outcome === 'true' };
  }
  if (outcome === 'portA') return { success: true, message: 'A only', outputData, ports: { A: { a: id } } };
  if (outcome === 'portsAB') return { success: true, message: 'A and B', outputData, ports: { A: { a: id }, B: [id] } };
  if (outcome === 'fail') return { success: false, message: `${id} failed`, outputData: null };
  return { success: true, message: 'ok', outputData };
}

function sizeOf(input: Json): number {
  return typeof input === 'object' && input !== null ? Object.keys(input).length : 0;
}

/** Counts how often the body of each effectful node ended well. */
export type Effects = Map<string, number>;

export function scriptedTypes(effects: Effects): NodeTypes {
  const pass = z.record(z.string(), z.unknown());
  const trigger = defineNode({
    type: 'trigger',
    title: 'Trigger',
    description: 'Begins.',
    category: 'trigger',
    config: pass,
    effect: 'pure',
    run: (context) => ({ success: true, message: 'begun', outputData: context.given ?? {} }),
  });
  const step = defineNode({
    type: 'step',
    title: 'Step',
    description: 'A pure scripted node.',
    category: 'data',
    config: scriptSchema,
    effect: 'pure',
    run: (context, input) => scripted(context.nodeId, context.config.outcome, input),
  });
  const work = defineNode({
    type: 'work',
    title: 'Work',
    description: 'An effectful scripted node.',
    category: 'action',
    config: scriptSchema,
    effect: 'effectful',
    retries: 3,
    run: async (context, input) => {
      const { outcome, failures, delayMs } = context.config;
      if (delayMs > 0) await new Promise((resolve) => setTimeout(resolve, delayMs));
      if (context.attempt <= failures) throw new NodeFailure('flaky', 'not yet', { transient: true });
      effects.set(context.nodeId, (effects.get(context.nodeId) ?? 0) + 1);
      return scripted(context.nodeId, outcome, input);
    },
  });
  const comment = defineNode({
    type: 'comment',
    title: 'Comment',
    description: 'Says something.',
    category: 'note',
    config: pass,
    effect: 'pure',
    run: () => ({ success: true, message: '', outputData: null }),
  });
  return new Map([trigger, step, work, comment].map((type) => [type.type, type])) as unknown as NodeTypes;
}

export type GraphOptions = {
  readonly maxNodes: number;
  readonly outcomes: readonly Outcome[];
  readonly onErrors: readonly string[];
};

/** Acyclic: every connection goes from a lower to a higher index. Node 0 is the trigger. */
export function graphs({ maxNodes, outcomes, onErrors }: GraphOptions): fc.Arbitrary<WorkflowDocument> {
  const node = fc.record({
    type: fc.constantFrom('step', 'step', 'work', 'comment'),
    outcome: fc.constantFrom(...outcomes),
    failures: fc.constantFrom(0, 0, 0, 1, 2),
    delayMs: fc.constantFrom(0, 0, 1),
    onError: fc.constantFrom(...onErrors),
    sources: fc.array(
      fc.record({ back: fc.nat(), port: fc.constantFrom(null, null, null, 'true', 'false', 'A', 'B', 'error') }),
      { maxLength: 3 },
    ),
  });
  return fc.array(node, { minLength: 1, maxLength: maxNodes }).map((specs) => {
    const nodes: Node[] = [{ id: 'n0', type: 'trigger', label: 'Start', config: {} }];
    const connections: Connection[] = [];
    specs.forEach((spec, position) => {
      const index = position + 1;
      const { type, outcome, failures, delayMs, onError } = spec;
      nodes.push({ id: `n${index}`, type, label: `Node ${index}`, config: { outcome, failures, delayMs, onError } });
      for (const { back, port } of spec.sources) {
        const from = `n${back % index}`;
        connections.push({ fromNodeId: from, toNodeId: `n${index}`, ...(port !== null && { fromPort: port }) });
      }
    });
    return { nodes, connections, settings: {} };
  });
}

export type Expected = {
  status: 'completed' | 'failed';
  nodes: Map<string, 'completed' | 'error' | 'skipped'>;
  outputs: Map<string, Json>;
};

/**
 * How an execution must end, node by node, by the plainest means: one pass in topological order. After a node that
 * stops the execution, what the others come to depends on timing; then only `status` is certain.
 */
export function interpret(document: WorkflowDocument, given: JsonRecord): Expected {
  const live = document.nodes.filter((node) => node.type !== 'comment');
  const ids = new Set(live.map((node) => node.id));
  const edges = document.connections.filter((edge) => ids.has(edge.fromNodeId) && ids.has(edge.toNodeId));
  const nodes: Expected['nodes'] = new Map();
  const outputs: Expected['outputs'] = new Map();
  const carried = new Map<Connection, Json>();
  let status: Expected['status'] = 'completed';
  for (const node of live) {
    const incoming = edges.filter((edge) => edge.toNodeId === node.id);
    const data = incoming.filter((edge) => carried.has(edge)).map((edge) => carried.get(edge)!);
    if (node.id !== 'n0' && data.length === 0) {
      nodes.set(node.id, 'skipped');
      continue;
    }
    const result = node.id === 'n0' ? ok(given) : scripted(node.id, node.config.outcome as Outcome, inputFrom(data));
    const port = result.success ? 'by result' : node.config.onError === 'branch' ? 'error' : null;
    const outgoing = edges.filter((edge) => edge.fromNodeId === node.id);
    nodes.set(node.id, result.success ? 'completed' : 'error');
    const stops =
      node.config.onError === 'stop' || (port === 'error' && !outgoing.some((edge) => edge.fromPort === 'error'));
    if (!result.success && stops) status = 'failed';
    const output = result.success ? result.outputData : { error: { message: result.message, code: 'failed' } };
    outputs.set(node.id, output);
    for (const edge of outgoing) {
      const taken = port === 'by result' ? follows(edge, result) : (edge.fromPort ?? null) === port;
      if (taken) carried.set(edge, result.ports && edge.fromPort ? result.ports[edge.fromPort]! : output);
    }
  }
  return { status, nodes, outputs };
}

function ok(outputData: Json): NodeResult {
  return { success: true, message: '', outputData };
}

function inputFrom(data: Json[]): Json {
  if (data.length === 1) return data[0]!;
  const records = data.every((value) => typeof value === 'object' && value !== null && !Array.isArray(value));
  return records ? Object.assign({}, ...data) : data;
}

function follows(edge: Connection, result: NodeResult): boolean {
  if (result.ports) return edge.fromPort === undefined || edge.fromPort in result.ports;
  if (result.conditionResult !== undefined)
    return edge.fromPort === undefined || edge.fromPort === String(result.conditionResult);
  return edge.fromPort !== 'error';
}

/** By which ports a node is entered and left, and where they stand. Pure. */
import type { Connection, JsonRecord } from '../../../db/model.ts';
import type { Answered, api } from '../../api.ts';
import type { Place } from '../../graph/layout.ts';
import type { PlacedNode } from './document.ts';

type Answer = Answered<(typeof api)['node-types']['$get']>['nodeTypes'][number];
/** A node type as the server tells it; `config` is a JSON Schema. */
export type NodeTypeInfo = Omit<Answer, 'config'> & { readonly config: JsonRecord };
export type NodeTypes = ReadonlyMap<string, NodeTypeInfo>;

/** `name` is undefined for the port without one. Places are relative to the node's corner. */
export type Port = Place & { readonly name: string | undefined; readonly side: 'left' | 'right' | 'bottom' };
export type Shape = {
  readonly width: number;
  readonly height: number;
  readonly inputs: readonly Port[];
  readonly outputs: readonly Port[];
};

export const NODE_WIDTH = 196;
export const NODE_HEIGHT = 60;
const NOTE_WIDTH = 248;
const PORT_GAP = 26;

/** Names that leave a node, by the connections there are. */
export type PortsInUse = { readonly into: readonly Connection[]; readonly outOf: readonly Connection[] };

export function isNote(type: NodeTypeInfo | undefined): boolean {
  return type?.category === 'note';
}

export function outputNames(node: PlacedNode, type: NodeTypeInfo | undefined, outOf: readonly Connection[]) {
  if (isNote(type)) return [];
  const used = outOf.map(({ fromPort }) => fromPort);
  const known: (string | undefined)[] = type?.outputs && type.outputs.length > 0 ? type.outputs : [undefined];
  const names = new Set([...known, ...used.filter((name) => name !== 'error')]);
  if (node.config.onError === 'branch' || used.includes('error')) names.add('error');
  return [...names];
}

export function inputNames(type: NodeTypeInfo | undefined, into: readonly Connection[]): (string | undefined)[] {
  if (isNote(type)) return [];
  if (type?.category === 'trigger') return into.length > 0 ? [undefined] : [];
  const known = type?.inputs ?? [];
  if (known.length === 0) return [undefined];
  const unnamed = into.some(({ toPort }) => toPort === undefined || !known.includes(toPort));
  return unnamed ? [undefined, ...known] : [...known];
}

/** The port that a connection enters by; a name that the node does not know enters as if it were none. */
export function entryOf({ toPort }: Connection, shape: Shape): Port | undefined {
  return shape.inputs.find(({ name }) => name === toPort) ?? shape.inputs[0];
}

export function exitOf({ fromPort }: Connection, shape: Shape): Port | undefined {
  return shape.outputs.find(({ name }) => name === fromPort) ?? shape.outputs[0];
}

export function shapeOf(node: PlacedNode, type: NodeTypeInfo | undefined, { into, outOf }: PortsInUse): Shape {
  if (isNote(type)) return { width: NOTE_WIDTH, height: noteHeight(node), inputs: [], outputs: [] };
  const ins = inputNames(type, into);
  const outs = outputNames(node, type, outOf);
  const beside = outs.filter((name) => name !== 'error');
  const height = Math.max(NODE_HEIGHT, Math.max(ins.length, beside.length) * PORT_GAP + 8);
  const spread = (count: number, index: number) => Math.round((height * (index + 1)) / (count + 1));
  const inputs = ins.map((name, index): Port => ({ name, side: 'left', x: 0, y: spread(ins.length, index) }));
  const outputs = beside.map(
    (name, index): Port => ({ name, side: 'right', x: NODE_WIDTH, y: spread(beside.length, index) }),
  );
  if (outs.includes('error')) outputs.push({ name: 'error', side: 'bottom', x: NODE_WIDTH / 2, y: height });
  return { width: NODE_WIDTH, height, inputs, outputs };
}

const NOTE_LINE = 18;
const NOTE_LETTERS = 35;

function noteHeight({ config }: PlacedNode): number {
  const text = typeof config.text === 'string' ? config.text : '';
  const lines = text.split('\n').reduce((sum, line) => sum + Math.max(1, Math.ceil(line.length / NOTE_LETTERS)), 0);
  return Math.min(44 + lines * NOTE_LINE, 260);
}

/** Nodes as text on the clipboard, and back: between tabs, and from documents of any kind. Pure. */
import type { Connection, Node } from '../../../db/model.ts';
import type { Place } from '../../graph/layout.ts';
import { type EditorDocument, type Fragment, freshId, idsOf, type PlacedNode } from './document.ts';
import { snapped } from './places.ts';

/** What is chosen, with the connections between those nodes. */
export function fragmentOf({ nodes, connections }: EditorDocument, chosen: ReadonlySet<string>): Fragment {
  return {
    nodes: nodes.filter(({ id }) => chosen.has(id)),
    connections: connections.filter(({ fromNodeId, toNodeId }) => chosen.has(fromNodeId) && chosen.has(toNodeId)),
  };
}

export function toText({ nodes, connections }: Fragment): string {
  return JSON.stringify({ nodes, connections }, null, 2);
}

type Loose = { readonly [key: string]: unknown };
const isRecord = (value: unknown): value is Loose =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const text = (value: unknown): string | undefined =>
  typeof value === 'string' && value !== '' ? value : typeof value === 'number' ? String(value) : undefined;

/** The nodes in a text, in the words of any older editor; null: there are none. */
export function fromText(given: string): { nodes: Node[]; connections: Connection[] } | null {
  let value: unknown;
  try {
    value = JSON.parse(given);
  } catch {
    return null;
  }
  const graph = isRecord(value) && isRecord(value.data) ? value.data : value;
  if (!isRecord(graph) || !Array.isArray(graph.nodes)) return null;
  const nodes = graph.nodes.flatMap(readNode);
  const connections = Array.isArray(graph.connections) ? graph.connections.flatMap(readConnection) : [];
  return nodes.length > 0 ? { nodes, connections } : null;
}

function readNode(raw: unknown): Node[] {
  if (!isRecord(raw)) return [];
  const [id, type] = [text(raw.id), text(raw.type)];
  if (id === undefined || type === undefined) return [];
  const place = isRecord(raw.position) ? raw.position : raw;
  const [x, y] = [coordinate(place.x), coordinate(place.y)];
  const node: Node = { id, type, label: text(raw.label) ?? '', config: isRecord(raw.config) ? { ...raw.config } : {} };
  return Number.isFinite(x) && Number.isFinite(y) ? [{ ...node, x, y }] : [node];
}

function coordinate(value: unknown): number {
  return typeof value === 'number' || (typeof value === 'string' && value.trim() !== '') ? Number(value) : Number.NaN;
}

function readConnection(raw: unknown): Connection[] {
  if (!isRecord(raw)) return [];
  const [fromNodeId, toNodeId] = [text(raw.fromNodeId), text(raw.toNodeId)];
  if (fromNodeId === undefined || toNodeId === undefined) return [];
  const [fromPort, toPort] = [text(raw.fromPort ?? raw.outputType), text(raw.toPort ?? raw.inputPort)];
  return [{ fromNodeId, toNodeId, ...(fromPort && { fromPort }), ...(toPort && { toPort }) }];
}

/** The same nodes under ids of their own, moved by an offset; templates that name one of them follow. */
export function renamed(document: EditorDocument, { nodes, connections }: Fragment, offset: Place): Fragment {
  const taken = idsOf(document);
  const ids = new Map<string, string>();
  for (const { id } of nodes) {
    const fresh = freshId(taken, id);
    taken.add(fresh);
    ids.set(id, fresh);
  }
  const copies = nodes.map(
    (node): PlacedNode => ({
      ...node,
      id: ids.get(node.id)!,
      config: renameIn(node.config, ids) as PlacedNode['config'],
      x: snapped(node.x + offset.x),
      y: snapped(node.y + offset.y),
    }),
  );
  const links = connections.flatMap(({ id: _, ...each }) => {
    const [fromNodeId, toNodeId] = [ids.get(each.fromNodeId), ids.get(each.toNodeId)];
    return fromNodeId !== undefined && toNodeId !== undefined ? [{ ...each, fromNodeId, toNodeId }] : [];
  });
  return { nodes: copies, connections: links };
}

function renameIn(value: unknown, ids: ReadonlyMap<string, string>): unknown {
  if (typeof value === 'string') return value.includes('{') ? renameInText(value, ids) : value;
  if (Array.isArray(value)) return value.map((each) => renameIn(each, ids));
  if (!isRecord(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, renameIn(each, ids)]));
}

const OPENING = /\{[{%]/g;
/** What stands between quotes has none: looking further for the last one would begin anew at each of many. */
const REFERENCE = /\bnodes\.([\w-]+)|\bnodes\[(?:"([^"]*)"|'([^']*)')\]/g;

function renameInText(template: string, ids: ReadonlyMap<string, string>): string {
  const ends = { '{{': template.lastIndexOf('}}'), '{%': template.lastIndexOf('%}') };
  let renamed = '';
  let done = 0;
  for (const { 0: opening, index } of template.matchAll(OPENING)) {
    // what is never closed is no expression, and is not looked through for an end again and again
    if (index < done || ends[opening as '{{' | '{%'] < index) continue;
    const end = template.indexOf(opening === '{{' ? '}}' : '%}', index + 2) + 2;
    if (end < 2) continue;
    renamed += template.slice(done, index) + renameInExpression(template.slice(index, end), ids);
    done = end;
  }
  return renamed + template.slice(done);
}

function renameInExpression(expression: string, ids: ReadonlyMap<string, string>): string {
  return expression.replace(REFERENCE, (whole, plain?: string, double?: string, single?: string) => {
    const id = ids.get(plain ?? double ?? single ?? '');
    if (id === undefined) return whole;
    if (plain !== undefined) return `nodes.${id}`;
    const quote = double === undefined ? "'" : '"';
    return `nodes[${quote}${id}${quote}]`;
  });
}

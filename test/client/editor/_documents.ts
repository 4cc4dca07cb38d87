/** Documents of all kinds, and random changes of them. */
import * as fc from 'fast-check';
import {
  connect,
  type EditorDocument,
  moveNodes,
  removeParts,
  renameNode,
  setConfig,
} from '../../../client/editor/model/document.ts';

const ids = ['a', 'b', 'c', 'd', 'e', 'f'] as const;
const id = fc.constantFrom(...ids);
const port = fc.constantFrom(undefined, 'true', 'false', 'error');
const key = fc.constantFrom('url', 'body', 'retries', 'old key');
const value = fc.constantFrom<unknown>(undefined, '', 'x', 0, 1, false, ['x'], { a: 1 });
const place = fc.record({ x: fc.integer({ min: -50, max: 50 }), y: fc.integer({ min: -50, max: 50 }) });

export const connection = fc.record({ fromNodeId: id, toNodeId: id, fromPort: port });

export const document: fc.Arbitrary<EditorDocument> = fc
  .record({
    name: fc.constantFrom('One', 'Two'),
    tags: fc.uniqueArray(fc.constantFrom('x', 'y', 'z')),
    nodes: fc.uniqueArray(id).chain((some) => fc.tuple(...some.map(nodeOf))),
    links: fc.array(connection, { maxLength: 12 }),
    settings: fc.constantFrom({}, { timeoutMs: 5 }),
  })
  .map(({ links, ...rest }) => {
    const there = new Set(rest.nodes.map((node) => node.id));
    const fitting = links.filter((each) => there.has(each.fromNodeId) && there.has(each.toNodeId));
    return fitting.reduce<EditorDocument>(connect, { ...rest, connections: [] });
  });

function nodeOf(nodeId: string) {
  return fc.record({
    id: fc.constant(nodeId),
    type: fc.constantFrom('http', 'output', 'no such type'),
    label: fc.constantFrom('', 'Label'),
    config: fc.dictionary(
      key,
      value.filter((each) => each !== undefined),
    ),
    x: fc.integer({ min: -50, max: 50 }),
    y: fc.integer({ min: -50, max: 50 }),
  });
}

export type Change = (document: EditorDocument) => EditorDocument;
export const change: fc.Arbitrary<Change> = fc.oneof(
  fc.tuple(id, key, value).map(
    ([node, name, each]): Change =>
      (before) =>
        setConfig(before, node, name, each),
  ),
  connection.map(
    (made): Change =>
      (before) =>
        hasBoth(before, made) ? connect(before, made) : before,
  ),
  fc.tuple(id, place).map(
    ([node, to]): Change =>
      (before) =>
        moveNodes(before, new Map([[node, to]])),
  ),
  id.map(
    (node): Change =>
      (before) =>
        removeParts(before, new Set([node])),
  ),
  fc.tuple(id, fc.constantFrom('Another', 'Name')).map(
    ([node, name]): Change =>
      (before) =>
        renameNode(before, node, name),
  ),
  fc.constantFrom('One', 'Two', 'Three').map(
    (name): Change =>
      (before) => ({ ...before, name }),
  ),
);

function hasBoth({ nodes }: EditorDocument, made: { fromNodeId: string; toNodeId: string }): boolean {
  return [made.fromNodeId, made.toNodeId].every((end) => nodes.some((node) => node.id === end));
}

/** A document after several changes. */
export const changed = (before: EditorDocument) =>
  fc.array(change, { maxLength: 5 }).map((changes) => changes.reduce((now, each) => each(now), before));

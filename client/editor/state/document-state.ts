/** The document with its history, and what is looked up in it. */
import { batch, createMemo, createSignal } from 'solid-js';
import type { Connection } from '../../../db/model.ts';
import type { Place } from '../../graph/layout.ts';
import { connectionKey, type EditorDocument, type PlacedNode } from '../model/document.ts';
import { amend, begin, commit, type History, redo, undo } from '../model/history.ts';
import { type NodeTypeInfo, type NodeTypes, type Shape, shapeOf } from '../model/ports.ts';

export type DocumentState = {
  document(): EditorDocument;
  node(id: string): PlacedNode | undefined;
  typeOf(node: Pick<PlacedNode, 'type'>): NodeTypeInfo | undefined;
  connection(key: string): Connection | undefined;
  into(nodeId: string): readonly Connection[];
  outOf(nodeId: string): readonly Connection[];
  shape(nodeId: string): Shape;
  /** Where a node stands now, also while it is dragged. */
  place(nodeId: string): Place | undefined;
  /** Nodes on their way to another place; null: none are dragged. */
  drag(places: ReadonlyMap<string, Place> | null): void;
  /** Does something that can be undone. Commits of one `group`, soon after each other, are one step. */
  change(label: string, next: (document: EditorDocument) => EditorDocument, group?: string): void;
  /** Answers what was undone; null: there was nothing. */
  undo(): string | null;
  redo(): string | null;
  canUndo(): boolean;
  canRedo(): boolean;
  /** Another document in place of this one, with no step to undo. */
  amend(document: EditorDocument): void;
  /** Begins anew, with nothing to undo. */
  restart(document: EditorDocument): void;
};

const EMPTY: readonly Connection[] = [];
const NO_SHAPE: Shape = { width: 0, height: 0, inputs: [], outputs: [] };

export function createDocumentState(types: NodeTypes, first: EditorDocument): DocumentState {
  const [history, setHistory] = createSignal<History<EditorDocument>>(begin(first));
  const [dragged, setDragged] = createSignal<ReadonlyMap<string, Place> | null>(null);
  const document = createMemo(() => history().present);
  const nodes = createMemo(() => document().nodes);
  const connections = createMemo(() => document().connections);
  const byId = createMemo(() => new Map(nodes().map((node) => [node.id, node])));
  const byKey = createMemo(() => new Map(connections().map((each) => [connectionKey(each), each])));
  const before = createMemo(() => Map.groupBy(connections(), ({ toNodeId }) => toNodeId));
  const after = createMemo(() => Map.groupBy(connections(), ({ fromNodeId }) => fromNodeId));
  const typeOf = ({ type }: Pick<PlacedNode, 'type'>) => types.get(type);
  const known = new WeakMap<PlacedNode, { ports: string; shape: Shape }>();

  function shape(nodeId: string): Shape {
    const node = byId().get(nodeId);
    if (!node) return NO_SHAPE;
    const around = { into: before().get(nodeId) ?? EMPTY, outOf: after().get(nodeId) ?? EMPTY };
    const ports = JSON.stringify([around.into.map((each) => each.toPort), around.outOf.map((each) => each.fromPort)]);
    const made = known.get(node);
    if (made?.ports === ports) return made.shape;
    const fresh = shapeOf(node, typeOf(node), around);
    known.set(node, { ports, shape: fresh });
    return fresh;
  }

  return {
    document,
    node: (id) => byId().get(id),
    typeOf,
    connection: (key) => byKey().get(key),
    into: (nodeId) => before().get(nodeId) ?? EMPTY,
    outOf: (nodeId) => after().get(nodeId) ?? EMPTY,
    shape,
    place: (nodeId) => dragged()?.get(nodeId) ?? byId().get(nodeId),
    drag: (places) => setDragged(places),
    change(label, next, group) {
      setHistory((now) => commit(now, next(now.present), { label, group: group ?? null, at: Date.now() }));
    },
    undo() {
      const step = history().past.at(-1);
      batch(() => {
        setDragged(null);
        setHistory(undo);
      });
      return step?.label ?? null;
    },
    redo() {
      const step = history().future.at(-1);
      setHistory(redo);
      return step?.label ?? null;
    },
    canUndo: () => history().past.length > 0,
    canRedo: () => history().future.length > 0,
    amend: (present) => setHistory((now) => amend(now, present)),
    restart: (present) => setHistory(begin(present)),
  };
}

/** What can be done with a workflow, by whatever hand: each is one step back, and is said aloud. */
import type { Connection } from '../../db/model.ts';
import type { Place } from '../graph/layout.ts';
import { displayName } from '../run/run-context.ts';
import { fragmentOf, fromText, renamed, toText } from './model/clipboard.ts';
import {
  addFragment,
  connect,
  type EditorDocument,
  freshId,
  idsOf,
  moveNodes,
  type PlacedNode,
  removeParts,
  setConfig,
  takeOut,
  whyNot,
} from './model/document.ts';
import { arrange, freePlace, placeAfter, placeAll, snappedPlace } from './model/places.ts';
import { inputNames, isNote, NODE_HEIGHT, NODE_WIDTH, type NodeTypeInfo, outputNames } from './model/ports.ts';
import type { DocumentState } from './state/document-state.ts';
import type { Selection } from './state/selection.ts';
import { typeTitle, w } from './words.ts';

/** Where a new node goes, and what it is connected with. */
export type Spot = {
  /** its middle; a free place when left out */
  readonly at?: Place;
  readonly after?: { readonly nodeId: string; readonly port?: string };
  readonly before?: { readonly nodeId: string; readonly port?: string };
  /** the connection that it is put into */
  readonly between?: Connection;
};

export type Deeds = ReturnType<typeof createDeeds>;

export function createDeeds(state: DocumentState, selection: Selection, announce: (text: string) => void) {
  const nameOf = (id: string) => {
    const node = state.node(id);
    return node ? displayName(node) : id;
  };

  /** Does something, says so, and chooses what came of it. */
  function perform(label: string, next: (document: EditorDocument) => EditorDocument): void {
    state.change(label, next);
    announce(label);
  }

  function addNode(type: NodeTypeInfo, spot: Spot = {}): string {
    const document = state.document();
    const id = freshId(idsOf(document), type.type);
    const title = typeTitle(type, type.type);
    const { at } = spot;
    const place = at
      ? freePlace(document.nodes, { x: at.x - NODE_WIDTH / 2, y: at.y - NODE_HEIGHT / 2 })
      : placeAfter(document.nodes, state.node(spot.after?.nodeId ?? ''));
    const node: PlacedNode = { id, type: type.type, label: title, config: {}, ...place };
    const links = linksOf(node, type, spot);
    perform(w('deed.add', { name: title }), (before) => {
      const without = spot.between ? removeConnection(before, spot.between) : before;
      return links.reduce(linked, addFragment(without, { nodes: [node], connections: [] }));
    });
    selection.choose([id]);
    return id;
  }

  function linksOf(node: PlacedNode, type: NodeTypeInfo, { after, before, between }: Spot): Connection[] {
    const input = inputNames(type, [])[0];
    const hasInput = inputNames(type, []).length > 0;
    const output = outputNames(node, type, [])[0];
    const links: Connection[] = [];
    const from = between ? { nodeId: between.fromNodeId, port: between.fromPort } : after;
    const to = between ? { nodeId: between.toNodeId, port: between.toPort } : before;
    if (from && hasInput) links.push(link(from.nodeId, from.port, node.id, input));
    if (to && !isNote(type)) links.push(link(node.id, output, to.nodeId, to.port));
    return links;
  }

  function connectNodes(made: Connection): boolean {
    const [from, to] = [nameOf(made.fromNodeId), nameOf(made.toNodeId)];
    const reason = whyNot(state.document(), made);
    if (reason !== null) {
      announce(w(`connect.not.${reason}`, { from, to }));
      return false;
    }
    perform(w('deed.connect', { from, to }), (document) => linked(document, made));
    return true;
  }

  return {
    nameOf,
    addNode,
    connectNodes,

    /** The port by which a node that comes after this one is best reached: the first that leads nowhere yet. */
    freeOutput(nodeId: string): { port: string | undefined } | null {
      const node = state.node(nodeId);
      if (!node) return null;
      const outOf = state.outOf(nodeId);
      const names = outputNames(node, state.typeOf(node), outOf).filter((name) => name !== 'error');
      if (names.length === 0) return null;
      return { port: names.find((name) => !outOf.some(({ fromPort }) => fromPort === name)) ?? names[0] };
    },

    removeChosen(): void {
      const [nodes, connections] = [selection.nodes(), selection.connections()];
      if (nodes.size === 0 && connections.size === 0) return;
      const label =
        nodes.size === 1
          ? w('deed.remove', { name: nameOf([...nodes][0]!) })
          : nodes.size > 0
            ? w('deed.removeMany', { count: nodes.size })
            : w('deed.disconnect');
      const next = nodes.size > 0 ? neighbourOf(state, [...nodes]) : null;
      perform(label, (document) => removeParts(document, nodes, connections));
      selection.choose(next === null ? [] : [next]);
    },

    takeOutChosen(): void {
      const id = selection.only();
      if (id === null) return;
      perform(w('deed.takeOut', { name: nameOf(id) }), (document) => takeOut(document, id));
      selection.clear();
    },

    disconnect(connection: Connection): void {
      perform(w('deed.disconnect'), (document) => removeConnection(document, connection));
    },

    duplicateChosen(): void {
      const chosen = selection.nodes();
      if (chosen.size === 0) return;
      const copy = renamed(state.document(), fragmentOf(state.document(), chosen), { x: 32, y: NODE_HEIGHT + 28 });
      perform(w('deed.duplicate', { count: copy.nodes.length }), (document) => addFragment(document, copy));
      selection.choose(copy.nodes.map(({ id }) => id));
    },

    /** What is chosen, as text; null: nothing is. */
    chosenText(): string | null {
      const chosen = selection.nodes();
      return chosen.size === 0 ? null : toText(fragmentOf(state.document(), chosen));
    },

    /** Answers whether the text was nodes. `at`: the middle of where they go. */
    async paste(text: string, at: Place): Promise<boolean> {
      const found = fromText(text);
      if (!found) return false;
      const nodes = await placeAll(found, (node) => isNote(state.typeOf(node)));
      const left = Math.min(...nodes.map(({ x }) => x));
      const top = Math.min(...nodes.map(({ y }) => y));
      const width = Math.max(...nodes.map(({ x }) => x)) + NODE_WIDTH - left;
      const height = Math.max(...nodes.map(({ y }) => y)) + NODE_HEIGHT - top;
      const document = state.document();
      const corner =
        nodes.length === 1 ? freePlace(document.nodes, middled(at, width, height)) : middled(at, width, height);
      const copy = renamed(
        document,
        { nodes, connections: found.connections },
        { x: corner.x - left, y: corner.y - top },
      );
      perform(w('deed.paste', { count: nodes.length }), (before) => addFragment(before, copy));
      selection.choose(copy.nodes.map(({ id }) => id));
      return true;
    },

    moveChosen(dx: number, dy: number): void {
      const places = new Map(
        [...selection.nodes()].flatMap((id) => {
          const node = state.node(id);
          return node ? [[id, { x: node.x + dx, y: node.y + dy }] as const] : [];
        }),
      );
      if (places.size === 0) return;
      const group = `move ${[...places.keys()].join(' ')}`;
      state.change(w('deed.move', { count: places.size }), (document) => moveNodes(document, places), group);
    },

    /** Lays out what is chosen, or all of it. */
    async arrangeNodes(): Promise<void> {
      const { nodes, connections } = state.document();
      const chosen = selection.nodes();
      const some = nodes.filter((node) => !isNote(state.typeOf(node)) && (chosen.size < 2 || chosen.has(node.id)));
      if (some.length === 0) return;
      const origin = { x: Math.min(...some.map(({ x }) => x)), y: Math.min(...some.map(({ y }) => y)) };
      const places = await arrange({ nodes: some, connections }, snappedPlace(origin));
      perform(w('deed.arrange'), (document) => moveNodes(document, places));
    },
  };
}

function middled({ x, y }: Place, width: number, height: number): Place {
  return snappedPlace({ x: x - width / 2, y: y - height / 2 });
}

function link(
  fromNodeId: string,
  fromPort: string | undefined,
  toNodeId: string,
  toPort: string | undefined,
): Connection {
  return { fromNodeId, toNodeId, ...(fromPort !== undefined && { fromPort }), ...(toPort !== undefined && { toPort }) };
}

/** With the connection; one from the port `error` has the node go on by it when it fails. */
function linked(document: EditorDocument, made: Connection): EditorDocument {
  const after = connect(document, made);
  if (after === document || made.fromPort !== 'error') return after;
  return setConfig(after, made.fromNodeId, 'onError', 'branch');
}

function removeConnection(document: EditorDocument, connection: Connection): EditorDocument {
  return { ...document, connections: document.connections.filter((each) => each !== connection) };
}

/** What is chosen once these are gone, so that the keyboard stands somewhere: what came before them, or after. */
function neighbourOf(state: DocumentState, removed: readonly string[]): string | null {
  const gone = new Set(removed);
  const around = removed.flatMap((id) => [
    ...state.into(id).map(({ fromNodeId }) => fromNodeId),
    ...state.outOf(id).map(({ toNodeId }) => toNodeId),
  ]);
  return around.find((id) => !gone.has(id)) ?? null;
}

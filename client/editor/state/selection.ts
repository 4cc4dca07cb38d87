/** What is chosen on the canvas. */
import { createMemo, createSignal } from 'solid-js';

export type Selection = {
  nodes(): ReadonlySet<string>;
  /** by their keys */
  connections(): ReadonlySet<string>;
  /** the node that the keyboard stands on; it may be chosen alone or with others */
  current(): string | null;
  /** the one node that is chosen, and nothing else */
  only(): string | null;
  isChosen(nodeId: string): boolean;
  choose(nodeIds: Iterable<string>, connectionKeys?: Iterable<string>): void;
  /** Adds a node, or takes it away. */
  toggle(nodeId: string): void;
  clear(): void;
};

type Chosen = {
  readonly nodes: ReadonlySet<string>;
  readonly connections: ReadonlySet<string>;
  readonly current: string | null;
};
const NOTHING: Chosen = { nodes: new Set(), connections: new Set(), current: null };

/** `exists` and `hasConnection` keep what is gone from being chosen. */
export function createSelection(
  exists: (nodeId: string) => boolean,
  hasConnection: (key: string) => boolean,
): Selection {
  const [chosen, setChosen] = createSignal<Chosen>(NOTHING);
  const nodes = createMemo(() => new Set([...chosen().nodes].filter(exists)));
  const connections = createMemo(() => new Set([...chosen().connections].filter(hasConnection)));
  const current = createMemo(() => {
    const { current: last } = chosen();
    return last !== null && exists(last) ? last : null;
  });
  const only = createMemo(() => (nodes().size === 1 && connections().size === 0 ? [...nodes()][0]! : null));
  return {
    nodes,
    connections,
    current,
    only,
    isChosen: (nodeId) => nodes().has(nodeId),
    choose(nodeIds, connectionKeys = []) {
      const next = new Set(nodeIds);
      const last = [...next].at(-1) ?? null;
      setChosen({ nodes: next, connections: new Set(connectionKeys), current: last ?? chosen().current });
    },
    toggle(nodeId) {
      const next = new Set(nodes());
      if (!next.delete(nodeId)) next.add(nodeId);
      setChosen({ nodes: next, connections: connections(), current: nodeId });
    },
    clear: () => setChosen({ ...NOTHING, current: chosen().current }),
  };
}

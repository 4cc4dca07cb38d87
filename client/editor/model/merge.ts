/**
 * Two people have changed the same revision: what each did, put together. Pure.
 *
 * 1. What only one of them changed is taken; what both changed alike is taken once.
 * 2. What they changed differently is a conflict, which the caller decides; everything else is merged whatever it is.
 * 3. A connection to a node that is gone goes with it.
 */
import type { Connection, WorkflowSettings } from '../../../db/model.ts';
import { connectionKey, type EditorDocument, type PlacedNode } from './document.ts';
import { same } from './same.ts';

export type Side = 'mine' | 'theirs';
/** `value` is undefined where it is not there (any more). */
export type Conflict = {
  /** unique within one merge */
  readonly id: string;
  readonly nodeId: string | null;
  /** what of it: a config key, or one of the words below */
  readonly key: 'name' | 'tags' | 'node' | 'type' | 'label' | 'place' | `settings.${string}` | `config.${string}`;
  readonly mine: unknown;
  readonly theirs: unknown;
};
export type Choices = ReadonlyMap<string, Side>;
export type Merged = { readonly document: EditorDocument; readonly conflicts: readonly Conflict[] };

/** `choices` by the id of a conflict; what is not chosen is `mine`. */
export function merge(
  base: EditorDocument,
  mine: EditorDocument,
  theirs: EditorDocument,
  choices: Choices = new Map(),
): Merged {
  const conflicts: Conflict[] = [];
  function pick<T>(of: Pick<Conflict, 'nodeId' | 'key'>, was: T, ours: T, other: T): T {
    if (same(ours, other) || same(was, other)) return ours;
    if (same(was, ours)) return other;
    const id = `${of.nodeId ?? ''} ${of.key}`;
    conflicts.push({ ...of, id, mine: ours, theirs: other });
    return choices.get(id) === 'theirs' ? other : ours;
  }
  const name = pick({ nodeId: null, key: 'name' }, base.name, mine.name, theirs.name);
  const tags = mergeTags(base.tags, mine.tags, theirs.tags);
  const settings = mergeRecords(base.settings, mine.settings, theirs.settings, (key, ...values) =>
    pick({ nodeId: null, key: `settings.${key}` }, ...values),
  ) as WorkflowSettings;
  const nodes = mergeLists(
    base.nodes,
    mine.nodes,
    theirs.nodes,
    ({ id }) => id,
    (id, was, ours, other) =>
      ours && other ? mergeNode(pick, id, was, ours, other) : pick({ nodeId: id, key: 'node' }, was, ours, other),
  );
  const ids = new Set(nodes.map(({ id }) => id));
  const connections = mergeLists(
    numbered(base.connections),
    numbered(mine.connections),
    numbered(theirs.connections),
    ({ key }) => key,
    // There or not there: who changed it decides, and both cannot have changed it differently.
    (_, was, ours, other) => (was === undefined ? (ours ?? other) : ours && other),
  );
  return {
    document: {
      name,
      tags,
      settings,
      nodes,
      connections: connections
        .map(({ connection }) => connection)
        .filter(({ fromNodeId, toNodeId }) => ids.has(fromNodeId) && ids.has(toNodeId)),
    },
    conflicts,
  };
}

type Pick3 = <T>(of: { nodeId: string | null; key: Conflict['key'] }, was: T, ours: T, other: T) => T;

function mergeNode(
  pick: Pick3,
  nodeId: string,
  was: PlacedNode | undefined,
  ours: PlacedNode,
  other: PlacedNode,
): PlacedNode {
  // Made by both: each key that differs is asked for.
  const base = was ?? ({ config: {} } as Partial<PlacedNode> & Pick<PlacedNode, 'config'>);
  const placeOf = ({ x, y }: Partial<PlacedNode>) => ({ x, y });
  const place = pick({ nodeId, key: 'place' }, placeOf(base), placeOf(ours), placeOf(other)) as {
    x: number;
    y: number;
  };
  return {
    ...ours,
    type: pick({ nodeId, key: 'type' }, base.type, ours.type, other.type) as string,
    label: pick({ nodeId, key: 'label' }, base.label, ours.label, other.label) as string,
    ...place,
    config: mergeRecords(base.config, ours.config, other.config, (key, ...values) =>
      pick({ nodeId, key: `config.${key}` }, ...values),
    ),
  };
}

type Values = Readonly<Record<string, unknown>>;

function mergeRecords(
  base: Values,
  mine: Values,
  theirs: Values,
  pick: (key: string, was: unknown, ours: unknown, other: unknown) => unknown,
): Record<string, unknown> {
  const merged: Record<string, unknown> = {};
  for (const key of new Set([...Object.keys(mine), ...Object.keys(theirs), ...Object.keys(base)])) {
    const value = pick(key, base[key], mine[key], theirs[key]);
    if (value !== undefined) merged[key] = value;
  }
  return merged;
}

/** In my order; what only they have comes after. */
function mergeLists<T>(
  base: readonly T[],
  mine: readonly T[],
  theirs: readonly T[],
  keyOf: (item: T) => string,
  pick: (key: string, was: T | undefined, ours: T | undefined, other: T | undefined) => T | undefined,
): T[] {
  const index = (items: readonly T[]) => new Map(items.map((item) => [keyOf(item), item]));
  const [was, ours, other] = [index(base), index(mine), index(theirs)];
  const keys = new Set([...ours.keys(), ...other.keys(), ...was.keys()]);
  return [...keys].flatMap((key) => pick(key, was.get(key), ours.get(key), other.get(key)) ?? []);
}

function mergeTags(base: readonly string[], mine: readonly string[], theirs: readonly string[]): string[] {
  const tags = (items: readonly string[]) => [...new Set(items)];
  return mergeLists(tags(base), tags(mine), tags(theirs), String, (_, was, ours, other) =>
    was === undefined ? (ours ?? other) : ours && other,
  );
}

/** The same connection twice is two connections. */
function numbered(connections: readonly Connection[]): { key: string; connection: Connection }[] {
  const seen = new Map<string, number>();
  return connections.map((connection) => {
    const key = connectionKey(connection);
    const count = seen.get(key) ?? 0;
    seen.set(key, count + 1);
    return { key: `${key} ${count}`, connection };
  });
}

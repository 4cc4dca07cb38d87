import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import type { EditorDocument } from '../../../client/editor/model/document.ts';
import { merge, type Side } from '../../../client/editor/model/merge.ts';
import { same } from '../../../client/editor/model/same.ts';
import { changed, document } from './_documents.ts';

const three = document.chain((base) =>
  fc.record({ base: fc.constant(base), mine: changed(base), theirs: changed(base) }),
);

/** Lists as sets: the order of nodes and connections means nothing. */
function plain({ nodes, connections, tags, ...rest }: EditorDocument) {
  const sorted = (items: readonly unknown[]) => items.map((each) => JSON.stringify(each, orderOf(each))).sort();
  return { ...rest, tags: [...tags].sort(), nodes: sorted(nodes), connections: sorted(connections) };
}
function orderOf(value: unknown): string[] {
  const keys = new Set<string>();
  JSON.stringify(value, (key, each) => {
    keys.add(key);
    return each;
  });
  return [...keys].sort();
}

const expectSame = (a: EditorDocument, b: EditorDocument) => expect(plain(a)).toEqual(plain(b));

test('one who changed nothing gets what the other did', () => {
  fc.assert(
    fc.property(three, ({ base, mine }) => {
      for (const merged of [merge(base, mine, base), merge(base, base, mine), merge(base, mine, mine)]) {
        expect(merged.conflicts).toEqual([]);
        expectSame(merged.document, mine);
      }
    }),
  );
});

test('every change that only one has made is in the result, whoever asks', () => {
  fc.assert(
    fc.property(three, ({ base, mine, theirs }) => {
      const merged = merge(base, mine, theirs);
      const mirrored = merge(base, theirs, mine);
      expect(mirrored.conflicts.map(({ id }) => id).sort()).toEqual(merged.conflicts.map(({ id }) => id).sort());
      if (merged.conflicts.length === 0) expectSame(mirrored.document, merged.document);
      const asked = new Set(merged.conflicts.map(({ id }) => id));
      for (const node of merged.document.nodes) {
        const of = (side: EditorDocument) => side.nodes.find(({ id }) => id === node.id);
        const [was, ours, other] = [of(base), of(mine), of(theirs)];
        if (!was || !ours || !other) continue;
        for (const key of new Set([ours, other, was].flatMap(({ config }) => Object.keys(config)))) {
          const [b, m, t] = [was.config[key], ours.config[key], other.config[key]];
          const isAsked = asked.has(`${node.id} config.${key}`);
          expect(isAsked).toBe(!same(m, t) && !same(b, m) && !same(b, t));
          expect(node.config[key]).toEqual(isAsked || same(b, t) ? m : t);
        }
      }
    }),
  );
});

test('choosing one side in every conflict gives that side there, and no connection leads nowhere', () => {
  fc.assert(
    fc.property(three, fc.constantFrom<Side>('mine', 'theirs'), ({ base, mine, theirs }, side) => {
      const { conflicts } = merge(base, mine, theirs);
      const choices = new Map(conflicts.map(({ id }) => [id, side]));
      const { document: chosen } = merge(base, mine, theirs, choices);
      const wanted = side === 'mine' ? mine : theirs;
      for (const { nodeId, key } of conflicts) {
        if (nodeId === null) continue;
        const [got, want] = [chosen, wanted].map(({ nodes }) => nodes.find(({ id }) => id === nodeId));
        if (key === 'node') expect(got).toEqual(want);
        else if (key.startsWith('config.')) expect(got?.config[key.slice(7)]).toEqual(want?.config[key.slice(7)]);
        else if (key === 'label') expect(got?.label).toBe(want?.label);
      }
      const there = new Set(chosen.nodes.map(({ id }) => id));
      for (const { fromNodeId, toNodeId } of chosen.connections)
        expect([there.has(fromNodeId), there.has(toNodeId)]).toEqual([true, true]);
    }),
  );
});

import fc from 'fast-check';
import { expect, test } from 'vitest';
import { diffDocuments, isSame } from '../../client/workflow/document-diff.ts';
import { exportOf, fileNameOf } from '../../client/workflow/export.ts';

type Config = Parameters<typeof diffDocuments>[0]['nodes'][number]['config'];
const node = (id: string, config: Config = {}, more: object = {}) => ({
  ...{ id, type: 'http', label: `Node ${id}`, config, x: 0, y: 0 },
  ...more,
});
const link = (fromNodeId: string, toNodeId: string, fromPort?: string) => ({ fromNodeId, toNodeId, fromPort });
const revision = (nodes: ReturnType<typeof node>[], connections: ReturnType<typeof link>[] = [], name = 'W') => ({
  ...{ name, nodes, connections, settings: {} },
});

test('tells what was added, taken away and changed, key by key', () => {
  const before = revision([node('a', { url: 'http://x', retries: 2 }), node('b')], [link('a', 'b')]);
  const after = revision(
    [node('a', { url: 'http://y', retries: 2, body: { n: 1 } }, { label: 'First' }), node('c', {}, { type: 'llm' })],
    [link('a', 'c', 'true')],
    'W 2',
  );
  const diff = diffDocuments(before, after);
  expect(diff.fields).toEqual([{ key: 'name', before: 'W', after: 'W 2' }]);
  expect(diff.nodes.map(({ kind, name }) => [kind, name])).toEqual([
    ['changed', 'First'],
    ['added', 'Node c'],
    ['removed', 'Node b'],
  ]);
  expect(diff.nodes[0]?.fields).toEqual([
    { key: 'label', before: 'Node a', after: 'First' },
    { key: 'url', before: 'http://x', after: 'http://y' },
    { key: 'body', before: null, after: '{\n  "n": 1\n}' },
  ]);
  expect(diff.connections).toEqual({ added: ['First [true] → Node c'], removed: ['Node a → Node b'] });
});

test('a node that is only called otherwise is connected as before; one that only lies elsewhere is moved', () => {
  const before = revision([node('a'), node('b')], [link('a', 'b')]);
  const after = revision([node('a', {}, { label: 'Other' }), node('b', {}, { x: 9 })], [link('a', 'b')]);
  const diff = diffDocuments(before, after);
  expect(diff.connections).toEqual({ added: [], removed: [] });
  expect(diff.nodes).toHaveLength(1);
  expect(diff.moved).toBe(1);
});

test('of the same nothing differs, and what was added one way is taken away the other', () => {
  const ids = fc.uniqueArray(fc.constantFrom('a', 'b', 'c', 'd'));
  const value = fc.oneof(fc.string(), fc.integer(), fc.constant(null));
  const document = ids.chain((list) =>
    fc
      .record({
        values: fc.array(value, { minLength: 4, maxLength: 4 }),
        links: fc.array(fc.nat(20), { maxLength: 4 }),
      })
      .map(({ values, links }) => {
        const pick = (number: number) => list[number % list.length] ?? '';
        const connections = list.length > 1 ? links.map((n) => link(pick(n), pick(n + 1))) : [];
        return revision(
          list.map((id, index) => node(id, { value: values[index] ?? null })),
          connections,
        );
      }),
  );
  fc.assert(
    fc.property(document, document, (one, other) => {
      expect(isSame(diffDocuments(one, one))).toBe(true);
      const [there, back] = [diffDocuments(one, other), diffDocuments(other, one)];
      const idsOf = (diff: typeof there, kind: string) =>
        diff.nodes
          .filter((each) => each.kind === kind)
          .map(({ id }) => id)
          .sort();
      expect(idsOf(there, 'added')).toEqual(idsOf(back, 'removed'));
      expect(idsOf(there, 'changed')).toEqual(idsOf(back, 'changed'));
      expect([...there.connections.added].sort()).toEqual([...back.connections.removed].sort());
    }),
  );
});

test('a file has a name that every file system takes', () => {
  expect(fileNameOf('Informe: año 2026/27 (v1.2)')).toBe('informe-ano-202627-v1-2.json');
  expect(fileNameOf('日本')).toBe('workflow.json');
  expect(Object.keys(exportOf({ id: 'w', revision: 3, name: 'W' } as never))).not.toContain('id');
});

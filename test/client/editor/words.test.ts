import { expect, test } from 'vitest';
import { type FormField, fieldsOf, policyKeys } from '../../../client/editor/model/form.ts';
import { formLayouts } from '../../../client/editor/model/form-layout.ts';
import type { NodeWords } from '../../../client/editor/node-words.ts';
import { enNodes } from '../../../client/locales/node-words/en.ts';
import { esNodes } from '../../../client/locales/node-words/es.ts';
import { nodeTypesAnswer } from '../../../server/http/node-types.ts';
import { nodeTypes } from '../../../server/nodes/index.ts';

const types = nodeTypesAnswer(nodeTypes).nodeTypes.map((type) => ({ ...type, fields: fieldsOf(type.config as never) }));

function within({ shape }: FormField): readonly FormField[] {
  const inner = shape.kind === 'list' ? shape.of : shape;
  return inner.kind === 'group' ? inner.fields : [];
}

/** What has no word in a language. */
function missing({ types: known, keys, options }: NodeWords): string[] {
  return types.flatMap(({ type, fields }) =>
    [...fields, ...fields.flatMap(within)].flatMap(({ key, shape }) => {
      const label = known[type]?.labels?.[key] ?? keys[key];
      const choices = shape.kind === 'choice' ? shape.options : [];
      const silent = choices.filter((each) => !(known[type]?.options?.[`${key}.${each}`] ?? options[each]));
      return [...(label ? [] : [`${type}.${key}`]), ...silent.map((each) => `${type}.${key}.${each}`)];
    }),
  );
}

test('every key and every choice of every node type has a name in each language', () => {
  expect(missing(enNodes)).toEqual([]);
  expect(missing(esNodes)).toEqual([]);
  for (const key of policyKeys) expect([key, enNodes.keys[key], esNodes.keys[key]]).not.toContain(undefined);
});

test('every node type and each of its keys is described in Spanish', () => {
  const without = types.flatMap(({ type, fields }) => {
    const words = esNodes.types[type];
    const whole = words?.title && words.description ? [] : [type];
    return [...whole, ...fields.filter(({ key }) => !words?.hints?.[key]).map(({ key }) => `${type}.${key}`)];
  });
  expect(without).toEqual([]);
});

test('no word is of a type or a key that is not there, and none is lost between languages', () => {
  const known = new Map(types.map(({ type, fields }) => [type, new Set(fields.map(({ key }) => key))]));
  for (const { types: words } of [enNodes, esNodes]) {
    for (const [type, { labels, hints }] of Object.entries(words)) {
      if (type === 'workflow settings') continue;
      expect(known.has(type), type).toBe(true);
      for (const key of Object.keys({ ...labels, ...hints }))
        expect(known.get(type)!.has(key), `${type}.${key}`).toBe(true);
    }
  }
  for (const [type, { when, more, suggest, code, plain }] of Object.entries(formLayouts)) {
    const keys = [...Object.keys({ ...when, ...suggest }), ...[more, code, plain].flatMap((each) => each ?? [])];
    for (const key of keys) expect(known.get(type)!.has(key), `${type}.${key}`).toBe(true);
  }
  expect(Object.keys(esNodes.keys).sort()).toEqual(Object.keys(enNodes.keys).sort());
  expect(Object.keys(esNodes.options).sort()).toEqual(Object.keys(enNodes.options).sort());
});

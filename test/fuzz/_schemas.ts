/** Values that a JSON Schema describes, as far as this program's schemas go: now and then such as nobody would think of. */
import fc from 'fast-check';
import type { Json, JsonRecord } from '../../db/model.ts';
import { anyJson, anyRecord, anyText } from './_values.ts';

export type Schema = { readonly [key: string]: unknown };
/** Schemas by the end of the address by which others name them; `ids`: what is really there. */
export type Around = {
  readonly named?: Readonly<Record<string, Schema>>;
  readonly ids?: readonly string[];
  readonly depth?: number;
};

const DEPTH = 6;
const plain = [
  'a',
  'id',
  'a.b',
  'name',
  'price',
  'n1',
  '{{ a }}',
  '{{ input }}',
  'http://127.0.0.1:1/',
  '2026-10-05',
  '2026-10-05T08:00:00.000Z',
  '{}',
  'null',
  '0',
  '5',
];

export function valueFrom(schema: Schema, around: Around = {}): fc.Arbitrary<Json> {
  const { depth = 0, named = {} } = around;
  if (depth > DEPTH) return anyJson;
  const inner = { ...around, depth: depth + 1 };
  const { $ref, anyOf, oneOf, allOf, type, items, prefixItems } = schema;
  if (typeof $ref === 'string') return valueFrom(named[$ref.split('/').at(-1)!] ?? {}, inner);
  if (Array.isArray(schema.enum)) return fc.constantFrom(...(schema.enum as Json[]));
  if (schema.const !== undefined) return fc.constant(schema.const as Json);
  const choices = anyOf ?? oneOf;
  if (Array.isArray(choices)) return fc.oneof(...(choices as Schema[]).map((each) => valueFrom(each, inner)));
  if (Array.isArray(allOf)) return valueFrom((allOf as Schema[])[0] ?? {}, inner);
  switch (type) {
    case 'string':
      return textFrom(schema, around);
    case 'integer':
      return fc.integer(boundsOf(schema));
    case 'number':
      return fc.double({ ...boundsOf(schema), noNaN: true });
    case 'boolean':
      return fc.boolean();
    case 'null':
      return fc.constant(null);
    case 'array':
      if (Array.isArray(prefixItems))
        return fc.tuple(...(prefixItems as Schema[]).map((each) => valueFrom(each, inner)));
      return fc.array(valueFrom((items ?? {}) as Schema, inner), { maxLength: 3 });
    case 'object':
      return schema.properties === undefined ? anyRecord : recordOf(schema, inner);
    default:
      return anyJson;
  }
}

export function recordOf({ properties = {}, required = [] }: Schema, around: Around = {}): fc.Arbitrary<JsonRecord> {
  const fields = Object.entries(properties as Record<string, Schema>).map(
    ([key, each]) => [key, valueFrom(each, around)] as const,
  );
  const requiredKeys = (required as string[]).filter((key) => Object.hasOwn(properties as object, key));
  return fc.record(Object.fromEntries(fields), { requiredKeys });
}

function boundsOf({ minimum, maximum }: Schema): { min: number; max: number } {
  return { min: Math.max(Number(minimum ?? 0), -1_000), max: Math.min(Number(maximum ?? 1_000), 1_000_000) };
}

function textFrom({ pattern, format }: Schema, { ids = [] }: Around): fc.Arbitrary<string> {
  if (format === 'date-time') return fc.constantFrom('2026-10-05T08:00:00.000Z', '2026-10-05');
  if (pattern !== undefined) return fc.constantFrom('GET', 'POST', '2xx', 'any', '200-299', 'name', 'price', 'x_1');
  return fc.oneof({ weight: 2, arbitrary: anyText }, { weight: 3, arbitrary: fc.constantFrom(...plain, ...ids) });
}

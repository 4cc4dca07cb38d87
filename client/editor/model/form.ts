/** From the JSON Schema of a config to the fields of a form. Pure. */
import type { Json } from '../../../db/model.ts';

export type FieldShape =
  | { readonly kind: 'text'; readonly long: boolean }
  | { readonly kind: 'number'; readonly whole: boolean; readonly min?: number; readonly max?: number }
  /** a number, or a template of one */
  | { readonly kind: 'numberOrText'; readonly whole: boolean }
  | { readonly kind: 'boolean' }
  | { readonly kind: 'choice'; readonly options: readonly string[] }
  | { readonly kind: 'list'; readonly of: FieldShape }
  /** names and values */
  | { readonly kind: 'map' }
  | { readonly kind: 'group'; readonly fields: readonly FormField[] }
  /** a JSON object */
  | { readonly kind: 'record' }
  /** any JSON: a text, a number, a list … */
  | { readonly kind: 'any' };
export type FormField = {
  readonly key: string;
  readonly shape: FieldShape;
  readonly required: boolean;
  /** what holds when it is left out; undefined: nothing does */
  readonly default: Json | undefined;
  readonly description: string;
};

type Schema = { readonly [key: string]: Json };
/** Texts that may be longer than this are written in several lines. */
const LONG_FROM = 5_000;

/** The fields of an object schema, in its order. */
export function fieldsOf(schema: Schema): FormField[] {
  const required = new Set(Array.isArray(schema.required) ? schema.required : []);
  return Object.entries((schema.properties ?? {}) as { [key: string]: Schema }).map(([key, property]) => ({
    key,
    shape: shapeOf(property),
    required: required.has(key),
    default: property.default,
    description: typeof property.description === 'string' ? property.description : '',
  }));
}

function shapeOf(schema: Schema): FieldShape {
  if (Array.isArray(schema.enum) && schema.enum.every((each) => typeof each === 'string')) {
    return { kind: 'choice', options: schema.enum };
  }
  if (Array.isArray(schema.anyOf)) {
    const kinds = schema.anyOf.map((each) => (each as Schema).type);
    const isNumber = kinds.some((kind) => kind === 'number' || kind === 'integer');
    if (kinds.length === 2 && isNumber && kinds.includes('string')) {
      return { kind: 'numberOrText', whole: kinds.includes('integer') };
    }
    return { kind: 'any' };
  }
  switch (schema.type) {
    case 'string':
      return { kind: 'text', long: schema.pattern === undefined && !(Number(schema.maxLength) < LONG_FROM) };
    case 'number':
    case 'integer': {
      const bound = (value: Json | undefined) => (typeof value === 'number' ? value : undefined);
      return {
        kind: 'number',
        whole: schema.type === 'integer',
        min: bound(schema.minimum),
        max: bound(schema.maximum),
      };
    }
    case 'boolean':
      return { kind: 'boolean' };
    case 'array':
      return { kind: 'list', of: schema.items ? shapeOf(schema.items as Schema) : { kind: 'any' } };
    case 'object':
      return objectShape(schema);
    default:
      return { kind: 'any' };
  }
}

function objectShape(schema: Schema): FieldShape {
  if (schema.properties) return { kind: 'group', fields: fieldsOf(schema) };
  const values = schema.additionalProperties as Schema | undefined;
  const isSimple = values && (typeof values.type === 'string' || Array.isArray(values.type));
  return isSimple && values.type !== 'object' && values.type !== 'array' ? { kind: 'map' } : { kind: 'record' };
}

/** Keys that every node may have, shown apart from its own. */
export const policyKeys = ['retries', 'timeoutMs', 'onError', 'onInterrupted'] as const;

/** Keys of a config that no field stands for. */
export function furtherKeys(config: Readonly<Record<string, unknown>>, fields: readonly FormField[]): string[] {
  const known = new Set<string>([...fields.map(({ key }) => key), ...policyKeys, 'customName']);
  return Object.keys(config).filter((key) => !known.has(key));
}

/** What a number field was typed as; undefined: it is empty. A text that is no number stays one, for the problem list. */
export function readNumber(typed: string): number | string | undefined {
  const trimmed = typed.trim();
  if (trimmed === '') return undefined;
  const number = Number(/^-?\d+,\d+$/.test(trimmed) ? trimmed.replace(',', '.') : trimmed);
  return Number.isFinite(number) ? number : typed;
}

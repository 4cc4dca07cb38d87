import * as z from 'zod';
import type { Json, JsonRecord, NodeResult } from '../../db/model.ts';
import { defineNode } from '../engine/node.ts';
import { aliased } from './aliased.ts';
import { type Operator, operatorNames, operators, operatorWords, unary } from './condition-operators.ts';
import { isRecord, rowsOf, valueAt } from './records.ts';

/** `not_equals` is `notEquals`. */
function camelCase(name: unknown): unknown {
  return typeof name === 'string' ? name.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase()) : name;
}

const operator = z.preprocess(camelCase, z.enum(operatorNames).default('equals'));
const additional = aliased(
  z.object({
    logic: z
      .preprocess(
        (word) => (typeof word === 'string' ? word.toUpperCase() : word),
        z.enum(['AND', 'OR']).default('AND'),
      )
      .describe('How it is joined to what stands before'),
    conditionField: z.string().max(500).default('').describe('Dotted path of the field'),
    conditionOperator: operator.describe('Comparison'),
    conditionValue: z.json().default('').describe('What it is compared with'),
  }),
  {
    logic: ['logicalOperator', 'connector'],
    conditionField: ['field'],
    conditionOperator: ['operator'],
    conditionValue: ['value'],
  },
);

const config = aliased(
  z.object({
    conditionField: z
      .string()
      .max(500)
      .default('')
      .describe('Dotted path of the field, or $result.statusCode and the like'),
    conditionOperator: operator.describe('Comparison'),
    conditionValue: z.json().default('').describe('What it is compared with'),
    additionalConditions: z
      .array(additional)
      .max(100)
      // Not `default`: JSON Schema would leave it out, because the items are transformed.
      .prefault([])
      .describe('Further conditions, joined by AND (first) and OR'),
    processingMode: z
      .enum(['batch', 'perRow'])
      .default('batch')
      .describe('Test the record once, or send each row its own way'),
  }),
  {
    conditionField: ['field'],
    conditionOperator: ['operator'],
    conditionValue: ['value'],
    processingMode: ['conditionProcessingMode'],
  },
);

type Test = { readonly conditionField: string; readonly conditionOperator: Operator; readonly conditionValue: Json };

export const condition = defineNode({
  type: 'condition',
  title: 'Condition',
  description: 'Goes on by the port "true" or "false", for the whole or row by row.',
  category: 'logic',
  config,
  outputs: ['true', 'false'],
  effect: 'pure',
  run: ({ config: { additionalConditions, processingMode, ...first }, result, render }, input) => {
    const holds = (row: Json, compared?: Map<Test, Json>): boolean => {
      const scope = isRecord(row) ? row : {};
      const one = (test: Test) => {
        const value = render(test.conditionValue, scope);
        compared?.set(test, value);
        return operators[test.conditionOperator](fieldOf(test.conditionField, row, result), value);
      };
      let anyGroup = false;
      let group = one(first);
      for (const next of additionalConditions) {
        if (next.logic === 'AND') group = group && one(next);
        else {
          anyGroup ||= group;
          group = one(next);
        }
      }
      return anyGroup || group;
    };
    const compared = new Map<Test, Json>();
    const sentence = () => describe(first, additionalConditions, (test) => compared.get(test) ?? test.conditionValue);
    if (processingMode === 'perRow') return split(rowsOf(input), holds, sentence());
    const tested = Array.isArray(input) ? (input[0] ?? null) : input;
    const conditionResult = holds(tested, compared);
    return { success: true, message: `"${sentence()}" was ${conditionResult}`, outputData: input, conditionResult };
  },
});

/** Rows that match go down `true`, the others down `false`; a side without rows is left out, and its edges die. */
function split(rows: Json[], holds: (row: Json) => boolean, sentence: string): NodeResult {
  const yes: Json[] = [];
  const no: Json[] = [];
  for (const row of rows) (holds(row) ? yes : no).push(row);
  const ports: JsonRecord = {};
  if (yes.length > 0) ports.true = yes;
  if (no.length > 0) ports.false = no;
  const message = `"${sentence}" was true for ${yes.length} of ${rows.length} rows`;
  return { success: true, message, outputData: rows, ports };
}

function fieldOf(path: string, row: Json, result: NodeResult | undefined): Json | undefined {
  if (path === '$result') return result as Json | undefined;
  if (path.startsWith('$result.')) return valueAt(result as Json | undefined, path.slice('$result.'.length));
  const found = valueAt(row, path);
  // A field whose own name has dots in it.
  return found === undefined && isRecord(row) && Object.hasOwn(row, path) ? row[path] : found;
}

type Joined = Test & { readonly logic: 'AND' | 'OR' };

/** The tests as a sentence; a value that was not rendered, because it decided nothing, stands as it was written. */
function describe(first: Test, more: readonly Joined[], comparedWith: (test: Test) => Json): string {
  const one = (test: Test): string => {
    const words = `${test.conditionField || 'value'} ${operatorWords[test.conditionOperator]}`;
    if (unary.has(test.conditionOperator)) return words;
    const value = comparedWith(test);
    return `${words} ${typeof value === 'string' ? value || '""' : JSON.stringify(value)}`;
  };
  return [one(first), ...more.map((test) => `${test.logic} ${one(test)}`)].join(' ').slice(0, 500);
}

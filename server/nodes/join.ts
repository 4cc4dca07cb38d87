import * as z from 'zod';
import type { Json, JsonRecord } from '../../db/model.ts';
import { defineNode, NodeFailure } from '../engine/node.ts';
import { aliased } from './aliased.ts';
import { isRecord, rowsOf, valueAt, withField } from './records.ts';

const config = aliased(
  z.object({
    joinStrategy: z
      .enum(['concat', 'mergeByKey'])
      .default('concat')
      .describe('One list after another, or rows matched by a key'),
    joinKey: z.string().max(500).default('id').describe('Field whose value matches rows of A and B'),
    joinType: z
      .enum(['inner', 'left', 'outer'])
      .default('inner')
      .describe('Which rows without a match are kept: none, those of A, all'),
  }),
  { joinStrategy: ['strategy', 'joinMode', 'mode'], joinKey: ['key', 'mergeKey'] },
);

export const join = defineNode({
  type: 'join',
  title: 'Join',
  description: 'Brings branches together: the rows of all of them, or rows of A and B matched by a key.',
  category: 'flow',
  config,
  inputs: ['A', 'B'],
  effect: 'pure',
  check: ({ joinStrategy }, { incomingPorts }) => {
    if (joinStrategy === 'concat') return [];
    const count = (port: string) => incomingPorts.filter((each) => each === port).length;
    const unnamed = incomingPorts.filter((port) => port === null).length;
    const fits = count('A') <= 1 && count('B') <= 1 && count('A') + count('B') + unnamed === 2;
    const got = incomingPorts.map((port) => port ?? 'no port').join(', ') || 'none';
    return fits
      ? []
      : [
          {
            key: 'joinStrategy',
            message: `Expected "mergeByKey" to have one connection into A and one into B, got ${got}`,
          },
        ];
  },
  run: ({ config: { joinStrategy, joinKey, joinType }, sides }) => {
    const { A, B } = sides();
    if (joinStrategy === 'concat') {
      const rows = [...A, ...B].flatMap(rowsOf);
      return { success: true, message: `${rows.length} rows together`, outputData: rows };
    }
    const rows = mergeByKey(A.flatMap(rowsOf), B.flatMap(rowsOf), joinKey, joinType);
    return { success: true, message: `${rows.length} rows by "${joinKey}" (${joinType})`, outputData: rows };
  },
});

/** More would not fit between two nodes anyway, and making them would hold the process, or end it. */
const MOST_ROWS = 1_000_000;

function tooMany(key: string): NodeFailure {
  const sentence = `Expected rows of A and B with the same "${key}" to make at most ${MOST_ROWS} pairs, got more.`;
  return new NodeFailure('too_many_rows', `${sentence} Is "joinKey" a field that tells rows apart?`);
}

/** Every pair of rows with the same key, in the order of A, then of B; then, as the type says, rows without a match. */
function mergeByKey(a: readonly Json[], b: readonly Json[], key: string, type: 'inner' | 'left' | 'outer'): Json[] {
  const byKey = new Map<string, JsonRecord[]>();
  const matched = new Set<JsonRecord>();
  const others = b.map((row) => asRecord(row, 'B'));
  for (const row of others) {
    const value = keyOf(row, key);
    if (value === null) continue;
    const list = byKey.get(value);
    if (list) list.push(row);
    else byKey.set(value, [row]);
  }
  const rows: Json[] = [];
  for (const left of a.map((row) => asRecord(row, 'A'))) {
    const value = keyOf(left, key);
    const partners = value === null ? [] : (byKey.get(value) ?? []);
    if (rows.length + partners.length > MOST_ROWS) throw tooMany(key);
    for (const right of partners) {
      matched.add(right);
      rows.push(merge(left, right, key));
    }
    if (partners.length === 0 && type !== 'inner') rows.push(left);
  }
  return type === 'outer' ? rows.concat(others.filter((row) => !matched.has(row))) : rows;
}

/** Numbers and text that read the same are the same key; a row without the key matches nothing. */
function keyOf(row: JsonRecord, key: string): string | null {
  const value = valueAt(row, key);
  if (value === undefined || value === null) return null;
  return typeof value === 'string' ? value : JSON.stringify(value);
}

function merge(left: JsonRecord, right: JsonRecord, key: string): JsonRecord {
  let merged = left;
  for (const [field, value] of Object.entries(right)) {
    if (field === key) continue;
    let name = Object.hasOwn(left, field) ? `B_${field}` : field;
    // either side may have a field of that name already
    while (Object.hasOwn(merged, name) || (name !== field && Object.hasOwn(right, name))) name = `B_${name}`;
    merged = withField(merged, name, value);
  }
  return merged;
}

function asRecord(row: Json, side: string): JsonRecord {
  if (isRecord(row)) return row;
  const got = JSON.stringify(row).slice(0, 100);
  throw new NodeFailure('not_a_record', `Expected every row of side ${side} to be a record, got ${got}.`);
}

import * as z from 'zod';
import type { Json, JsonRecord } from '../../db/model.ts';
import { defineNode } from '../engine/node.ts';
import { aliased } from './aliased.ts';
import { isRecord } from './records.ts';

/** A list, or names with commas between them. */
const columns = z.preprocess(
  (value) => {
    if (typeof value !== 'string') return value;
    const names = value.split(',').map((name) => name.trim());
    return names.filter((name) => name !== '');
  },
  z.array(z.string().max(200)).default([]),
);

const config = aliased(
  z.object({
    columnsA: columns.describe('Columns that go on by port A'),
    columnsB: columns.describe('Columns that go on by port B'),
  }),
  {
    columnsA: ['columnsOutputA', 'splitColumnsA', 'outputAColumns'],
    columnsB: ['columnsOutputB', 'splitColumnsB', 'outputBColumns'],
  },
);

export const splitColumns = defineNode({
  type: 'splitColumns',
  title: 'Split columns',
  description: 'Sends some columns of each row on by port A, others by port B.',
  category: 'data',
  config,
  outputs: ['A', 'B'],
  effect: 'pure',
  run: ({ config: { columnsA, columnsB } }, input) => ({
    success: true,
    message: `${columnsA.length} columns to A, ${columnsB.length} to B`,
    outputData: input,
    ports: { A: pick(input, columnsA), B: pick(input, columnsB) },
  }),
});

function pick(value: Json, names: readonly string[]): Json {
  if (Array.isArray(value)) return value.map((row) => pick(row, names));
  if (!isRecord(value)) return value;
  const kept: [string, Json][] = names.flatMap((name) => (Object.hasOwn(value, name) ? [[name, value[name]!]] : []));
  return Object.fromEntries(kept) as JsonRecord;
}

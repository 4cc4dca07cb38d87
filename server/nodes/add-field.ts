import * as z from 'zod';
import type { Json, JsonRecord } from '../../db/model.ts';
import { defineNode } from '../engine/node.ts';
import { aliased } from './aliased.ts';
import { isRecord, withField } from './records.ts';

const config = aliased(
  z.object({
    fieldName: z.string().min(1).max(200).describe('Name of the field'),
    fieldValue: z.json().default('').describe('Its value; templates see the record, and in a list its row'),
  }),
  { fieldName: ['addFieldName'], fieldValue: ['addFieldValue'] },
);

export const addField = defineNode({
  type: 'addField',
  title: 'Add field',
  description: 'Sets one field on the record, or on each row of a list.',
  category: 'data',
  config,
  effect: 'pure',
  run: ({ config: { fieldName, fieldValue }, render }, input) => {
    const set = (row: Json, scope: JsonRecord): Json =>
      withField(isRecord(row) ? row : { value: row }, fieldName, render(fieldValue, scope));
    const rows = Array.isArray(input) ? input.map((row, index) => set(row, { ...scopeOf(row), row, index })) : null;
    const message = rows ? `"${fieldName}" is set on ${rows.length} rows` : `"${fieldName}" is set`;
    return { success: true, message, outputData: rows ?? set(input, {}) };
  },
});

function scopeOf(row: Json): JsonRecord {
  return isRecord(row) ? row : {};
}

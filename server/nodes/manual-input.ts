import * as z from 'zod';
import type { Json } from '../../db/model.ts';
import { defineNode, NodeFailure } from '../engine/node.ts';
import { aliased } from './aliased.ts';
import { isRecord, withField } from './records.ts';

const config = aliased(
  z.object({
    inputVarName: z.string().min(1).max(200).default('input').describe('Name of the field'),
    inputVarValue: z.json().default('').describe('Value when the execution is given none'),
    valueType: z
      .enum(['text', 'number', 'boolean', 'json'])
      .optional()
      .describe('Type of the value; text keeps what is typed'),
    required: z.boolean().default(false).describe('Whether it may be left empty'),
  }),
  {
    inputVarName: ['manualInputVarName', 'variableName'],
    inputVarValue: ['manualInputVarValue', 'variableValue'],
    valueType: ['inputVarType', 'variableType'],
  },
);

export const manualInput = defineNode({
  type: 'manualInput',
  title: 'Manual input',
  description: 'Adds a value that a person types, or the execution is given, to what comes in.',
  category: 'data',
  config,
  effect: 'pure',
  run: ({ config: { inputVarName: name, inputVarValue, valueType, required }, given, render }, input) => {
    const value = typed(given === undefined ? render(inputVarValue) : given, valueType, name);
    if (required && (value === '' || value === null)) {
      throw new NodeFailure(
        'missing_input',
        `Expected a value for "${name}", got nothing. Give it among the inputs of the execution.`,
      );
    }
    const record = isRecord(input) ? input : { input };
    return { success: true, message: `"${name}" is set`, outputData: withField(record, name, value) };
  },
});

function typed(value: Json, type: 'text' | 'number' | 'boolean' | 'json' | undefined, name: string): Json {
  switch (type) {
    case undefined:
      return value;
    case 'text':
      return typeof value === 'string' ? value : JSON.stringify(value);
    case 'number':
      return toNumber(value, name);
    case 'boolean':
      if (typeof value === 'boolean') return value;
      if (value === 'true' || value === 'false') return value === 'true';
      throw wrong(value, name, 'true or false');
    case 'json':
      return typeof value === 'string' ? parsed(value, name) : value;
    default:
      return type satisfies never;
  }
}

function toNumber(value: Json, name: string): number {
  const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
  if (typeof number !== 'number' || !Number.isFinite(number)) throw wrong(value, name, 'a number');
  return number;
}

function parsed(text: string, name: string): Json {
  try {
    return JSON.parse(text) as Json;
  } catch (cause) {
    throw wrong(text, name, 'JSON', cause);
  }
}

function wrong(value: Json, name: string, expected: string, cause?: unknown): NodeFailure {
  return new NodeFailure(
    'wrong_input',
    `Expected ${expected} for "${name}", got ${JSON.stringify(value).slice(0, 100)}.`,
    { cause },
  );
}

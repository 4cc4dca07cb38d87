import { describe, expect, test } from 'vitest';
import * as z from 'zod';
import { shapeOf, withoutAliases } from '../../server/nodes/aliased.ts';
import { nodeTypes } from '../../server/nodes/index.ts';
import { parsed } from './_run.ts';

/** The names that real documents use, in the order in which they count. */
const aliases: [string, string, string[], object][] = [
  ['manualInput', 'inputVarName', ['manualInputVarName', 'variableName'], {}],
  ['manualInput', 'inputVarValue', ['manualInputVarValue', 'variableValue'], {}],
  ['addField', 'fieldName', ['addFieldName'], {}],
  ['addField', 'fieldValue', ['addFieldValue'], { fieldName: 'x' }],
  ['http', 'httpUrl', ['url'], {}],
  ['http', 'httpMethod', ['method'], { httpUrl: 'http://a' }],
  ['llm', 'llmPrompt', ['prompt'], {}],
  ['llm', 'processingMode', ['llmProcessingMode'], { llmPrompt: 'x' }],
  ['fetchData', 'databaseId', ['entityId', 'selectedEntityId', 'targetEntityId'], {}],
  ['saveRecords', 'databaseId', ['entityId', 'selectedEntityId', 'targetEntityId'], {}],
];
const enums: Record<string, [string, string]> = { processingMode: ['perRow', 'batch'], httpMethod: ['PUT', 'GET'] };

describe('a key under several names', () => {
  test.each(aliases)('%s %s is read under %j, its own name first', (type, key, others, base) => {
    const [wanted, other] = enums[key] ?? ['first', 'second'];
    const names = [key, ...others];
    names.forEach((name, index) => {
      const later = Object.fromEntries(names.slice(index + 1).map((each) => [each, other]));
      expect(parsed(type, { ...base, ...later, [name]: wanted })[key], name).toBe(wanted);
    });
  });

  test('counts 0, false and "" as values, and null as none', () => {
    for (const value of [0, false, '']) {
      expect(parsed('manualInput', { inputVarValue: value, variableValue: 'later' }).inputVarValue).toBe(value);
    }
    expect(parsed('manualInput', { inputVarValue: null, variableValue: 0 }).inputVarValue).toBe(0);
    expect(parsed('manualInput', {})).toMatchObject({ inputVarName: 'input', inputVarValue: '' });
  });

  test('is told apart from keys that mean nothing to the type', () => {
    const { config } = nodeTypes.get('http')!;
    expect(withoutAliases(config, { url: 'http://a', customName: 'Call', retries: 3, method: 'get' })).toEqual({
      httpUrl: 'http://a',
      customName: 'Call',
      retries: 3,
      httpMethod: 'get',
    });
  });
});

/** What a config cannot do without. */
const needs: Record<string, object> = {
  llm: { llmPrompt: 'x' },
  code: { code: 'return 1' },
  http: { httpUrl: 'http://a' },
  addField: { fieldName: 'x' },
  delay: { amount: 1 },
  executeWorkflow: { workflowId: 'w' },
  fetchData: { databaseId: 'd' },
  saveRecords: { databaseId: 'd' },
  importRecords: { databaseId: 'd', importId: 1, options: {} },
};

describe('every type', () => {
  const all = [...nodeTypes.values()].map((type) => [type.type, type] as const);

  test('is listed under its own name', () => {
    expect([...nodeTypes.keys()].sort()).toEqual([
      'addField',
      'code',
      'comment',
      'condition',
      'delay',
      'executeWorkflow',
      'fetchData',
      'http',
      'humanApproval',
      'importRecords',
      'join',
      'llm',
      'manualInput',
      'output',
      'saveRecords',
      'splitColumns',
      'trigger',
      'webhook',
      'webhookResponse',
    ]);
  });

  test.each(all)('%s describes every key of its config, as JSON Schema too', (_, type) => {
    const schema = z.toJSONSchema(shapeOf(type.config), { io: 'input', unrepresentable: 'any' });
    for (const [key, property] of Object.entries(schema.properties ?? {})) {
      expect((property as { description?: string }).description, key).toMatch(/^[A-Z].{3,}[^.]$/);
    }
    expect(type.description).toMatch(/^[A-Z].*\.$/);
  });

  test.each(all)('%s tells its defaults in its JSON Schema', (name, type) => {
    const { properties = {} } = z.toJSONSchema(shapeOf(type.config), { io: 'input', unrepresentable: 'any' });
    const told = Object.entries(properties).flatMap(([key, property]) =>
      'default' in (property as object) ? [[key, (property as { default: unknown }).default]] : [],
    );
    const needed = needs[name] ?? {};
    const parsed = type.config.parse(needed) as object;
    const given = Object.entries(parsed).filter(([key]) => !(key in needed));
    expect(Object.fromEntries(told)).toEqual(Object.fromEntries(given));
  });

  test.each(all)('%s gives the same config when it reads its own again', (name, type) => {
    const once = type.config.parse(needs[name] ?? {});
    expect(type.config.parse(once)).toEqual(once);
  });
});

import { expect, test } from 'vitest';
import { inputFields, inputsOf, readField, typedFrom } from '../../client/run-form/manual-inputs.ts';
import { manualInput } from '../../server/nodes/manual-input.ts';

const node = (config: Record<string, unknown>, label = '') => ({ id: 'n1', type: 'manualInput', label, config });

test.each([
  [
    { inputVarName: 'order', inputVarValue: '7' },
    { name: 'order', value: '7', type: 'text' },
  ],
  [
    { manualInputVarName: 'order', manualInputVarValue: 7 },
    { name: 'order', value: '7', type: 'number' },
  ],
  [
    { variableName: 'order', variableValue: 0 },
    { name: 'order', value: '0', type: 'number' },
  ],
  [
    { variableName: 'ok', variableValue: false },
    { name: 'ok', value: 'false', type: 'boolean' },
  ],
  [
    { inputVarName: 'order', variableName: 'other' },
    { name: 'order', value: '', type: 'text' },
  ],
  [{ inputVarValue: { a: 1 } }, { name: 'input', value: '{"a":1}', type: 'json' }],
  [
    { inputVarValue: '7', inputVarType: 'number', required: true },
    { type: 'number', required: true },
  ],
])('%j is the field %j', (config, field) => {
  expect(inputFields([node(config)])[0]).toMatchObject(field);
});

test('a field reads names and values as the node itself does', () => {
  for (const config of [
    { inputVarName: 'a', inputVarValue: 1 },
    { manualInputVarName: 'b', manualInputVarValue: false },
    { variableName: 'c', variableValue: 'x', valueType: 'text' },
    {},
  ]) {
    const parsed = manualInput.config.parse(config) as { inputVarName: string; inputVarValue: unknown };
    const [field] = inputFields([node(config)]);
    expect(field!.name).toBe(parsed.inputVarName);
    expect(field!.value).toBe(
      typeof parsed.inputVarValue === 'string' ? parsed.inputVarValue : JSON.stringify(parsed.inputVarValue),
    );
  }
});

test('its name for people is the custom one, else the label, else that of the value', () => {
  expect(inputFields([node({ customName: 'Which order?' }, 'Order')])[0]!.label).toBe('Which order?');
  expect(inputFields([node({ inputVarName: 'order' }, 'Order')])[0]!.label).toBe('Order');
  expect(inputFields([node({ inputVarName: 'order' })])[0]!.label).toBe('order');
});

test('only manual inputs are asked for', () => {
  expect(inputFields([{ id: 't', type: 'trigger', label: '', config: {} }])).toEqual([]);
});

test('what is typed becomes a value of its type, or a problem', () => {
  expect(readField('text', ' 7 ')).toEqual({ value: ' 7 ' });
  expect(readField('number', ' 7,5 ')).toEqual({ value: 7.5 });
  expect(readField('number', '')).toEqual({ value: null });
  expect(readField('number', 'seven')).toMatchObject({ problem: 'number', text: 'seven' });
  expect(readField('boolean', 'true')).toEqual({ value: true });
  expect(readField('json', '{"a":[1]}')).toEqual({ value: { a: [1] } });
  expect(readField('json', '{a')).toMatchObject({ problem: 'json' });
});

test('a field that nobody touched sends nothing, so that its default stays the server’s', () => {
  const fields = inputFields([node({ inputVarName: 'order', inputVarValue: '{{ today }}' })]);
  expect(inputsOf(fields, new Map())).toEqual({});
  expect(inputsOf(fields, new Map([['n1', 0]]))).toEqual({ n1: 0 });
});

test('the inputs of an execution come back as they were typed, and nothing of them is lost', () => {
  const fields = inputFields([
    node({ inputVarName: 'order', inputVarValue: '' }),
    { ...node({ inputVarName: 'count', inputVarValue: 1 }), id: 'n2' },
  ]);
  const inputs = { n1: 'ACME', n2: 7, further: { a: 1 } };
  const { typed, more } = typedFrom(fields, inputs);
  expect([...typed]).toEqual([
    ['n1', 'ACME'],
    ['n2', '7'],
  ]);
  expect(JSON.parse(more)).toEqual({ further: { a: 1 } });
  // What does not fit its field any more is not hidden in it.
  expect(typedFrom(fields, { n1: { a: 1 } })).toEqual({ typed: new Map(), more: '{\n  "n1": {\n    "a": 1\n  }\n}' });
});

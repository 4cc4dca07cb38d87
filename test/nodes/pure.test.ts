import { describe, expect, test } from 'vitest';
import { nodeTypes } from '../../server/nodes/index.ts';
import { failureOf, outputOf, run, STARTED_AT, waitOf } from './_run.ts';

describe('trigger', () => {
  test('passes on what it is given, else an empty record', async () => {
    expect(await outputOf('trigger', {}, {}, { given: { a: 1 } })).toEqual({ a: 1 });
    expect(await outputOf('trigger', {})).toEqual({});
  });
});

describe('webhook', () => {
  const call = { method: 'POST', headers: { a: 'b' }, query: { q: '1' }, body: { order: 7 } };

  test('passes on the body, or the whole request', async () => {
    expect(await outputOf('webhook', {}, {}, { given: call })).toEqual({ order: 7 });
    expect(await outputOf('webhook', { output: 'request' }, {}, { given: call })).toEqual(call);
  });

  test('takes plain inputs when it is begun by hand', async () => {
    expect(await outputOf('webhook', {}, {}, { given: { order: 7 } })).toEqual({ order: 7 });
  });
});

describe('manualInput', () => {
  test('adds its value to what comes in; what the execution is given wins', async () => {
    const config = { inputVarName: 'city', inputVarValue: 'Vienna' };
    expect(await outputOf('manualInput', config, { a: 1 })).toEqual({ a: 1, city: 'Vienna' });
    expect(await outputOf('manualInput', config, { a: 1 }, { given: 'Porto' })).toEqual({ a: 1, city: 'Porto' });
    expect(await outputOf('manualInput', config, {}, { given: '' })).toEqual({ city: '' });
  });

  test('has a name and a value when it is set to none', async () => {
    expect(await outputOf('manualInput', {})).toEqual({ input: '' });
  });

  test.each([
    ['number', '12.5', 12.5],
    ['number', 0, 0],
    ['boolean', 'false', false],
    ['boolean', true, true],
    ['json', '{"a":[1]}', { a: [1] }],
    ['json', [1], [1]],
    ['text', 5, '5'],
    ['text', '5', '5'],
  ])('as %s makes %j to %j', async (valueType, given, expected) => {
    expect(await outputOf('manualInput', { valueType }, {}, { given })).toEqual({ input: expected });
  });

  test.each([
    ['number', 'five', 'Expected a number for "input", got "five".'],
    ['number', '', 'Expected a number for "input", got "".'],
    ['boolean', 'maybe', 'Expected true or false for "input", got "maybe".'],
    ['json', '{', 'Expected JSON for "input", got "{".'],
  ])('as %s refuses %j', async (valueType, given, message) => {
    expect((await failureOf('manualInput', { valueType }, {}, { given })).message).toBe(message);
  });

  test('fails when it is required and empty', async () => {
    expect((await failureOf('manualInput', { required: true, inputVarName: 'city' })).message).toContain('"city"');
  });

  test('does not read templates in what the execution is given', async () => {
    expect(await outputOf('manualInput', {}, {}, { given: '{{ execution.id }}' })).toEqual({
      input: '{{ execution.id }}',
    });
  });
});

describe('addField', () => {
  test('sets a field on the record, or on each row of a list', async () => {
    const config = { fieldName: 'total', fieldValue: '{{ price | times: 2 }}' };
    expect(await outputOf('addField', config, { price: 3 })).toEqual({ price: 3, total: 6 });
    expect(await outputOf('addField', config, [{ price: 1 }, { price: 2 }])).toEqual([
      { price: 1, total: 2 },
      { price: 2, total: 4 },
    ]);
  });

  test('keeps the type of its value, and leaves what comes in as it was', async () => {
    const input = { a: 1 };
    expect(await outputOf('addField', { fieldName: 'b', fieldValue: 0 }, input)).toEqual({ a: 1, b: 0 });
    expect(await outputOf('addField', { fieldName: 'b', fieldValue: false }, input)).toEqual({ a: 1, b: false });
    expect(input).toEqual({ a: 1 });
  });

  test('wraps what is no record', async () => {
    expect(await outputOf('addField', { fieldName: 'b', fieldValue: '{{ row }}{{ index }}' }, [1, 2])).toEqual([
      { value: 1, b: '10' },
      { value: 2, b: '21' },
    ]);
  });

  test('can set a field that has a meaning to JavaScript', async () => {
    const output = (await outputOf('addField', { fieldName: '__proto__', fieldValue: 'x' }, {})) as object;
    expect(JSON.stringify(output)).toBe('{"__proto__":"x"}');
    expect(Object.getPrototypeOf(output)).toBe(Object.prototype);
  });
});

describe('splitColumns', () => {
  test('sends columns to A and to B', async () => {
    const { ports, outputData } = await run('splitColumns', { columnsA: ['a'], columnsB: 'b, c' }, [
      { a: 1, b: 2, c: 3 },
    ]);
    expect(ports).toEqual({ A: [{ a: 1 }], B: [{ b: 2, c: 3 }] });
    expect(outputData).toEqual([{ a: 1, b: 2, c: 3 }]);
  });

  test('leaves out columns that are not there', async () => {
    expect((await run('splitColumns', { columnsA: ['toString', 'x'] }, { a: 1 })).ports).toEqual({ A: {}, B: {} });
  });
});

describe('output', () => {
  test('passes on what comes in, or a value of its own', async () => {
    expect(await outputOf('output', {}, { a: 1 })).toEqual({ a: 1 });
    expect(await outputOf('output', { value: { b: '{{ a }}' } }, { a: 1 })).toEqual({ b: 1 });
  });
});

describe('webhookResponse', () => {
  test('decides status, headers and body, and passes on what came in', async () => {
    const config = {
      statusCode: '{{ code }}',
      headers: { 'X-Id': '{{ id }}' },
      body: { ok: '{{ id }}' },
      contentType: 'application/json',
    };
    const result = await run('webhookResponse', config, { code: 201, id: 7 });
    expect(result.response).toEqual({
      statusCode: 201,
      headers: { 'x-id': '7', 'content-type': 'application/json' },
      body: { ok: 7 },
    });
    expect(result.outputData).toEqual({ code: 201, id: 7 });
  });

  test('answers with what comes in', async () => {
    const { response, outputData } = await run('webhookResponse', {}, { a: 1 });
    expect(response).toEqual({ statusCode: 200, headers: {} });
    expect(outputData).toEqual({ a: 1 });
  });

  test('refuses a status that is none', async () => {
    expect((await failureOf('webhookResponse', { statusCode: '{{ code }}' }, { code: 'fine' })).message).toContain(
      '"fine"',
    );
  });
});

describe('delay', () => {
  const now = () => STARTED_AT;

  test.each([
    [{ amount: 90 }, '2026-03-01T10:22:00.000Z'],
    [{ seconds: 90 }, '2026-03-01T10:22:00.000Z'],
    [{ ms: 1_500 }, '2026-03-01T10:20:31.500Z'],
    [{ amount: '{{ hours }}', unit: 'hours' }, '2026-03-01T12:20:30.000Z'],
    [{ until: '2026-03-02' }, '2026-03-02T00:00:00.000Z'],
    [{ until: '{{ at }}' }, '2026-04-01T08:00:00.000Z'],
  ])('of %j waits until %s', async (config, until) => {
    const wait = await waitOf('delay', config, { hours: 2, at: '2026-04-01T10:00:00+02:00' }, { now });
    expect(wait).toMatchObject({ wait: 'delay', until });
  });

  test('passes on what came in when the time has come', async () => {
    expect(await outputOf('delay', { amount: 1 }, { a: 1 }, { resumed: { state: {}, signal: undefined } })).toEqual({
      a: 1,
    });
  });

  test.each([
    { amount: 'soon' },
    { until: 'tomorrow' },
    { amount: -1 },
    { amount: 400, unit: 'days' },
    { amount: '{{ none }}' },
    { amount: '{{ empty }}' },
    { amount: 1, ms: 1 },
    {},
  ])('of %j fails', async (config) => {
    await expect(waitOf('delay', config, { empty: '' }, { now })).rejects.toThrow(/expected/i);
  });
});

describe('humanApproval', () => {
  test('asks, and goes by the answer', async () => {
    expect(await waitOf('humanApproval', { message: 'Refund {{ amount }} €?' }, { amount: 5 })).toMatchObject({
      wait: 'approval',
      message: 'Refund 5 €?',
      until: null,
    });
    const answered = (signal: { approved: boolean; data?: object }) =>
      run('humanApproval', {}, { amount: 5 }, { resumed: { state: {}, signal: signal as never } });
    expect(await answered({ approved: true })).toMatchObject({ conditionResult: true, outputData: { amount: 5 } });
    expect(await answered({ approved: false })).toMatchObject({ conditionResult: false, message: 'Rejected' });
    expect((await answered({ approved: true, data: { amount: 4, by: 'Ana' } })).outputData).toEqual({
      amount: 4,
      by: 'Ana',
    });
  });
});

describe('executeWorkflow', () => {
  const child = { executionId: 'c1', finalOutput: { ok: true }, error: null };

  test('waits for a child that has not ended, and passes its result on', async () => {
    const asked: unknown[] = [];
    const startChild = async (request: unknown) => {
      asked.push(request);
      return { ...child, status: 'unfinished' as const };
    };
    expect(await waitOf('executeWorkflow', { workflowId: 'w2' }, { a: 1 }, { startChild })).toMatchObject({
      wait: 'child',
      until: null,
    });
    expect(asked).toEqual([{ workflowId: 'w2', input: { a: 1 } }]);
    const done = await run(
      'executeWorkflow',
      { workflowId: 'w2', input: { b: '{{ a }}' } },
      { a: 1 },
      {
        startChild: async (request) => {
          asked.push(request);
          return { ...child, status: 'completed' };
        },
      },
    );
    expect(done).toMatchObject({ outputData: { ok: true }, childId: 'c1' });
    expect(asked[1]).toEqual({ workflowId: 'w2', input: { b: 1 } });
  });

  test('fails with the message of a child that failed', async () => {
    const startChild = async () => ({ ...child, status: 'failed' as const, error: 'No stock.' });
    const failure = await failureOf('executeWorkflow', { workflowId: 'w2' }, {}, { startChild });
    expect(failure.message).toContain('No stock.');
    expect(failure.transient).toBe(false);
  });
});

describe('all types', () => {
  test('that are pure are never told the time now', () => {
    const pure = [...nodeTypes.values()].filter((type) => type.effect === 'pure' && type.type !== 'delay');
    for (const type of pure) expect(type.run.toString(), type.type).not.toMatch(/\bnow\b|Date\.now|await/);
  });
});

import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import type { Json } from '../../db/model.ts';
import { type LlmStub, startLlmStub } from '../../server/demo/llm-stub.ts';
import { createAgent } from '../../server/guard/agent.ts';
import { parseAllowList } from '../../server/guard/allow-list.ts';
import { createGuardedFetch } from '../../server/guard/fetch.ts';
import { createLlm } from '../../server/llm/client.ts';
import { whenDone } from '../_setup.ts';
import { failureOf, type Given, parsed, run } from './_run.ts';

let stub: LlmStub;
let given: Given;
const agent = createAgent({ allow: parseAllowList('127.0.0.1') });
const guardedFetch = createGuardedFetch(agent);
beforeAll(async () => {
  stub = await startLlmStub({ apiKey: 'sk-test' });
  const llm = createLlm({ apiKey: 'sk-test', baseURL: stub.url, model: 'small' }, guardedFetch);
  given = { services: { llm } };
});
beforeEach(() => stub.reset());
afterAll(async () => {
  await agent.close();
  await stub.close();
});

const ask = (config: object, input: Json = {}, more: Given = {}) => run('llm', config, input, { ...given, ...more });
const failed = (config: object, input: Json = {}, more: Given = {}) =>
  failureOf('llm', config, input, { ...given, ...more });
const asked = (index = 0) =>
  stub.requests[index]!.body as unknown as Record<string, Json> & { messages: { role: string; content: string }[] };
const say = (text: string) => ({ llmPrompt: `[[say=${text}]]` });

/** A server that answers every request with `status` and `body`, and keeps what was asked. */
async function answering(
  answer: (body: Record<string, unknown>) => {
    status: number;
    type?: string;
    body: string;
    headers?: Record<string, string>;
  },
) {
  const bodies: Record<string, unknown>[] = [];
  const headers: Record<string, unknown>[] = [];
  const server = createServer(async (request, response) => {
    let text = '';
    for await (const part of request) text += part;
    const body = JSON.parse(text) as Record<string, unknown>;
    bodies.push(body);
    headers.push(request.headers);
    const { status, type = 'application/json', body: said, headers: more = {} } = answer(body);
    response.writeHead(status, { 'content-type': type, ...more }).end(said);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  whenDone(() => {
    server.closeAllConnections();
    return new Promise<void>((resolve) => server.close(() => resolve()));
  });
  return { baseURL: `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`, bodies, headers };
}
const chunks = (...texts: string[]) =>
  [...texts.map((content) => ({ delta: { content }, finish_reason: null })), { delta: {}, finish_reason: 'stop' }]
    .map(
      (choice) =>
        `data: ${JSON.stringify({ id: 'c', object: 'chat.completion.chunk', model: 'm', choices: [{ index: 0, ...choice }] })}\n\n`,
    )
    .join('')
    .concat('data: [DONE]\n\n');

describe('a question', () => {
  test('is the prompt with its templates, the data below it', async () => {
    const config = {
      llmPrompt: 'Greet {{ name }}',
      systemPrompt: 'Be {{ mood }}',
      model: 'big',
      temperature: 0,
      maxTokens: 50,
    };
    const result = await ask(config, { name: 'Ana', mood: 'kind' });
    expect(result).toMatchObject({ success: true, model: 'big', finishReason: 'stop' });
    expect(result.usage).toMatchObject({ inputTokens: expect.any(Number), outputTokens: expect.any(Number) });
    expect(asked()).toMatchObject({ model: 'big', temperature: 0, stream: true });
    expect(asked().messages).toEqual([
      { role: 'system', content: 'Be kind' },
      { role: 'user', content: 'Greet Ana\n\nData:\n{"name":"Ana","mood":"kind"}' },
    ]);
  });

  test('leaves the data out when told so, or when there is none', async () => {
    await ask({ llmPrompt: 'Hello', includeInput: false }, { a: 1 });
    await ask({ llmPrompt: 'Hello' }, {});
    expect(asked(0).messages).toEqual([{ role: 'user', content: 'Hello' }]);
    expect(asked(1).messages).toEqual([{ role: 'user', content: 'Hello' }]);
    expect(asked(0).model).toBe('small');
  });

  test('is answered live, piece by piece', async () => {
    const pieces: string[] = [];
    const { outputData } = await ask(say('one two three four'), {}, { onText: (text) => pieces.push(text) });
    expect(outputData).toBe('one two three four');
    expect(pieces.length).toBeGreaterThan(1);
    expect(pieces.join('')).toBe(outputData);
  });
});

describe('an answer', () => {
  test.each<[object, string, Json]>([
    [{ outputType: 'text' }, ' as it is ', ' as it is '],
    [{ outputType: 'number' }, ' 1,234.5 ', 1234.5],
    [{ outputType: 'number' }, '```\n-7\n```', -7],
    [{ outputType: 'date' }, '2026-03-01', '2026-03-01'],
    [{ outputType: 'date' }, '2026-03-01T10:00:00Z', '2026-03-01T10:00:00Z'],
    [{ outputType: 'enum', enumOptions: ['Yes', 'No'] }, '"yes".', 'Yes'],
    [{ outputType: 'enum', enumOptions: 'red, green' }, 'green', 'green'],
    [{ outputType: 'json' }, '```json\n{"a":[1]}\n```', { a: [1] }],
    [
      { outputType: 'json', jsonSchema: { type: 'object', properties: { a: { type: 'number' } }, required: ['a'] } },
      '{"a":1}',
      { a: 1 },
    ],
    [{ outputType: 'json', jsonSchema: '{"type":"array"}' }, '[1]', [1]],
  ])('as %j: %j is %j', async (form, text, expected) => {
    const { baseURL } = await answering(() => ({ status: 200, type: 'text/event-stream', body: chunks(text) }));
    expect((await ask({ llmPrompt: 'x', baseURL, ...form })).outputData).toEqual(expected);
  });

  test.each<[object, string, string]>([
    [{ outputType: 'number' }, 'about five', 'a number'],
    [{ outputType: 'number' }, '', 'a number'],
    [{ outputType: 'date' }, 'tomorrow', 'an ISO date'],
    [{ outputType: 'date' }, '2026-13-45', 'an ISO date'],
    [{ outputType: 'enum', enumOptions: ['Yes', 'No'] }, 'perhaps', 'one of Yes, No'],
    [{ outputType: 'json' }, 'no json', 'JSON'],
    [
      { outputType: 'json', jsonSchema: { type: 'object', properties: { a: { type: 'number' } }, required: ['a'] } },
      '{"a":"x"}',
      'JSON that fits its schema (a:',
    ],
  ])('as %j: %j is refused, and may be better next time', async (form, text, expected) => {
    const { baseURL } = await answering(() => ({ status: 200, type: 'text/event-stream', body: chunks(text) }));
    const failure = await failed({ llmPrompt: 'x', baseURL, ...form });
    expect(failure.message).toContain(`Expected the model to answer with ${expected}`);
    expect(failure).toMatchObject({ transient: true, extras: { text } });
  });

  test('is asked for in the form that is wanted', async () => {
    const jsonSchema = { type: 'object', properties: { city: { type: 'string' } } };
    await ask({ llmPrompt: 'x', outputType: 'json', jsonSchema });
    expect(asked().response_format).toMatchObject({ type: 'json_schema', json_schema: { schema: jsonSchema } });
    await ask({ ...say('b'), outputType: 'enum', enumOptions: ['a', 'b'] });
    expect(asked(1).messages[0]).toEqual({
      role: 'system',
      content: 'Answer with exactly one of these and nothing else: "a", "b".',
    });
  });

  test('cannot be wanted in a form that is none', () => {
    expect(() => parsed('llm', { llmPrompt: 'x', outputType: 'enum' })).toThrow(/at least one option/);
    expect(() => parsed('llm', { llmPrompt: 'x', outputType: 'poem' })).toThrow(/outputType/);
    expect(() => parsed('llm', { llmPrompt: 'x', outputType: 'json', jsonSchema: '{"type":' })).toThrow(/jsonSchema/);
    expect(() => parsed('llm', { llmPrompt: 'x', outputType: 'json', jsonSchema: { type: 'thing' } })).toThrow(
      /jsonSchema/,
    );
    expect(() => parsed('llm', {})).toThrow(/llmPrompt/);
  });
});

describe('row by row, the model', () => {
  const rows = Array.from({ length: 9 }, (_, n) => ({ n }));

  test('is asked once for each, and every answer stands beside its row', async () => {
    const result = await ask(
      { llmPrompt: '[[say={{ n }}]]', outputType: 'number', processingMode: 'perRow', outputField: 'copy' },
      rows,
    );
    expect(result.outputData).toEqual(rows.map(({ n }) => ({ n, copy: n })));
    expect(result.usage).toMatchObject({ inputTokens: expect.any(Number) });
    expect(stub.requests).toHaveLength(9);
  });

  test('is asked about a record as about a list of one, and about nothing not at all', async () => {
    const config = { ...say('x'), llmProcessingMode: 'perRow' };
    expect((await ask(config, { n: 1 })).outputData).toEqual([{ n: 1, result: 'x' }]);
    expect((await ask(config, [])).outputData).toEqual([]);
    expect((await ask(config, ['text'])).outputData).toEqual([{ value: 'text', result: 'x' }]);
  });

  test('is not asked further once one answer has failed; the failure names the row', async () => {
    const config = {
      llmPrompt: '{% if n == 2 %}[[status=500]]{% else %}[[first=5000]]{% endif %}',
      processingMode: 'perRow',
    };
    const failure = await failed(config, rows);
    expect(failure).toMatchObject({ transient: true, extras: { statusCode: 500 } });
    expect(failure.message).toMatch(/^Row 3: /);
    expect(stub.requests.length).toBeLessThanOrEqual(4);
    await expect.poll(() => stub.aborted()).toBe(stub.requests.length - 1);
  });

  test('is given up with the node', async () => {
    const config = { llmPrompt: '[[first=5000]]', processingMode: 'perRow' };
    const failure = await failed(config, rows, { onStart: (abort) => setTimeout(() => abort('Cancelled.'), 50) });
    expect(failure).toMatchObject({ code: 'aborted', message: 'Cancelled.' });
    await expect.poll(() => stub.aborted()).toBe(stub.requests.length);
  });
});

describe('a failure', () => {
  test.each([
    [400, false],
    [401, false],
    [404, false],
    [408, true],
    [429, true],
    [500, true],
    [503, true],
  ])('of status %i: try again %j', async (status, transient) => {
    const failure = await failed({ llmPrompt: `[[status=${status}]]` });
    expect(failure).toMatchObject({ transient, extras: { statusCode: status } });
    expect(failure.message).toContain(`was told to answer ${status}`);
    expect(stub.requests).toHaveLength(1);
  });

  test('says how long to wait', async () => {
    expect(await failed({ llmPrompt: '[[status=429 retryAfter=3]]' })).toMatchObject({ retryAfterMs: 3_000 });
  });

  test('in the middle of the answer may be better next time', async () => {
    const { llmPrompt } = say('a long answer that will not end');
    expect(await failed({ llmPrompt: `[[cut=8]] ${llmPrompt}` })).toMatchObject({ transient: true });
    expect(await failed({ llmPrompt: `[[error=8]] ${llmPrompt}` })).toMatchObject({ transient: true });
  });

  test('is silence, but not an answer that is long in coming', async () => {
    const words = 'one two three four five six seven eight nine ten';
    const failure = await failed({ llmPrompt: `[[hang=4]] ${say(words).llmPrompt}`, timeoutMs: 150 });
    expect(failure).toMatchObject({ code: 'timeout', transient: true });
    await expect.poll(() => stub.aborted()).toBe(1);
    const slow = { llmPrompt: `[[pace=100]] ${say(words).llmPrompt}`, timeoutMs: 800 };
    expect((await ask(slow)).outputData).toBe(words);
  });

  test('of a server that is not there may pass', async () => {
    const { baseURL } = await answering(() => ({ status: 200, body: '{}' }));
    const port = Number(new URL(baseURL).port);
    const failure = await failed({ llmPrompt: 'x', baseURL: `http://127.0.0.1:${port === 1 ? 2 : 1}/v1` });
    expect(failure).toMatchObject({ code: 'llm_unreachable', transient: true });
  });
});

describe('a server', () => {
  test('at an address of its own is asked without a key that is not its own', async () => {
    const { baseURL, headers } = await answering(() => ({
      status: 200,
      type: 'text/event-stream',
      body: chunks('hi'),
    }));
    expect((await ask({ llmPrompt: 'x', baseURL })).outputData).toBe('hi');
    expect(String(headers[0]!.authorization)).not.toContain('sk-test');
  });

  test('that refuses stream_options is asked without', async () => {
    const { baseURL, bodies } = await answering((body) =>
      body.stream_options
        ? { status: 400, body: '{"error":{"message":"Unknown field: stream_options"}}' }
        : { status: 200, type: 'text/event-stream', body: chunks('hi') },
    );
    expect(await ask({ llmPrompt: 'x', baseURL })).toMatchObject({ outputData: 'hi', usage: null });
    expect(bodies).toHaveLength(2);
  });

  test('that is not OpenAI’s is told the limit under the name that all of them know', async () => {
    await ask({ ...say('x'), maxTokens: 9 });
    expect(asked()).toMatchObject({ max_tokens: 9 });
    expect(asked()).not.toHaveProperty('max_completion_tokens');
  });

  test('that echoes the key of the server tells nobody', async () => {
    const key = 'sk-of-the-server';
    const refusing = await answering(() => ({ status: 401, body: `{"error":{"message":"Unknown key ${key}."}}` }));
    const llm = createLlm({ apiKey: key, baseURL: refusing.baseURL, model: 'small' }, guardedFetch);
    const { message } = await failed({ llmPrompt: 'x' }, {}, { services: { llm } });
    expect(message).toContain('Unknown key [redacted].');
    expect(refusing.headers[0]?.authorization).toBe(`Bearer ${key}`);
  });

  test.each([
    'null',
    '[]',
    '7',
    '{"choices": 7}',
    '{"choices": [null, 7]}',
    '{"choices": [{"delta": {"content": 7}}]}',
    '{"choices": [}',
  ])('that sends %s in place of a piece is told so, and writes nothing to the log of the server', async (piece) => {
    const written = vi.spyOn(console, 'error');
    const { baseURL } = await answering(() => ({ status: 200, type: 'text/event-stream', body: `data: ${piece}\n\n` }));
    const failure = await failed({ llmPrompt: 'x', baseURL });
    expect(failure).toMatchObject({ code: 'llm_cut_off', transient: true });
    expect(failure.message).not.toMatch(/Cannot read|is not/);
    expect(written).not.toHaveBeenCalled();
    written.mockRestore();
  });

  test('whose lines do not end is given up, and a refusal without end is cut', async () => {
    const body = `data: ${'x'.repeat(34_000_000)}`;
    const endless = await answering(() => ({ status: 200, type: 'text/event-stream', body }));
    const failure = await failed({ llmPrompt: 'x', baseURL: endless.baseURL });
    expect(failure).toMatchObject({ code: 'response_too_large', transient: false });
    const refusing = await answering(() => ({ status: 400, type: 'text/plain', body }));
    const refused = await failed({ llmPrompt: 'x', baseURL: refusing.baseURL });
    expect(refused.message.length).toBeLessThan(5_000);
  });

  test('that is not configured is a clear error', async () => {
    const llm = createLlm({ apiKey: undefined, baseURL: undefined, model: undefined }, guardedFetch);
    const failure = await failed({ llmPrompt: 'x' }, {}, { services: { llm } });
    expect(failure).toMatchObject({ code: 'llm_not_configured', transient: false });
    expect(failure.message).toContain('OPENAI_API_KEY');
  });
});

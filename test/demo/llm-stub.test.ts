import { expect, test, vi } from 'vitest';
import { type LlmStubOptions, startLlmStub } from '../../server/demo/llm-stub.ts';
import { whenDone } from '../_setup.ts';

async function stub(options: LlmStubOptions = {}) {
  const started = await startLlmStub(options);
  whenDone(() => started.close());
  const ask = (content: string, more: object = {}, init: RequestInit = {}) =>
    fetch(`${started.url}/chat/completions`, {
      method: 'POST',
      body: JSON.stringify({ model: 'demo', messages: [{ role: 'user', content }], ...more }),
      ...init,
    });
  return { ...started, ask };
}

/** The data of every frame, `[DONE]` left out. */
async function frames(response: Response) {
  const text = await response.text();
  const data = [...text.matchAll(/^data: (.*)$/gm)].map(([, each]) => each as string);
  expect(data.at(-1)).toBe('[DONE]');
  return data.slice(0, -1).map((each) => JSON.parse(each));
}

const answers = [
  { when: 'weather', answer: 'It is sunny in Vienna.' },
  {
    when: /classify/i,
    answer: (_text: string, { response_format }: { response_format?: unknown }) => response_format && { label: 'b' },
  },
];

test('an answer comes whole, or as chunks that add up to it, with usage when asked for', async () => {
  const { ask } = await stub({ answers });
  const whole = await (await ask('How is the weather?')).json();
  expect(whole.choices[0]).toMatchObject({ message: { content: 'It is sunny in Vienna.' }, finish_reason: 'stop' });
  expect(whole.usage.completion_tokens).toBe(5);
  const chunks = await frames(
    await ask('How is the weather?', { stream: true, stream_options: { include_usage: true } }),
  );
  const text = chunks.map((chunk) => chunk.choices[0]?.delta.content ?? '').join('');
  expect(text).toBe('It is sunny in Vienna.');
  expect(chunks.at(-2).choices[0].finish_reason).toBe('stop');
  expect(chunks.at(-1).usage.completion_tokens).toBe(5);
});

test('a schema is answered by a rule, or by the smallest value that fits', async () => {
  const { ask } = await stub({ answers });
  const schema = {
    type: 'object',
    properties: {
      label: { enum: ['a', 'b'] },
      score: { type: 'number' },
      tags: { type: 'array', items: { type: 'string' } },
    },
  };
  const response_format = { type: 'json_schema', json_schema: { name: 'x', schema } };
  const said = async (prompt: string) =>
    JSON.parse((await (await ask(prompt, { response_format })).json()).choices[0].message.content);
  expect(await said('please classify')).toEqual({ label: 'b' });
  expect(await said('anything')).toEqual({ label: 'a', score: 1, tags: ['text'] });
});

test('a failure on demand wears out after its times', async () => {
  const { ask, requests } = await stub();
  const prompt = 'weather [[status=429 retryAfter=1 times=2]]';
  const first = await ask(prompt);
  expect(first.status).toBe(429);
  expect(first.headers.get('retry-after')).toBe('1');
  expect((await first.json()).error.message).toBe('The stub was told to answer 429.');
  expect((await ask(prompt)).status).toBe(429);
  expect((await ask(prompt)).status).toBe(200);
  expect(requests).toHaveLength(3);
});

test('a stream can break in the middle', async () => {
  const { ask } = await stub();
  const response = await ask('[[say=one two three four]] [[cut=6]]', { stream: true });
  await expect(response.text()).rejects.toThrow();
});

test('an error can come in the stream', async () => {
  const { ask } = await stub();
  const text = await (await ask('[[say=one two three]] [[error=5]]', { stream: true })).text();
  expect(text).toContain('The model is overloaded.');
  expect(text).not.toContain('[DONE]');
});

test('a reader who goes away is noticed, also while the stub is silent', async () => {
  const { ask, aborted } = await stub();
  const leaving = new AbortController();
  const response = await ask('[[say=one two]] [[hang=4]]', { stream: true }, { signal: leaving.signal });
  await response.body?.getReader().read();
  leaving.abort();
  await vi.waitFor(() => expect(aborted()).toBe(1));
});

test('text comes at its pace', async () => {
  const { ask } = await stub({ paceMs: 20 });
  const began = performance.now();
  await frames(await ask('[[say=one two three four]]', { stream: true }));
  expect(performance.now() - began).toBeGreaterThan(50);
});

test('a key that is wrong, a body that is no JSON and a path that is not there are refused', async () => {
  const { ask, url } = await stub({ apiKey: 'secret' });
  const headers = { authorization: 'Bearer secret' };
  expect((await ask('hello')).status).toBe(401);
  expect((await ask('hello', {}, { headers })).status).toBe(200);
  expect((await ask('hello', {}, { headers, body: '{' })).status).toBe(400);
  expect((await fetch(`${url}/embeddings`, { headers })).status).toBe(404);
  expect((await (await fetch(`${url}/models`, { headers })).json()).data).toHaveLength(1);
});

test('max_tokens cuts the answer and says so', async () => {
  const { ask } = await stub();
  const { choices } = await (await ask('[[say=one two three]]', { max_tokens: 2 })).json();
  expect(choices[0]).toMatchObject({ message: { content: 'one two' }, finish_reason: 'length' });
});

/** The language model behind llm nodes: any server that speaks OpenAI's chat completions. The only import of `openai`. */
import type OpenAI from 'openai';
import { type LlmAnswer, type LlmClient, type LlmRequest, NodeFailure } from '../engine/node.ts';
import { boundedFetch } from './bounded-fetch.ts';

export type LlmDefaults = {
  readonly apiKey: string | undefined;
  readonly baseURL: string | undefined;
  readonly model: string | undefined;
};

const SMALL_MODEL = 'gpt-5-mini';
const OPENAI_HOST = 'api.openai.com';
const KEPT = 20;
/** Characters of an answer. A server that never ends its answer would fill the memory, as each piece puts the timeout off. */
const ANSWER_MAX = 10_000_000;
const SAID_MAX = 4_000;

/**
 * Loads the package at the first question, so that a server without llm nodes does not pay for it. An address that a
 * workflow names is reached by `guardedFetch` only; that of the defaults is the operator's own choice.
 */
export function createLlm(defaults: LlmDefaults, guardedFetch: typeof fetch): LlmClient {
  const clients = new Map<string, OpenAI>();

  async function clientFor(request: LlmRequest): Promise<OpenAI> {
    const baseURL = request.baseURL || defaults.baseURL;
    const named = baseURL !== defaults.baseURL;
    if (named) requireHttp(baseURL);
    // A key is for the address it was configured with; another address is not told it.
    const apiKey = request.apiKey ?? (named ? undefined : defaults.apiKey);
    if (apiKey === undefined && baseURL === undefined) throw noKey();
    if (apiKey !== undefined) request.onKey(apiKey);
    const key = `${baseURL ?? ''}\n${apiKey ?? ''}`;
    const known = clients.get(key);
    if (known) return known;
    const { default: OpenAIClient } = await import('openai');
    // Retries are the engine's, so that each of them is a row that people see.
    const client = new OpenAIClient({
      apiKey: apiKey ?? 'none',
      ...(baseURL !== undefined && { baseURL }),
      fetch: boundedFetch(named ? guardedFetch : fetch),
      ...(named && { organization: null, project: null }),
      maxRetries: 0,
      // it would write what it cannot read to the log of the server, answers of models among it
      logLevel: 'off',
      timeout: 86_400_000,
    });
    if (clients.size >= KEPT) clients.delete(clients.keys().next().value as string);
    clients.set(key, client);
    return client;
  }

  return {
    async complete(request) {
      const client = await clientFor(request);
      const model = request.model ?? defaults.model ?? SMALL_MODEL;
      try {
        return await stream(client, bodyOf(client, model, request), request);
      } catch (error) {
        throw await toFailure(error, model);
      }
    },
  };
}

type Body = OpenAI.ChatCompletionCreateParamsStreaming;

async function stream(client: OpenAI, body: Body, request: LlmRequest): Promise<LlmAnswer> {
  const { model } = body;
  const chunks = await begin(client, body, request.signal);
  let text = '';
  let finishReason: string | null = null;
  let usage: LlmAnswer['usage'] = null;
  let answered = model;
  for await (const given of chunks) {
    const chunk = checked(given);
    if (typeof chunk.model === 'string' && chunk.model !== '') answered = chunk.model;
    if (chunk.usage) usage = { inputTokens: chunk.usage.prompt_tokens, outputTokens: chunk.usage.completion_tokens };
    const choice = chunk.choices?.[0];
    if (!choice) continue;
    finishReason = choice.finish_reason ?? finishReason;
    const piece = choice.delta?.content;
    const words = typeof piece === 'string' ? piece : '';
    request.onText(words);
    text += words;
    if (text.length > ANSWER_MAX) throw tooLong();
  }
  if (finishReason === null)
    throw new NodeFailure('llm_cut_off', 'The model stopped in the middle of its answer.', { transient: true });
  return { text, model: answered, finishReason, usage };
}

/** A server that calls itself compatible may send any JSON. */
function checked(chunk: OpenAI.ChatCompletionChunk): OpenAI.ChatCompletionChunk {
  const { choices } = (chunk ?? {}) as { choices?: unknown };
  if (typeof chunk === 'object' && chunk !== null && (choices == null || Array.isArray(choices))) return chunk;
  const sentence = 'Expected the language model to answer in pieces with "choices", got something else.';
  throw new NodeFailure('llm_cut_off', sentence, { transient: true });
}

/** Some servers refuse `stream_options`: then the usage stays unknown. */
async function begin(client: OpenAI, body: Body, signal: AbortSignal) {
  try {
    return await client.chat.completions.create(body, { signal });
  } catch (error) {
    const { status, message } = error as { status?: unknown; message?: unknown };
    const refused = (status === 400 || status === 422) && String(message).includes('stream_options');
    if (!refused) throw error;
    const { stream_options: _, ...plain } = body;
    return await client.chat.completions.create(plain, { signal });
  }
}

function bodyOf(client: OpenAI, model: string, request: LlmRequest): Body {
  const { system, prompt, temperature, maxTokens, jsonSchema } = request;
  return {
    model,
    messages: [
      ...(system === undefined ? [] : [{ role: 'system' as const, content: system }]),
      { role: 'user', content: prompt },
    ],
    ...(temperature !== undefined && { temperature }),
    // The older name is the one that servers other than OpenAI's all know; OpenAI's newer models refuse it.
    ...(maxTokens !== undefined && {
      [new URL(client.baseURL).host === OPENAI_HOST ? 'max_completion_tokens' : 'max_tokens']: maxTokens,
    }),
    ...(jsonSchema !== undefined && {
      response_format: { type: 'json_schema', json_schema: { name: 'answer', schema: jsonSchema } },
    }),
    stream: true,
    stream_options: { include_usage: true },
  };
}

/** A refusal may be a page of a proxy. */
function shortened(text: string): string {
  return text.length > SAID_MAX ? `${text.slice(0, SAID_MAX)}…` : text;
}

function tooLong(): NodeFailure {
  return new NodeFailure('response_too_large', `Expected an answer of at most ${ANSWER_MAX} characters, got more.`);
}

function requireHttp(baseURL: string | undefined): void {
  if (baseURL !== undefined && /^https?:$/.test(URL.parse(baseURL)?.protocol ?? '')) return;
  throw new NodeFailure(
    'bad_url',
    `Expected "baseURL" to begin with http:// or https://, got "${baseURL?.slice(0, 200)}".`,
  );
}

function noKey(): NodeFailure {
  return new NodeFailure(
    'llm_not_configured',
    'Expected a key or an address for the language model, found neither. Set OPENAI_API_KEY, or OPENAI_BASE_URL for a server that needs none.',
  );
}

/** 408, 409, 429 and 5xx and network errors may pass; other answers are final. */
async function toFailure(error: unknown, model: string): Promise<unknown> {
  if (error instanceof NodeFailure) return error;
  const { APIConnectionError, APIError, APIUserAbortError } = await import('openai');
  if (error instanceof APIUserAbortError)
    return new NodeFailure('aborted', 'The request was given up.', { cause: error });
  if (error instanceof APIConnectionError) {
    const own = failureIn(error);
    if (own) return own;
    const why = rootMessage(error);
    return new NodeFailure('llm_unreachable', `The language model could not be reached: ${why}`, {
      transient: true,
      cause: error,
    });
  }
  if (error instanceof APIError) {
    const status = error.status as number | undefined;
    const transient = status === undefined || status === 408 || status === 409 || status === 429 || status >= 500;
    return new NodeFailure('llm_status', `The language model "${model}" answered: ${shortened(error.message)}`, {
      transient,
      retryAfterMs: retryAfterMs(error.headers),
      extras: status === undefined ? {} : { statusCode: status },
      cause: error,
    });
  }
  // what the engine of JavaScript says of what the package could not read tells nobody anything
  const unread = error instanceof TypeError && !(error.cause instanceof Error) ? 'it holds what cannot be read.' : null;
  const why = unread ?? (error instanceof Error ? rootMessage(error) : String(error));
  return new NodeFailure('llm_cut_off', `The answer of the language model broke off: ${why}`, {
    transient: true,
    cause: error,
  });
}

/** `retry-after-ms`, or `retry-after` in seconds or as a date. */
function retryAfterMs(headers: Headers | undefined): number | null {
  const exact = headers?.get('retry-after-ms');
  if (exact && Number.isFinite(Number(exact))) return Number(exact);
  const given = headers?.get('retry-after');
  if (!given) return null;
  const seconds = Number(given);
  if (Number.isFinite(seconds)) return seconds * 1_000;
  const date = Date.parse(given);
  return Number.isNaN(date) ? null : Math.max(0, date - Date.now());
}

/** What the guard said, below what the packages in between have made of it. */
function failureIn(error: Error): NodeFailure | null {
  let at: unknown = error;
  while (at instanceof Error && !(at instanceof NodeFailure)) at = at.cause;
  return at instanceof NodeFailure ? at : null;
}

function rootMessage(error: Error): string {
  let at: unknown = error;
  while (at instanceof Error && at.cause instanceof Error) at = at.cause;
  return at instanceof Error ? at.message : String(at);
}

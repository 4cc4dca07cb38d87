/**
 * An OpenAI-compatible server on this machine that says what it is told to: `POST <url>/chat/completions`, streaming or
 * not, and `GET <url>/models`. What a prompt says in `[[…]]` makes it misbehave:
 *
 * - `[[status=429 retryAfter=1 times=2]]`  the first two requests with this directive fail (all of them without `times`)
 * - `[[cut=20]]`     the connection breaks after 20 characters; `[[hang=20]]` it falls silent instead
 * - `[[pace=50]]`    milliseconds between pieces of text, `[[first=500]]` before the first
 * - `[[finish=length]]`  the reason it gives for its end
 * - `[[error=20]]`   an error object in the stream after 20 characters
 * - `[[say=…]]`      the answer, up to the closing brackets
 */
import type { IncomingMessage, ServerResponse } from 'node:http';
import { setTimeout as delay } from 'node:timers/promises';
import { type ListenOptions, listen } from './listen.ts';
import { type AnswerRule, answerTo, type ChatRequest, textOf } from './llm-answers.ts';

export type LlmStubOptions = ListenOptions & {
  readonly answers?: readonly AnswerRule[];
  /** ms between two pieces of text; 0, the default, gives them one after another */
  readonly paceMs?: number;
  /** ms before the first piece */
  readonly firstMs?: number;
  /** when given, requests without it as Bearer are a 401 */
  readonly apiKey?: string;
};
export type SeenRequest = { readonly body: ChatRequest; readonly headers: IncomingMessage['headers'] };
export type LlmStub = {
  /** for `OPENAI_BASE_URL`: ends in /v1 */
  readonly url: string;
  readonly port: number;
  /** what was asked so far, oldest first; the last 1,000 */
  readonly requests: readonly SeenRequest[];
  /** requests whose caller went away before the end */
  aborted(): number;
  reset(): void;
  close(): Promise<void>;
};

type Directives = Readonly<Record<string, string>>;
type Speech = { readonly pieces: readonly string[]; readonly directives: Directives; readonly options: LlmStubOptions };

const REMEMBERED = 1_000;

export async function startLlmStub(options: LlmStubOptions = {}): Promise<LlmStub> {
  const requests: SeenRequest[] = [];
  const failed = new Map<string, number>();
  let aborted = 0;

  /** Whether this request is to fail: a directive with `times` wears out. */
  function refuses(directive: Directives, text: string): boolean {
    if (directive.status === undefined) return false;
    const before = failed.get(text) ?? 0;
    failed.set(text, before + 1);
    return before < Number(directive.times ?? Number.POSITIVE_INFINITY);
  }

  async function complete(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = JSON.parse(await textFrom(request)) as ChatRequest;
    if (!Array.isArray(body.messages)) return fail(response, 400, "Missing required parameter: 'messages'.");
    requests.push({ body, headers: request.headers });
    if (requests.length > REMEMBERED) requests.shift();
    const text = textOf(body.messages);
    const directives = directivesIn(text);
    if (refuses(directives, text)) {
      if (directives.retryAfter) response.setHeader('retry-after', directives.retryAfter);
      return fail(response, Number(directives.status), `The stub was told to answer ${directives.status}.`);
    }
    const said = directives.say ?? answerTo(body, options.answers ?? []);
    const limit = body.max_completion_tokens ?? body.max_tokens;
    const pieces = piecesOf(said).slice(0, limit);
    const finish = directives.finish ?? (limit !== undefined && piecesOf(said).length > limit ? 'length' : 'stop');
    const gone = new AbortController();
    response.once('close', () => {
      if (!response.writableFinished && !directives.cut) aborted += 1;
      gone.abort();
    });
    const speech = { pieces, directives, options };
    const meta = metaOf(body, requests.length);
    if (body.stream) await stream(response, speech, { body, meta, finish, text, signal: gone.signal });
    else await whole(response, speech, { body, meta, finish, text, signal: gone.signal });
  }

  const listening = await listen((request, response) => {
    const path = new URL(request.url ?? '/', 'http://stub').pathname;
    if (options.apiKey !== undefined && request.headers.authorization !== `Bearer ${options.apiKey}`) {
      return fail(response, 401, 'Incorrect API key provided.');
    }
    if (path === '/v1/models')
      return sendJson(response, 200, { object: 'list', data: [{ id: 'demo', object: 'model' }] });
    if (path !== '/v1/chat/completions' || request.method !== 'POST') {
      return fail(response, 404, `There is nothing at ${request.method} ${path}.`);
    }
    complete(request, response).catch((error: unknown) => {
      if (response.headersSent || response.destroyed) response.destroy();
      else fail(response, 400, error instanceof Error ? error.message : String(error));
    });
  }, options);

  return {
    url: `${listening.url}/v1`,
    port: listening.port,
    requests,
    aborted: () => aborted,
    reset() {
      requests.length = 0;
      failed.clear();
      aborted = 0;
    },
    close: listening.close,
  };
}

type Turn = {
  readonly body: ChatRequest;
  readonly meta: { id: string; created: number; model: string };
  readonly finish: string;
  readonly text: string;
  readonly signal: AbortSignal;
};

async function stream(response: ServerResponse, speech: Speech, turn: Turn): Promise<void> {
  const { directives } = speech;
  const send = (fields: object) => {
    response.write(`data: ${JSON.stringify({ ...turn.meta, object: 'chat.completion.chunk', ...fields })}\n\n`);
  };
  const choice = (delta: object, finish: string | null) => ({ choices: [{ index: 0, delta, finish_reason: finish }] });
  response.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-cache' });
  send(choice({ role: 'assistant', content: '' }, null));
  let said = 0;
  for await (const piece of spoken(speech, turn.signal)) {
    send(choice({ content: piece }, null));
    said += piece.length;
    if (reached(directives.cut, said)) return breakOff(response);
    if (reached(directives.hang, said)) return;
    if (reached(directives.error, said)) {
      response.end(
        `data: ${JSON.stringify({ error: { message: 'The model is overloaded.', type: 'server_error' } })}\n\n`,
      );
      return;
    }
  }
  send(choice({}, turn.finish));
  if (turn.body.stream_options?.include_usage) send({ choices: [], usage: usageOf(turn.text, speech.pieces) });
  response.end('data: [DONE]\n\n');
}

async function whole(response: ServerResponse, speech: Speech, turn: Turn): Promise<void> {
  const { directives, pieces } = speech;
  if (directives.hang !== undefined) return;
  if (directives.cut !== undefined) return void response.destroy();
  for await (const _ of spoken(speech, turn.signal));
  const message = { role: 'assistant', content: pieces.join('') };
  const choices = [{ index: 0, message, finish_reason: turn.finish }];
  sendJson(response, 200, { ...turn.meta, object: 'chat.completion', choices, usage: usageOf(turn.text, pieces) });
}

/** Breaks the connection once what was said is on its way. */
function breakOff(response: ServerResponse): Promise<void> {
  return new Promise((resolve) => {
    response.write(':\n\n', () => {
      response.destroy();
      resolve();
    });
  });
}

/** The pieces at their pace. */
async function* spoken({ pieces, directives, options }: Speech, signal: AbortSignal): AsyncGenerator<string> {
  const pace = Number(directives.pace ?? options.paceMs ?? 0);
  const first = Number(directives.first ?? options.firstMs ?? 0);
  for (const [index, piece] of pieces.entries()) {
    const ms = index === 0 ? first : pace;
    if (ms > 0) await delay(ms, undefined, { signal });
    yield piece;
  }
}

/** About a word each, as models speak. */
function piecesOf(text: string): string[] {
  return text.match(/\s*\S{1,12}|\s+$/gu) ?? [];
}

function directivesIn(text: string): Directives {
  const found: Record<string, string> = {};
  for (const [, inside = ''] of text.matchAll(/\[\[(.*?)\]\]/gs)) {
    const say = /^say=(.*)$/s.exec(inside);
    if (say) found.say = say[1] ?? '';
    else for (const [, name = '', value = ''] of inside.matchAll(/(\w+)=(\S+)/g)) found[name] = value;
  }
  return found;
}

function reached(mark: string | undefined, said: number): boolean {
  return mark !== undefined && said >= Number(mark);
}

function metaOf({ model }: ChatRequest, count: number): Turn['meta'] {
  return { id: `chatcmpl-${count}`, created: Math.floor(Date.now() / 1000), model: model ?? 'demo' };
}

function usageOf(prompt: string, pieces: readonly string[]) {
  const asked = piecesOf(prompt).length;
  return { prompt_tokens: asked, completion_tokens: pieces.length, total_tokens: asked + pieces.length };
}

function fail(response: ServerResponse, status: number, message: string): void {
  sendJson(response, status, { error: { message, type: status < 500 ? 'invalid_request_error' : 'server_error' } });
}

function sendJson(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
}

async function textFrom(request: IncomingMessage): Promise<string> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part as Buffer);
  return Buffer.concat(parts).toString();
}

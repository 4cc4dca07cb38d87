/** The HTTP API as the terminal needs it. Nothing here knows how the server works inside. */
import type { Problem } from '../db/errors.ts';
import type { ExecutionHead, Json, JsonRecord, LogRow, WorkflowDocument, WorkflowSummary } from '../db/model.ts';
import { exitCodes, Failure } from './failure.ts';

export type Head = ExecutionHead & { readonly executionId: string; readonly done: boolean };
export type Snapshot = Head & {
  readonly inputs: Json;
  readonly nodeResults: Json;
  readonly finalOutput: Json;
  readonly logs: LogRow[];
  readonly logsTotal: number;
};
export type ListedWorkflow = WorkflowSummary & {
  readonly lastExecution: { executionId: string; status: ExecutionHead['status']; createdAt: string } | null;
};
export type GivenWorkflow = WorkflowSummary & WorkflowDocument;

export type Api = {
  readonly server: string;
  get<T>(path: string): Promise<T>;
  send<T>(
    method: 'POST' | 'PUT' | 'DELETE',
    path: string,
    body?: unknown,
    headers?: Record<string, string>,
  ): Promise<T>;
  /** The response as it is, for streams. Fails like the others when the server cannot be reached or answers an error. */
  open(path: string, init: RequestInit): Promise<Response>;
};

/** An answer of the server that is an error; `code` is its own word for it. */
export class Refusal extends Failure {
  readonly status: number;
  readonly code: string;

  constructor(status: number, code: string, message: string) {
    super(exitCodes.refused, message);
    this.name = 'Refusal';
    this.status = status;
    this.code = code;
  }
}

export class Unreachable extends Failure {
  constructor(server: string, cause: unknown) {
    const message =
      `The server at ${server} cannot be reached: ${reasonOf(cause)}.\n` +
      'Start it with "npm start", or say where it is with --server or CORTADO_URL.';
    super(exitCodes.refused, message, { cause });
    this.name = 'Unreachable';
  }
}

/** `server` is an http(s) address, with or without a slash at the end; `token` says who asks. */
export function createApi(server: string, token: string | null = null): Api {
  const base = server.replace(/\/+$/, '');
  const proof: Record<string, string> = token === null ? {} : { authorization: `Bearer ${token}` };

  async function open(path: string, init: RequestInit): Promise<Response> {
    let response: Response;
    try {
      response = await fetch(base + path, { ...init, headers: { ...proof, ...(init.headers as object) } });
    } catch (error) {
      if (init.signal?.aborted) throw error;
      throw new Unreachable(base, error);
    }
    if (response.ok) return response;
    throw refusal(response.status, await response.text().catch(() => ''), base);
  }

  async function json<T>(path: string, init: RequestInit): Promise<T> {
    const response = await open(path, init);
    const text = await response.text();
    if (response.status === 204) return undefined as T;
    try {
      return JSON.parse(text) as T;
    } catch {
      throw new Failure(exitCodes.refused, `Expected JSON from ${base}${path}, got something else. Is this Cortado?`);
    }
  }

  return {
    server: base,
    open,
    get: (path) => json(path, {}),
    send: (method, path, body, headers) =>
      json(path, {
        method,
        headers: { ...(body !== undefined && { 'content-type': 'application/json' }), ...headers },
        body: body === undefined ? null : JSON.stringify(body),
      }),
  };
}

function refusal(status: number, text: string, server: string): Refusal {
  let answer: JsonRecord = {};
  try {
    answer = JSON.parse(text) as JsonRecord;
  } catch {
    // A proxy in between, or no Cortado at all: the status has to do.
  }
  if (typeof answer.error !== 'string') {
    return new Refusal(status, 'unknown', `The server at ${server} answered ${status}. Is this Cortado?`);
  }
  const details = (Array.isArray(answer.details) ? answer.details : []) as unknown as Problem[];
  const hint = status === 401 ? ['Sign in with "npx cortado login", or set CORTADO_TOKEN to an API token.'] : [];
  return new Refusal(status, String(answer.code), [told(answer.error, details), ...hint].join('\n'));
}

/** The sentence and every problem, each once: the sentence of several ends with the first of them. */
function told(sentence: string, details: readonly Problem[]): string {
  const [first] = details;
  const at = first ? sentence.indexOf(first.message) : -1;
  if (at !== -1 && details.length === 1) return sentence;
  const head = at === -1 ? sentence : sentence.slice(0, at).trim();
  const lines = details.map(({ message }) => (head === '' ? message : `  ${message}`));
  return [...(head === '' ? [] : [head]), ...lines].join('\n');
}

function reasonOf(error: unknown): string {
  const { cause, message } = error as Error;
  const inner = cause as { code?: string; message?: string } | undefined;
  if (inner?.code === 'ECONNREFUSED') return 'nothing listens there';
  if (inner?.code === 'ENOTFOUND') return 'there is no host of that name';
  return inner?.message || inner?.code || message;
}

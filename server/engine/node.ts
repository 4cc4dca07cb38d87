/**
 * What a node type is: everything the engine, the validator, the dashboard's form and the docs know about it.
 * One file in `server/nodes/` defines one with `defineNode`, and `server/nodes/index.ts` lists it.
 */
import type * as z from 'zod';
import type { Credential } from '../../db/credential.ts';
import type { Json, JsonRecord, NodeResult, OnInterrupted } from '../../db/model.ts';
import type { RecordAccess } from './record-access.ts';

/** A node that cannot end yet. The execution gives its slot up; `run` is called again with `context.resumed`. */
export type NodeWait = {
  readonly wait: 'approval' | 'delay' | 'child';
  readonly message: string;
  /** when to go on by itself, ISO; null: only a signal does it */
  readonly until: string | null;
  /** kept in the `waiting` row and given back in `context.resumed.state` */
  readonly state: JsonRecord;
};
export type NodeOutcome = NodeResult | NodeWait;

/** What woke a waiting node: its time came, or a signal with a payload did. */
export type Resumed = {
  readonly state: JsonRecord;
  readonly signal: Json | undefined;
};

/**
 * A failure that the node can tell something about. Anything else that is thrown counts as final, with its message.
 * - `transient`: trying again may help (network, 408, 429, 5xx, a timeout)
 * - `noEffect`: the other side certainly did nothing (DNS, refused, TLS, 429, 503 with `Retry-After`)
 * - `retryAfterMs`: how long the other side asked to wait
 */
export class NodeFailure extends Error {
  readonly code: string;
  readonly transient: boolean;
  readonly noEffect: boolean;
  readonly retryAfterMs: number | null;
  /** further fields of the envelope, such as `statusCode` */
  readonly extras: JsonRecord;

  constructor(
    code: string,
    message: string,
    options: {
      transient?: boolean;
      noEffect?: boolean;
      retryAfterMs?: number | null;
      extras?: JsonRecord;
      cause?: unknown;
    } = {},
  ) {
    super(shortened(message), options.cause === undefined ? undefined : { cause: options.cause });
    this.name = 'NodeFailure';
    this.code = code;
    this.transient = options.transient ?? false;
    this.noEffect = options.noEffect ?? false;
    this.retryAfterMs = options.retryAfterMs ?? null;
    this.extras = options.extras ?? {};
  }
}

/** A message goes into its row, into its execution, and into the row of every node that is skipped for it. */
const MESSAGE_MAX = 10_000;

/** Some servers answer a failure with a page of HTML. */
function shortened(message: string): string {
  return message.length <= MESSAGE_MAX ? message : `${message.slice(0, MESSAGE_MAX).toWellFormed()}…`;
}

/** The outside world as a node may touch it. Implementations live outside the engine; tests bring their own. */
export type NodeServices = {
  readonly http: HttpClient;
  readonly llm: LlmClient;
  readonly code: CodeRunner;
  readonly credentials: CredentialSource;
  readonly records: RecordAccess;
};

export type { Credential, CredentialSecret } from '../../db/credential.ts';
export type { RecordAccess, RecordFetch, RecordImport, RecordSave, RecordsSaved } from './record-access.ts';
/**
 * Opens what a node of an execution names. Null: the organization has none of this name. Throws `CodedError` when it
 * cannot be opened.
 */
export type CredentialSource = {
  open(organizationId: string, name: string, executionId: string): Promise<Credential | null>;
};

export type HttpRequest = {
  readonly method: string;
  readonly url: URL;
  /** names in lower case */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | null;
  /** bytes of the answer that are wanted at most */
  readonly maxBytes: number;
  readonly signal: AbortSignal;
  /** the attempt that asks, for who follows requests */
  readonly asker?: { readonly executionId: string; readonly nodeId: string; readonly attempt: number };
};
export type HttpReply = {
  readonly status: number;
  /** names in lower case; repeated ones joined by `, ` */
  readonly headers: Readonly<Record<string, string>>;
  /** unpacked, without its transfer and content encodings */
  readonly body: Uint8Array;
  /** whether there was more than `maxBytes`: `body` is then a beginning of it, and the rest was not read */
  readonly cut: boolean;
};
/**
 * One HTTP exchange. Follows no redirects, so that every hop can be checked; the composition root decides which
 * addresses may be reached. Throws `NodeFailure` when no reply came.
 */
export type HttpClient = { send(request: HttpRequest): Promise<HttpReply> };

export type LlmRequest = {
  readonly model: string | undefined;
  readonly baseURL: string | undefined;
  readonly apiKey: string | undefined;
  readonly system: string | undefined;
  readonly prompt: string;
  readonly temperature: number | undefined;
  readonly maxTokens: number | undefined;
  /** a JSON Schema that the answer must fit */
  readonly jsonSchema: Record<string, unknown> | undefined;
  readonly signal: AbortSignal;
  /** called with each piece of text as it comes */
  readonly onText: (text: string) => void;
  /** called with the key that is about to be sent, also when it is the server's own */
  readonly onKey: (key: string) => void;
};
export type LlmAnswer = {
  readonly text: string;
  readonly model: string;
  readonly finishReason: string | null;
  readonly usage: { readonly inputTokens: number; readonly outputTokens: number } | null;
};
/** Throws `NodeFailure`; aborts by the signal. */
export type LlmClient = { complete(request: LlmRequest): Promise<LlmAnswer> };

export type CodeRequest = {
  /** the inside of a JavaScript function */
  readonly code: string;
  readonly scope: {
    readonly input: Json;
    readonly inputs: JsonRecord;
    readonly result: NodeResult | null;
    readonly execution: JsonRecord;
  };
  /** whether it is called for each row of the input: the output is then a list */
  readonly perRow: boolean;
  readonly memoryMb: number;
  readonly signal: AbortSignal;
};
/** `logs`: the lines that the code wrote to its console. */
export type CodeReply = { readonly output: Json; readonly logs: readonly string[] };
/** Runs code of users, shut off from everything. Throws `NodeFailure`; an abort ends it whatever it does. */
export type CodeRunner = { run(request: CodeRequest): Promise<CodeReply> };

export type NodeContext<Config> = {
  readonly executionId: string;
  readonly workflowId: string;
  readonly organizationId: string;
  readonly nodeId: string;
  readonly label: string;
  readonly attempt: number;
  readonly config: Config;
  /** the execution's inputs, keyed by node id or plain */
  readonly inputs: JsonRecord;
  /** what this node is given from outside: `inputs[nodeId]`, or the trigger's record; undefined when nothing is */
  readonly given: Json | undefined;
  /** the sides of a join by port, each the list of what its taken edges carry, in connection order; a dead side is empty */
  readonly sides: () => { readonly A: Json[]; readonly B: Json[] };
  /** the envelope of the one predecessor; undefined when there are several or none */
  readonly result: NodeResult | undefined;
  /** start of the execution, ms since 1970: the time that pure nodes and templates see */
  readonly startedAt: number;
  /** time now, ms since 1970: for effectful nodes only */
  readonly now: () => number;
  /** Aborted on cancel, timeout and shutdown. */
  readonly signal: AbortSignal;
  readonly services: NodeServices;
  /** Renders a value's templates (deeply). A string that is one expression keeps its type. Throws `NodeFailure('template', …)`. */
  readonly render: <T>(value: T, extraScope?: JsonRecord) => T;
  /** Shows text to viewers as it comes, and puts an idle timeout off; empty text does the latter only. */
  readonly emit: (text: string) => void;
  /**
   * Opens a credential of the execution's organization for the address that `to` makes of it. From then on its secrets are
   * taken out of all that this attempt shows and keeps. Throws `NodeFailure` when there is none of this name, when it
   * cannot be opened, and when it is not meant for that address.
   */
  readonly credential: (name: string, to: (credential: Credential) => URL) => Promise<Credential>;
  /** Takes a secret out of all that this attempt shows and keeps, from now on. */
  readonly hide: (secret: string) => void;
  /** The beginning of a text, at most `max` characters, without secrets: one that is cut in two would not be found later. */
  readonly excerpt: (text: string, max: number) => string;
  /** set when a waiting node goes on */
  readonly resumed: Resumed | undefined;
  /** Begins a child execution, or finds the one an earlier try began. Answers what is known of it. */
  readonly startChild: (request: { workflowId: string; input: Json }) => Promise<ChildState>;
};

export type ChildState = {
  readonly executionId: string;
  readonly status: 'unfinished' | 'completed' | 'failed' | 'cancelled';
  readonly finalOutput: Json;
  readonly error: string | null;
};

export type NodeType<Schema extends z.ZodType = z.ZodType> = {
  readonly type: string;
  readonly title: string;
  /** one sentence for people */
  readonly description: string;
  readonly category: 'trigger' | 'data' | 'logic' | 'action' | 'flow' | 'note';
  /** accepts every alias of a key, gives the canonical ones; unknown keys pass and are dropped */
  readonly config: Schema;
  /** ports that edges may leave by, besides those without a name; null: any (they come from data) */
  readonly outputs: readonly string[] | null;
  /** ports that edges may enter by; empty: unnamed edges only */
  readonly inputs: readonly string[];
  /**
   * `pure`: the output follows from config and input alone; it may be computed again and must return without awaiting.
   * `effectful`: touches the outside; starts only after its `running` row is committed.
   */
  readonly effect: 'pure' | 'effectful';
  /** defaults of the policy keys in a node's config */
  readonly retries: number;
  readonly timeoutMs: number | null;
  readonly onInterrupted: (config: z.output<Schema>) => OnInterrupted;
  /** whether a failed attempt whose effect is unknown may be tried again (false for http methods that are not idempotent) */
  readonly repeatable: (config: z.output<Schema>) => boolean;
  /** with no token or byte for this long an attempt is given up; otherwise `timeoutMs` bounds the whole attempt */
  readonly timeout: 'whole' | 'idle';
  /** whether its nodes begin child executions, which a cancel has to follow */
  readonly startsChildren: boolean;
  /** further checks at save that need more than the schema; answers sentences */
  readonly check?: (config: z.output<Schema>, around: NodeSurroundings) => { key: string; message: string }[];
  /** pure types return, effectful types may await. Must not change `input`: other nodes see the same value. */
  readonly run: (context: NodeContext<z.output<Schema>>, input: Json) => NodeOutcome | Promise<NodeOutcome>;
};

/** What a check at save may look at: the ports by which edges enter and leave this node. */
export type NodeSurroundings = {
  readonly incomingPorts: readonly (string | null)[];
  readonly outgoingPorts: readonly (string | null)[];
};

type Defaults =
  | 'outputs'
  | 'inputs'
  | 'retries'
  | 'timeoutMs'
  | 'onInterrupted'
  | 'repeatable'
  | 'timeout'
  | 'startsChildren';

/** Defines a node type; what is left out: no named ports, no retries, no timeout, repeatable, `retry` when interrupted. */
export function defineNode<Schema extends z.ZodType>(
  type: Omit<NodeType<Schema>, Defaults> & Partial<Pick<NodeType<Schema>, Defaults>>,
): NodeType<Schema> {
  return Object.freeze({
    outputs: [],
    inputs: [],
    retries: 0,
    timeoutMs: null,
    timeout: 'whole',
    startsChildren: false,
    onInterrupted: () => 'retry' as const,
    repeatable: () => true,
    ...type,
  });
}

export type NodeTypes = ReadonlyMap<string, NodeType>;

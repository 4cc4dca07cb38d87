/** One attempt of one node, through the engine's own plan and attempt, with the world that the test gives it. */
import type { Json, JsonRecord, NodeResult } from '../../db/model.ts';
import { systemClock } from '../../server/clock.ts';
import { type AttemptDeps, type AttemptRequest, attemptEffect, attemptPure } from '../../server/engine/attempt.ts';
import type { NodeFailure, NodeOutcome, NodeServices, NodeWait } from '../../server/engine/node.ts';
import { compilePlan } from '../../server/engine/plan.ts';
import { createTemplates } from '../../server/engine/template.ts';
import { nodeTypes } from '../../server/nodes/index.ts';

export const STARTED_AT = Date.parse('2026-03-01T10:20:30.000Z');

const templates = createTemplates();
const nowhere: NodeServices = {
  http: { send: () => Promise.reject(new Error('this test has no network')) },
  llm: { complete: () => Promise.reject(new Error('this test has no language model')) },
  code: { run: () => Promise.reject(new Error('this test runs no code')) },
  credentials: { open: async () => null },
  records: {
    fetch: () => Promise.reject(new Error('this test has no databases')),
    save: () => Promise.reject(new Error('this test has no databases')),
    import: () => Promise.reject(new Error('this test has no databases')),
  },
};

export type Given = Partial<Omit<AttemptRequest, 'node' | 'input'>> & {
  readonly services?: Partial<NodeServices>;
  readonly now?: () => number;
  /** takes the text that the node shows */
  readonly onText?: (text: string) => void;
  /** id of the node, "n" by default */
  readonly nodeId?: string;
  /** is handed the way to abort the attempt */
  readonly onStart?: (abort: (reason: string) => void) => void;
};

export type Ended =
  | { readonly outcome: NodeOutcome; readonly failure: null }
  | { readonly outcome: null; readonly failure: NodeFailure };

/** Runs `config` as a node "n" of `type`. Throws when the config is refused. */
export async function attempt(type: string, config: object, input: Json = {}, given: Given = {}): Promise<Ended> {
  const { services, now, onText, onStart, nodeId = 'n', ...more } = given;
  const document = {
    nodes: [{ id: nodeId, type, label: 'Node', config: config as Record<string, unknown> }],
    connections: [],
    settings: {},
  };
  const node = compilePlan(document, nodeTypes).byId.get(nodeId)!;
  if (node.type === null) throw new Error(node.problem);
  const clock = now ? { ...systemClock, now } : systemClock;
  const deps: AttemptDeps = { clock, services: { ...nowhere, ...services }, templates };
  const request: AttemptRequest = {
    execution: { executionId: 'e1', workflowId: 'w1', organizationId: 'default' },
    startedAt: STARTED_AT,
    node,
    attempt: 1,
    input,
    inputs: {},
    given: undefined,
    result: undefined,
    sides: () => ({ A: [], B: [] }),
    nodes: {},
    resumed: undefined,
    emit: (chunk) => onText?.(chunk.text),
    startChild: () => Promise.reject(new Error('this test has no other workflows')),
    ...more,
  };
  if (node.type.effect === 'pure') return toEnded(attemptPure(deps, request));
  const running = attemptEffect(deps, request);
  onStart?.(running.abort);
  const verdict = await running.verdict;
  await running.handler;
  return toEnded(verdict);
}

function toEnded(verdict: ReturnType<typeof attemptPure>): Ended {
  return verdict.kind === 'ended'
    ? { outcome: verdict.outcome, failure: null }
    : { outcome: null, failure: verdict.failure };
}

/** The envelope of a node that succeeds. */
export async function run(type: string, config: object, input?: Json, given?: Given): Promise<NodeResult> {
  const { outcome, failure } = await attempt(type, config, input, given);
  if (failure) throw failure;
  if (!('success' in outcome)) throw new Error(`expected an envelope, got ${JSON.stringify(outcome)}`);
  return outcome;
}

export async function outputOf(type: string, config: object, input?: Json, given?: Given): Promise<Json> {
  return (await run(type, config, input, given)).outputData;
}

/** What a node that waits says. */
export async function waitOf(type: string, config: object, input?: Json, given?: Given): Promise<NodeWait> {
  const { outcome, failure } = await attempt(type, config, input, given);
  if (failure) throw failure;
  if ('success' in outcome) throw new Error(`expected a wait, got ${JSON.stringify(outcome)}`);
  return outcome;
}

/** What a node that fails says. */
export async function failureOf(type: string, config: object, input?: Json, given?: Given): Promise<NodeFailure> {
  const { outcome, failure } = await attempt(type, config, input, given);
  if (failure) return failure;
  throw new Error(`expected a failure, got ${JSON.stringify(outcome)}`);
}

/** What `config` becomes: canonical names and defaults. Throws zod's error. */
export function parsed(type: string, config: object): JsonRecord {
  return nodeTypes.get(type)!.config.parse(config) as JsonRecord;
}

import { CodedError } from '../../db/errors.ts';
import { isFinished } from '../../db/execution-state.ts';
import type { JsonRecord } from '../../db/model.ts';
import type { Logs, Signal } from '../../db/store.ts';
import { alreadyFinished, findExecution } from './cancel.ts';
import { digestOf } from './digest.ts';
import type { ExecutionDeps, ExecutionService } from './service.ts';

const PAGE = 1_000;

/** Answers a node that waits for a person. */
export function createResume({ store, dispatcher, clock }: ExecutionDeps): ExecutionService['resume'] {
  return async (organizationId, executionId, { nodeId: named, approved, data }) => {
    const head = await findExecution(store.executions, organizationId, executionId);
    const answered = (await store.signals.list(executionId)).filter(isResume);
    const waiting = isFinished(head.status) ? [] : await waitingNodes(store.logs, executionId);
    const open = waiting.filter((nodeId) => !answered.some((signal) => signal.nodeId === nodeId));
    const nodeId = named ?? only(open) ?? only(answered.map((signal) => signal.nodeId));
    if (nodeId === undefined) {
      if (open.length > 1) throw whichOne(executionId, open);
      if (isFinished(head.status)) throw alreadyFinished(head);
      throw notWaiting(executionId, open);
    }
    const payload = JSON.stringify(data === undefined ? { approved } : { approved, data });
    const before = answered.find((signal) => signal.nodeId === nodeId);
    if (before) {
      if (isSame(before.payload, payload)) return { nodeId };
      throw answeredOtherwise(executionId, nodeId, before.payload);
    }
    if (isFinished(head.status)) throw alreadyFinished(head);
    if (!waiting.includes(nodeId)) throw notWaiting(executionId, open, nodeId);

    const createdAt = new Date(clock.now()).toISOString();
    const sent = await store.signals.send({ executionId, kind: 'resume', nodeId, payload, createdAt });
    switch (sent) {
      case 'new':
        dispatcher.wake(executionId);
        return { nodeId };
      case 'same':
        return { nodeId };
      case 'different': {
        // two asked at once, and the other one came first
        const first = (await store.signals.list(executionId)).find((each) => isResume(each) && each.nodeId === nodeId);
        if (first && isSame(first.payload, payload)) return { nodeId };
        throw answeredOtherwise(executionId, nodeId, first?.payload ?? null);
      }
      case 'finished':
        throw alreadyFinished(await findExecution(store.executions, organizationId, executionId));
      default:
        return sent satisfies never;
    }
  };
}

function isResume({ kind }: Signal): boolean {
  return kind === 'resume';
}

/** Whether two answers mean the same: the order of their keys makes no difference. */
function isSame(one: string | null, other: string): boolean {
  return one === other || (one !== null && digestOf(JSON.parse(one)) === digestOf(JSON.parse(other)));
}

/** Ids of the nodes whose last row says that they wait for a person. */
async function waitingNodes(logs: Pick<Logs, 'readCapped'>, executionId: string): Promise<string[]> {
  const waiting = new Set<string>();
  for (let after = 0; ; ) {
    const rows = await logs.readCapped(executionId, after, PAGE);
    for (const row of rows) {
      const result = row.status === 'waiting' ? (JSON.parse(row.result ?? '{}') as JsonRecord) : {};
      if (result.wait === 'approval') waiting.add(row.nodeId);
      else waiting.delete(row.nodeId);
    }
    if (rows.length < PAGE) return [...waiting];
    after = rows.at(-1)!.seq;
  }
}

function only<T>(items: readonly T[]): T | undefined {
  return items.length === 1 ? items[0] : undefined;
}

function whichOne(executionId: string, open: readonly string[]): CodedError {
  const names = open.map((nodeId) => `"${nodeId}"`).join(', ');
  return new CodedError(
    'invalid',
    `Execution "${executionId}" waits at ${open.length} nodes: send "nodeId", one of ${names}.`,
    {
      details: [{ path: 'nodeId', message: `Expected one of ${names}.` }],
    },
  );
}

function notWaiting(executionId: string, open: readonly string[], nodeId?: string): CodedError {
  const who =
    nodeId === undefined ? `Execution "${executionId}" waits` : `Node "${nodeId}" of execution "${executionId}" waits`;
  const others = open.length === 0 ? '' : ` What waits: ${open.map((id) => `"${id}"`).join(', ')}.`;
  return new CodedError('not_waiting', `${who} for no answer.${others}`);
}

function answeredOtherwise(executionId: string, nodeId: string, payload: string | null): CodedError {
  const what = payload === null ? 'otherwise' : `with ${payload}`;
  return new CodedError(
    'conflict',
    `Node "${nodeId}" of execution "${executionId}" was already answered ${what}. The first answer stands.`,
  );
}

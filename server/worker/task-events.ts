/**
 * A log row as the event by which Prefect knows of a task run: one task run a node, its predecessors as parents.
 *
 * The id of a task run follows from flow run and node, so that another worker goes on with the same one.
 */
import { createHash, randomUUID } from 'node:crypto';
import type { StoredLogRow, WorkflowDocument } from '../../db/model.ts';
import type { PrefectEvent, StateType } from '../prefect/answers.ts';

export type TaskState = { readonly type: StateType; readonly name: string };

/** Null: the node did not run, so there is no task run of it. */
export function stateOf({ status }: StoredLogRow): TaskState | null {
  switch (status) {
    case 'running':
      return { type: 'RUNNING', name: 'Running' };
    case 'retrying':
      return { type: 'SCHEDULED', name: 'AwaitingRetry' };
    case 'waiting':
      return { type: 'PAUSED', name: 'Paused' };
    case 'completed':
      return { type: 'COMPLETED', name: 'Completed' };
    case 'error':
      return { type: 'FAILED', name: 'Failed' };
    case 'cancelled':
      return { type: 'CANCELLED', name: 'Cancelled' };
    case 'skipped':
      return null;
    default:
      return status satisfies never;
  }
}

/** A UUID that is the same for the same flow run and node. */
export function taskRunId(flowRunId: string, nodeId: string): string {
  const digest = createHash('sha256').update(`${flowRunId}\n${nodeId}`).digest();
  digest[6] = (digest[6]! & 0x0f) | 0x80;
  digest[8] = (digest[8]! & 0x3f) | 0x80;
  const hex = digest.toString('hex');
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20, 32)].join('-');
}

/** Nodes before each node. */
export type Parents = ReadonlyMap<string, readonly string[]>;

export function parentsOf({ connections }: WorkflowDocument): Parents {
  const parents = new Map<string, string[]>();
  for (const { fromNodeId, toNodeId } of connections) {
    parents.set(toNodeId, [...new Set([...(parents.get(toNodeId) ?? []), fromNodeId])]);
  }
  return parents;
}

const MESSAGE_MAX = 1_000;

export type TaskRow = {
  readonly flowRunId: string;
  readonly row: StoredLogRow;
  readonly state: TaskState;
  /** ISO; of one process no two are the same, since two states of a task run at one time are refused */
  readonly occurred: string;
  /** those of its predecessors that have a task run */
  readonly parents: readonly string[];
};

export function taskEvent({ flowRunId, row, state, occurred, parents }: TaskRow): PrefectEvent {
  const id = taskRunId(flowRunId, row.nodeId);
  const name = row.nodeLabel || row.nodeId;
  const parent = (nodeId: string) => ({ input_type: 'task_run', id: taskRunId(flowRunId, nodeId) });
  return {
    id: randomUUID(),
    occurred,
    event: `prefect.task-run.${state.name}`,
    resource: {
      'prefect.resource.id': `prefect.task-run.${id}`,
      'prefect.resource.name': name,
      'prefect.state-type': state.type,
      'prefect.state-name': state.name,
      'prefect.orchestration': 'client',
    },
    related: [{ 'prefect.resource.id': `prefect.flow-run.${flowRunId}`, 'prefect.resource.role': 'flow-run' }],
    payload: {
      intended: { from: null, to: state.type },
      initial_state: null,
      validated_state: {
        ...{ type: state.type, name: state.name, state_details: {}, data: null },
        message: (row.error ?? '').slice(0, MESSAGE_MAX),
      },
      task_run: {
        ...{ name, task_key: `${row.nodeType}-${row.nodeId}`, dynamic_key: row.nodeId, tags: [row.nodeType] },
        // any name but `__parents__`, which Prefect takes for what a task run is inside of
        task_inputs: { after: parents.map(parent) },
        ...{ run_count: row.attempt, flow_run_run_count: 1, empirical_policy: {} },
        ...timesOf(row),
      },
    },
  };
}

function timesOf({ status, timestamp, duration }: StoredLogRow): object {
  if (status === 'running') return { start_time: timestamp };
  if (duration === null) return {};
  const began = new Date(Date.parse(timestamp) - duration).toISOString();
  return status === 'retrying' ? { start_time: began } : { start_time: began, end_time: timestamp };
}

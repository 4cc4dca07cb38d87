/** Which way an execution went, told from the last row of an edge's source as the engine decides it. Pure. */
import type { Connection, LogRow } from '../../db/model.ts';
import { resultOf } from '../feed/execution-model.ts';

export type EdgeState = 'pending' | 'taken' | 'dead';

/** `source`: the last row of the node that the edge leaves; `target`: that of the node it enters. */
export function edgeState(edge: Connection, source: LogRow | undefined, target: LogRow | undefined): EdgeState {
  if (target?.status === 'skipped') return 'dead';
  switch (source?.status) {
    case undefined:
    case 'running':
    case 'retrying':
    case 'waiting':
      return 'pending';
    case 'skipped':
    case 'cancelled':
      return 'dead';
    case 'error':
      return wayOnAfterError(edge, source) ? 'taken' : 'dead';
    case 'completed':
      return isTaken(edge.fromPort ?? null, resultOf(source)) ? 'taken' : 'dead';
    default:
      return source satisfies never;
  }
}

function isTaken(port: string | null, { ports, conditionResult }: ReturnType<typeof resultOf>): boolean {
  if (typeof ports === 'object' && ports !== null) return port === null || Object.hasOwn(ports, port);
  if (conditionResult !== undefined) return port === null || port === String(conditionResult);
  return port !== 'error';
}

/** A node whose policy lets the execution go on leaves its error as output; then edges by port `error`, or without one. */
function wayOnAfterError(edge: Connection, { outputData }: LogRow): boolean {
  return outputData !== null && (edge.fromPort === undefined || edge.fromPort === 'error');
}

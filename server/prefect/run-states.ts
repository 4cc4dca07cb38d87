/**
 * What Prefect is told of a flow run, in one place for server and workers.
 *
 * 1. Our database first, then Prefect: a state here says what has been committed there.
 * 2. CANCELLED says that the execution was cancelled, and nothing else: whoever cancels a run in Prefect cancels the
 *    execution. A run that another took over is COMPLETED with `superseded`.
 * 3. COMPLETED carries data, since a late poll could claim a run without any again.
 */
import type { StateType } from './answers.ts';
import type { Proposal } from './client.ts';

/** Runs that may still be claimed or advanced. */
export const liveStates = ['SCHEDULED', 'PENDING', 'RUNNING', 'PAUSED', 'CANCELLING'] as const satisfies StateType[];

export function isLive(type: StateType | null | undefined): boolean {
  return (liveStates as readonly (StateType | null | undefined)[]).includes(type);
}

const data = (more: object = {}) => ({ type: 'cortado', ...more });

/** The execution has ended so; null: it has not ended. */
export function endOf(status: string, error: string | null): Proposal | null {
  switch (status) {
    case 'completed':
      return { type: 'COMPLETED', data: data() };
    case 'failed':
      return { type: 'FAILED', message: (error ?? 'The execution failed.').slice(0, 1_000), data: data() };
    case 'cancelled':
      return { type: 'CANCELLED', message: 'The execution was cancelled.', data: data() };
    default:
      return null;
  }
}

/** It waits for a person, a time or a child, and holds no worker: waking makes a run of its own. */
export const waits: Proposal = {
  type: 'COMPLETED',
  message: 'The execution waits; it goes on as another run.',
  data: data({ waiting: true }),
};

/** Another run, or the server itself, advances the execution. */
export const superseded: Proposal = {
  type: 'COMPLETED',
  message: 'The execution was advanced elsewhere.',
  data: data({ superseded: true }),
};

/** Given back unfinished: the next worker goes on after the last finished node. */
export const handedBack: Proposal = {
  type: 'SCHEDULED',
  name: 'AwaitingRetry',
  message: 'Its worker was stopped; another one goes on.',
};

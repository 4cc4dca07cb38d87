/** What the page of executions shows, as its address says it. Pure. */
import { executionStatuses } from '../../db/execution-state.ts';
import type { ExecutionStatus, TriggerType } from '../../db/model.ts';
import type { ExecutionQuery } from '../api.ts';

export const triggers = ['manual', 'api', 'webhook', 'schedule', 'subworkflow'] as const satisfies TriggerType[];
/** Stretches of time that end now, in hours. */
export const spans = { '1h': 1, '24h': 24, '7d': 168 } as const;
export type Span = keyof typeof spans;

export type Search = {
  status?: string;
  workflow?: string;
  trigger?: string;
  /** a span, or `between` for `from` and `to` */
  time?: string;
  from?: string;
  to?: string;
};

export function statusesOf({ status = '' }: Search): ExecutionStatus[] {
  const given = status.split(',');
  return executionStatuses.filter((known) => given.includes(known));
}

export function spanOf({ time = '' }: Search): Span | 'between' | null {
  if (time === 'between') return 'between';
  return Object.hasOwn(spans, time) ? (time as Span) : null;
}

/** `now` is ms since 1970. What the address has that means nothing is left out. */
export function queryOf(search: Search, now: number): ExecutionQuery {
  const span = spanOf(search);
  const trigger = triggers.find((known) => known === search.trigger);
  const statuses = statusesOf(search);
  return {
    ...(statuses.length > 0 && { status: statuses }),
    ...(search.workflow && { workflowId: search.workflow }),
    ...(trigger && { trigger }),
    ...(span === 'between' && { from: isoOf(search.from), to: isoOf(search.to) }),
    ...(span !== null && span !== 'between' && { from: new Date(now - spans[span] * 3_600_000).toISOString() }),
  };
}

/** Whether anything is left out. */
export function isNarrow(search: Search): boolean {
  return [search.status, search.workflow, search.trigger, search.time].some(Boolean);
}

function isoOf(text: string | undefined): string | undefined {
  const time = Date.parse(text ?? '');
  return Number.isNaN(time) ? undefined : new Date(time).toISOString();
}

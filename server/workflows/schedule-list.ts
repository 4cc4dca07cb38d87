/** The schedules of an organization as people read them. */

import type { ListedSchedule } from '../../db/overview-store.ts';
import { safeParse } from '../../db/safe-parse.ts';
import type { LastExecution } from '../../db/store.ts';
import { trigger } from '../nodes/trigger.ts';
import { nextTick } from './schedule-times.ts';

export type DescribedSchedule = {
  workflowId: string;
  workflowName: string;
  nodeId: string;
  /** cron fields; null where it is due every so many seconds */
  cron: string | null;
  everySeconds: number | null;
  /** of the cron fields, IANA */
  timezone: string;
  /** what a tick does while the execution of an earlier one runs */
  overlap: 'skip' | 'allow';
  /** the next times it is due, ISO, first the one that is waited for */
  nextTimes: string[];
  lastExecution: LastExecution | null;
};

/** The stored schedule with what its trigger says, and the `count` next times. */
export function describeSchedule(schedule: ListedSchedule, count: number): DescribedSchedule {
  const { spec, nextAt, ...own } = schedule;
  const config: Record<string, unknown> = JSON.parse(spec);
  const parsed = safeParse(trigger.config, config);
  const { cron, everySeconds, timezone = 'UTC', overlap = 'skip' } = parsed.success ? parsed.data : {};
  const nextTimes = [nextAt];
  for (let at: number | null = Date.parse(nextAt); nextTimes.length < count; ) {
    at = nextTick(config, at);
    if (at === null) break;
    nextTimes.push(new Date(at).toISOString());
  }
  return { ...own, cron: cron ?? null, everySeconds: everySeconds ?? null, timezone, overlap, nextTimes };
}

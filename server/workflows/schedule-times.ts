/** When a scheduled trigger is due. Pure, but for the time zone data of the platform. */

import { Cron } from 'croner';
import type * as z from 'zod';
import { safeParse } from '../../db/safe-parse.ts';
import { isTimezone } from '../../db/time-zone.ts';
import { trigger } from '../nodes/trigger.ts';

type TriggerConfig = z.output<typeof trigger.config>;

/**
 * The next time (ms since 1970) after `afterMs` at which a trigger is due; null when it is not scheduled or never due
 * again, or cannot be read. Cron fields are read in the trigger's time zone; `everySeconds` counts from 1970, so that every server agrees.
 */
export function nextTick(config: Record<string, unknown>, afterMs: number): number | null {
  const parsed = safeParse(trigger.config, config);
  if (!parsed.success || parsed.data.triggerType !== 'scheduled') return null;
  const { cron, everySeconds, timezone } = parsed.data;
  if (everySeconds !== undefined) {
    const step = Math.round(everySeconds * 1_000);
    return (Math.floor(afterMs / step) + 1) * step;
  }
  try {
    const next = cronOf(cron ?? '', timezone).nextRun(new Date(afterMs));
    return next?.getTime() ?? null;
  } catch {
    // A schedule that no check at save has seen, or a time zone that this machine does not know.
    return null;
  }
}

/** What is wrong with the schedule of a trigger; null when nothing is. */
export function scheduleProblem({
  triggerType,
  cron,
  timezone,
}: TriggerConfig): { key: string; message: string } | null {
  if (triggerType !== 'scheduled') return null;
  if (!isTimezone(timezone)) {
    return { key: 'timezone', message: `Expected an IANA time zone such as "Europe/Madrid", got "${timezone}"` };
  }
  if (cron === undefined) return null;
  try {
    if (cronOf(cron, timezone).nextRun() !== null) return null;
    return { key: 'cron', message: `Expected a schedule that comes again, got "${cron}", which never does` };
  } catch (error) {
    const why = error instanceof Error ? ` (${error.message})` : '';
    return { key: 'cron', message: `Expected five or six cron fields such as "0 9 * * 1-5", got "${cron}"${why}` };
  }
}

/** The first time zone costs the process some 8 MB, so none is read where there is nothing to look up. */
function cronOf(cron: string, timezone: string): Cron {
  const clock = timezone === 'UTC' ? { utcOffset: 0 } : { timezone };
  return new Cron(cron, { ...clock, paused: true, mode: '5-or-6-parts' });
}

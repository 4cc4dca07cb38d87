/** What is said of an attempt beside its name. */
import type { Entry } from '../feed/execution-model.ts';
import { duration, shortId } from '../format.ts';
import { dateLocale, t } from '../i18n.ts';
import type { Run } from './run-context.ts';

export function entryNote(entry: Entry, { now, live }: Run): string | null {
  if (entry.cutOff) return t('log.cutOff');
  if (entry.reusedFrom !== null) return t('log.reused', { id: `…${shortId(entry.reusedFrom)}` });
  switch (entry.status) {
    case 'skipped':
      return entry.note === null ? t('status.skipped') : t('log.skipped', { reason: entry.note });
    case 'waiting':
      if (entry.until !== null) return waitsUntil(entry.until, now());
      return entry.childId === null ? entry.note : t('log.child', { id: `…${shortId(entry.childId)}` });
    case 'retrying': {
      const isLatest = live.latestEntry(entry.nodeId) === entry.index;
      const next = isLatest && entry.until !== null ? `${t('log.again', { time: left(entry.until, now()) })} · ` : '';
      return `${next}${entry.note ?? ''}`;
    }
    case 'running':
    case 'completed':
    case 'error':
    case 'cancelled':
      return entry.note;
    default:
      return entry.status satisfies never;
  }
}

/** "until 14:05:03, 12 s left" */
export function waitsUntil(until: number, now: number): string {
  const sameDay = new Date(until).toDateString() === new Date(now).toDateString();
  const time = new Date(until).toLocaleString(dateLocale(), {
    timeStyle: 'medium',
    ...(sameDay ? {} : { dateStyle: 'medium' }),
  });
  return t('log.until', { time, left: left(until, now) });
}

/** How long it is until then; whole seconds, so that it does not flicker. */
export function left(until: number, now: number): string {
  const ms = Math.max(0, until - now);
  return ms < 60_000 ? `${Math.ceil(ms / 1_000)} s` : duration(ms);
}

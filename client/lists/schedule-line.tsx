import { A } from '@solidjs/router';
import { Show } from 'solid-js';
import { StateName } from '../components/mark.tsx';
import { Ago, Until } from '../components/when.tsx';
import { duration, exact } from '../format.ts';
import { dateLocale, t } from '../i18n.ts';
import type { Schedule } from './lists-api.ts';
import '../styles/schedules.css';

/** A schedule: when it comes again, what a tick does meanwhile, and what the last one began. */
export function ScheduleLine(props: { schedule: Schedule; now: number; named?: boolean }) {
  const rhythm = () =>
    props.schedule.everySeconds === null
      ? `${props.schedule.cron} · ${props.schedule.timezone}`
      : t('schedule.every', { time: duration(props.schedule.everySeconds * 1_000) });
  const later = () => props.schedule.nextTimes.slice(1).map((at) => exact(at, dateLocale()));
  return (
    <li class="row schedule">
      <span class="row-main">
        <span class="row-title">
          <Show when={props.named}>
            <A class="schedule-name cut" href={`/workflows/${props.schedule.workflowId}?tab=triggers`}>
              {props.schedule.workflowName}
            </A>
          </Show>
          <span class="mono">{rhythm()}</span>
        </span>
        <span class="muted">{t(`schedule.overlap.${props.schedule.overlap}`)}</span>
      </span>
      <span class="schedule-next">
        <Until at={props.schedule.nextTimes[0] ?? ''} now={props.now} />
        <details class="schedule-later">
          <summary class="muted">{t('schedule.later')}</summary>
          <ol class="num">
            {later().map((text) => (
              <li>{text}</li>
            ))}
          </ol>
        </details>
      </span>
      <Show
        when={props.schedule.lastExecution}
        fallback={<span class="schedule-last muted">{t('schedule.noTick')}</span>}
      >
        {(last) => (
          <A class="schedule-last" href={`/executions/${last().executionId}`}>
            <StateName state={last().status} />
            <span class="muted">
              <Ago at={last().createdAt} now={props.now} />
            </span>
          </A>
        )}
      </Show>
    </li>
  );
}

import { For, Show } from 'solid-js';
import { createClock } from '../clock.ts';
import { createAsked } from '../components/asked.ts';
import { t } from '../i18n.ts';
import { listSchedules } from '../lists/lists-api.ts';
import { ScheduleLine } from '../lists/schedule-line.tsx';
import { Loaded, Section } from './section.tsx';

/** Every schedule there is, next due first. */
export function SchedulesSection() {
  const asked = createAsked(
    () => 'schedules',
    () => listSchedules(),
  );
  const now = createClock(5_000);
  return (
    <Section title={t('settings.schedules')} text={t('schedules.text')}>
      <Loaded asked={asked}>
        {(schedules) => (
          <Show when={schedules().length > 0} fallback={<p class="muted">{t('schedules.none')}</p>}>
            <ul class="list rows">
              <For each={schedules()}>{(schedule) => <ScheduleLine schedule={schedule} now={now()} named />}</For>
            </ul>
          </Show>
        )}
      </Loaded>
    </Section>
  );
}

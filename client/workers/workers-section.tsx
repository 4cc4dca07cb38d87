import { For, Show } from 'solid-js';
import { createClock } from '../clock.ts';
import { Ago } from '../components/when.tsx';
import { t } from '../i18n.ts';
import { Loaded, Section } from '../settings/section.tsx';
import { createPrefectHealth, type PrefectHealth } from './prefect-health.ts';
import '../styles/workers.css';

/** Where executions run, and whether the machines that should run them are there. */
export function WorkersSection() {
  const asked = createPrefectHealth();
  const now = createClock(5_000);
  return (
    <Section title={t('settings.workers')} text={t('workers.text')}>
      <Loaded asked={asked}>
        {(health) => (
          <Show when={health().serviceUrl} fallback={<p class="notice">{t('workers.none')}</p>}>
            <Facts health={health()} now={now()} />
            <Show when={health().available && health().workersOnline === 0}>
              <p class="notice problem">{t('workers.nobody')}</p>
            </Show>
            <Show when={health().workers.length > 0}>
              <Workers health={health()} now={now()} />
            </Show>
          </Show>
        )}
      </Loaded>
    </Section>
  );
}

function Facts(props: { health: PrefectHealth; now: number }) {
  const state = () => {
    if (props.health.available) return t('workers.there');
    return props.health.fallback === 'wait' ? t('workers.away.wait') : t('workers.away.local');
  };
  return (
    <dl class="workers-facts">
      <dt>{t('workers.state')}</dt>
      <dd classList={{ good: props.health.available, bad: !props.health.available }}>{state()}</dd>
      <dt>{t('workers.online')}</dt>
      <dd class="num">{props.health.workersOnline ?? t('workers.unknown')}</dd>
      <dt>{t('workers.queued')}</dt>
      <dd class="num">{props.health.queued}</dd>
      <dt>{t('workers.running')}</dt>
      <dd class="num">{props.health.running}</dd>
      <dt>{t('workers.pool')}</dt>
      <dd>{props.health.workPool}</dd>
      <dt>{t('workers.address')}</dt>
      <dd class="workers-address">{props.health.serviceUrl}</dd>
      <Show when={props.health.version}>
        <dt>{t('workers.version')}</dt>
        <dd class="num">{props.health.version}</dd>
      </Show>
      <Show when={props.health.lastError}>
        {(error) => (
          <>
            <dt>{t('workers.error')}</dt>
            <dd>
              {error().message}{' '}
              <span class="muted">
                <Ago at={error().at} now={props.now} />
              </span>
            </dd>
          </>
        )}
      </Show>
    </dl>
  );
}

function Workers(props: { health: PrefectHealth; now: number }) {
  return (
    <section class="list table-scroll" tabindex={0} aria-label={t('workers.worker')}>
      <table class="table">
        <thead>
          <tr>
            <th>{t('workers.worker')}</th>
            <th>{t('workers.heard')}</th>
          </tr>
        </thead>
        <tbody>
          <For each={props.health.workers}>
            {(worker) => (
              <tr>
                <td>{worker.name}</td>
                <td>
                  <Show when={worker.lastHeartbeat} fallback={t('workers.unknown')}>
                    {(at) => <Ago at={at()} now={props.now} />}
                  </Show>
                </td>
              </tr>
            )}
          </For>
        </tbody>
      </table>
    </section>
  );
}

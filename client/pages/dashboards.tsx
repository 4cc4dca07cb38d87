import { A, useNavigate } from '@solidjs/router';
import { For, Show } from 'solid-js';
import { createClock } from '../clock.ts';
import { createAction } from '../components/action.ts';
import { createAsked } from '../components/asked.ts';
import { setTitle } from '../components/page-title.ts';
import { Ago } from '../components/when.tsx';
import { createDashboard, listDashboards } from '../dashboards/dashboards-api.ts';
import { t } from '../i18n.ts';
import { may } from '../session.ts';
import '../styles/dashboards.css';

/** The dashboards of the organization. */
export default function Dashboards() {
  setTitle(() => t('app.dashboards'));
  const navigate = useNavigate();
  const list = createAsked(() => 'dashboards', listDashboards);
  const now = createClock(10_000);
  const { busy, problem, act } = createAction();
  const make = () =>
    act(async () => {
      const { id } = await createDashboard({ name: t('dashboard.untitled'), range: '24h', widgets: [] });
      navigate(`/dashboards/${id}?edit=1`);
    });
  return (
    <div class="page">
      <header class="page-head">
        <h1>{t('app.dashboards')}</h1>
        <Show when={may('write')}>
          <div class="page-tools">
            <button type="button" class="button main" disabled={busy()} onClick={make}>
              {t('dashboard.new')}
            </button>
          </div>
        </Show>
      </header>
      <Show when={problem() ?? list.problem()?.message}>
        {(sentence) => (
          <p class="notice problem" role="alert">
            {sentence()}
          </p>
        )}
      </Show>
      <Show when={list.data()} fallback={<div class="list skeletons" />}>
        {(dashboards) => (
          <ul class="list dashboards">
            <For each={dashboards()}>
              {(dashboard) => (
                <li class="line">
                  <div class="line-title">
                    <A class="line-name cut" href={`/dashboards/${dashboard.id}`}>
                      {dashboard.id === 'executions' && dashboard.revision === 0
                        ? t('dashboard.builtin')
                        : dashboard.name}
                    </A>
                    <Show when={dashboard.shared}>
                      <span class="tag">{t('dashboard.shared')}</span>
                    </Show>
                  </div>
                  <span class="num muted">{t('dashboard.widgets', { count: dashboard.widgetCount })}</span>
                  <span class="muted line-when">
                    <Show when={dashboard.revision > 0} fallback={t('dashboard.fromStart')}>
                      <Ago at={dashboard.updatedAt} now={now()} />
                    </Show>
                  </span>
                </li>
              )}
            </For>
          </ul>
        )}
      </Show>
    </div>
  );
}

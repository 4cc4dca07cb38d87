/** A dashboard inside somebody else's page: it shows, and leads nowhere. */
import { createMemo, createSignal, Show } from 'solid-js';
import type { EmbedDashboardAnswer } from '../../server/http/embed-answers.ts';
import { createAsked } from '../components/asked.ts';
import { Board } from '../dashboards/board.tsx';
import { translated } from '../dashboards/builtin-words.ts';
import { type DataPort, type Face, type Range, type Table, viewOf } from '../dashboards/dashboards-api.ts';
import { RangePicker } from '../dashboards/range-picker.tsx';
import { createToldChanges } from '../dashboards/told-changes.ts';
import { t } from '../i18n.ts';
import type { EmbedAnswer, EmbedApi } from './embed-api.ts';
import type { ParentPage } from './parent-page.ts';
import { keepToken, type TokenLife } from './token-life.ts';
import '../styles/page.css';
import '../styles/embed.css';
import '../styles/dashboards.css';

export type EmbedDashboardProps = {
  readonly api: EmbedApi;
  readonly page: ParentPage;
  readonly grant: EmbedAnswer;
  /** is given who keeps the token */
  onLife(life: TokenLife): void;
};

export function EmbedDashboard(props: EmbedDashboardProps) {
  const { api, page } = props;
  const [ended, setEnded] = createSignal(false);
  props.onLife(keepToken(api, page, props.grant, { granted: () => setEnded(false), ended: () => setEnded(true) }));
  const asked = createAsked(
    () => 'embedded dashboard',
    () => api.read<EmbedDashboardAnswer>('/dashboard'),
  );
  const shown = createMemo(() => {
    const found = asked.data();
    return found && translated<Face, EmbedDashboardAnswer & { widgets: Face[] }>(found);
  });
  const [range, setRange] = createSignal<Range | null>(null);
  const changedOf = createToldChanges(api.follow);
  const data: DataPort = {
    table: (widgetId, asking) => {
      const view = viewOf(shown()?.fixedRange ? null : asking);
      return api.read<Table>(`/dashboard/widgets/${encodeURIComponent(widgetId)}/data?${view}`);
    },
    csv: () => null,
  };

  return (
    <main class="embed embed-dashboard">
      <Show when={ended()}>
        <p class="notice" role="alert">
          {t('embed.ended')}
        </p>
      </Show>
      <Show when={asked.problem()}>
        {(problem) => (
          <p class="notice problem" role="alert">
            {problem().message}
          </p>
        )}
      </Show>
      <Show when={shown()}>
        {(dashboard) => (
          <>
            <header class="page-head">
              <h1>{dashboard().name}</h1>
              <Show when={!dashboard().fixedRange}>
                <div class="page-tools dashboard-tools">
                  <RangePicker range={range() ?? dashboard().range} onRange={setRange} />
                </div>
              </Show>
            </header>
            <Show when={dashboard().widgets.length > 0} fallback={<p class="empty">{t('dashboard.empty')}</p>}>
              <Board
                widgets={dashboard().widgets}
                range={range() ?? dashboard().range}
                data={data}
                place="embedded"
                changedOf={changedOf}
              />
            </Show>
          </>
        )}
      </Show>
    </main>
  );
}

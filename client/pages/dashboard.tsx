import { useBeforeLeave, useNavigate, useParams, useSearchParams } from '@solidjs/router';
import {
  type Accessor,
  createEffect,
  createMemo,
  createSignal,
  getOwner,
  on,
  onCleanup,
  runWithOwner,
  Show,
} from 'solid-js';
import { concerns, type Happened } from '../../db/dashboard-changes.ts';
import { createAsked } from '../components/asked.ts';
import { setTitle } from '../components/page-title.ts';
import { Board } from '../dashboards/board.tsx';
import { translated } from '../dashboards/builtin-words.ts';
import type { Picked } from '../dashboards/chart.tsx';
import { createDraft, newId } from '../dashboards/dashboard-draft.ts';
import { DashboardTools, EditTools } from '../dashboards/dashboard-tools.tsx';
import {
  type Dashboard as DashboardDetail,
  type DataPort,
  dataOf,
  getDashboard,
  previewOf,
  type Range,
  type Table,
  type Widget,
} from '../dashboards/dashboards-api.ts';
import { drillTo } from '../dashboards/drill-down.ts';
import { rangeIn, rangeQuery } from '../dashboards/range-picker.tsx';
import { startSource } from '../dashboards/source-forms.tsx';
import { createPace, createTicks } from '../dashboards/widget-data.ts';
import { WidgetForm } from '../dashboards/widget-form.tsx';
import { createStatusFeed } from '../feed/status-feed.ts';
import { t } from '../i18n.ts';
import { may } from '../session.ts';
import '../styles/dashboards.css';

/** What ends in crowds is looked at so often at most, and a range that ends now moves on so often (ms). */
const PACE_MS = 2_000;
const TICK_MS = 60_000;

/** One dashboard: looked at, or edited. */
export default function Dashboard() {
  const params = useParams<{ id: string }>();
  const navigate = useNavigate();
  const [query, setQuery] = useSearchParams<{ range?: string; from?: string; to?: string; edit?: string }>();
  const asked = createAsked<DashboardDetail>(
    () => `dashboard ${params.id}`,
    () => getDashboard(params.id),
  );
  const draft = createDraft((saved) => asked.change(() => saved));
  const found = createMemo(() => asked.data() && translated(asked.data() as DashboardDetail));
  const shown = createMemo(() => draft.draft() ?? found());
  const range = createMemo<Range>(() => draft.draft()?.range ?? rangeIn(query) ?? asked.data()?.range ?? '24h');
  const name = () => shown()?.name ?? '';
  setTitle(() => name() || t('app.dashboards'));
  const changedOf = createChanges();
  const [open, setOpen] = createSignal<Widget | null>(null);
  let board: HTMLDivElement | undefined;

  createEffect(
    on([asked.data, () => query.edit], ([dashboard, edit]) => {
      if (!dashboard || edit !== '1' || draft.draft() || !may('write')) return;
      draft.begin(dashboard);
      setQuery({ edit: undefined }, { replace: true });
    }),
  );
  guardLeaving(draft.isChanged);

  function add(): void {
    const widgets = draft.draft()?.widgets ?? [];
    const size = { x: 0, y: 0, w: 1, h: 1 };
    setOpen({ id: newId(widgets), type: 'stat', title: '', ...size, options: {}, source: startSource('executions') });
  }
  function pick(widget: Widget, picked: Picked, table: Table): void {
    const address = widget.source && drillTo(widget.source, picked, table, range());
    if (address) navigate(address);
  }

  return (
    <div class="page dashboard-page">
      <Show when={asked.problem()}>
        {(problem) => (
          <p class="notice problem" role="alert">
            {problem().message}
          </p>
        )}
      </Show>
      <Show
        when={shown()}
        fallback={
          <Show when={!asked.problem()}>
            <div class="list skeletons" />
          </Show>
        }
      >
        {(dashboard) => (
          <>
            <header class="page-head">
              <Show
                when={draft.draft()}
                fallback={
                  <>
                    <h1>{name()}</h1>
                    <DashboardTools
                      dashboard={asked.data() as DashboardDetail}
                      range={range()}
                      onRange={(next) => setQuery(rangeQuery(next))}
                      onEdit={() => draft.begin(found() as DashboardDetail)}
                      onChanged={asked.refresh}
                      onRemoved={() => navigate('/dashboards')}
                      onFull={() => void board?.requestFullscreen?.()}
                    />
                  </>
                }
              >
                {(now) => (
                  <EditTools draft={draft} name={now().name} range={now().range} onAdd={add} onReload={asked.refresh} />
                )}
              </Show>
            </header>
            <div ref={board} class="board-frame">
              <Show
                when={dashboard().widgets.length > 0}
                fallback={<Nothing editing={draft.draft() !== null} onAdd={add} />}
              >
                <Board
                  widgets={dashboard().widgets}
                  range={range()}
                  data={draft.draft() ? ofDraft(() => draft.draft()?.widgets ?? []) : dataOf(params.id)}
                  place={`${params.id} ${asked.data()?.revision ?? 0}`}
                  changedOf={changedOf}
                  onPick={pick}
                  edit={
                    draft.draft()
                      ? {
                          onArrange: draft.arrange,
                          onOpen: (id) => setOpen(dashboard().widgets.find((widget) => widget.id === id) ?? null),
                        }
                      : undefined
                  }
                  tools={(widget) => widget.source && <Csv widget={widget} id={params.id} range={range()} />}
                />
              </Show>
            </div>
          </>
        )}
      </Show>
      <Show when={open()} keyed>
        {(widget) => (
          <WidgetForm
            widget={widget}
            range={range()}
            isNew={!draft.draft()?.widgets.some(({ id }) => id === widget.id)}
            onDone={(next) => {
              draft.put(next);
              setOpen(null);
            }}
            onRemove={() => {
              draft.remove(widget.id);
              setOpen(null);
            }}
            onDuplicate={() => {
              draft.put({ ...structuredClone(widget), id: newId(draft.draft()?.widgets ?? []) });
              setOpen(null);
            }}
            onClose={() => setOpen(null)}
          />
        )}
      </Show>
    </div>
  );
}

/** What is being edited is not known to the server yet: it is asked what the sources come to. */
function ofDraft(widgets: Accessor<readonly Widget[]>): DataPort {
  return {
    async table(widgetId, range) {
      const source = widgets().find(({ id }) => id === widgetId)?.source;
      return source ? previewOf(source, range) : { columns: [], rows: [] };
    },
    csv: () => null,
  };
}

/** For each widget, a count of changes that may matter to it. */
function createChanges(): (widget: Widget) => Accessor<number> {
  const owner = getOwner();
  const ticks = createTicks(TICK_MS);
  const [happened, setHappened] = createSignal<readonly Happened[]>([]);
  let gathered: Happened[] = [];
  const tell = createPace(PACE_MS, () => {
    setHappened(gathered);
    gathered = [];
  });
  const told = ({ databaseId }: { databaseId: string }) => {
    gathered.push({ databaseId });
    tell();
  };
  createStatusFeed((changes) => {
    gathered.push(
      ...[...changes.values()].map(({ workflowId, status }) => ({ workflowId, completed: status === 'completed' })),
    );
    tell();
  }, told);
  const counts = new Map<string, Accessor<number>>();
  return (widget) => {
    const key = `${widget.id} ${JSON.stringify(widget.source)}`;
    const known = counts.get(key);
    if (known) return known;
    // asked for while something is drawn, it stays as long as the page
    const count = runWithOwner(owner, () =>
      createMemo<number>((before) => (concerns(widget.source, happened()) ? before + 1 : before), 0),
    );
    const changed = () => ticks() + (count?.() ?? 0);
    counts.set(key, changed);
    return changed;
  };
}

/** Asks before changes are lost, also when the tab is closed. */
function guardLeaving(isChanged: () => boolean): void {
  const ask = (event: BeforeUnloadEvent) => {
    if (isChanged()) event.preventDefault();
  };
  addEventListener('beforeunload', ask);
  onCleanup(() => removeEventListener('beforeunload', ask));
  useBeforeLeave((event) => {
    if (!isChanged() || event.defaultPrevented) return;
    event.preventDefault();
    document.querySelector<HTMLDialogElement>('#leave')?.showModal();
    document.querySelector('#leave')?.addEventListener('leave', () => event.retry(true), { once: true });
  });
}

function Csv(props: { widget: Widget; id: string; range: Range }) {
  return (
    <a class="button small plain" href={dataOf(props.id).csv(props.widget.id, props.range) ?? ''} download="">
      CSV<span class="sr"> {props.widget.title}</span>
    </a>
  );
}

function Nothing(props: { editing: boolean; onAdd(): void }) {
  return (
    <div class="empty">
      <h2>{t('dashboard.empty')}</h2>
      <p>{t('dashboard.empty.text')}</p>
      <Show when={props.editing}>
        <button type="button" class="button main" onClick={() => props.onAdd()}>
          {t('widget.add')}
        </button>
      </Show>
    </div>
  );
}

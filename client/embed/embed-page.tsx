/** An execution, or a workflow with its form, inside somebody else's page. */
import { createEffect, createSignal, lazy, Match, on, Show, Switch } from 'solid-js';
import type { JsonRecord } from '../../db/model.ts';
import type { WorkflowDetail } from '../api.ts';
import type { LiveExecution } from '../execution-feed.ts';
import { t } from '../i18n.ts';
import type { RunSource } from '../run/run-source.ts';
import { RunView } from '../run/run-view.tsx';
import type { EmbedAnswer, EmbedApi } from './embed-api.ts';
import type { ParentPage } from './parent-page.ts';
import { keepToken } from './token-life.ts';
import '../styles/embed.css';

/** Who only watches does not load it. */
const RunForm = lazy(async () => ({ default: (await import('../run-form/run-form.tsx')).RunForm }));

export type EmbedProps = {
  readonly api: EmbedApi;
  readonly page: ParentPage;
  readonly grant: EmbedAnswer;
  /** the execution to begin with; null: the form */
  readonly executionId: string | null;
};

export function EmbedPage(props: EmbedProps) {
  const { api, page } = props;
  const [executionId, setExecutionId] = createSignal(props.executionId);
  const [selected, setSelected] = createSignal<string | null>(null);
  const [ended, setEnded] = createSignal(false);
  const [own, setOwn] = createSignal<ReadonlySet<string>>(new Set());
  keepToken(
    { api, page },
    props.grant,
    () => setEnded(false),
    () => setEnded(true),
  );

  const workflow = props.grant.workflow as WorkflowDetail | null;
  const source: RunSource = {
    ports: api.ports,
    graph: async () => workflow ?? undefined,
    wholeRow: api.wholeRow,
    payloads: props.grant.payloads,
    steers: false,
  };
  const runs = props.grant.scopes.includes('run') && workflow !== null;
  const form = { ...workflow, nodes: props.grant.inputs } as WorkflowDetail;

  function show(id: string): void {
    setOwn(new Set([...own(), id]));
    setExecutionId(id);
    page.tell({ type: 'run.started', executionId: id });
  }

  return (
    <main class="embed">
      <Show when={ended()}>
        <p class="notice" role="alert">
          {t('embed.ended')}
        </p>
      </Show>
      <Switch>
        <Match when={executionId()} keyed>
          {(id) => (
            <RunView
              executionId={id}
              selected={selected()}
              onSelect={setSelected}
              onOpen={setExecutionId}
              source={source}
              onLive={(live) => tellOf(live, page)}
              actions={(live) => (
                <EmbedActions
                  live={live}
                  mayCancel={own().has(id)}
                  onCancel={() => api.cancel(id)}
                  onAgain={runs ? () => setExecutionId(null) : undefined}
                />
              )}
            />
          )}
        </Match>
        <Match when={runs}>
          <section class="embed-form">
            <h1>{workflow?.name}</h1>
            <RunForm workflow={form} execute={(inputs: JsonRecord) => api.execute(inputs)} onStarted={show} />
          </section>
        </Match>
        <Match when={true}>
          <p class="empty">{t('embed.nothing')}</p>
        </Match>
      </Switch>
    </main>
  );
}

function EmbedActions(props: {
  live: LiveExecution;
  mayCancel: boolean;
  onCancel(): Promise<void>;
  onAgain: (() => void) | undefined;
}) {
  const [busy, setBusy] = createSignal(false);
  const done = () => ['completed', 'failed', 'cancelled'].includes(props.live.status()?.status ?? '');
  const cancel = () => {
    setBusy(true);
    props.onCancel().catch(() => setBusy(false));
  };
  return (
    <div class="run-actions">
      <Show when={props.mayCancel && !done()}>
        <button type="button" class="button" disabled={busy()} onClick={cancel}>
          {busy() ? t('run.cancelling') : t('run.cancel')}
        </button>
      </Show>
      <Show when={props.onAgain && done()}>
        <button type="button" class="button" onClick={() => props.onAgain?.()}>
          {t('run.again')}
        </button>
      </Show>
    </div>
  );
}

/** Tells the page around it how the execution goes. */
function tellOf(live: LiveExecution, page: ParentPage): void {
  const { executionId } = live;
  const status = () => live.status()?.status;
  const percentage = () => live.status()?.progress.percentage ?? 0;
  createEffect(
    on([status, percentage], ([now, percent]) => {
      if (now) page.tell({ type: 'run.status', executionId, status: now, percentage: percent });
    }),
  );
  createEffect(
    on(
      () => live.summary()?.completedAt != null,
      (finished) => {
        const summary = live.summary() as ({ finalOutput?: unknown; status: string } & object) | null;
        if (!finished || !summary) return;
        page.tell({
          type: 'run.finished',
          executionId,
          status: summary.status,
          finalOutput: summary.finalOutput ?? null,
        });
      },
    ),
  );
}

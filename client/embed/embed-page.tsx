/** An execution, or a workflow with its form, inside somebody else's page. */
import { createEffect, createSignal, lazy, Match, Show, Switch } from 'solid-js';
import { isFinished } from '../../db/execution-state.ts';
import type { JsonRecord } from '../../db/model.ts';
import type { ExecutionSummary, WorkflowDetail } from '../api.ts';
import type { LiveExecution } from '../execution-feed.ts';
import { t } from '../i18n.ts';
import type { EndMessage } from '../public/embed.d.ts';
import type { RunSource } from '../run/run-source.ts';
import { RunView } from '../run/run-view.tsx';
import type { EmbedAnswer, EmbedApi } from './embed-api.ts';
import type { ParentPage } from './parent-page.ts';
import { createTelling } from './telling.ts';
import { isHidden } from './theme.ts';
import { keepToken, type TokenLife } from './token-life.ts';
import '../styles/embed.css';

/** Who only watches does not load it. */
const RunForm = lazy(async () => ({ default: (await import('../run-form/run-form.tsx')).RunForm }));

export type EmbedProps = {
  readonly api: EmbedApi;
  readonly page: ParentPage;
  readonly grant: EmbedAnswer;
  /** the execution to begin with; null: the form */
  readonly executionId: string | null;
  /** is given who keeps the token */
  onLife(life: TokenLife): void;
};

export function EmbedPage(props: EmbedProps) {
  const { api, page } = props;
  const [executionId, setExecutionId] = createSignal(props.executionId);
  const [selected, setSelected] = createSignal<string | null>(null);
  const [ended, setEnded] = createSignal(false);
  const [own, setOwn] = createSignal<ReadonlySet<string>>(new Set());
  props.onLife(keepToken(api, page, props.grant, { granted: () => setEnded(false), ended: () => setEnded(true) }));

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
    page.tell({ type: 'started', executionId: id });
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
              onSelect={(nodeId) => setSelected(isHidden('details') ? null : nodeId)}
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
  const done = () => isFinished(props.live.status()?.status ?? 'pending');
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
  const telling = createTelling(live.executionId, page.tell);
  const tellNodes = () => {
    for (const { nodeId, status, attempt } of live.view().nodes.values()) {
      telling.node({ nodeId, status, attempt, label: live.rowsOf(nodeId)[0]?.nodeLabel ?? nodeId });
    }
  };
  const tellStatus = () => {
    const now = live.status();
    if (!now) return;
    telling.status({ status: now.status, percentage: now.progress.percentage, currentNodeId: now.currentNodeId });
  };
  const tellEnd = () => {
    const summary = live.summary() as (ExecutionSummary & { finalOutput?: unknown }) | null;
    // The last rows may still be on their way when the answer says that all is over.
    if (live.connection() !== 'ended' || !summary || !isFinished(summary.status)) return;
    const { status, error, finalOutput = null } = summary;
    telling.end({ status: status as EndMessage['status'], finalOutput, error });
  };
  // one effect: several would be run in an order of their own
  createEffect(() => {
    tellNodes();
    tellStatus();
    tellEnd();
  });
}

import { useNavigate, useParams } from '@solidjs/router';
import { For, Show } from 'solid-js';
import { execute, getWorkflow, type WorkflowDetail } from '../api.ts';
import { createClock } from '../clock.ts';
import { createAsked } from '../components/asked.ts';
import { ExecutionList } from '../components/execution-list.tsx';
import { createLiveExecutions } from '../components/live-executions.ts';
import { setTitle } from '../components/page-title.ts';
import { GraphCanvas } from '../graph/graph-canvas.tsx';
import { t } from '../i18n.ts';
import { RunForm } from '../run-form/run-form.tsx';
import { may } from '../session.ts';

export default function WorkflowPage() {
  const params = useParams<{ id: string }>();
  const asked = createAsked(
    () => `workflow ${params.id}`,
    () => getWorkflow(params.id),
  );
  setTitle(() => asked.data()?.name ?? t('app.workflows'));
  return (
    <div class="page">
      <Show when={asked.data()} fallback={<Absent message={asked.problem()?.message} />}>
        {(workflow) => <Shown workflow={workflow()} />}
      </Show>
    </div>
  );
}

function Absent(props: { message: string | undefined }) {
  return (
    <Show when={props.message} fallback={<div class="list skeletons" />}>
      <div class="empty">
        <p>{props.message}</p>
        <a class="button" href="/">
          {t('app.home')}
        </a>
      </div>
    </Show>
  );
}

function Shown(props: { workflow: WorkflowDetail }) {
  const navigate = useNavigate();
  return (
    <>
      <header class="page-head">
        <h1>{props.workflow.name}</h1>
        <p class="page-facts">
          <span class="muted num">
            {t('workflow.revision', { revision: props.workflow.revision })} ·{' '}
            {t('workflows.nodes', { count: props.workflow.nodeCount })}
          </span>
          <For each={props.workflow.tags}>{(tag) => <span class="tag">{tag}</span>}</For>
        </p>
      </header>
      <div class="workflow" data-read-only={may('run') ? undefined : ''}>
        <section class="card workflow-graph" aria-label={t('workflow.graph')}>
          <GraphCanvas
            graph={props.workflow}
            noteOf={(node) => node.type}
            selected={null}
            maxHeight={360}
            minScale={0.5}
          />
        </section>
        <Show when={may('run')}>
          <section class="card workflow-run" aria-label={t('run.run')}>
            <h2>{t('run.run')}</h2>
            <RunForm
              workflow={props.workflow}
              execute={(inputs) => execute(props.workflow.id, inputs)}
              onStarted={(executionId) => navigate(`/executions/${executionId}`)}
            />
          </section>
        </Show>
        <History workflowId={props.workflow.id} />
      </div>
    </>
  );
}

function History(props: { workflowId: string }) {
  const list = createLiveExecutions(() => ({ workflowId: props.workflowId }));
  const now = createClock(5_000);
  return (
    <section class="workflow-history">
      <h2>{t('workflow.history')}</h2>
      <Show when={list.problem()}>{(problem) => <p class="notice problem">{problem().message}</p>}</Show>
      <Show when={list.data()} fallback={<div class="list skeletons" />}>
        {(page) => (
          <Show when={page().items.length > 0} fallback={<p class="muted">{t('workflow.noRuns')}</p>}>
            <ExecutionList executions={page().items} now={now} />
            <Show when={page().next}>
              <button type="button" class="button older" disabled={list.loadingOlder()} onClick={list.older}>
                {t('app.older')}
              </button>
            </Show>
          </Show>
        )}
      </Show>
    </section>
  );
}

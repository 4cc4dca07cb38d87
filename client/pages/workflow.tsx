import { A, useNavigate, useParams, useSearchParams } from '@solidjs/router';
import { For, lazy, Match, Show, Suspense, Switch } from 'solid-js';
import { execute, getWorkflow, type WorkflowDetail } from '../api.ts';
import { createClock } from '../clock.ts';
import { type Asked, createAsked } from '../components/asked.ts';
import { EditWorkflowLink } from '../components/editor-links.tsx';
import { ExecutionList } from '../components/execution-list.tsx';
import { createLiveExecutions } from '../components/live-executions.ts';
import { NearEnd } from '../components/near-end.tsx';
import { setTitle } from '../components/page-title.ts';
import { ProblemNote } from '../components/problem-note.tsx';
import { GraphCanvas } from '../graph/graph-canvas.tsx';
import { t } from '../i18n.ts';
import { RunForm } from '../run-form/run-form.tsx';
import { may } from '../session.ts';
import { WorkflowTitle } from '../workflow/workflow-title.tsx';
import { WorkflowTools } from '../workflow/workflow-tools.tsx';
import '../styles/workflow-page.css';

const RevisionsTab = lazy(() => import('../workflow/revisions-tab.tsx'));
const TriggersTab = lazy(() => import('../workflow/triggers-tab.tsx'));
const tabs = ['executions', 'triggers', 'revisions'] as const;

export default function WorkflowPage() {
  const params = useParams<{ id: string }>();
  const asked = createAsked(
    () => `workflow ${params.id}`,
    () => getWorkflow(params.id),
  );
  setTitle(() => asked.data()?.name ?? t('app.workflows'));
  const isGone = () => asked.problem()?.code === 'not_found';
  return (
    <div class="page">
      <Show when={!isGone()} fallback={<Gone />}>
        <ProblemNote asked={asked} />
        <Show
          when={asked.data()}
          fallback={
            <Show when={!asked.problem()}>
              <div class="list skeletons" />
            </Show>
          }
        >
          {(workflow) => <Shown workflow={workflow()} asked={asked} />}
        </Show>
      </Show>
    </div>
  );
}

function Gone() {
  return (
    <div class="empty">
      <h1>{t('workflow.gone')}</h1>
      <p>{t('workflow.goneWhy')}</p>
      <A class="button" href="/">
        {t('app.home')}
      </A>
    </div>
  );
}

function Shown(props: { workflow: WorkflowDetail; asked: Asked<WorkflowDetail> }) {
  const navigate = useNavigate();
  const [search] = useSearchParams<{ tab?: string }>();
  const tab = () => tabs.find((known) => known === search.tab) ?? 'executions';
  return (
    <>
      <header class="page-head">
        <WorkflowTitle workflow={props.workflow} onSaved={(saved) => props.asked.change(() => saved)} />
        <div class="page-tools">
          <EditWorkflowLink workflowId={props.workflow.id} />
          <WorkflowTools workflow={props.workflow} />
        </div>
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
              more
              execute={(inputs) => execute(props.workflow.id, inputs)}
              onStarted={(executionId) => navigate(`/executions/${executionId}`)}
            />
          </section>
        </Show>
        <div class="workflow-more">
          <nav class="tabs" aria-label={t('workflow.parts')}>
            <For each={tabs}>
              {(each) => (
                <a
                  href={each === 'executions' ? `/workflows/${props.workflow.id}` : `?tab=${each}`}
                  ref={(link) => link.setAttribute('noscroll', '')}
                  aria-current={tab() === each ? 'page' : undefined}
                >
                  {t(`workflow.${each}`)}
                </a>
              )}
            </For>
          </nav>
          <Suspense fallback={<div class="list skeletons short" />}>
            <Switch>
              <Match when={tab() === 'executions'}>
                <History workflowId={props.workflow.id} />
              </Match>
              <Match when={tab() === 'triggers'}>
                <TriggersTab workflow={props.workflow} />
              </Match>
              <Match when={tab() === 'revisions'}>
                <RevisionsTab workflow={props.workflow} onChange={props.asked.refresh} />
              </Match>
            </Switch>
          </Suspense>
        </div>
      </div>
    </>
  );
}

function History(props: { workflowId: string }) {
  const list = createLiveExecutions(() => ({ workflowId: props.workflowId }));
  const now = createClock(5_000);
  return (
    <section class="workflow-history" aria-label={t('workflow.history')}>
      <ProblemNote asked={list} />
      <Show
        when={list.data()}
        fallback={
          <Show when={!list.problem()}>
            <div class="list skeletons" />
          </Show>
        }
      >
        {(page) => (
          <Show
            when={page().items.length > 0}
            fallback={
              <p class="muted">
                {t('workflow.noRuns')} <Show when={may('run')}>{t('workflow.noRuns.do')}</Show>
              </p>
            }
          >
            <ExecutionList executions={page().items} now={now} />
            <Show when={page().next}>
              <NearEnd onNear={list.older} />
            </Show>
          </Show>
        )}
      </Show>
    </section>
  );
}

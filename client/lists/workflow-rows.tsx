import { A, useNavigate } from '@solidjs/router';
import { type Accessor, createEffect, createSignal, For, on, Show } from 'solid-js';
import type { WorkflowRow } from '../api.ts';
import { createClock } from '../clock.ts';
import { Keyed } from '../components/keyed.tsx';
import { StateName } from '../components/mark.tsx';
import { NearEnd } from '../components/near-end.tsx';
import { Ago, Until } from '../components/when.tsx';
import { t, tCount } from '../i18n.ts';
import { RunButton } from '../run-form/run-button.tsx';
import { may } from '../session.ts';
import { MarksLine } from './marks-line.tsx';

/** Rows are made as one scrolls: thousands of workflows cost no more than what was looked at. */
const STEP = 60;

/** Workflows, a line each. `query` says what was asked for: another question begins at the top. */
export function WorkflowRows(props: { workflows: readonly WorkflowRow[]; query: string; onTag(tag: string): void }) {
  const [count, setCount] = createSignal(STEP);
  createEffect(
    on(
      () => props.query,
      () => setCount(STEP),
      { defer: true },
    ),
  );
  const now = createClock(5_000);
  return (
    <>
      <ul class="list workflows" data-read-only={may('run') ? undefined : ''}>
        <Keyed items={props.workflows.slice(0, count())} idOf={({ id }) => id}>
          {(workflow, id) => <Row workflow={workflow} id={id} now={now} onTag={props.onTag} />}
        </Keyed>
      </ul>
      <Show when={count() < props.workflows.length}>
        <NearEnd onNear={() => setCount(count() + STEP)} />
      </Show>
    </>
  );
}

function Row(props: { workflow: Accessor<WorkflowRow>; id: string; now: Accessor<number>; onTag(tag: string): void }) {
  const navigate = useNavigate();
  const workflow = () => props.workflow();
  const open = (executionId: string) => navigate(`/executions/${executionId}`);
  return (
    <li class="line">
      <div class="line-title">
        <A class="line-name cut" href={`/workflows/${props.id}`}>
          {workflow().name}
        </A>
        <span class="line-tags">
          <For each={workflow().tags}>
            {(tag) => (
              <button
                type="button"
                class="tag"
                title={t('workflows.onlyTag', { tag })}
                onClick={() => props.onTag(tag)}
              >
                {tag}
              </button>
            )}
          </For>
        </span>
      </div>
      <span class="line-nodes num muted">{tCount('workflows.nodes', workflow().nodeCount)}</span>
      <Show
        when={workflow().recent.length > 0}
        fallback={<span class="line-marks line-never muted">{t('workflows.never')}</span>}
      >
        <span class="line-marks">
          <MarksLine executions={workflow().recent} onOpen={open} />
        </span>
      </Show>
      <Show when={workflow().lastExecution} fallback={<span class="line-last" />}>
        {(last) => (
          <A class="line-last" href={`/executions/${last().executionId}`}>
            <StateName state={last().status} />
            <span class="muted">
              <Ago at={last().createdAt} now={props.now()} />
            </span>
          </A>
        )}
      </Show>
      <Show when={workflow().nextRunAt} fallback={<span class="line-next" />}>
        {(at) => (
          <span class="line-next muted">
            <ClockSign />
            <span class="sr">{t('workflows.next')} </span>
            <Until at={at()} now={props.now()} />
          </span>
        )}
      </Show>
      <Show when={may('run')}>
        <RunButton workflowId={props.id} name={workflow().name} onStarted={open} />
      </Show>
    </li>
  );
}

function ClockSign() {
  return (
    <svg viewBox="0 0 16 16" width="13" height="13" aria-hidden="true" fill="none" stroke="currentColor">
      <circle cx="8" cy="8" r="6.2" stroke-width="1.5" />
      <path d="M8 4.6V8l2.4 1.6" stroke-width="1.5" stroke-linecap="round" stroke-linejoin="round" />
    </svg>
  );
}

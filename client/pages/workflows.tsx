import { A, useNavigate, useSearchParams } from '@solidjs/router';
import { createMemo, createSignal, For, Show } from 'solid-js';
import { ApiError, importWorkflow, listWorkflows, type PageOf, type WorkflowRow } from '../api.ts';
import { createClock } from '../clock.ts';
import { createAsked } from '../components/asked.ts';
import { StateName } from '../components/mark.tsx';
import { setTitle } from '../components/page-title.ts';
import { createStatusFeed } from '../feed/status-feed.ts';
import { exact, relative } from '../format.ts';
import { dateLocale, t } from '../i18n.ts';
import { RunButton } from '../run-form/run-button.tsx';
import { may } from '../session.ts';

export default function Workflows() {
  setTitle(() => t('app.workflows'));
  const list = createAsked<PageOf<WorkflowRow>>(
    () => 'workflows',
    () => listWorkflows(),
  );
  followLast(list);
  const [search, setSearch] = useSearchParams<{ search?: string }>();
  const shown = createMemo(() => {
    const text = (search.search ?? '').trim().toLowerCase();
    return list
      .data()
      ?.items.filter(({ name, tags }) => [name, ...tags].some((word) => word.toLowerCase().includes(text)));
  });
  return (
    <div class="page">
      <header class="page-head">
        <h1>{t('app.workflows')}</h1>
        <div class="page-tools">
          <input
            class="field"
            type="search"
            placeholder={t('workflows.search')}
            aria-label={t('workflows.search')}
            value={search.search ?? ''}
            onInput={(event) => setSearch({ search: event.currentTarget.value || undefined }, { replace: true })}
          />
          <ImportButton />
        </div>
      </header>
      <Show when={list.problem()}>{(problem) => <p class="notice problem">{problem().message}</p>}</Show>
      <Show when={shown()} fallback={<div class="list skeletons" />}>
        {(workflows) => (
          <Show when={workflows().length > 0} fallback={<Nothing text={search.search} />}>
            <WorkflowList workflows={workflows()} />
          </Show>
        )}
      </Show>
    </div>
  );
}

/** Keeps the last execution of each workflow true. */
function followLast(list: ReturnType<typeof createAsked<PageOf<WorkflowRow>>>): void {
  createStatusFeed((changes) => {
    const page = list.data();
    if (!page) return;
    const known = new Map(page.items.flatMap(({ lastExecution: last }) => (last ? [[last.executionId, last]] : [])));
    let isNew = false;
    for (const { executionId, workflowId } of changes.values()) {
      const item = page.items.find(({ id }) => id === workflowId);
      // Ids begin with their time: an older one is not the last.
      if (item && executionId > (item.lastExecution?.executionId ?? '')) isNew = true;
    }
    const items = page.items.map((item) => {
      const now = changes.get(item.lastExecution?.executionId ?? '');
      const last = now && known.get(now.executionId);
      return now && last ? { ...item, lastExecution: { ...last, status: now.status } } : item;
    });
    list.change(() => ({ ...page, items }));
    if (isNew) void list.refresh();
  });
}

function WorkflowList(props: { workflows: readonly WorkflowRow[] }) {
  const navigate = useNavigate();
  const now = createClock(5_000);
  return (
    <ul class="list workflows" data-read-only={may('run') ? undefined : ''}>
      <For each={props.workflows}>
        {(workflow) => (
          <li class="line">
            <div class="line-title">
              <A class="line-name cut" href={`/workflows/${workflow.id}`}>
                {workflow.name}
              </A>
              <For each={workflow.tags}>{(tag) => <span class="tag">{tag}</span>}</For>
            </div>
            <span class="line-nodes num muted">{t('workflows.nodes', { count: workflow.nodeCount })}</span>
            <Show when={workflow.lastExecution} fallback={<span class="line-last muted">{t('workflows.never')}</span>}>
              {(last) => (
                <A class="line-last" href={`/executions/${last().executionId}`}>
                  <StateName state={last().status} />
                  <time class="muted num" datetime={last().createdAt} title={exact(last().createdAt, dateLocale())}>
                    {relative(last().createdAt, now(), dateLocale())}
                  </time>
                </A>
              )}
            </Show>
            <Show when={may('run')}>
              <RunButton
                workflowId={workflow.id}
                name={workflow.name}
                onStarted={(executionId) => navigate(`/executions/${executionId}`)}
              />
            </Show>
          </li>
        )}
      </For>
    </ul>
  );
}

function Nothing(props: { text: string | undefined }) {
  return (
    <div class="empty">
      <Show
        when={props.text}
        fallback={
          <>
            <h2>{t('workflows.none')}</h2>
            <p>{may('write') ? t('workflows.none.text') : t('workflows.none.viewer')}</p>
            <ImportButton />
          </>
        }
      >
        {(text) => <p>{t('workflows.noMatch', { text: text() })}</p>}
      </Show>
    </div>
  );
}

function ImportButton() {
  const navigate = useNavigate();
  const [problems, setProblems] = createSignal<readonly string[]>([]);
  async function take(file: File | undefined): Promise<void> {
    if (!file) return;
    setProblems([]);
    try {
      const document = JSON.parse(await file.text());
      const { id } = await importWorkflow({ name: file.name.replace(/\.json$/i, ''), ...document });
      navigate(`/workflows/${id}`);
    } catch (error) {
      const details = error instanceof ApiError ? error.details.map(({ message }) => message) : [];
      setProblems(details.length > 0 ? details : [error instanceof Error ? error.message : String(error)]);
    }
  }
  return (
    <Show when={may('write')}>
      <label class="button">
        {t('workflows.import')}
        <input
          class="sr"
          type="file"
          accept="application/json,.json"
          onChange={(event) => take(event.currentTarget.files?.[0])}
        />
      </label>
      <Show when={problems().length > 0}>
        <ul class="notice problem" role="alert">
          <For each={problems()}>{(problem) => <li>{problem}</li>}</For>
        </ul>
      </Show>
    </Show>
  );
}

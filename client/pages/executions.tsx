import { useSearchParams } from '@solidjs/router';
import { For, Show } from 'solid-js';
import { executionStatuses } from '../../db/execution-state.ts';
import type { ExecutionStatus } from '../../db/model.ts';
import { createClock } from '../clock.ts';
import { ExecutionList } from '../components/execution-list.tsx';
import { createLiveExecutions } from '../components/live-executions.ts';
import { Mark } from '../components/mark.tsx';
import { setTitle } from '../components/page-title.ts';
import { t } from '../i18n.ts';

export default function Executions() {
  setTitle(() => t('app.executions'));
  const [search, setSearch] = useSearchParams<{ status?: string; workflow?: string }>();
  const status = (): ExecutionStatus | undefined => executionStatuses.find((known) => known === search.status);
  const list = createLiveExecutions(() => {
    const chosen = status();
    return { status: chosen && [chosen], workflowId: search.workflow };
  });
  const now = createClock(5_000);
  return (
    <div class="page">
      <header class="page-head">
        <h1>{t('app.executions')}</h1>
        <div class="filters" role="toolbar">
          <button type="button" aria-pressed={!status()} onClick={() => setSearch({ status: undefined })}>
            {t('executions.all')}
          </button>
          <For each={executionStatuses}>
            {(each) => (
              <button type="button" aria-pressed={status() === each} onClick={() => setSearch({ status: each })}>
                <Mark state={each} />
                {t(`status.${each}`)}
              </button>
            )}
          </For>
        </div>
      </header>
      <Show when={list.problem()}>{(problem) => <p class="notice problem">{problem().message}</p>}</Show>
      <Show when={list.data()} fallback={<div class="list skeletons" />}>
        {(page) => (
          <Show
            when={page().items.length > 0}
            fallback={
              <div class="empty">
                <h2>{t('executions.none')}</h2>
                <p>{t('executions.none.text')}</p>
              </div>
            }
          >
            <ExecutionList executions={page().items} now={now} named />
            <Show when={page().next}>
              <button type="button" class="button older" disabled={list.loadingOlder()} onClick={list.older}>
                {t('app.older')}
              </button>
            </Show>
          </Show>
        )}
      </Show>
    </div>
  );
}

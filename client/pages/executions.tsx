import { A, useSearchParams } from '@solidjs/router';
import { createMemo, lazy, onCleanup, Show, Suspense } from 'solid-js';
import { createClock } from '../clock.ts';
import { createAsked } from '../components/asked.ts';
import { ExecutionList } from '../components/execution-list.tsx';
import { createLiveExecutions } from '../components/live-executions.ts';
import { NearEnd } from '../components/near-end.tsx';
import { setTitle } from '../components/page-title.ts';
import { ProblemNote } from '../components/problem-note.tsx';
import { t, withWords } from '../i18n.ts';
import { BulkBar } from '../lists/bulk-bar.tsx';
import { CountsLine } from '../lists/counts-line.tsx';
import { ExecutionFilters } from '../lists/execution-filters.tsx';
import { isNarrow, queryOf, type Search } from '../lists/execution-query.ts';
import { countExecutions } from '../lists/lists-api.ts';
import { createSelection } from '../lists/selection.ts';
import { may } from '../session.ts';
import '../styles/execution-page.css';

/** Counts are asked for at most so often. */
const COUNT_MS = 1_500;
const NOTHING: Search = {
  status: undefined,
  workflow: undefined,
  trigger: undefined,
  time: undefined,
  from: undefined,
  to: undefined,
};

/** Why nothing happens, where that is so: loaded when the page is there. */
const WorkersNotice = lazy(() => withWords(['workers'], import('../workers/workers-notice.tsx')));

export default function Executions() {
  setTitle(() => t('app.executions'));
  const [search, setSearch] = useSearchParams<Search>();
  const counts = createAsked(() => 'execution counts', countExecutions);
  const query = createMemo(() => queryOf(search, Date.now()));
  const list = createLiveExecutions(query, countSoon);
  const rows = () => list.data()?.items ?? [];
  const selection = createSelection(createMemo(() => rows().map(({ executionId }) => executionId)));
  const now = createClock(5_000);
  let timer: ReturnType<typeof setTimeout> | undefined;
  onCleanup(() => clearTimeout(timer));

  function countSoon(): void {
    timer ??= setTimeout(() => {
      timer = undefined;
      void counts.refresh();
    }, COUNT_MS);
  }

  return (
    <div class="page">
      <header class="page-head">
        <h1>{t('app.executions')}</h1>
        <CountsLine counts={counts.data()} onChoose={(chosen) => setSearch({ ...NOTHING, ...chosen })} />
      </header>
      <Suspense>
        <WorkersNotice />
      </Suspense>
      <ExecutionFilters search={search} onChange={(change) => setSearch({ ...change })} />
      <ProblemNote asked={list} />
      <Show when={may('run')}>
        <BulkBar rows={rows()} selection={selection} onDone={list.refresh} />
      </Show>
      <Show
        when={list.data()}
        fallback={
          <Show when={!list.problem()}>
            <div class="list skeletons narrow" />
          </Show>
        }
      >
        {(page) => (
          <Show
            when={page().items.length > 0 || page().next !== null}
            fallback={<Nothing narrow={isNarrow(search)} onAll={() => setSearch({ ...NOTHING })} />}
          >
            <ExecutionList executions={page().items} now={now} named picking={may('run') ? selection : undefined} />
            <Show when={page().next} keyed>
              {(next) => <NearEnd onNear={() => page().next === next && list.older()} />}
            </Show>
            <Show when={list.loadingOlder()}>
              <p class="list-foot muted" role="status">
                {t('app.loading')}
              </p>
            </Show>
            <Show when={page().next === null}>
              <p class="list-foot muted">{t(may('run') ? 'executions.keys' : 'executions.end')}</p>
            </Show>
          </Show>
        )}
      </Show>
    </div>
  );
}

function Nothing(props: { narrow: boolean; onAll(): void }) {
  return (
    <div class="empty">
      <Show
        when={props.narrow}
        fallback={
          <>
            <h2>{t('executions.none')}</h2>
            <p>{t('executions.none.text')}</p>
            <A class="button main" href="/">
              {t('executions.toWorkflows')}
            </A>
          </>
        }
      >
        <h2>{t('executions.noMatch')}</h2>
        <button type="button" class="button" onClick={() => props.onAll()}>
          {t('executions.showAll')}
        </button>
      </Show>
    </div>
  );
}

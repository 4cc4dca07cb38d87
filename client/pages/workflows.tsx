import { useSearchParams } from '@solidjs/router';
import { createMemo, For, Show } from 'solid-js';
import { NewWorkflowLink } from '../components/editor-links.tsx';
import { setTitle } from '../components/page-title.ts';
import { ProblemNote } from '../components/problem-note.tsx';
import { dateLocale, t, tCount } from '../i18n.ts';
import { createImport, type Import, ImportButton, ImportPlace } from '../lists/import.tsx';
import { type Sorting, shownWorkflows, sortings, tagCounts } from '../lists/workflow-filter.ts';
import { createWorkflowList } from '../lists/workflow-list.ts';
import { WorkflowRows } from '../lists/workflow-rows.tsx';
import { may } from '../session.ts';
import '../styles/workflow-list.css';

type Search = { search?: string; tag?: string | string[]; sort?: string };

export default function Workflows() {
  setTitle(() => t('app.workflows'));
  const list = createWorkflowList();
  const into = createImport();
  const [search, setSearch] = useSearchParams<Search>();
  const tags = createMemo(() => [search.tag ?? []].flat());
  const sorting = (): Sorting => sortings.find((known) => known === search.sort) ?? 'changed';
  const text = () => search.search ?? '';
  const all = createMemo(() => tagCounts(list.data() ?? []));
  const shown = createMemo(() => {
    const workflows = list.data();
    return workflows && shownWorkflows(workflows, { search: text(), tags: tags(), sorting: sorting() }, dateLocale());
  });
  const chooseTags = (next: readonly string[]) => setSearch({ tag: next.length > 0 ? [...next] : undefined });
  const toggle = (tag: string) =>
    chooseTags(tags().includes(tag) ? tags().filter((each) => each !== tag) : [...tags(), tag]);
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
            value={text()}
            onInput={(event) => setSearch({ search: event.currentTarget.value || undefined }, { replace: true })}
          />
          <select
            class="field sorting"
            aria-label={t('workflows.sort')}
            onChange={(event) => {
              const chosen = event.currentTarget.value;
              setSearch({ sort: chosen === 'changed' ? undefined : chosen }, { replace: true });
            }}
          >
            <For each={sortings}>
              {(each) => (
                <option value={each} selected={each === sorting()}>
                  {t(`workflows.sort.${each}`)}
                </option>
              )}
            </For>
          </select>
          <ImportButton into={into} />
          <NewWorkflowLink />
        </div>
      </header>
      <Show when={all().length > 0}>
        <fieldset class="filters tags" aria-label={t('workflows.tags')}>
          <For each={all()}>
            {({ tag, count }) => (
              <button type="button" aria-pressed={tags().includes(tag)} onClick={() => toggle(tag)}>
                {tag} <span class="num muted">{count}</span>
              </button>
            )}
          </For>
        </fieldset>
      </Show>
      <ProblemNote asked={list} />
      <Show
        when={shown()}
        fallback={
          <Show when={!list.problem()}>
            <div class="list skeletons" />
          </Show>
        }
      >
        {(workflows) => (
          <Show
            when={workflows().length > 0}
            fallback={
              <Nothing
                none={list.data()?.length === 0}
                into={into}
                onAll={() => setSearch({ search: undefined, tag: undefined })}
              />
            }
          >
            <WorkflowRows
              workflows={workflows()}
              query={JSON.stringify([text(), tags(), sorting()])}
              onTag={(tag) => chooseTags([tag])}
            />
            <p class="list-foot muted num" role="status">
              {tCount('workflows.shown', workflows().length)}
            </p>
          </Show>
        )}
      </Show>
      <ImportPlace into={into} onImported={list.refresh} />
    </div>
  );
}

function Nothing(props: { none: boolean; into: Import; onAll(): void }) {
  return (
    <div class="empty">
      <Show
        when={props.none}
        fallback={
          <>
            <h2>{t('workflows.noMatch')}</h2>
            <button type="button" class="button" onClick={() => props.onAll()}>
              {t('workflows.showAll')}
            </button>
          </>
        }
      >
        <h2>{t('workflows.none')}</h2>
        <p>{may('write') ? t('workflows.none.text') : t('workflows.none.viewer')}</p>
        <NewWorkflowLink />
        <ImportButton into={props.into} />
        <Show when={may('write')}>
          <section class="example mono" aria-label={t('workflows.example')}>
            <pre>{EXAMPLE}</pre>
          </section>
        </Show>
      </Show>
    </div>
  );
}

const EXAMPLE = `{
  "name": "Hello",
  "nodes": [
    { "id": "start", "type": "trigger" },
    { "id": "greet", "type": "addField",
      "config": { "fieldName": "text", "fieldValue": "Hello!" } }
  ],
  "connections": [{ "fromNodeId": "start", "toNodeId": "greet" }]
}`;

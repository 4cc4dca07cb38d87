import { useSearchParams } from '@solidjs/router';
import { createMemo, For, Show } from 'solid-js';
import { getRevision, type WorkflowDetail } from '../api.ts';
import { createClock } from '../clock.ts';
import { createAction } from '../components/action.ts';
import { createAsked } from '../components/asked.ts';
import { ProblemNote } from '../components/problem-note.tsx';
import { Ago } from '../components/when.tsx';
import { t } from '../i18n.ts';
import { listRevisions, publishWorkflow, type Revision, saveWorkflow } from '../lists/lists-api.ts';
import { may } from '../session.ts';
import { DiffView } from './diff-view.tsx';
import { diffDocuments } from './document-diff.ts';
import '../styles/diff.css';

/** The revisions of a workflow, and what differs between two of them; the two are in the address. */
export default function RevisionsTab(props: { workflow: WorkflowDetail; onChange(): Promise<void> }) {
  const revisions = createAsked(
    () => `revisions ${props.workflow.id} ${props.workflow.revision}`,
    () => listRevisions(props.workflow.id),
  );
  const [search, setSearch] = useSearchParams<{ from?: string; to?: string }>();
  const numbers = () => (revisions.data() ?? []).map(({ revision }) => revision);
  const known = (text: string | undefined) => numbers().find((number) => String(number) === text);
  const to = () => known(search.to) ?? props.workflow.revision;
  const from = () => known(search.from) ?? Math.max(1, to() - 1);
  const { busy, problem, act } = createAction();
  const now = createClock(10_000);
  const restore = (revision: number) =>
    act(async () => {
      const { name, nodes, connections, settings } = await getRevision(props.workflow.id, revision);
      await saveWorkflow(props.workflow.id, { name, nodes, connections, settings }, props.workflow.revision);
      setSearch({ from: undefined, to: undefined }, { replace: true });
      await props.onChange();
    });
  const publish = (revision: number) =>
    act(async () => {
      await publishWorkflow(props.workflow.id, revision);
      await props.onChange();
    });
  return (
    <div class="revisions">
      <ProblemNote asked={revisions} />
      <Show when={problem()}>
        <p class="notice problem" role="alert">
          {problem()}
        </p>
      </Show>
      <Show when={revisions.data()} fallback={<div class="list skeletons short" />}>
        {(list) => (
          <ul class="list rows revision-list">
            <For each={list()}>
              {(revision) => (
                <RevisionRow
                  revision={revision}
                  workflow={props.workflow}
                  now={now()}
                  shown={revision.revision === to()}
                  busy={busy()}
                  onShow={() => setSearch({ to: String(revision.revision), from: undefined }, { replace: true })}
                  onRestore={() => void restore(revision.revision)}
                  onPublish={() => void publish(revision.revision)}
                />
              )}
            </For>
          </ul>
        )}
      </Show>
      <section class="revision-diff" aria-label={t('diff.title')}>
        <Show when={numbers().length > 1} fallback={<p class="muted">{t('diff.only')}</p>}>
          <label class="diff-choice">
            <span>{t('diff.from')}</span>
            <select
              class="field small"
              onChange={(event) => setSearch({ from: event.currentTarget.value }, { replace: true })}
            >
              <For each={numbers().filter((number) => number !== to())}>
                {(number) => (
                  <option value={number} selected={number === from()}>
                    {t('workflow.revision', { revision: number })}
                  </option>
                )}
              </For>
            </select>
            <span>{t('diff.to', { revision: to() })}</span>
          </label>
          <Compared id={props.workflow.id} from={from()} to={to()} />
        </Show>
      </section>
    </div>
  );
}

function Compared(props: { id: string; from: number; to: number }) {
  const pair = createAsked(
    () => `revisions ${props.id} ${props.from}..${props.to}`,
    () => Promise.all([getRevision(props.id, props.from), getRevision(props.id, props.to)]),
  );
  const diff = createMemo(() => {
    const found = pair.data();
    return found && { ...diffDocuments(found[0], found[1]) };
  });
  return (
    <>
      <ProblemNote asked={pair} />
      <Show when={diff()} fallback={<div class="list skeletons short" />}>
        {(shown) => <DiffView diff={shown()} before={props.from} after={props.to} />}
      </Show>
    </>
  );
}

function RevisionRow(props: {
  revision: Revision;
  workflow: WorkflowDetail;
  now: number;
  shown: boolean;
  busy: boolean;
  onShow(): void;
  onRestore(): void;
  onPublish(): void;
}) {
  const number = () => props.revision.revision;
  const isNewest = () => number() === props.workflow.revision;
  const isPublished = () => number() === props.workflow.published;
  return (
    <li class="row" data-shown={props.shown ? '' : undefined}>
      <span class="row-main">
        <span class="row-title">
          <button type="button" class="revision-show num" aria-pressed={props.shown} onClick={() => props.onShow()}>
            {t('workflow.revision', { revision: number() })}
          </button>
          <Show when={isNewest()}>
            <span class="tag">{t('revision.newest')}</span>
          </Show>
          <Show when={isPublished()}>
            <span class="tag published">{t('revision.published')}</span>
          </Show>
        </span>
        <span class="muted cut">
          {props.revision.name} · <Ago at={props.revision.createdAt} now={props.now} />
        </span>
      </span>
      <Show when={may('write')}>
        <Show when={!isPublished()}>
          <button type="button" class="button small plain" disabled={props.busy} onClick={() => props.onPublish()}>
            {t('revision.publish')}
          </button>
        </Show>
        <Show when={!isNewest()}>
          <button type="button" class="button small plain" disabled={props.busy} onClick={() => props.onRestore()}>
            {t('revision.restore')}
          </button>
        </Show>
      </Show>
    </li>
  );
}

import { A } from '@solidjs/router';
import { createSignal, For, Show } from 'solid-js';
import { cancel, type ExecutionRow, retry } from '../api.ts';
import { ConfirmButton } from '../components/confirm-button.tsx';
import { shortId } from '../format.ts';
import { t, tCount } from '../i18n.ts';
import { doToMany, type Report } from './many.ts';
import type { Selection } from './selection.ts';

/** Links in a report; who wants the rest looks at the list. */
const NAMED = 8;

type Deed = 'cancel' | 'retry';

/** What can be done with the selected executions, how far it is, and what was refused and why. */
export function BulkBar(props: { rows: readonly ExecutionRow[]; selection: Selection; onDone(): unknown }) {
  const [progress, setProgress] = createSignal<{ deed: Deed; count: number; of: number } | null>(null);
  const [report, setReport] = createSignal<(Report & { deed: Deed }) | null>(null);
  const chosen = () => props.selection.chosen();
  const areAll = () => chosen().length === props.rows.length;
  async function act(deed: Deed): Promise<void> {
    const ids = chosen();
    setReport(null);
    setProgress({ deed, count: 0, of: ids.length });
    const made = await doToMany(ids, deed === 'cancel' ? cancel : retry, (count) =>
      setProgress({ deed, count, of: ids.length }),
    );
    setProgress(null);
    setReport({ ...made, deed });
    props.selection.set(made.refusals.flatMap(({ executionIds }) => executionIds));
    await props.onDone();
  }
  return (
    <>
      <Show when={chosen().length > 0 || progress()}>
        <div class="bulk" role="toolbar" aria-label={t('bulk.title')}>
          <strong class="num">{tCount('bulk.chosen', chosen().length)}</strong>
          <Show when={!areAll()}>
            <button
              type="button"
              class="button small plain"
              onClick={() => props.selection.set(props.rows.map(({ executionId }) => executionId))}
            >
              {tCount('bulk.all', props.rows.length)}
            </button>
          </Show>
          <span class="bulk-deeds">
            <Show
              when={!progress()}
              fallback={
                <span class="num" role="status">
                  {t('bulk.progress', { count: progress()?.count ?? 0, of: progress()?.of ?? 0 })}
                </span>
              }
            >
              <button type="button" class="button small" onClick={() => void act('retry')}>
                {t('bulk.retry')}
              </button>
              <ConfirmButton
                label={t('bulk.cancel')}
                question={tCount('bulk.cancel.question', chosen().length)}
                onConfirm={async () => void act('cancel')}
              />
              <button type="button" class="button small plain" onClick={() => props.selection.set([])}>
                {t('bulk.clear')}
              </button>
            </Show>
          </span>
        </div>
      </Show>
      <Show when={report()}>
        {(shown) => <Told report={shown()} deed={shown().deed} onClose={() => setReport(null)} />}
      </Show>
    </>
  );
}

function Told(props: { report: Report; deed: Deed; onClose(): void }) {
  return (
    <div class="card told" role="status">
      <p>{tCount(props.deed === 'cancel' ? 'bulk.cancelled' : 'bulk.retried', props.report.done)}</p>
      <For each={props.report.refusals}>
        {({ reason, executionIds }) => (
          <p>
            <span class="problem">{tCount('bulk.refused', executionIds.length)}</span> {reason}{' '}
            <span class="muted">
              <For each={executionIds.slice(0, NAMED)}>
                {(id) => (
                  <A class="mono told-link" href={`/executions/${id}`}>
                    …{shortId(id)}
                  </A>
                )}
              </For>
              <Show when={executionIds.length > NAMED}>…</Show>
            </span>
          </p>
        )}
      </For>
      <button type="button" class="button small plain" onClick={() => props.onClose()}>
        {t('app.close')}
      </button>
    </div>
  );
}

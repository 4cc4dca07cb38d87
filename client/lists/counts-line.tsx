import { For, Show } from 'solid-js';
import { Mark } from '../components/mark.tsx';
import { t } from '../i18n.ts';
import type { Search } from './execution-query.ts';
import type { Counts } from './lists-api.ts';

/** What runs now, and what failed in the last day; each a short cut to those executions. */
export function CountsLine(props: { counts: Counts | undefined; onChoose(search: Search): void }) {
  const unfinished = ['running', 'waiting', 'pending'] as const;
  const numberOf = (status: (typeof unfinished)[number]) => props.counts?.unfinished[status] ?? 0;
  return (
    <ul class="counts" aria-label={t('executions.now')}>
      <For each={unfinished}>
        {(status) => (
          <li>
            <button type="button" class="card count" onClick={() => props.onChoose({ status })}>
              <span class="count-number num">{props.counts ? numberOf(status) : '–'}</span>
              <span class="state" data-state={status}>
                <Mark state={status} />
                <span class="word">{t(`executions.now.${status}`)}</span>
              </span>
            </button>
          </li>
        )}
      </For>
      <li>
        <button type="button" class="card count" onClick={() => props.onChoose({ status: 'failed', time: '24h' })}>
          <span class="count-number num">
            {props.counts?.failed.count ?? '–'}
            <Show when={props.counts?.failed.more}>+</Show>
          </span>
          <span class="state" data-state="failed">
            <Mark state="failed" />
            <span class="word">{t('executions.failedLately')}</span>
          </span>
        </button>
      </li>
      <Show when={props.counts?.moreUnfinished}>
        <li class="muted">{t('executions.moreUnfinished')}</li>
      </Show>
    </ul>
  );
}

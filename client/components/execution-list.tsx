import { A } from '@solidjs/router';
import { type Accessor, For, Show } from 'solid-js';
import type { ExecutionRow } from '../api.ts';
import { duration, exact, relative, shortId } from '../format.ts';
import { dateLocale, t } from '../i18n.ts';
import { StateName } from './mark.tsx';

/** Executions, a line each. */
export function ExecutionList(props: { executions: readonly ExecutionRow[]; now: Accessor<number>; named?: boolean }) {
  return (
    <ul class="list executions" data-named={props.named ? '' : undefined}>
      <For each={props.executions}>
        {(execution) => (
          <li>
            <A class="line" href={`/executions/${execution.executionId}`}>
              <StateName state={execution.status} />
              <Show when={props.named}>
                <span class="line-name cut">{execution.workflowName}</span>
              </Show>
              <span class="line-note cut muted">{noteOf(execution)}</span>
              <span class="line-progress num muted">{progressOf(execution)}</span>
              <span class="line-took num muted">{tookOf(execution, props.now())}</span>
              <time
                class="line-when num"
                datetime={execution.createdAt}
                title={exact(execution.createdAt, dateLocale())}
              >
                {relative(execution.createdAt, props.now(), dateLocale())}
              </time>
              <span class="line-id mono muted">…{shortId(execution.executionId)}</span>
            </A>
          </li>
        )}
      </For>
    </ul>
  );
}

function noteOf(execution: ExecutionRow): string {
  if (execution.error !== null) return execution.error;
  return execution.retryOf
    ? t('execution.retryOf', { id: `…${shortId(execution.retryOf)}` })
    : t(`trigger.${execution.triggerType}`);
}

function progressOf({ progress }: ExecutionRow): string {
  const ended = progress.completedNodes + progress.failedNodes;
  return t('execution.counts', { ended, total: progress.totalNodes });
}

function tookOf({ startedAt, completedAt }: ExecutionRow, now: number): string {
  if (!startedAt) return '';
  return duration(Math.max(0, (completedAt ? Date.parse(completedAt) : now) - Date.parse(startedAt)));
}

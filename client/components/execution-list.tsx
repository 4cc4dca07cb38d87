import { A } from '@solidjs/router';
import { type Accessor, Show } from 'solid-js';
import type { ExecutionRow } from '../api.ts';
import { duration, shortId } from '../format.ts';
import { t } from '../i18n.ts';
import { Keyed } from './keyed.tsx';
import { StateName } from './mark.tsx';
import { Ago } from './when.tsx';

type Picking = { has(executionId: string): boolean; toggle(executionId: string, through: boolean): void };

/** Executions, a line each. With `picking` each has a box, and keys: arrows or j and k move, x picks. */
export function ExecutionList(props: {
  executions: readonly ExecutionRow[];
  now: Accessor<number>;
  named?: boolean;
  picking?: Picking;
}) {
  let list!: HTMLUListElement;
  function move(event: KeyboardEvent): void {
    const step = { ArrowDown: 1, j: 1, ArrowUp: -1, k: -1 }[event.key];
    const line = (event.target as HTMLElement).closest('li');
    if (!line || event.ctrlKey || event.metaKey || event.altKey) return;
    if (step !== undefined) {
      const next = step > 0 ? line.nextElementSibling : line.previousElementSibling;
      next?.querySelector<HTMLElement>('a.line')?.focus();
      event.preventDefault();
    } else if (event.key.toLowerCase() === 'x' && props.picking && line.dataset.id) {
      props.picking.toggle(line.dataset.id, event.shiftKey);
    }
  }
  return (
    <ul
      ref={list}
      class="list executions"
      data-named={props.named ? '' : undefined}
      data-picking={props.picking ? '' : undefined}
      onKeyDown={move}
    >
      <Keyed items={props.executions} idOf={({ executionId }) => executionId}>
        {(execution, id) => (
          <li data-id={id} data-picked={props.picking?.has(id) ? '' : undefined}>
            <Show when={props.picking}>
              {(picking) => (
                <label class="pick">
                  <input
                    type="checkbox"
                    checked={picking().has(id)}
                    aria-label={t('executions.pick', { name: execution().workflowName, id: shortId(id) })}
                    onClick={(event) => picking().toggle(id, event.shiftKey)}
                  />
                </label>
              )}
            </Show>
            <Line execution={execution()} now={props.now()} named={props.named === true} />
          </li>
        )}
      </Keyed>
    </ul>
  );
}

function Line(props: { execution: ExecutionRow; now: number; named: boolean }) {
  return (
    <A class="line" href={`/executions/${props.execution.executionId}`}>
      <StateName state={props.execution.status} />
      <Show when={props.named}>
        <span class="line-name cut">{props.execution.workflowName}</span>
      </Show>
      <span class="line-note cut muted" data-failed={props.execution.error === null ? undefined : ''}>
        {noteOf(props.execution)}
      </span>
      <span class="line-progress num muted">{progressOf(props.execution)}</span>
      <span class="line-took num muted">{tookOf(props.execution, props.now)}</span>
      <span class="line-when">
        <Ago at={props.execution.createdAt} now={props.now} />
      </span>
      <span class="line-id mono muted">…{shortId(props.execution.executionId)}</span>
    </A>
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

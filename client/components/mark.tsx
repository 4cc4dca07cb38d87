import { Match, Switch } from 'solid-js';
import type { NodeStatus } from '../../db/execution-state.ts';
import type { ExecutionStatus } from '../../db/model.ts';
import { t } from '../i18n.ts';
import '../styles/mark.css';

export type State = NodeStatus | ExecutionStatus;

/** The shape of a state, in its colour; `still` where it is past. Beside it stands the word, or it is named for those who cannot see it. */
export function Mark(props: { state: State; attempt?: number; named?: boolean; still?: boolean }) {
  return (
    <svg
      class="mark"
      data-still={props.still ? '' : undefined}
      data-state={props.state}
      viewBox="0 0 16 16"
      role={props.named ? 'img' : undefined}
      aria-label={props.named ? t(`status.${props.state}`) : undefined}
      aria-hidden={props.named ? undefined : 'true'}
    >
      <Switch>
        <Match when={props.state === 'completed'}>
          <circle cx="8" cy="8" r="7.5" fill="currentColor" />
          <path class="glyph" d="m4.7 8.4 2.3 2.3 4.4-4.9" />
        </Match>
        <Match when={props.state === 'failed' || props.state === 'error'}>
          <circle cx="8" cy="8" r="7.5" fill="currentColor" />
          <path class="glyph" d="m5.4 5.4 5.2 5.2m0-5.2-5.2 5.2" />
        </Match>
        <Match when={props.state === 'waiting'}>
          <circle cx="8" cy="8" r="7.5" fill="currentColor" />
          <path class="glyph" d="M6.1 5.3v5.4M9.9 5.3v5.4" />
        </Match>
        <Match when={props.state === 'cancelled'}>
          <rect x="1.5" y="1.5" width="13" height="13" rx="2.5" fill="currentColor" />
          <rect class="glyph" x="5.9" y="5.9" width="4.2" height="4.2" rx="0.4" />
        </Match>
        <Match when={props.state === 'skipped'}>
          <path class="line" d="M3 8h10" />
        </Match>
        <Match when={props.state === 'running'}>
          <circle class="ring faint" cx="8" cy="8" r="6.4" />
          <path class="ring arc" d="M8 1.6A6.4 6.4 0 0 1 14.4 8" />
        </Match>
        <Match when={props.state === 'retrying'}>
          <path class="ring arc" d="M8 1.6A6.4 6.4 0 1 1 1.6 8" />
          <text class="count" x="8" y="11">
            {props.attempt ?? ''}
          </text>
        </Match>
        <Match when={props.state === 'pending'}>
          <circle class="ring" cx="8" cy="8" r="6" />
        </Match>
      </Switch>
    </svg>
  );
}

/** Mark and word. */
export function StateName(props: { state: State; attempt?: number }) {
  return (
    <span class="state" data-state={props.state}>
      <Mark state={props.state} attempt={props.attempt} />
      <span class="word">{t(`status.${props.state}`)}</span>
    </span>
  );
}

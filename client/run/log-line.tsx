import { createMemo, Show } from 'solid-js';
import { Mark } from '../components/mark.tsx';
import type { Entry } from '../feed/execution-model.ts';
import { duration, offset } from '../format.ts';
import { t } from '../i18n.ts';
import { entryNote } from './entry-words.ts';
import { useRun } from './run-context.ts';
import type { TimeAxis } from './time-axis.ts';

type LineProps = {
  index: number;
  total: number;
  axis: TimeAxis;
  /** whether the keyboard reaches it */
  reached: boolean;
  onSelect(index: number): void;
};

/** One attempt of one node. The element stays with its index, so that what is focused stays focused. */
export function LogLine(props: LineProps) {
  const run = useRun();
  const entry = createMemo(() => run.live.entries()[props.index] as Entry);
  const took = createMemo(() => {
    const { status, reusedFrom, duration: ms, end, start } = entry();
    if (status === 'skipped' || reusedFrom !== null) return '';
    if (ms !== null) return duration(ms);
    return end === null ? duration(Math.max(0, run.now() - start)) : '';
  });
  const isPast = () => run.live.latestEntry(entry().nodeId) !== props.index;
  const note = createMemo(() => entryNote(entry(), run));
  return (
    <li data-state={entry().status} aria-setsize={props.total} aria-posinset={props.index + 1}>
      <button
        type="button"
        class="log-line"
        data-index={props.index}
        tabindex={props.reached ? 0 : -1}
        aria-pressed={run.selected() === entry().nodeId}
        onClick={() => props.onSelect(props.index)}
      >
        <span class="log-time num mono">{offset(entry().start - props.axis.start)}</span>
        <Mark state={entry().status} attempt={entry().attempt} still={isPast()} named />
        <span class="log-what">
          <span class="log-name cut">{entry().label}</span>
          <Show when={entry().attempt > 1}>
            <span class="log-attempt">{t('log.attempt', { attempt: entry().attempt })}</span>
          </Show>
          <Show when={note()}>
            <span class="log-note cut" title={note() ?? undefined}>
              {note()}
            </span>
          </Show>
        </span>
        <span class="log-took num">{took()}</span>
        <Bar entry={entry()} axis={props.axis} />
      </button>
    </li>
  );
}

function Bar(props: { entry: Entry; axis: TimeAxis }) {
  const run = useRun();
  const end = () => props.entry.end ?? run.now();
  const at = (time: number) => props.axis.place(time) * 100;
  const placed = (from: number, to: number) => ({ left: `${at(from)}%`, width: `${Math.max(0, at(to) - at(from))}%` });
  const worked = () => Math.min(props.entry.waitedFrom ?? end(), end());
  return (
    <span class="log-bar" aria-hidden="true">
      <Show when={props.entry.status !== 'skipped'}>
        <span
          class="span"
          data-reused={props.entry.reusedFrom === null ? undefined : ''}
          style={placed(props.entry.start, worked())}
        />
        <Show when={props.entry.waitedFrom}>
          {(from) => <span class="span waited" style={placed(from(), end())} />}
        </Show>
      </Show>
    </span>
  );
}

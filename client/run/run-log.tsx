/** The log as a timeline: a line for each attempt, bars on one axis. Only the lines in sight are made, whatever their number. */
import { createEffect, createMemo, For, on, Show } from 'solid-js';
import { count, duration, tick } from '../format.ts';
import { t } from '../i18n.ts';
import { LogLine } from './log-line.tsx';
import { useRun } from './run-context.ts';
import { sameAxis, type TimeAxis, timeAxis } from './time-axis.ts';
import { createVirtualList } from './virtual-list.ts';
import '../styles/run-log.css';

export function RunLog() {
  const run = useRun();
  const { live } = run;
  const start = createMemo(() => {
    const first = live.entries()[0]?.start;
    return first ?? Date.parse(live.summary()?.startedAt ?? new Date().toISOString());
  });
  // While it runs the axis needs to know the time only roughly: it grows in steps.
  const end = createMemo(() => (run.finished() ? (live.lastAt() ?? start()) : run.now()));
  const axis = createMemo<TimeAxis>(
    () => timeAxis(live.pauses(end()), start(), end(), !run.finished()),
    timeAxis([], 0, 0, false),
    { equals: sameAxis },
  );
  // A mark at the very end would stand outside; the only one is written to the left of its line.
  const marks = createMemo(() => axis().ticks.filter(({ at }, _, all) => at <= 0.9 || all.length === 2));
  const total = createMemo(() => live.entries().length);
  const list = createVirtualList(total);
  let scroller!: HTMLElement;

  /** The line that stands for what is selected: the one that was chosen, else the newest of the node. */
  const chosen = createMemo(() => {
    const nodeId = run.selected();
    if (nodeId === null) return null;
    const line = run.line();
    return line !== null && live.entries()[line]?.nodeId === nodeId ? line : (live.latestEntry(nodeId) ?? null);
  });
  const reached = () => chosen() ?? list.lines()[0] ?? 0;
  createEffect(
    on(chosen, (index) => {
      if (index !== null) list.reveal(index);
    }),
  );
  run.onStep((to) => {
    if (total() === 0) return;
    const from = chosen();
    const index = typeof to === 'string' ? (to === 'first' ? 0 : total() - 1) : from === null ? 0 : from + to;
    const next = Math.min(Math.max(index, 0), total() - 1);
    const focused = scroller.contains(document.activeElement);
    run.selectLine(next);
    if (to === 'last') list.toEnd();
    else list.reveal(next);
    if (focused) scroller.querySelector<HTMLElement>(`[data-index="${next}"]`)?.focus({ preventScroll: true });
  });
  const onKeyDown = (event: KeyboardEvent) => {
    const steps: Record<string, () => unknown> = {
      ArrowDown: () => run.step(1),
      ArrowUp: () => run.step(-1),
      PageDown: () => run.step(list.page()),
      PageUp: () => run.step(-list.page()),
      Home: () => run.step('first'),
      End: () => run.step('last'),
    };
    const step = steps[event.key];
    if (!step || event.altKey || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    step();
  };

  return (
    <section class="log" aria-label={t('tab.log')}>
      <div class="log-head" aria-hidden="true">
        <span class="log-axis num">
          <For each={marks()}>
            {({ at, ms }) => (
              <span data-last={at > 0.9 ? '' : undefined} style={{ left: `${at * 100}%` }}>
                {tick(ms)}
              </span>
            )}
          </For>
        </span>
      </div>
      <div
        class="log-scroll"
        ref={(element) => {
          scroller = element;
          list.attach(element);
          element.addEventListener('keydown', onKeyDown);
        }}
        tabindex="-1"
      >
        <Show when={total() > 0} fallback={<Empty />}>
          <div class="log-space" style={{ height: `${list.height()}px` }}>
            <Folds axis={axis()} />
            <ol class="log-lines" style={{ transform: `translateY(${list.top()}px)` }}>
              <For each={list.lines()}>
                {(index) => (
                  <LogLine
                    index={index}
                    total={total()}
                    axis={axis()}
                    reached={reached() === index}
                    onSelect={run.selectLine}
                  />
                )}
              </For>
            </ol>
          </div>
        </Show>
      </div>
      <Show when={list.unseen() > 0}>
        <button type="button" class="log-new" onClick={list.toEnd}>
          ↓ {t('log.newRows', { count: count(list.unseen()) })}
        </button>
      </Show>
    </section>
  );
}

/** Nothing has happened, or it is not known yet what has: lines of the size of those to come. */
function Empty() {
  const { live } = useRun();
  const knows = () => live.status() !== null && live.view().lastSeq >= (live.status()?.lastSeq ?? 0);
  return (
    <Show
      when={knows()}
      fallback={
        <div class="log-coming" aria-hidden="true">
          <span class="skeleton" />
          <span class="skeleton" />
          <span class="skeleton" />
        </div>
      }
    >
      <p class="log-empty muted">{t('log.empty')}</p>
    </Show>
  );
}

/** Stretches in which nothing ran. */
function Folds(props: { axis: TimeAxis }) {
  return (
    <div class="log-folds" aria-hidden="true">
      <div>
        <For each={props.axis.folds}>
          {(fold) => (
            <span class="num" style={{ left: `${fold.from * 100}%`, width: `${(fold.to - fold.from) * 100}%` }}>
              {fold.to - fold.from > 0.12 ? duration(fold.ms) : ''}
            </span>
          )}
        </For>
      </div>
    </div>
  );
}

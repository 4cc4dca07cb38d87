/** The log as a timeline: a line for each attempt, bars on one axis. Only the lines in sight are made, whatever their number. */
import { createEffect, createMemo, createSignal, For, Index, onCleanup, onMount, Show } from 'solid-js';
import { Mark } from '../components/mark.tsx';
import type { Entry } from '../feed/execution-model.ts';
import { count, duration, offset, shortId, tick } from '../format.ts';
import { t } from '../i18n.ts';
import { useRun } from './run-context.ts';
import { type TimeAxis, timeAxis } from './time-axis.ts';
import '../styles/run-log.css';

/** Lines made beyond the ones in sight. */
const BESIDE = 8;

export function RunLog() {
  const run = useRun();
  const { live } = run;
  const start = createMemo(() => {
    const first = live.entries()[0]?.start;
    return first ?? Date.parse(live.summary()?.startedAt ?? new Date().toISOString());
  });
  // While it runs the axis needs to know the time only roughly: it grows in steps.
  const end = createMemo(() => (run.finished() ? (live.lastAt() ?? start()) : run.now()));
  const axis = createMemo(() => timeAxis(live.pauses(end()), start(), end(), !run.finished()));
  // A mark at the very end would stand outside; the only one is written to the left of its line.
  const marks = () => axis().ticks.filter(({ at }, _, all) => at <= 0.9 || all.length === 2);
  const list = createVirtualList(() => live.entries().length);
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
      <div class="log-scroll" ref={list.attach} tabindex="-1">
        <Show when={live.entries().length > 0} fallback={<p class="log-empty muted">{t('log.empty')}</p>}>
          <div class="log-space" style={{ height: `${list.height()}px` }}>
            <Folds axis={axis()} />
            <ol class="log-lines" style={{ transform: `translateY(${list.top()}px)` }}>
              <Index each={live.entries().slice(list.from(), list.to())}>
                {(entry) => <Line entry={entry()} axis={axis()} />}
              </Index>
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

function Line(props: { entry: Entry; axis: TimeAxis }) {
  const run = useRun();
  const took = () => {
    const { entry } = props;
    if (entry.status === 'skipped' || entry.reusedFrom !== null) return '';
    if (entry.duration !== null) return duration(entry.duration);
    return entry.end === null ? duration(Math.max(0, run.now() - entry.start)) : '';
  };
  const note = () => {
    const { note: text, reusedFrom } = props.entry;
    return reusedFrom === null ? text : t('log.reused', { id: `…${shortId(reusedFrom)}` });
  };
  return (
    <li data-state={props.entry.status}>
      <button
        type="button"
        class="log-line"
        aria-pressed={run.selected() === props.entry.nodeId}
        onClick={() => run.select(props.entry.nodeId)}
      >
        <span class="log-time num mono">{offset(props.entry.start - props.axis.start)}</span>
        <Mark state={props.entry.status} attempt={props.entry.attempt} named />
        <span class="log-what">
          <span class="log-name cut">{props.entry.label}</span>
          <Show when={props.entry.attempt > 1}>
            <span class="log-attempt">{t('log.attempt', { attempt: props.entry.attempt })}</span>
          </Show>
          <Show when={note()}>
            <span class="log-note cut">{note()}</span>
          </Show>
        </span>
        <span class="log-took num">{took()}</span>
        <Bar entry={props.entry} axis={props.axis} />
      </button>
    </li>
  );
}

function Bar(props: { entry: Entry; axis: TimeAxis }) {
  const run = useRun();
  const end = () => props.entry.end ?? run.now();
  const at = (time: number) => props.axis.place(time) * 100;
  const worked = () => props.entry.waitedFrom ?? end();
  return (
    <span class="log-bar" aria-hidden="true">
      <Show when={props.entry.status !== 'skipped'}>
        <span
          class="span"
          data-reused={props.entry.reusedFrom === null ? undefined : ''}
          style={{ left: `${at(props.entry.start)}%`, width: `${at(worked()) - at(props.entry.start)}%` }}
        />
        <Show when={props.entry.waitedFrom}>
          {(from) => (
            <span class="span waited" style={{ left: `${at(from())}%`, width: `${at(end()) - at(from())}%` }} />
          )}
        </Show>
      </Show>
    </span>
  );
}

/** A list of lines of one height that follows its end until somebody scrolls up. */
function createVirtualList(length: () => number) {
  const [scroll, setScroll] = createSignal(0);
  const [room, setRoom] = createSignal(400);
  const [line, setLine] = createSignal(34);
  const [following, setFollowing] = createSignal(true);
  const [seen, setSeen] = createSignal(0);
  let element: HTMLElement | undefined;

  const height = () => length() * line();
  const from = createMemo(() => Math.max(0, Math.floor(scroll() / line()) - BESIDE));
  const to = createMemo(() => Math.min(length(), Math.ceil((scroll() + room()) / line()) + BESIDE));
  const toEnd = () => {
    setFollowing(true);
    if (element) element.scrollTop = element.scrollHeight;
  };
  createEffect(() => {
    const now = length();
    if (!following()) return;
    setSeen(now);
    // The new height is there once the lines are made.
    queueMicrotask(() => {
      if (element && following()) element.scrollTop = element.scrollHeight;
    });
  });

  function attach(target: HTMLElement): void {
    element = target;
    onMount(() => {
      const measure = () => {
        setRoom(target.clientHeight);
        setLine(Number.parseFloat(getComputedStyle(target).getPropertyValue('--line-height')) || 34);
        if (following()) target.scrollTop = target.scrollHeight;
      };
      const observer = new ResizeObserver(measure);
      observer.observe(target);
      const touched = handOn(target);
      let size = '';
      target.addEventListener('scroll', () => {
        const { scrollTop, clientHeight, scrollHeight } = target;
        const before = scroll();
        const grown = size !== `${clientHeight} ${scrollHeight}`;
        size = `${clientHeight} ${scrollHeight}`;
        setScroll(scrollTop);
        if (scrollTop + clientHeight >= scrollHeight - line() / 2) return setFollowing(true);
        // Rows that came meanwhile and parts of the page that take or give room move the list, too.
        if (scrollTop < before && (touched() || !grown)) setFollowing(false);
        else if (following()) target.scrollTop = scrollHeight;
      });
      onCleanup(() => observer.disconnect());
    });
  }

  return {
    attach,
    height,
    from,
    to,
    top: () => from() * line(),
    unseen: () => (following() ? 0 : length() - seen()),
    toEnd,
  };
}

/** How long after a hand was at the list it may still be moving (ms): wheels and touches run on. */
const HAND_MS = 1_000;

/** Tells whether a person, rather than the page, is what moves the element. */
function handOn(target: HTMLElement): () => boolean {
  let at = Number.NEGATIVE_INFINITY;
  const touched = () => {
    at = performance.now();
  };
  for (const type of ['wheel', 'touchmove', 'keydown', 'pointermove', 'pointerdown']) {
    target.addEventListener(type, touched, { passive: true });
  }
  return () => performance.now() - at < HAND_MS;
}

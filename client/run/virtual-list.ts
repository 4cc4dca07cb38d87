/**
 * A list of lines of one height, of which only those in sight are made. It follows its end until somebody scrolls up.
 *
 * 1. What is made is told by where the element really stands: a list that was hidden and is shown again begins anew.
 * 2. While it follows, the lines at the end are made in the turn in which they come: nothing is made twice.
 */
import { createEffect, createMemo, createSignal, onCleanup, onMount, untrack } from 'solid-js';

/** Lines made beyond the ones in sight. */
const BESIDE = 8;

export type VirtualList = {
  attach(element: HTMLElement): void;
  /** of all lines, in pixels */
  height(): number;
  /** the indices of the lines to make */
  lines(): readonly number[];
  /** where the first of them stands, in pixels */
  top(): number;
  /** lines that came while it did not follow */
  unseen(): number;
  toEnd(): void;
  /** Scrolls just so far that a line is in sight. */
  reveal(index: number): void;
  /** how many whole lines are in sight */
  page(): number;
};

export function createVirtualList(length: () => number): VirtualList {
  const [scroll, setScroll] = createSignal(0);
  const [room, setRoom] = createSignal(400);
  const [line, setLine] = createSignal(34);
  const [following, setFollowing] = createSignal(true);
  const [seen, setSeen] = createSignal(0);
  let element: HTMLElement | undefined;

  const height = () => length() * line();
  const end = () => Math.max(0, height() - room());
  const at = () => (following() ? end() : Math.min(scroll(), end()));
  const from = createMemo(() => Math.max(0, Math.floor(at() / line()) - BESIDE));
  const to = createMemo(() => Math.min(length(), Math.ceil((at() + room()) / line()) + BESIDE));
  const lines = createMemo(() => Array.from({ length: to() - from() }, (_, index) => from() + index));

  function moveTo(top: number): void {
    if (element && Math.abs(element.scrollTop - top) > 0.5) element.scrollTop = top;
    // The event that tells it comes a frame later, and may find somebody else's move already.
    setScroll(top);
  }
  createEffect(() => {
    const now = length();
    if (!following()) return;
    setSeen(now);
    moveTo(end());
  });

  function attach(target: HTMLElement): void {
    element = target;
    onMount(() => {
      const measure = () => {
        if (target.clientHeight === 0) return;
        setRoom(target.clientHeight);
        setLine(Number.parseFloat(getComputedStyle(target).getPropertyValue('--line-height')) || 34);
        // A hidden element forgets where it stood, and does not say so.
        if (untrack(following)) moveTo(untrack(end));
        else setScroll(target.scrollTop);
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
        // What goes up by more than a screen was meant, whoever did it: a key, a search in the page, a screen reader.
        const meant = touched() || !grown || before - scrollTop > clientHeight;
        if (scrollTop < before && meant) setFollowing(false);
        else if (following()) moveTo(end());
      });
      onCleanup(() => observer.disconnect());
    });
  }

  return {
    attach,
    height,
    lines,
    top: () => from() * line(),
    unseen: () => (following() ? 0 : length() - seen()),
    toEnd() {
      setFollowing(true);
      moveTo(end());
    },
    reveal(index) {
      const top = index * line();
      if (top < at()) hold(top);
      else if (top + line() > at() + room()) hold(top + line() - room());
    },
    page: () => Math.max(1, Math.floor(room() / line()) - 1),
  };

  /** Stands still at `top`, whatever comes. */
  function hold(top: number): void {
    setFollowing(false);
    setScroll(top);
    moveTo(top);
  }
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

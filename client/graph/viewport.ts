/** Panning and zooming of a canvas: by pointer, wheel with Ctrl or ⌘, pinch, and buttons. */
import { type Accessor, createSignal, onCleanup } from 'solid-js';

/** Canvas point (x, y) stands at (x × scale + left, y × scale + top) of the frame. */
export type View = { readonly left: number; readonly top: number; readonly scale: number };
export type Size = { readonly width: number; readonly height: number };

export const SCALE_MIN = 0.15;
export const SCALE_MAX = 1.6;
/** Of ten thousand nodes something is seen even then. */
const SMALLEST = 0.01;
const MARGIN = 20;

export type Viewport = {
  view: Accessor<View>;
  frame: Accessor<Size>;
  /** whether somebody has moved it: nothing moves it by itself any more */
  held: Accessor<boolean>;
  /** Shows it from its beginning, as large as fits but for reading. */
  showBeginning(): void;
  /** Shows all of it, however small. */
  showAll(): void;
  zoom(factor: number, at?: { x: number; y: number }): void;
  /** Moves just so far that a rectangle of the canvas is inside. */
  reveal(x: number, y: number, width: number, height: number): void;
  attach(element: HTMLElement): void;
};

/** The scale at which content fits; never above its own size. */
export function fitScale(content: Size, frame: Size): number {
  const scale = Math.min((frame.width - 2 * MARGIN) / content.width, (frame.height - 2 * MARGIN) / content.height, 1);
  return Math.max(scale, SMALLEST);
}

export function createViewport(content: Accessor<Size>, fitMin: Accessor<number>): Viewport {
  const [frame, setFrame] = createSignal<Size>({ width: 0, height: 0 });
  const [view, setView] = createSignal<View>({ left: 0, top: 0, scale: 1 });
  const [held, setHeld] = createSignal(false);

  function show(scale: number): void {
    const { width, height } = frame();
    if (width === 0) return;
    const spareX = width - content().width * scale;
    const spareY = height - content().height * scale;
    setView({ scale, left: Math.max(spareX / 2, MARGIN), top: Math.max(spareY / 2, MARGIN) });
  }

  function showBeginning(): void {
    setHeld(false);
    show(Math.max(fitScale(content(), frame()), fitMin()));
  }

  function showAll(): void {
    setHeld(true);
    show(fitScale(content(), frame()));
  }

  function zoom(factor: number, at = { x: frame().width / 2, y: frame().height / 2 }): void {
    setHeld(true);
    setView(({ left, top, scale: before }) => {
      const least = Math.min(SCALE_MIN, fitScale(content(), frame()));
      const scale = Math.min(SCALE_MAX, Math.max(least, before * factor));
      const grown = scale / before;
      return { scale, left: at.x - (at.x - left) * grown, top: at.y - (at.y - top) * grown };
    });
  }

  function move(dx: number, dy: number): void {
    setHeld(true);
    setView(({ left, top, scale }) => ({ left: left + dx, top: top + dy, scale }));
  }

  function reveal(x: number, y: number, width: number, height: number): void {
    const { left, top, scale } = view();
    const shift = (from: number, size: number, room: number) => {
      if (from < MARGIN) return MARGIN - from;
      return from + size > room - MARGIN ? room - MARGIN - from - size : 0;
    };
    const dx = shift(x * scale + left, width * scale, frame().width);
    const dy = shift(y * scale + top, height * scale, frame().height);
    if (dx !== 0 || dy !== 0) setView({ left: left + dx, top: top + dy, scale });
  }

  function attach(element: HTMLElement): void {
    const observer = new ResizeObserver(() => {
      setFrame({ width: element.clientWidth, height: element.clientHeight });
      if (!held()) showBeginning();
    });
    observer.observe(element);
    const stop = new AbortController();
    listen(element, { move, zoom }, stop.signal);
    onCleanup(() => {
      observer.disconnect();
      stop.abort();
    });
  }

  return { view, frame, held, showBeginning, showAll, zoom, reveal, attach };
}

type Moves = { move(dx: number, dy: number): void; zoom(factor: number, at: { x: number; y: number }): void };

/** A pointer that moved less than this has clicked. */
const CLICK = 4;

function listen(element: HTMLElement, { move, zoom }: Moves, signal: AbortSignal): void {
  const pointers = new Map<number, { x: number; y: number }>();
  let travelled = 0;
  const placeOf = ({ clientX, clientY }: PointerEvent | WheelEvent) => {
    const { left, top } = element.getBoundingClientRect();
    return { x: clientX - left, y: clientY - top };
  };
  element.addEventListener(
    'wheel',
    (event) => {
      // Without a key the page scrolls, as everywhere; a pinch on a trackpad comes as a wheel with Ctrl.
      if (!event.ctrlKey && !event.metaKey) return;
      event.preventDefault();
      zoom(Math.exp(-event.deltaY / 200), placeOf(event));
    },
    { passive: false, signal },
  );
  element.addEventListener(
    'pointerdown',
    (event) => {
      if (event.button !== 0) return;
      pointers.set(event.pointerId, placeOf(event));
      travelled = 0;
    },
    { signal },
  );
  element.addEventListener(
    'pointermove',
    (event) => {
      const before = pointers.get(event.pointerId);
      if (!before) return;
      const now = placeOf(event);
      pointers.set(event.pointerId, now);
      travelled += Math.hypot(now.x - before.x, now.y - before.y);
      if (travelled < CLICK) return;
      element.setPointerCapture(event.pointerId);
      const other = [...pointers].find(([id]) => id !== event.pointerId)?.[1];
      if (!other) return move(now.x - before.x, now.y - before.y);
      const apart = (point: { x: number; y: number }) => Math.hypot(point.x - other.x, point.y - other.y);
      zoom(apart(now) / Math.max(1, apart(before)), { x: (now.x + other.x) / 2, y: (now.y + other.y) / 2 });
    },
    { signal },
  );
  for (const name of ['pointerup', 'pointercancel', 'pointerleave'] as const) {
    element.addEventListener(name, (event) => pointers.delete(event.pointerId), { signal });
  }
}

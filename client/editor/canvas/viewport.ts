/** The part of the canvas that is seen: panning and zooming by the core of the well-known flow editors. */
import {
  infiniteExtent,
  type PanBy,
  PanOnScrollMode,
  type PanZoomInstance,
  type Transform,
  XYPanZoom,
} from '@xyflow/system';
import { createEffect, createSignal, onCleanup } from 'solid-js';
import { reducedMotion } from '../../clock.ts';
import type { Place } from '../../graph/layout.ts';

export type Box = Place & { readonly width: number; readonly height: number };
export const SCALE_MIN = 0.1;
export const SCALE_MAX = 2;
/** The classes of canvas parts begin with it. */
export const LIB = 'cortado';
const MARGIN = 32;

export type CanvasViewport = {
  /** left, top, scale: a point (x, y) of the canvas stands at (x × scale + left, y × scale + top) */
  transform(): Transform;
  size(): { readonly width: number; readonly height: number };
  element(): HTMLDivElement | undefined;
  panZoom(): PanZoomInstance | undefined;
  isPanning(): boolean;
  attach(element: HTMLDivElement): void;
  /** While a box is drawn nothing pans. */
  hold(held: boolean): void;
  /** The place on the canvas of a point of the window. */
  toCanvas(clientX: number, clientY: number): Place;
  center(): Place;
  zoomBy(factor: number): void;
  zoomTo(scale: number): void;
  /** Shows all of the box; where it would be smaller than the scale `least`, its left side. */
  fit(box: Box | null, least?: number): void;
  /** Moves just so far that the box is seen. */
  reveal(box: Box): void;
  panBy: PanBy;
};

export function createCanvasViewport(): CanvasViewport {
  const [transform, setTransform] = createSignal<Transform>([0, 0, 1]);
  const [size, setSize] = createSignal({ width: 0, height: 0 });
  const [held, hold] = createSignal(false);
  const [isPanning, setPanning] = createSignal(false);
  let root: HTMLDivElement | undefined;
  let instance: PanZoomInstance | undefined;
  const motion = () => ({ duration: reducedMotion() ? 0 : 160 });

  function attach(element: HTMLDivElement): void {
    root = element;
    const panZoom = XYPanZoom({
      domNode: element,
      minZoom: SCALE_MIN,
      maxZoom: SCALE_MAX,
      translateExtent: infiniteExtent,
      viewport: { x: 0, y: 0, zoom: 1 },
      onDraggingChange: setPanning,
    });
    instance = panZoom;
    createEffect(() =>
      panZoom.update({
        noWheelClassName: 'nowheel',
        noPanClassName: 'nopan',
        preventScrolling: true,
        panOnScroll: true,
        panOnScrollMode: PanOnScrollMode.Free,
        panOnScrollSpeed: 1,
        panOnDrag: [0, 1],
        userSelectionActive: held(),
        zoomOnPinch: true,
        zoomOnScroll: false,
        zoomOnDoubleClick: false,
        zoomActivationKeyPressed: false,
        lib: LIB,
        onTransformChange: setTransform,
        connectionInProgress: held(),
        paneClickDistance: 4,
      }),
    );
    const measure = () => setSize({ width: element.clientWidth, height: element.clientHeight });
    const observer = new ResizeObserver(measure);
    measure();
    observer.observe(element);
    onCleanup(() => {
      observer.disconnect();
      panZoom.destroy();
    });
  }

  function moveTo(x: number, y: number, zoom: number): void {
    void instance?.setViewport({ x, y, zoom }, motion());
  }

  return {
    transform,
    size,
    element: () => root,
    panZoom: () => instance,
    isPanning,
    attach,
    hold,
    toCanvas(clientX, clientY) {
      const { left, top } = root?.getBoundingClientRect() ?? { left: 0, top: 0 };
      const [x, y, scale] = transform();
      return { x: (clientX - left - x) / scale, y: (clientY - top - y) / scale };
    },
    center() {
      const [x, y, scale] = transform();
      const { width, height } = size();
      return { x: (width / 2 - x) / scale, y: (height / 2 - y) / scale };
    },
    zoomBy: (factor) => void instance?.scaleBy(factor, motion()),
    zoomTo: (scale) => void instance?.scaleTo(scale, motion()),
    fit(box, least = SCALE_MIN) {
      const { width, height } = size();
      if (width === 0) return;
      if (!box) return moveTo(width / 2, height / 2, 1);
      const fitting = Math.min((width - 2 * MARGIN) / box.width, (height - 2 * MARGIN) / box.height, 1);
      const scale = Math.max(least, SCALE_MIN, fitting);
      const left = Math.max((width - box.width * scale) / 2, MARGIN);
      const top = Math.max((height - box.height * scale) / 2, MARGIN);
      moveTo(left - box.x * scale, top - box.y * scale, scale);
    },
    reveal(box) {
      const [x, y, scale] = transform();
      const { width, height } = size();
      const shift = (from: number, length: number, room: number) => {
        if (from < MARGIN) return MARGIN - from;
        return from + length > room - MARGIN ? Math.max(room - MARGIN - from - length, MARGIN - from) : 0;
      };
      const dx = shift(box.x * scale + x, box.width * scale, width);
      const dy = shift(box.y * scale + y, box.height * scale, height);
      if (dx !== 0 || dy !== 0) moveTo(x + dx, y + dy, scale);
    },
    async panBy({ x, y }) {
      if (!instance || (x === 0 && y === 0)) return false;
      const [left, top, zoom] = transform();
      await instance.setViewport({ x: left + x, y: top + y, zoom });
      return true;
    },
  };
}

/** What encloses all of these; null: there are none. */
export function boundsOf(boxes: readonly Box[]): Box | null {
  if (boxes.length === 0) return null;
  const x = Math.min(...boxes.map((box) => box.x));
  const y = Math.min(...boxes.map((box) => box.y));
  const right = Math.max(...boxes.map((box) => box.x + box.width));
  const bottom = Math.max(...boxes.map((box) => box.y + box.height));
  return { x, y, width: right - x, height: bottom - y };
}

/** A large graph seen from far: one picture of all that is in sight, a node as large as a bean. */
import { createEffect, onCleanup } from 'solid-js';
import type { NodeStatus } from '../../db/execution-state.ts';
import { count } from '../format.ts';
import { t } from '../i18n.ts';
import { displayName } from '../run/run-context.ts';
import type { GraphCanvasProps } from './graph-canvas.tsx';
import type { GraphIndex, Seen } from './graph-index.ts';
import { type Layout, NODE_HEIGHT, NODE_WIDTH, type Place } from './layout.ts';
import type { View, Viewport } from './viewport.ts';

type FarProps = GraphCanvasProps & { seen: Seen; layout: Layout; viewport: Viewport; index: GraphIndex };

/** A picture of many nodes is made no more often than this (ms); while somebody moves it, in every frame. */
const REST_MS = 150;
/** A pointer that moved less than this has clicked. */
const CLICK = 4;
/** Names are readable from this scale on. */
const NAMES_FROM = 0.45;
const statuses: readonly NodeStatus[] = [
  'pending',
  'completed',
  'skipped',
  'cancelled',
  'waiting',
  'retrying',
  'error',
  'running',
];

export function FarDrawing(props: FarProps) {
  let canvas!: HTMLCanvasElement;
  let probe!: HTMLElement;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let drawnAt = Number.NEGATIVE_INFINITY;
  let view: View | undefined;
  function draw(): void {
    timer = undefined;
    drawnAt = performance.now();
    paint(canvas, probe, props);
  }
  createEffect(() => {
    const moved = props.viewport.view() !== view;
    view = props.viewport.view();
    props.viewport.frame();
    void props.selected;
    for (const { id } of props.seen.nodes.slice(0, 1)) props.stateOf?.(id);
    if (moved) {
      clearTimeout(timer);
      timer = setTimeout(draw);
    } else timer ??= setTimeout(draw, Math.max(0, drawnAt + REST_MS - performance.now()));
  });
  onCleanup(() => clearTimeout(timer));

  let pressed = { x: 0, y: 0 };
  const nodeAt = (event: MouseEvent) => {
    const { left, top, scale } = props.viewport.view();
    const box = canvas.getBoundingClientRect();
    const [x, y] = [(event.clientX - box.left - left) / scale, (event.clientY - box.top - top) / scale];
    return props.index.at(x, y, CLICK / scale);
  };
  const click = (event: MouseEvent) => {
    if (Math.hypot(event.clientX - pressed.x, event.clientY - pressed.y) > CLICK) return;
    const node = nodeAt(event);
    if (node) props.onSelect?.(node.id);
  };
  const point = (event: PointerEvent) => {
    const node = nodeAt(event);
    canvas.title = node ? displayName(node) : '';
  };
  return (
    <>
      <canvas
        class="graph-far"
        ref={canvas}
        role="img"
        aria-label={t('graph.far', { count: count(props.seen.nodes.length) })}
        onPointerDown={({ clientX: x, clientY: y }) => {
          pressed = { x, y };
        }}
        onPointerMove={point}
        onClick={click}
      />
      <span class="graph-probe" ref={probe} aria-hidden="true" />
    </>
  );
}

/** The colours that the style sheet has for things of a state now. */
function colourOf(probe: HTMLElement, state: string): string {
  probe.dataset.state = state;
  return getComputedStyle(probe).color;
}

function paint(canvas: HTMLCanvasElement, probe: HTMLElement, props: FarProps): void {
  const { width, height } = props.viewport.frame();
  const { left, top, scale } = props.viewport.view();
  const context = canvas.getContext('2d');
  if (!context || width === 0) return;
  const sharp = devicePixelRatio;
  canvas.width = width * sharp;
  canvas.height = height * sharp;
  context.setTransform(sharp * scale, 0, 0, sharp * scale, left * sharp, top * sharp);
  context.lineWidth = Math.max(1.4, 0.6 / scale);
  paintEdges(context, probe, props);
  const byStatus = Map.groupBy(props.seen.nodes, ({ id }) => props.stateOf?.(id)?.status ?? 'pending');
  for (const status of statuses) {
    context.fillStyle = colourOf(probe, status);
    context.globalAlpha = status === 'pending' || status === 'skipped' || status === 'cancelled' ? 0.3 : 0.85;
    for (const { id } of byStatus.get(status) ?? []) fillNode(context, props.layout.places.get(id) as Place, scale);
  }
  context.globalAlpha = 1;
  const chosen = props.selected === null ? undefined : props.layout.places.get(props.selected);
  if (chosen) {
    context.strokeStyle = colourOf(probe, 'chosen');
    context.lineWidth = 3 / scale;
    context.strokeRect(chosen.x - 6, chosen.y - 6, NODE_WIDTH + 12, NODE_HEIGHT + 12);
  }
  if (scale >= NAMES_FROM) paintNames(context, probe, props);
}

/** Corners are round where they can be seen. */
function fillNode(context: CanvasRenderingContext2D, { x, y }: Place, scale: number): void {
  if (scale < 0.2) return context.fillRect(x, y, NODE_WIDTH, NODE_HEIGHT);
  context.beginPath();
  context.roundRect(x, y, NODE_WIDTH, NODE_HEIGHT, 9);
  context.fill();
}

function paintEdges(context: CanvasRenderingContext2D, probe: HTMLElement, props: FarProps): void {
  const byState = Map.groupBy(props.seen.edges, (edge) => props.edgeStateOf?.(edge) ?? 'pending');
  for (const [state, edges] of byState) {
    context.strokeStyle = colourOf(probe, state === 'taken' ? 'completed' : 'edge');
    context.globalAlpha = state === 'dead' ? 0.35 : 0.6;
    context.beginPath();
    for (const { fromNodeId, toNodeId } of edges) {
      const from = props.layout.places.get(fromNodeId) as Place;
      const to = props.layout.places.get(toNodeId) as Place;
      context.moveTo(from.x + NODE_WIDTH, from.y + NODE_HEIGHT / 2);
      context.lineTo(to.x, to.y + NODE_HEIGHT / 2);
    }
    context.stroke();
  }
}

function paintNames(context: CanvasRenderingContext2D, probe: HTMLElement, { seen, layout }: FarProps): void {
  context.fillStyle = colourOf(probe, 'name');
  context.font = `600 13px ${getComputedStyle(probe).fontFamily}`;
  context.textBaseline = 'middle';
  for (const node of seen.nodes) {
    const { x, y } = layout.places.get(node.id) as Place;
    const name = displayName(node);
    context.fillText(name.length > 18 ? `${name.slice(0, 17)}…` : name, x + 10, y + NODE_HEIGHT / 2, NODE_WIDTH - 20);
  }
}

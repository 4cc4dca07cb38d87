/** A graph to look at: nodes with their states, edges taken or dead. What is outside the frame is not drawn. */
import { createEffect, createMemo, createResource, lazy, on, onCleanup, onMount, Show, Suspense } from 'solid-js';
import type { NodeState } from '../../db/execution-state.ts';
import type { Connection, Node } from '../../db/model.ts';
import { settled } from '../components/settled.ts';
import { t } from '../i18n.ts';
import type { EdgeState } from './edge-state.ts';
import { Drawing } from './graph-drawing.tsx';
import { type Cells, cellsOf, indexGraph, sameCells } from './graph-index.ts';
import { type Graph, type Layout, layOut, NODE_HEIGHT, NODE_WIDTH } from './layout.ts';
import { createViewport, fitScale, type Viewport } from './viewport.ts';
import '../styles/graph.css';

/** Only large graphs are ever seen from far. */
const FarDrawing = lazy(async () => ({ default: (await import('./graph-far.tsx')).FarDrawing }));

export type GraphCanvasProps = {
  graph: Graph;
  /** undefined where there is no execution to show */
  stateOf?(nodeId: string): NodeState | undefined;
  edgeStateOf?(edge: Connection): EdgeState;
  /** what stands under a node's name */
  noteOf(node: Node): string;
  selected: string | null;
  onSelect?(nodeId: string): void;
  /** the node that is kept in sight */
  current?: string | null;
  maxHeight?: number;
  /** the smallest scale at which all of it is shown; a larger graph is shown from its beginning */
  minScale?: number;
};

const NOTHING: Layout = { places: new Map(), width: 1, height: 1 };
const NOWHERE: Cells = { left: 0, top: 0, right: -1, bottom: -1 };
const READABLE = 0.6;
/** More nodes than this in sight are drawn as a picture. */
const NEAR_MAX = 260;
/** The sight moves with what runs no more often than eyes can follow (ms). */
const FOLLOW_MS = 400;

export function GraphCanvas(props: GraphCanvasProps) {
  const shown = createMemo(() => withoutComments(props.graph));
  const [layouts] = createResource(shown, (graph) => layOut(graph));
  const laidOut = () => settled(layouts);
  const layout = () => laidOut() ?? NOTHING;
  const minScale = () => props.minScale ?? READABLE;
  const viewport = createViewport(layout, minScale);
  let canvas!: HTMLDivElement;
  onMount(() => viewport.attach(canvas));
  createEffect(on(layout, viewport.showBeginning));
  followNode(() => props.current ?? null, layout, viewport);
  const height = createMemo(() => {
    const { width } = viewport.frame();
    if (width === 0) return 160;
    const scale = Math.max(minScale(), fitScale(layout(), { width, height: Number.POSITIVE_INFINITY }));
    return Math.round(Math.min(Math.max(layout().height * scale + 56, 132), props.maxHeight ?? 420));
  });
  const index = createMemo(() => indexGraph(shown(), layout()));
  const inSight = (): Cells => {
    const { left, top, scale } = viewport.view();
    const { width, height: tall } = viewport.frame();
    return cellsOf(-left / scale, -top / scale, width / scale, tall / scale);
  };
  const cells = createMemo<Cells>(inSight, NOWHERE, { equals: sameCells });
  const seen = createMemo(() => index().within(cells()));
  const isFar = createMemo(() => seen().nodes.length > NEAR_MAX);
  return (
    <div class="graph" style={{ '--graph-height': `${height()}px` }}>
      <div class="graph-frame" ref={canvas}>
        <Show when={laidOut()}>
          <Show when={isFar()} fallback={<Drawing {...props} seen={seen()} layout={layout()} viewport={viewport} />}>
            <Suspense>
              <FarDrawing {...props} seen={seen()} layout={layout()} viewport={viewport} index={index()} />
            </Suspense>
          </Show>
        </Show>
      </div>
      <Zoom viewport={viewport} />
    </div>
  );
}

function withoutComments({ nodes, connections }: Graph): Graph {
  return { nodes: nodes.filter((node) => node.type !== 'comment'), connections };
}

/** Keeps a node in sight until somebody moves the graph. */
function followNode(current: () => string | null, layout: () => Layout, viewport: Viewport): void {
  let movedAt = Number.NEGATIVE_INFINITY;
  let timer: ReturnType<typeof setTimeout> | undefined;
  function follow(): void {
    timer = undefined;
    const id = current();
    const place = id === null ? undefined : layout().places.get(id);
    if (!place || viewport.frame().width === 0 || viewport.held()) return;
    movedAt = performance.now();
    viewport.reveal(place.x, place.y, NODE_WIDTH, NODE_HEIGHT);
  }
  createEffect(
    on([current, layout, viewport.frame], () => {
      timer ??= setTimeout(follow, Math.max(0, movedAt + FOLLOW_MS - performance.now()));
    }),
  );
  onCleanup(() => clearTimeout(timer));
}

function Zoom(props: { viewport: Viewport }) {
  return (
    <div class="graph-zoom">
      <button type="button" aria-label={t('graph.zoomOut')} onClick={() => props.viewport.zoom(1 / 1.25)}>
        −
      </button>
      <button type="button" onClick={() => props.viewport.showAll()}>
        {t('graph.fit')}
      </button>
      <Show when={props.viewport.held()}>
        <button type="button" onClick={() => props.viewport.showBeginning()}>
          {t('graph.follow')}
        </button>
      </Show>
      <button type="button" aria-label={t('graph.zoomIn')} onClick={() => props.viewport.zoom(1.25)}>
        +
      </button>
    </div>
  );
}

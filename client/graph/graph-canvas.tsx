/** A graph to look at: nodes with their states, edges taken or dead. What is outside the frame is not drawn. */
import { createEffect, createMemo, createResource, For, on, onMount, Show } from 'solid-js';
import type { NodeState, NodeStatus } from '../../db/execution-state.ts';
import type { Connection, Node } from '../../db/model.ts';
import { Mark } from '../components/mark.tsx';
import { settled } from '../components/settled.ts';
import { t } from '../i18n.ts';
import { displayName } from '../run/run-context.ts';
import type { EdgeState } from './edge-state.ts';
import { edgePath, type Graph, type Layout, layOut, NODE_HEIGHT, NODE_WIDTH, type Place, portPlace } from './layout.ts';
import { createViewport, fitScale, type Viewport } from './viewport.ts';
import '../styles/graph.css';

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
const READABLE = 0.72;

export function GraphCanvas(props: GraphCanvasProps) {
  const shown = createMemo(() => withoutComments(props.graph));
  const [layouts] = createResource(shown, (graph) => layOut(graph));
  const laidOut = () => settled(layouts);
  const layout = () => laidOut() ?? NOTHING;
  const minScale = () => props.minScale ?? READABLE;
  const viewport = createViewport(layout, minScale);
  let canvas!: HTMLDivElement;
  onMount(() => viewport.attach(canvas));
  createEffect(on(layout, viewport.showAll));
  createEffect(
    on([() => props.current, layout, viewport.frame], ([current, { places }, { width }]) => {
      const place = current && places.get(current);
      if (place && width > 0 && !viewport.held()) viewport.reveal(place.x, place.y, NODE_WIDTH, NODE_HEIGHT);
    }),
  );
  const height = createMemo(() => {
    const { width } = viewport.frame();
    if (width === 0) return 160;
    const scale = Math.max(minScale(), fitScale(layout(), { width, height: Number.POSITIVE_INFINITY }));
    return Math.round(Math.min(Math.max(layout().height * scale + 56, 132), props.maxHeight ?? 420));
  });
  return (
    <div class="graph" style={{ '--graph-height': `${height()}px` }}>
      <div class="graph-frame" ref={canvas}>
        <Show when={laidOut()}>
          <Drawing {...props} graph={shown()} layout={layout()} viewport={viewport} />
        </Show>
      </div>
      <Zoom viewport={viewport} />
    </div>
  );
}

function withoutComments({ nodes, connections }: Graph): Graph {
  return { nodes: nodes.filter((node) => node.type !== 'comment'), connections };
}

/** Nodes below this number are all drawn: culling would cost more than it saves. */
const CULLED_FROM = 150;

function Drawing(props: GraphCanvasProps & { layout: Layout; viewport: Viewport }) {
  const visible = createMemo(() => {
    if (props.graph.nodes.length < CULLED_FROM) return () => true;
    const { left, top, scale } = props.viewport.view();
    const { width, height } = props.viewport.frame();
    return ({ x, y }: Place) => {
      const [sx, sy] = [x * scale + left, y * scale + top];
      return sx > -NODE_WIDTH * scale - 100 && sx < width + 100 && sy > -NODE_HEIGHT * scale - 100 && sy < height + 100;
    };
  });
  const placeOf = (nodeId: string) => props.layout.places.get(nodeId);
  const nodes = createMemo(() =>
    props.graph.nodes.filter(({ id }) => {
      const place = placeOf(id);
      return place && visible()(place);
    }),
  );
  const edges = createMemo(() =>
    props.graph.connections.filter(({ fromNodeId, toNodeId }) => {
      const [from, to] = [placeOf(fromNodeId), placeOf(toNodeId)];
      return from && to && (visible()(from) || visible()(to));
    }),
  );
  const transform = () => {
    const { left, top, scale } = props.viewport.view();
    return `translate(${left}px, ${top}px) scale(${scale})`;
  };
  return (
    <div class="graph-canvas" style={{ transform: transform() }}>
      <svg class="graph-edges" width={props.layout.width} height={props.layout.height} aria-hidden="true">
        <For each={edges()}>
          {(edge) => (
            <Edge
              edge={edge}
              from={placeOf(edge.fromNodeId)!}
              to={placeOf(edge.toNodeId)!}
              state={props.edgeStateOf?.(edge)}
              active={props.stateOf?.(edge.toNodeId)?.status === 'running'}
            />
          )}
        </For>
      </svg>
      <For each={edges().filter((edge) => edge.fromPort)}>
        {(edge) => (
          <PortName
            edge={edge}
            from={placeOf(edge.fromNodeId)!}
            to={placeOf(edge.toNodeId)!}
            state={props.edgeStateOf?.(edge)}
          />
        )}
      </For>
      <For each={nodes()}>
        {(node) => (
          <GraphNode
            node={node}
            place={placeOf(node.id)!}
            state={props.stateOf?.(node.id)}
            hasStates={props.stateOf !== undefined}
            note={props.noteOf(node)}
            selected={props.selected === node.id}
            onSelect={props.onSelect}
          />
        )}
      </For>
    </div>
  );
}

type EdgeProps = { edge: Connection; from: Place; to: Place; state: EdgeState | undefined; active: boolean };

function Edge(props: EdgeProps) {
  return (
    <path
      class="edge"
      data-edge={props.state}
      data-active={props.active && props.state === 'taken' ? '' : undefined}
      d={edgePath(props.from, props.to, props.edge.fromPort)}
    />
  );
}

function PortName(props: Omit<EdgeProps, 'active'>) {
  const place = () => portPlace(props.from, props.to, props.edge.fromPort);
  return (
    <span
      class="port"
      data-edge={props.state}
      style={{ transform: `translate(${place().x}px, ${place().y}px)` }}
      aria-hidden="true"
    >
      {props.edge.fromPort}
    </span>
  );
}

type GraphNodeProps = {
  node: Node;
  place: Place;
  state: NodeState | undefined;
  hasStates: boolean;
  note: string;
  selected: boolean;
  onSelect: ((nodeId: string) => void) | undefined;
};

function GraphNode(props: GraphNodeProps) {
  const status = (): NodeStatus => props.state?.status ?? 'pending';
  return (
    <button
      type="button"
      class="graph-node"
      data-node={props.node.id}
      data-state={props.hasStates ? status() : undefined}
      aria-pressed={props.selected}
      title={displayName(props.node)}
      disabled={!props.onSelect}
      style={{ transform: `translate(${props.place.x}px, ${props.place.y}px)` }}
      onClick={() => props.onSelect?.(props.node.id)}
    >
      <Show when={props.hasStates}>
        <Mark state={status()} attempt={props.state?.attempt} named />
      </Show>
      <span class="graph-name cut">{displayName(props.node)}</span>
      <span class="graph-note cut num">{props.note}</span>
    </button>
  );
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
      <button type="button" aria-label={t('graph.zoomIn')} onClick={() => props.viewport.zoom(1.25)}>
        +
      </button>
    </div>
  );
}

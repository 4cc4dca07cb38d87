/** A graph seen from near: nodes are buttons, with their states, names and notes. */
import { For, Show } from 'solid-js';
import type { NodeState, NodeStatus } from '../../db/execution-state.ts';
import type { Connection, Node } from '../../db/model.ts';
import { Mark } from '../components/mark.tsx';
import { t } from '../i18n.ts';
import { displayName } from '../run/run-context.ts';
import type { EdgeState } from './edge-state.ts';
import type { GraphCanvasProps } from './graph-canvas.tsx';
import type { Seen } from './graph-index.ts';
import { edgePath, type Layout, type Place, portPlace } from './layout.ts';
import type { Viewport } from './viewport.ts';

export function Drawing(props: GraphCanvasProps & { seen: Seen; layout: Layout; viewport: Viewport }) {
  const placeOf = (nodeId: string) => props.layout.places.get(nodeId) as Place;
  const transform = () => {
    const { left, top, scale } = props.viewport.view();
    return `translate(${left}px, ${top}px) scale(${scale})`;
  };
  return (
    <div class="graph-canvas" style={{ transform: transform() }}>
      <svg class="graph-edges" width={props.layout.width} height={props.layout.height} aria-hidden="true">
        <For each={props.seen.edges}>
          {(edge) => (
            <Edge
              edge={edge}
              from={placeOf(edge.fromNodeId)}
              to={placeOf(edge.toNodeId)}
              state={props.edgeStateOf?.(edge)}
              active={props.stateOf?.(edge.toNodeId)?.status === 'running'}
            />
          )}
        </For>
      </svg>
      <For each={props.seen.edges.filter((edge) => edge.fromPort)}>
        {(edge) => (
          <PortName
            edge={edge}
            from={placeOf(edge.fromNodeId)}
            to={placeOf(edge.toNodeId)}
            state={props.edgeStateOf?.(edge)}
          />
        )}
      </For>
      <For each={props.seen.nodes}>
        {(node) => (
          <GraphNode
            node={node}
            place={placeOf(node.id)}
            state={props.stateOf?.(node.id)}
            hasStates={props.stateOf !== undefined}
            note={props.noteOf(node)}
            selected={props.selected === node.id}
            current={props.current === node.id}
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
  current: boolean;
  onSelect: ((nodeId: string) => void) | undefined;
};

function GraphNode(props: GraphNodeProps) {
  const status = (): NodeStatus => props.state?.status ?? 'pending';
  const name = () => displayName(props.node);
  return (
    <button
      type="button"
      class="graph-node"
      data-node={props.node.id}
      data-state={props.hasStates ? status() : undefined}
      aria-pressed={props.selected}
      aria-current={props.current ? 'step' : undefined}
      title={`${name()} · ${props.note}`}
      disabled={!props.onSelect}
      style={{ transform: `translate(${props.place.x}px, ${props.place.y}px)` }}
      onClick={() => props.onSelect?.(props.node.id)}
    >
      <Show when={props.hasStates}>
        <Mark state={status()} attempt={props.state?.attempt} />
      </Show>
      <span class="graph-name cut">{name()}</span>
      <Show when={props.hasStates}>
        <span class="sr">{t(`status.${status()}`)}</span>
      </Show>
      <span class="graph-note cut num">{props.note}</span>
    </button>
  );
}

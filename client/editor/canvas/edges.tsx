/** Connections as lines, with what can be done at their middle. */
import { getBezierPath, Position } from '@xyflow/system';
import { createMemo, For, Show } from 'solid-js';
import type { Connection } from '../../../db/model.ts';
import { type EdgeState, edgeState } from '../../graph/edge-state.ts';
import { useEditor } from '../editor-context.ts';
import { connectionKey } from '../model/document.ts';
import { entryOf, exitOf, type Port } from '../model/ports.ts';
import { w } from '../words.ts';
import type { Drawn } from './connecting.ts';
import { positionOf } from './flow-parts.ts';

type Line = { readonly path: string; readonly x: number; readonly y: number };

export function Edges(props: { keys: readonly string[] }) {
  const { state } = useEditor();
  return (
    <svg class="editor-edges" aria-hidden="true">
      <For each={props.keys}>
        {(key) => <Show when={state.connection(key)}>{(connection) => <Edge connection={connection()} />}</Show>}
      </For>
    </svg>
  );
}

function lineBetween(from: { x: number; y: number }, exit: Port, to: { x: number; y: number }, entry: Port): Line {
  const [path, x, y] = getBezierPath({
    sourceX: from.x + exit.x,
    sourceY: from.y + exit.y,
    sourcePosition: positionOf(exit),
    targetX: to.x + entry.x,
    targetY: to.y + entry.y,
    targetPosition: positionOf(entry),
  });
  return { path, x, y };
}

function Edge(props: { connection: Connection }) {
  const { state, selection, running, opened, deeds } = useEditor();
  const key = () => connectionKey(props.connection);
  const line = createMemo((): Line | null => {
    const { fromNodeId, toNodeId } = props.connection;
    const [from, to] = [state.place(fromNodeId), state.place(toNodeId)];
    const exit = exitOf(props.connection, state.shape(fromNodeId));
    const entry = entryOf(props.connection, state.shape(toNodeId));
    return from && to && exit && entry ? lineBetween(from, exit, to, entry) : null;
  });
  const way = (): EdgeState | undefined => {
    const live = running.isShown() ? running.live() : null;
    if (!live) return undefined;
    const { fromNodeId, toNodeId } = props.connection;
    return edgeState(props.connection, live.rowsOf(fromNodeId).at(-1), live.rowsOf(toNodeId).at(-1));
  };
  const isActive = () =>
    way() === 'taken' && running.live()?.nodeState(props.connection.toNodeId)?.status === 'running';
  const isChosen = () => selection.connections().has(key());
  const choose = (event: MouseEvent) => {
    event.stopPropagation();
    selection.choose(
      event.shiftKey ? selection.nodes() : [],
      event.shiftKey ? [...selection.connections(), key()] : [key()],
    );
  };
  return (
    <Show when={line()}>
      {(drawn) => (
        // biome-ignore lint/a11y/noStaticElementInteractions: for the pointer; the keyboard has the lists in the panel
        <g
          class="editor-edge nopan"
          data-edge={way()}
          data-active={isActive() ? '' : undefined}
          data-chosen={isChosen() ? '' : undefined}
          data-key={key()}
          onClick={choose}
        >
          <path class="edge-reach" d={drawn().path} />
          <path class="edge" d={drawn().path} data-edge={way()} data-active={isActive() ? '' : undefined} />
          <g class="edge-tools" style={{ transform: `translate(${drawn().x}px, ${drawn().y}px)` }}>
            {/* biome-ignore lint/a11y/noStaticElementInteractions: for the pointer; the keyboard has the lists in the panel */}
            <g
              class="edge-tool"
              data-tool="insert"
              onClick={(event) => {
                event.stopPropagation();
                const at = { x: drawn().x, y: drawn().y };
                opened.palette[1]({ at, between: props.connection });
              }}
            >
              <title>{w('edge.insert')}</title>
              <circle cx="-13" r="11" />
              <path d="M-17.5 0h9M-13 -4.5v9" />
            </g>
            {/* biome-ignore lint/a11y/noStaticElementInteractions: for the pointer; the keyboard has the lists in the panel */}
            <g
              class="edge-tool"
              data-tool="remove"
              onClick={(event) => {
                event.stopPropagation();
                deeds.disconnect(props.connection);
              }}
            >
              <title>{w('edge.remove')}</title>
              <circle cx="13" r="11" />
              <path d="m9.5 -3.5 7 7m0-7-7 7" />
            </g>
          </g>
        </g>
      )}
    </Show>
  );
}

/** The connection that is being drawn, above all else. */
export function DrawnEdge(props: { drawn: Drawn }) {
  const path = () => {
    const { from, to, fromTarget } = props.drawn;
    const [source, target] = fromTarget ? [to, from] : [from, to];
    const [line] = getBezierPath({
      sourceX: source.x,
      sourceY: source.y,
      sourcePosition: Position.Right,
      targetX: target.x,
      targetY: target.y,
      targetPosition: Position.Left,
    });
    return line;
  };
  return (
    <svg class="editor-edges" aria-hidden="true">
      <path class="edge edge-drawn" data-valid={props.drawn.isValid ?? undefined} d={path()} />
    </svg>
  );
}

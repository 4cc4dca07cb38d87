/** The canvas: nodes, connections, the box that chooses several, and what is dropped from the palette. */
import { createMemo, createSignal, For, onMount, Show } from 'solid-js';
import { useEditor } from '../editor-context.ts';
import { fitAll } from '../keyboard.ts';
import { connectionKey } from '../model/document.ts';
import { flowOrder } from '../model/order.ts';
import { w } from '../words.ts';
import { createConnecting } from './connecting.ts';
import { DrawnEdge, Edges } from './edges.tsx';
import { type FlowLookup, flowId, flowNode } from './flow-parts.ts';
import { Minimap } from './minimap.tsx';
import { NodeCard } from './node-card.tsx';
import { Toolbar } from './toolbar.tsx';
import type { Box } from './viewport.ts';

/** Nodes below this number are all drawn: leaving some out would cost more than it saves. */
const CULLED_FROM = 200;
const AROUND = 240;
/** A graph that would be smaller than this is opened at its beginning. */
const READABLE = 0.75;

export function Canvas() {
  const editor = useEditor();
  const { state, selection, viewport } = editor;
  let root!: HTMLDivElement;
  const kept = createLookup(editor);
  const connecting = createConnecting(editor, kept);
  const [box, setBox] = createSignal<Box | null>(null);
  onMount(() => {
    viewport.attach(root);
    requestAnimationFrame(() => fitAll(editor, READABLE));
  });
  const isSeen = createMemo(() => {
    if (state.document().nodes.length < CULLED_FROM) return () => true;
    const [left, top, scale] = viewport.transform();
    const { width, height } = viewport.size();
    return (id: string) => {
      const place = state.place(id);
      if (!place) return false;
      const [x, y] = [place.x * scale + left, place.y * scale + top];
      return x > -AROUND && x < width + AROUND && y > -AROUND && y < height + AROUND;
    };
  });
  const ids = createMemo(() =>
    state
      .document()
      .nodes.map(({ id }) => id)
      .filter(isSeen()),
  );
  const keys = createMemo(() => {
    const seen = isSeen();
    const some = state.document().connections.filter((each) => seen(each.fromNodeId) || seen(each.toNodeId));
    return [...new Set(some.map(connectionKey))];
  });
  /** Where Tab comes into the canvas. */
  const stop = createMemo(() => {
    const { nodes, connections } = state.document();
    return selection.current() ?? (nodes.length < 2_000 ? flowOrder(nodes, connections)[0] : nodes[0]?.id);
  });
  const isTouch = matchMedia('(pointer: coarse)').matches;
  const transform = () => {
    const [x, y, scale] = viewport.transform();
    return `translate(${x}px, ${y}px) scale(${scale})`;
  };
  return (
    <section class="editor-canvas" aria-label={w('canvas.name')} aria-describedby="editor-canvas-help">
      <p id="editor-canvas-help" class="sr">
        {w('canvas.help')}
      </p>
      {/* biome-ignore lint/a11y/useKeyWithClickEvents: the editor takes all keys, in keyboard.ts */}
      {/* biome-ignore lint/a11y/noStaticElementInteractions: it is a surface for the pointer */}
      <div
        class="editor-pane"
        ref={root}
        tabIndex="-1"
        data-panning={viewport.isPanning() ? '' : undefined}
        style={{
          '--grid': `${gridAt(viewport.transform()[2])}px`,
          '--grid-x': `${viewport.transform()[0]}px`,
          '--grid-y': `${viewport.transform()[1]}px`,
        }}
        onPointerDown={(event) => beginBox(event, editor, setBox)}
        onClick={(event) => event.target === root && !event.shiftKey && selection.clear()}
      >
        <div class="editor-world" style={{ transform: transform() }}>
          <Edges keys={keys()} />
          <For each={ids()}>
            {(id) => (
              <Show when={state.node(id)}>
                {(node) => (
                  <NodeCard
                    node={node()}
                    connecting={connecting}
                    lookup={kept}
                    isStop={stop() === id}
                    isFree={!isTouch || selection.isChosen(id)}
                  />
                )}
              </Show>
            )}
          </For>
          <Show when={connecting.drawn()}>{(drawn) => <DrawnEdge drawn={drawn()} />}</Show>
          <Show when={box()}>
            {(drawn) => (
              <div
                class="editor-box"
                style={{
                  transform: `translate(${drawn().x}px, ${drawn().y}px)`,
                  width: `${drawn().width}px`,
                  height: `${drawn().height}px`,
                }}
              />
            )}
          </Show>
        </div>
      </div>
      <Show when={state.document().nodes.length === 0}>
        <Empty />
      </Show>
      <Toolbar />
      <Minimap />
    </section>
  );
}

/** All nodes as the core of the flow editors wants them: made when a drag or a connection asks for them. */
function createLookup({ state, selection }: ReturnType<typeof useEditor>): () => FlowLookup {
  let made: { document: unknown; chosen: unknown; lookup: FlowLookup } | null = null;
  return () => {
    const [document, chosen] = [state.document(), selection.nodes()];
    if (made?.document === document && made.chosen === chosen) return made.lookup;
    const entries = document.nodes.map(
      (node) => [flowId(node.id), flowNode(node.id, node, state.shape(node.id), chosen.has(node.id))] as const,
    );
    made = { document, chosen, lookup: new Map(entries) };
    return made.lookup;
  };
}

/** Dots that are not too close, px. */
function gridAt(scale: number): number {
  let step = 24 * scale;
  while (step < 16) step *= 2;
  return step;
}

function Empty() {
  const { opened } = useEditor();
  return (
    <div class="editor-empty">
      <p>{w('canvas.empty')}</p>
      <button type="button" class="button main" onClick={() => opened.palette[1]({})}>
        {w('palette.add')}
      </button>
    </div>
  );
}

/** Draws a box with the pointer: what it touches is chosen, with Shift beside what was. */
function beginBox(event: PointerEvent, editor: ReturnType<typeof useEditor>, setBox: (box: Box | null) => void): void {
  const { state, selection, viewport, opened } = editor;
  const pane = event.currentTarget as HTMLElement;
  if (event.target !== pane || event.button !== 0 || !(event.shiftKey || opened.box[0]())) return;
  viewport.hold(true);
  pane.setPointerCapture(event.pointerId);
  const from = viewport.toCanvas(event.clientX, event.clientY);
  const before = event.shiftKey ? selection.nodes() : new Set<string>();
  let moved = false;
  const onMove = (now: PointerEvent) => {
    const to = viewport.toCanvas(now.clientX, now.clientY);
    const drawn = {
      x: Math.min(from.x, to.x),
      y: Math.min(from.y, to.y),
      width: Math.abs(to.x - from.x),
      height: Math.abs(to.y - from.y),
    };
    moved ||= drawn.width + drawn.height > 4;
    setBox(drawn);
    const touched = state.document().nodes.filter(({ id, x, y }) => {
      const { width, height } = state.shape(id);
      return x < drawn.x + drawn.width && x + width > drawn.x && y < drawn.y + drawn.height && y + height > drawn.y;
    });
    selection.choose([...before, ...touched.map(({ id }) => id)]);
  };
  const stop = new AbortController();
  const end = () => {
    stop.abort();
    setBox(null);
    viewport.hold(false);
    if (moved) editor.announce(w('select.count', { count: selection.nodes().size }));
    // The click that ends the box is none.
    if (moved)
      pane.addEventListener('click', (click) => click.stopImmediatePropagation(), { capture: true, once: true });
  };
  pane.addEventListener('pointermove', onMove, { signal: stop.signal });
  pane.addEventListener('pointerup', end, { signal: stop.signal });
  pane.addEventListener('pointercancel', end, { signal: stop.signal });
}

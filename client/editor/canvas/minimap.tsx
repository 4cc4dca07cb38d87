/** All of it, small: where one is, and a way to go elsewhere. */
import { infiniteExtent, XYMinimap } from '@xyflow/system';
import { createEffect, createMemo, For, onCleanup, onMount, Show } from 'solid-js';
import { useEditor } from '../editor-context.ts';
import { w } from '../words.ts';
import { type Box, boundsOf } from './viewport.ts';

const WIDTH = 168;
const HEIGHT = 108;
/** Fewer nodes are seen as well without it. */
const SHOWN_FROM = 4;
const DRAWN_MAX = 2_000;

export function Minimap() {
  const { state } = useEditor();
  return (
    <Show when={state.document().nodes.length >= SHOWN_FROM}>
      <Overview />
    </Show>
  );
}

function Overview() {
  const { state, selection, viewport } = useEditor();
  let svg!: SVGSVGElement;
  const seen = createMemo((): Box => {
    const [left, top, scale] = viewport.transform();
    const { width, height } = viewport.size();
    return { x: -left / scale, y: -top / scale, width: width / scale, height: height / scale };
  });
  const ids = createMemo(() =>
    state
      .document()
      .nodes.slice(0, DRAWN_MAX)
      .map(({ id }) => id),
  );
  const boxOf = (id: string): Box => {
    const { x, y } = state.place(id) ?? { x: 0, y: 0 };
    const { width, height } = state.shape(id);
    return { x, y, width, height };
  };
  const bounds = createMemo(() => boundsOf(ids().map(boxOf)));
  const whole = createMemo(() => boundsOf([bounds() ?? seen(), seen()]) ?? seen());
  /** canvas units a pixel of the map */
  const viewScale = createMemo(() => Math.max(whole().width / WIDTH, whole().height / HEIGHT) * 1.08);
  const viewBox = () => {
    const [width, height] = [WIDTH * viewScale(), HEIGHT * viewScale()];
    const x = whole().x - (width - whole().width) / 2;
    const y = whole().y - (height - whole().height) / 2;
    return `${x} ${y} ${width} ${height}`;
  };
  onMount(() => {
    const panZoom = viewport.panZoom();
    if (!panZoom) return;
    const map = XYMinimap({ domNode: svg, panZoom, getTransform: viewport.transform, getViewScale: viewScale });
    createEffect(() => {
      const { width, height } = viewport.size();
      map.update({ translateExtent: infiniteExtent, width, height, zoomStep: 4 });
    });
    onCleanup(map.destroy);
  });
  return (
    <svg
      class="editor-map"
      ref={svg}
      width={WIDTH}
      height={HEIGHT}
      viewBox={viewBox()}
      role="img"
      aria-label={w('canvas.map')}
    >
      <For each={ids()}>
        {(id) => (
          <rect
            class="map-node"
            data-chosen={selection.isChosen(id) ? '' : undefined}
            x={boxOf(id).x}
            y={boxOf(id).y}
            width={boxOf(id).width}
            height={boxOf(id).height}
            rx="12"
          />
        )}
      </For>
      <rect
        class="map-seen"
        x={seen().x}
        y={seen().y}
        width={seen().width}
        height={seen().height}
        stroke-width={viewScale() * 1.5}
      />
    </svg>
  );
}

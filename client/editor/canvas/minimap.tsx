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
  const boxes = createMemo(() =>
    state
      .document()
      .nodes.slice(0, DRAWN_MAX)
      .map(({ id }) => ({ id, ...(state.place(id) ?? { x: 0, y: 0 }), ...sizeOf(state.shape(id)) })),
  );
  const whole = createMemo(() => boundsOf([...boxes(), seen()]) ?? seen());
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
      <For each={boxes()}>
        {(box) => (
          <rect
            class="map-node"
            data-chosen={selection.isChosen(box.id) ? '' : undefined}
            x={box.x}
            y={box.y}
            width={box.width}
            height={box.height}
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

function sizeOf({ width, height }: { width: number; height: number }) {
  return { width, height };
}

/** Nodes that are dragged: with the grid, with all that is chosen, and with the canvas following at its edges. */
import { infiniteExtent, XYDrag } from '@xyflow/system';
import { createEffect, onCleanup } from 'solid-js';
import type { Place } from '../../graph/layout.ts';
import type { Editor } from '../editor-context.ts';
import { moveNodes } from '../model/document.ts';
import { GRID } from '../model/places.ts';
import { w } from '../words.ts';
import { type FlowLookup, flowId, nodeIdOf } from './flow-parts.ts';

/** A pointer that moved less than this has clicked (px). */
const CLICK = 4;

/** Lets an element drag its node. `lookup` gives all nodes as they stand. */
export function makeDraggable(
  element: HTMLElement,
  nodeId: string,
  editor: Editor,
  lookup: () => FlowLookup,
  isFree: () => boolean,
): void {
  const { state, selection, viewport, opened } = editor;
  const dragging = XYDrag({
    onNodeMouseDown: (id) => {
      if (!selection.isChosen(nodeIdOf(id))) selection.choose([nodeIdOf(id)]);
    },
    getStoreItems: () => ({
      nodes: [],
      edges: [],
      nodeLookup: lookup(),
      nodeExtent: infiniteExtent,
      snapGrid: [GRID, GRID],
      snapToGrid: opened.snap[0](),
      nodeOrigin: [0, 0],
      multiSelectionActive: false,
      domNode: viewport.element(),
      transform: viewport.transform(),
      autoPanOnNodeDrag: true,
      nodesDraggable: isFree(),
      selectNodesOnDrag: true,
      nodeDragThreshold: CLICK,
      panBy: viewport.panBy,
      unselectNodesAndEdges: () => selection.clear(),
      updateNodePositions: (items, stillDragging) => {
        const places = new Map<string, Place>(
          [...items].map(([id, { position }]) => [
            nodeIdOf(id),
            { x: Math.round(position.x), y: Math.round(position.y) },
          ]),
        );
        if (stillDragging) return state.drag(places);
        state.change(w('deed.move', { count: places.size }), (document) => moveNodes(document, places));
        state.drag(null);
      },
    }),
  });
  createEffect(() =>
    dragging.update({
      domNode: element,
      nodeId: flowId(nodeId),
      isSelectable: true,
      noDragClassName: isFree() ? 'nodrag' : 'editor-node',
      nodeClickDistance: CLICK,
    }),
  );
  onCleanup(dragging.destroy);
}

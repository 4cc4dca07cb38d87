/** Connections that are drawn from port to port by the pointer. */
import { type ConnectionInProgress, ConnectionMode, type FinalConnectionState, XYHandle } from '@xyflow/system';
import { createSignal } from 'solid-js';
import type { Connection } from '../../../db/model.ts';
import type { Place } from '../../graph/layout.ts';
import type { Editor } from '../editor-context.ts';
import { whyNot } from '../model/document.ts';
import { FLOW, type FlowLookup, type FlowNode, flowId, handleId, nodeIdOf, portOf } from './flow-parts.ts';
import { LIB } from './viewport.ts';

type InProgress = ConnectionInProgress<import('@xyflow/system').InternalNodeBase<FlowNode>>;
/** A line from a port to where the pointer is, both on the canvas. */
export type Drawn = {
  readonly from: Place;
  readonly to: Place;
  readonly fromTarget: boolean;
  readonly isValid: boolean | null;
};
export type Connecting = ReturnType<typeof createConnecting>;

const RADIUS = 32;
type Ends = { source: string; sourceHandle?: string | null; target: string; targetHandle?: string | null };

export function createConnecting(editor: Editor, lookup: () => FlowLookup) {
  const { state, viewport, deeds, opened } = editor;
  const [progress, setProgress] = createSignal<InProgress | null>(null);

  const connectionOf = ({ source, sourceHandle, target, targetHandle }: Ends): Connection => {
    const [fromPort, toPort] = [portOf(sourceHandle), portOf(targetHandle)];
    const made: Connection = { fromNodeId: nodeIdOf(source), toNodeId: nodeIdOf(target) };
    return { ...made, ...(fromPort !== undefined && { fromPort }), ...(toPort !== undefined && { toPort }) };
  };

  /** On a node but on none of its ports: its first one; on nothing: a new node there. */
  function dropped(
    event: MouseEvent | TouchEvent,
    nodeId: string,
    port: string | undefined,
    fromTarget: boolean,
  ): void {
    const point = 'clientX' in event ? event : event.changedTouches[0];
    if (!point) return;
    const below = document.elementFromPoint(point.clientX, point.clientY);
    const other = below?.closest<HTMLElement>('[data-node]')?.dataset.node;
    const named = port === undefined ? {} : { port };
    if (other !== undefined && other !== nodeId) {
      const first = fromTarget ? deeds.freeOutput(other)?.port : state.shape(other).inputs[0]?.name;
      const [from, to] = fromTarget ? [other, nodeId] : [nodeId, other];
      const [fromPort, toPort] = fromTarget ? [first, port] : [port, first];
      if (state.shape(to).inputs.length === 0 || state.shape(from).outputs.length === 0) return;
      const ports = { ...(fromPort !== undefined && { fromPort }), ...(toPort !== undefined && { toPort }) };
      deeds.connectNodes({ fromNodeId: from, toNodeId: to, ...ports });
    } else if (below !== null && viewport.element()?.contains(below)) {
      const at = viewport.toCanvas(point.clientX, point.clientY);
      opened.palette[1](fromTarget ? { at, before: { nodeId, ...named } } : { at, after: { nodeId, ...named } });
    }
  }

  function begin(event: MouseEvent | TouchEvent, nodeId: string, port: string | undefined, fromTarget: boolean): void {
    const root = viewport.element();
    if (!root || ('button' in event && event.button !== 0)) return;
    event.stopPropagation();
    viewport.hold(true);
    XYHandle.onPointerDown(event, {
      autoPanOnConnect: true,
      connectionMode: ConnectionMode.Strict,
      connectionRadius: RADIUS,
      domNode: root,
      handleId: handleId(port),
      nodeId: flowId(nodeId),
      isTarget: fromTarget,
      nodeLookup: lookup(),
      lib: LIB,
      flowId: FLOW,
      handleDomNode: event.currentTarget as Element,
      dragThreshold: 3,
      panBy: viewport.panBy,
      getTransform: viewport.transform,
      getFromHandle: () => progress()?.fromHandle ?? null,
      updateConnection: (now) => setProgress(now.inProgress ? (now as InProgress) : null),
      isValidConnection: (ends) => whyNot(state.document(), connectionOf(ends as Ends)) === null,
      onConnect: (ends) => deeds.connectNodes(connectionOf(ends)),
      onConnectEnd: (end: MouseEvent | TouchEvent, now: FinalConnectionState) => {
        if (!now.toHandle) dropped(end, nodeId, port, fromTarget);
        else if (now.isValid === false) refuse(now);
      },
      cancelConnection: () => {
        viewport.hold(false);
        setProgress(null);
      },
    });
  }

  /** Says why a connection that was let go over a port was not made. */
  function refuse({ fromHandle, toHandle }: FinalConnectionState): void {
    if (!fromHandle || !toHandle) return;
    const [source, target] = fromHandle.type === 'source' ? [fromHandle, toHandle] : [toHandle, fromHandle];
    if (source.type === target.type) return;
    const ends = { source: source.nodeId, sourceHandle: source.id, target: target.nodeId, targetHandle: target.id };
    deeds.connectNodes(connectionOf(ends));
  }

  function drawn(): Drawn | null {
    const now = progress();
    if (!now) return null;
    const [left, top, scale] = viewport.transform();
    const to = { x: (now.to.x - left) / scale, y: (now.to.y - top) / scale };
    return { from: now.from, to, fromTarget: now.fromHandle.type === 'target', isValid: now.isValid };
  }

  return { begin, drawn };
}

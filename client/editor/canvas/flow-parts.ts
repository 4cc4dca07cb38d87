/** Our nodes and ports as the core of the flow editors knows them. */
import { type Handle, type InternalNodeBase, type NodeBase, Position } from '@xyflow/system';
import type { Place } from '../../graph/layout.ts';
import type { Port, Shape } from '../model/ports.ts';

export type FlowNode = NodeBase;
export type FlowLookup = Map<string, InternalNodeBase<FlowNode>>;

const HANDLE = 14;
const positions = { left: Position.Left, right: Position.Right, bottom: Position.Bottom } as const;

/** Ids stand in selectors there: nothing in them may end a string. */
export const flowId = (nodeId: string) => encodeURIComponent(nodeId);
export const nodeIdOf = (id: string) => decodeURIComponent(id);

/** A port's name as an id, which is never empty. */
export const handleId = (name: string | undefined) => (name === undefined ? '-' : `=${encodeURIComponent(name)}`);
export function portOf(id: string | null | undefined): string | undefined {
  return id?.startsWith('=') ? decodeURIComponent(id.slice(1)) : undefined;
}

export const FLOW = 'flow';
export const handleKey = (nodeId: string, name: string | undefined, type: 'source' | 'target') =>
  `${FLOW}-${flowId(nodeId)}-${handleId(name)}-${type}`;

export const positionOf = (port: Pick<Port, 'side'>) => positions[port.side];

export function flowNode(nodeId: string, place: Place, shape: Shape, selected: boolean): InternalNodeBase<FlowNode> {
  const id = flowId(nodeId);
  const position = { x: place.x, y: place.y };
  const measured = { width: shape.width, height: shape.height };
  const handles = (type: 'source' | 'target', ports: readonly Port[]): Handle[] =>
    ports.map((port) => ({
      id: handleId(port.name),
      nodeId: id,
      type,
      position: positionOf(port),
      x: port.x - HANDLE / 2,
      y: port.y - HANDLE / 2,
      width: HANDLE,
      height: HANDLE,
    }));
  const user: FlowNode = { id, position, data: {}, selected, measured };
  return {
    ...user,
    measured,
    internals: {
      positionAbsolute: position,
      z: 0,
      userNode: user,
      handleBounds: { source: handles('source', shape.outputs), target: handles('target', shape.inputs) },
    },
  };
}

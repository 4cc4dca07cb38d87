/** Loaded only for graphs whose nodes have no places. */
import { Graph as DagreGraph, layout } from '@dagrejs/dagre';
import { type Graph, type Layout, layoutOf, NODE_HEIGHT, NODE_WIDTH } from './layout.ts';

export function dagreLayout({ nodes, connections }: Graph, direction: 'LR' | 'TB'): Layout {
  const graph = new DagreGraph({ multigraph: true });
  graph.setGraph({ rankdir: direction, nodesep: 22, ranksep: direction === 'LR' ? 56 : 40 });
  graph.setDefaultEdgeLabel(() => ({}));
  for (const { id } of nodes) graph.setNode(id, { width: NODE_WIDTH, height: NODE_HEIGHT });
  for (const [index, { fromNodeId, toNodeId }] of connections.entries()) {
    if (graph.hasNode(fromNodeId) && graph.hasNode(toNodeId)) graph.setEdge(fromNodeId, toNodeId, {}, String(index));
  }
  layout(graph);
  return layoutOf(
    nodes.map(({ id }) => {
      const { x, y } = graph.node(id) as { x: number; y: number };
      return [id, { x: x - NODE_WIDTH / 2, y: y - NODE_HEIGHT / 2 }];
    }),
  );
}

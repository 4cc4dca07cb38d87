import type { Graph, Layout } from './layout.ts';

/** Lays a graph out in a worker of its own; in the page where there can be none. */
export async function layOutAside({ nodes, connections }: Graph, direction: 'LR' | 'TB'): Promise<Layout> {
  // Only what places depend on: configs may be large, and need not be what a worker can be sent.
  const graph: Graph = {
    nodes: nodes.map(({ id, type }) => ({ id, type, label: '', config: {} })),
    connections: connections.map(({ fromNodeId, toNodeId }) => ({ fromNodeId, toNodeId })),
  };
  try {
    return await asked(new Worker(new URL('./layout-worker.ts', import.meta.url), { type: 'module' }), {
      graph,
      direction,
    });
  } catch {
    return (await import('./dagre-layout.ts')).dagreLayout(graph, direction);
  }
}

function asked(worker: Worker, question: { graph: Graph; direction: 'LR' | 'TB' }): Promise<Layout> {
  const answer = new Promise<Layout>((resolve, reject) => {
    worker.onmessage = ({ data }: MessageEvent<Layout>) => resolve(data);
    worker.onerror = reject;
    worker.postMessage(question);
  });
  return answer.finally(() => worker.terminate());
}

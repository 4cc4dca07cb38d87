/** Lays out one graph beside the page, which stays free meanwhile. */
import { dagreLayout } from './dagre-layout.ts';
import type { Graph } from './layout.ts';

addEventListener('message', ({ data }: MessageEvent<{ graph: Graph; direction: 'LR' | 'TB' }>) => {
  postMessage(dagreLayout(data.graph, data.direction));
});

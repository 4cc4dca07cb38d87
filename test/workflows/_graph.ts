import { createTemplates } from '../../server/engine/template.ts';
import { nodeTypes } from '../../server/nodes/index.ts';
import { normalise } from '../../server/workflows/normalise.ts';
import { validate } from '../../server/workflows/validate.ts';

const templates = createTemplates();

export type Given = { id: string; type?: string; label?: string; config?: object };

/** A graph from nodes (`output` by default) and edges written `a -> b`, `a:true -> b`, `a -> b:A`. */
export function graphOf(nodes: Given[], edges: string[] = [], settings: object = {}) {
  return {
    nodes: nodes.map((node) => ({ type: 'output', ...node })),
    connections: edges.map((edge) => {
      const [from, to] = edge.split('->').map((end) => end.trim().split(':'));
      return {
        fromNodeId: from![0],
        ...(from![1] && { fromPort: from![1] }),
        toNodeId: to![0],
        ...(to![1] && { toPort: to![1] }),
      };
    }),
    settings,
  };
}

export function check(nodes: Given[], edges: string[] = [], options: { nodesMax?: number } = {}) {
  const { document, problems } = normalise(graphOf(nodes, edges), nodeTypes);
  const verdict = validate(document, { types: nodeTypes, templates, nodesMax: 10_000, ...options });
  return { problems: [...problems, ...verdict.problems], warnings: verdict.warnings };
}

export const problemsOf = (...given: Parameters<typeof check>): string[] =>
  check(...given).problems.map((problem) => problem.message);
export const warningsOf = (...given: Parameters<typeof check>): string[] =>
  check(...given).warnings.map((warning) => warning.message);

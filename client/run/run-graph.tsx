import type { Node } from '../../db/model.ts';
import type { WorkflowDetail } from '../api.ts';
import { duration } from '../format.ts';
import { edgeState } from '../graph/edge-state.ts';
import { GraphCanvas } from '../graph/graph-canvas.tsx';
import { t } from '../i18n.ts';
import { useRun } from './run-context.ts';

/** The graph with what became of each node. */
export function RunGraph(props: { workflow: WorkflowDetail }) {
  const run = useRun();
  const { live } = run;
  const note = (node: Node): string => {
    const state = live.nodeState(node.id);
    if (!state) return node.type;
    switch (state.status) {
      case 'running':
      case 'waiting':
        return duration(Math.max(0, run.now() - Date.parse(state.startedAt ?? '')));
      case 'retrying':
        return t('node.attempt', { attempt: state.attempt });
      case 'completed':
      case 'error':
        return state.duration === null ? node.type : duration(state.duration);
      case 'skipped':
      case 'cancelled':
      case 'pending':
        return t(`status.${state.status}`);
      default:
        return state.status satisfies never;
    }
  };
  return (
    <section class="run-graph" aria-label={t('tab.graph')}>
      <GraphCanvas
        graph={props.workflow}
        stateOf={live.nodeState}
        edgeStateOf={(edge) => edgeState(edge, live.rowsOf(edge.fromNodeId).at(-1), live.rowsOf(edge.toNodeId).at(-1))}
        noteOf={note}
        selected={run.selected()}
        onSelect={(nodeId) => run.select(nodeId)}
        current={run.finished() ? null : live.status()?.currentNodeId}
        maxHeight={320}
      />
    </section>
  );
}

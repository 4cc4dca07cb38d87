import { Show } from 'solid-js';
import { NodePanel } from './node-panel.tsx';
import { OverviewPanel } from './overview-panel.tsx';
import { useRun } from './run-context.ts';

/** The selected node, or the execution as a whole. */
export function SidePanel() {
  const run = useRun();
  return (
    <Show when={run.selected()} keyed fallback={<OverviewPanel />}>
      {(nodeId) => <NodePanel nodeId={nodeId} />}
    </Show>
  );
}

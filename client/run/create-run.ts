/** What the parts of a run view share, made for one execution. */
import { createMemo, createResource, createSignal } from 'solid-js';
import { isFinished } from '../../db/execution-state.ts';
import type { WorkflowDetail } from '../api.ts';
import { createClock, reducedMotion } from '../clock.ts';
import { settled } from '../components/settled.ts';
import type { LiveExecution } from '../execution-feed.ts';
import { displayName, type Run, type StepTo } from './run-context.ts';
import type { RunSource } from './run-source.ts';

export type RunProps = {
  readonly selected: string | null;
  onSelect(nodeId: string | null): void;
  onOpen(executionId: string): void;
  readonly readOnly?: boolean | undefined;
};

export function createRun(live: LiveExecution, source: RunSource, props: RunProps): Run {
  const status = () => live.status()?.status;
  const finished = createMemo(() => {
    const now = status();
    return now !== undefined && isFinished(now);
  });
  const clock = createClock(reducedMotion() ? 1_000 : 100, () => !finished());
  const pinned = createMemo(
    () => {
      const summary = live.summary();
      return summary && { id: summary.workflowId, revision: summary.workflowRevision };
    },
    null,
    { equals: (a, b) => a?.id === b?.id && a?.revision === b?.revision },
  );
  const [definition] = createResource<WorkflowDetail | undefined, { id: string; revision: number }>(pinned, (of) =>
    source.graph(of),
  );
  const workflow = () => settled(definition);
  const nodes = createMemo(() => new Map(workflow()?.nodes.map((node) => [node.id, node])));
  const [line, setLine] = createSignal<number | null>(null);
  let stepper: (to: StepTo) => void = () => {};
  return {
    live,
    source,
    workflow,
    node: (nodeId) => nodes().get(nodeId),
    nameOf(nodeId) {
      const node = nodes().get(nodeId);
      return node ? displayName(node) : (live.rowsOf(nodeId)[0]?.nodeLabel ?? nodeId);
    },
    selected: () => props.selected,
    select(nodeId) {
      setLine(null);
      props.onSelect(nodeId);
    },
    line,
    selectLine(index) {
      const entry = live.entries()[index];
      if (!entry) return;
      setLine(index);
      props.onSelect(entry.nodeId);
    },
    step: (to) => stepper(to),
    onStep(handler) {
      stepper = handler;
    },
    open: (executionId) => props.onOpen(executionId),
    finished,
    maySteer: () => !props.readOnly,
    now: () => clock() + live.clockAhead(),
  };
}

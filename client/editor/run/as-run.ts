/** The last execution as the parts of a run view know one. */
import type { LiveExecution } from '../../execution-feed.ts';
import { ownServer } from '../../run/own-server.ts';
import type { Run } from '../../run/run-context.ts';
import { may } from '../../session.ts';
import type { Editor } from '../editor-context.ts';

export function asRun({ state, selection, running, deeds }: Editor, live: LiveExecution): Run {
  return {
    live,
    source: ownServer,
    workflow: () => undefined,
    node: state.node,
    nameOf: deeds.nameOf,
    selected: selection.only,
    select: (nodeId) => (nodeId === null ? selection.clear() : selection.choose([nodeId])),
    // There is no log beside the canvas to go through.
    line: () => null,
    selectLine: () => {},
    step: () => {},
    onStep: () => {},
    open: running.follow,
    finished: () => !running.isOn(),
    maySteer: () => may('run'),
    now: running.now,
  };
}

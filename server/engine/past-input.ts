/** The input of a pure node after the fact. It is stored nowhere: it follows from the outputs of the nodes before it. */
import type { Json, JsonRecord, StoredLogRow } from '../../db/model.ts';
import type { Plan } from './plan.ts';
import { recover } from './recovery.ts';
import { type Beginning, findStarts, inputGivenTo } from './starts.ts';
import { beginWalk, inputOf, settle, takeReady } from './walk.ts';

/** What `nodeId` was given, from the whole log of its execution; undefined when it never ran or is not part of the plan. */
export function pastInput(
  plan: Plan,
  beginning: Beginning,
  rows: readonly StoredLogRow[],
  nodeId: string,
): Json | undefined {
  const { known } = recover(rows);
  const walk = beginWalk(plan, findStarts(plan, beginning));
  for (let node = takeReady(walk); node; node = takeReady(walk)) {
    if (node.id === nodeId) return inputOf(walk, node, inputGivenTo(plan, node, beginning.inputs));
    const past = known.get(node.id);
    if (past?.kind === 'skipped') settle(walk, node, past);
    if (past?.kind !== 'ended') continue;
    const { row, result } = past;
    if (row.status === 'completed') settle(walk, node, { kind: 'completed', result });
    else if (node.type && node.policy.onError !== 'stop')
      settle(walk, node, { kind: 'error', result, onward: node.policy.onError });
  }
  return undefined;
}

/** The `Beginning` of a stored execution. */
export function beginningOf(execution: {
  triggerType: Beginning['triggerType'];
  triggerNodeId: string | null;
  inputs: string;
}): Beginning {
  const { triggerType, triggerNodeId } = execution;
  return { triggerType, triggerNodeId, inputs: JSON.parse(execution.inputs) as JsonRecord };
}

/** Nodes that wait: for another try, for their time, for a signal. */
import type { Json } from '../../db/model.ts';
import type { NodeWait, Resumed } from './node.ts';
import type { PlanNode } from './plan.ts';
import type { Beginning, RunState } from './run-state.ts';

/** Tries a node again at `at` (ms since 1970), at once when that is past. */
export function scheduleRetry(run: RunState, node: PlanNode, next: Beginning, at: number): void {
  if (at <= run.deps.clock.now()) return run.start(node, next);
  const callOff = callAt(run, at, () => {
    if (run.phase !== 'walking') return;
    run.retrying.delete(node.index);
    run.start(node, next);
    run.advance();
  });
  run.retrying.set(node.index, { next, at, callOff });
}

/** Keeps a node waiting for its time or its signal; either may be there already. */
export function hold(run: RunState, node: PlanNode, beginning: Beginning, wait: NodeWait): void {
  const until = wait.until === null ? null : Date.parse(wait.until);
  const callOff = until === null ? () => {} : callAt(run, until, () => wakeNode(run, node));
  run.waiting.set(node.index, { attempt: beginning.attempt, used: beginning.used, wait, callOff });
  const due = until !== null && until <= run.deps.clock.now();
  if (due || signalFor(run, node, wait) !== undefined) wakeNode(run, node);
}

/** However the clock is set meanwhile, what is held here comes after as long as was meant; `wakeDue` sees it come sooner. */
function callAt(run: RunState, at: number, callback: () => void): () => void {
  return run.deps.clock.after(Math.max(0, Math.ceil(at - run.deps.clock.now())), callback);
}

/** Goes on with nodes whose time the clock shows: it was set forward, or the machine slept. */
export function wakeDue(run: RunState): void {
  const now = run.deps.clock.now();
  for (const [index, { wait }] of [...run.waiting]) {
    if (wait.until !== null && Date.parse(wait.until) <= now) wakeNode(run, run.plan.nodes[index]!);
  }
}

/** Goes on with nodes whose signal is there. */
export function wakeSignalled(run: RunState): void {
  for (const [index, { wait }] of [...run.waiting]) {
    const node = run.plan.nodes[index]!;
    if (signalFor(run, node, wait) !== undefined) wakeNode(run, node);
  }
}

function signalFor(run: RunState, node: PlanNode, wait: NodeWait): Json | undefined {
  const kind = wait.wait === 'child' ? 'child' : 'resume';
  const signal = run.signals.get(`${kind}:${node.id}`);
  if (signal === undefined) return undefined;
  return signal.payload === null ? null : JSON.parse(signal.payload);
}

function wakeNode(run: RunState, node: PlanNode): void {
  const held = run.waiting.get(node.index);
  if (!held || run.phase !== 'walking') return;
  held.callOff();
  run.waiting.delete(node.index);
  const resumed: Resumed = { state: held.wait.state, signal: signalFor(run, node, held.wait) };
  run.start(node, { attempt: held.attempt, used: held.used, resumed });
  run.advance();
}

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

/** Timers hold 31 bits of milliseconds: what is further away is reached in strides. */
const LONGEST_TIMER_MS = 2 ** 31 - 1;

function callAt(run: RunState, at: number, callback: () => void): () => void {
  let callOff = () => {};
  const stride = () => {
    const left = at - run.deps.clock.now();
    if (left <= 0) callback();
    else callOff = run.deps.clock.after(Math.min(Math.ceil(left), LONGEST_TIMER_MS), stride);
  };
  callOff = run.deps.clock.after(Math.min(Math.max(0, Math.ceil(at - run.deps.clock.now())), LONGEST_TIMER_MS), stride);
  return () => callOff();
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

/**
 * A host advances executions: it claims one, reads its log back, and runs it until it ends, waits, or the lease is lost.
 *
 * Owns: compiled plans of recent revisions. Does not own: which execution is next, the renewal of leases.
 *
 * 1. Nothing of an execution that has an effect is performed before its lease is committed.
 * 2. `done` settles when nothing of the execution runs in this process any more, and never rejects.
 */

import type { StoredLogRow } from '../../db/model.ts';
import type { Claimed, Lease, NewExecution } from '../../db/store.ts';
import type { EngineDeps } from './deps.ts';
import { compilePlan, emptyPlan, type Plan } from './plan.ts';
import { nothingKnown, type Recovered, recover, reusable } from './recovery.ts';
import { type Run, startRun } from './run.ts';
import type { RunOutcome, Uncreated } from './run-state.ts';

export type HostOutcome = RunOutcome | 'not_claimed';
export type Running = {
  readonly executionId: string;
  /** null until it is claimed */
  readonly lease: Lease | null;
  readonly done: Promise<HostOutcome>;
  /** a signal may have arrived */
  poke(): void;
  /** lets what runs end for a grace time (ms), then gives the lease back */
  release(graceMs: number): void;
  /** the lease is gone: stops without writing */
  lose(): void;
};
export type Host = {
  /** Claims an execution and advances it. */
  runLeased(executionId: string): Running;
  /** Creates an execution under its first lease, in one transaction with its first steps, and advances it. */
  create(execution: NewExecution): Creating;
};
/** `created` is false when one with its id or idempotency key was there, and rejects when it could not be written. */
export type Creating = Running & { readonly created: Promise<boolean> };

const PLANS_KEPT = 500;
const ROWS_A_READ = 1_000;

/** `owner` names this process and start; `leaseMs` is how long a claim lasts unless it is renewed. */
export function createHost(deps: EngineDeps, options: { owner: string; leaseMs: number }): Host {
  const plans = new Map<string, Plan>();
  // from here on it is noticed
  deps.clock.stood();
  const untilFrom = (now: number): string => new Date(now + options.leaseMs).toISOString();

  async function claim(executionId: string): Promise<Taken | null> {
    const now = deps.clock.now();
    const time = new Date(now).toISOString();
    const claimed = await deps.store.leases.claim(executionId, options.owner, time, untilFrom(now));
    return claimed && { claimed, uncreated: null };
  }

  function advance(executionId: string, take: (hold: (lease: Lease) => void) => Promise<Taken | null>): Running {
    let wishes: ((run: Run) => void)[] = [];
    let run: Run | null = null;
    let lease: Lease | null = null;
    const apply = (act: (run: Run) => void) => {
      if (run) act(run);
      else wishes.push(act);
    };
    const hold = (held: Lease): void => {
      lease = { executionId, owner: held.owner, epoch: held.epoch };
    };
    const go = async (): Promise<HostOutcome> => {
      const taken = await take(hold);
      if (!taken) return 'not_claimed';
      const { claimed, uncreated } = taken;
      if (!uncreated) hold(claimed);
      try {
        const signals = claimed.signalCount > 0 ? await deps.store.signals.list(executionId) : [];
        const plan = plans.get(planKey(claimed)) ?? (await loadPlan(deps, plans, claimed));
        const recovered = await recoverLog(deps, plan, claimed);
        run = startRun(deps, claimed, plan, recovered, signals, uncreated);
      } catch (error) {
        if (!uncreated) throw error;
        uncreated.fail(error);
        return 'lost';
      }
      for (const act of wishes) act(run);
      wishes = [];
      return run.done;
    };
    const done = go().catch((error: unknown): HostOutcome => {
      deps.log.error(
        { error, executionId },
        'an execution could not be advanced; it is tried again when its lease ends',
      );
      return 'lost';
    });
    return {
      executionId,
      get lease() {
        return lease;
      },
      done,
      poke: () => apply((it) => deliver(deps, executionId, it)),
      release: (graceMs) => apply((it) => it.release(graceMs)),
      lose: () => apply((it) => it.lose()),
    };
  }

  return {
    runLeased: (executionId) => advance(executionId, () => claim(executionId)),
    create(execution) {
      const { promise, resolve, reject } = Promise.withResolvers<boolean>();
      const running = advance(execution.id, async (hold) => {
        const now = deps.clock.now();
        const startedAt = new Date(now).toISOString();
        const claimed = firstClaim(execution, options.owner, startedAt);
        const settle = (created: boolean) => {
          if (created) hold(claimed);
          resolve(created);
        };
        return { claimed, uncreated: { execution, startedAt, leaseUntil: untilFrom(now), settle, fail: reject } };
      });
      return Object.assign(running, { created: promise });
    },
  };
}

/** An execution as a host takes it up: claimed, or yet to be created. */
type Taken = { readonly claimed: Claimed; readonly uncreated: Uncreated | null };

/** What a claim would answer of an execution that is created under it. */
function firstClaim(execution: NewExecution, owner: string, startedAt: string): Claimed {
  return {
    ...{ executionId: execution.id, owner, epoch: 1, startedAt },
    ...{ organizationId: execution.organizationId, workflowId: execution.workflowId },
    ...{ workflowRevision: execution.workflowRevision, depth: execution.depth },
    ...{ triggerType: execution.triggerType, triggerNodeId: execution.triggerNodeId },
    ...{ inputs: execution.inputs, createdAt: execution.createdAt, lastSeq: 0, activeMs: 0, signalCount: 0 },
    ...{ retryOf: execution.retryOf, parentId: execution.parentId, parentNodeId: execution.parentNodeId },
  };
}

async function deliver(deps: EngineDeps, executionId: string, run: Run): Promise<void> {
  try {
    run.signalled(await deps.store.signals.list(executionId));
  } catch (error) {
    deps.log.error({ error, executionId }, 'signals could not be read; they are read again with the next one');
  }
}

function planKey({ workflowId, workflowRevision }: Claimed): string {
  return `${workflowId}@${workflowRevision}`;
}

async function loadPlan(deps: EngineDeps, plans: Map<string, Plan>, claimed: Claimed): Promise<Plan> {
  const { organizationId, workflowId, workflowRevision } = claimed;
  const workflow = await deps.store.workflows.get(organizationId, workflowId, workflowRevision);
  if (!workflow) return emptyPlan(`Revision ${workflowRevision} of the workflow "${workflowId}" is no longer stored.`);
  const plan = compilePlan(workflow.document, deps.types);
  plans.set(planKey(claimed), plan);
  const oldest = plans.keys().next().value;
  if (plans.size > PLANS_KEPT && oldest !== undefined) plans.delete(oldest);
  return plan;
}

async function recoverLog(deps: EngineDeps, plan: Plan, claimed: Claimed): Promise<Recovered> {
  const own = claimed.lastSeq > 0 ? recover(await readAll(deps, claimed.executionId)) : nothingKnown;
  if (claimed.retryOf === null) return own;
  // What it takes over may be more than it had written when it was cut off.
  const source = reusable(plan, claimed.retryOf, await readAll(deps, claimed.retryOf));
  const lastTime = Math.max(own.lastTime, source.lastTime);
  return { view: own.view, known: new Map([...source.known, ...own.known]), lastTime, size: own.size };
}

async function readAll(deps: EngineDeps, executionId: string): Promise<StoredLogRow[]> {
  const rows: StoredLogRow[] = [];
  for (;;) {
    const page = await deps.store.logs.read(executionId, rows.at(-1)?.seq ?? 0, ROWS_A_READ);
    rows.push(...page);
    if (page.length < ROWS_A_READ) return rows;
  }
}

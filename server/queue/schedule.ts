/**
 * Ticks: scheduled triggers begin executions of the published revision.
 *
 * 1. A tick is unique by (workflow, node, time due): the idempotency key says so, whatever crashes in between.
 * 2. However many ticks were missed, one runs; the next lies in the future.
 * 3. No tick is further away than the schedule has it, however the clock was set.
 * 4. A tick that failed to begin is tried again; one that can never begin is passed over, with a warning.
 */
import { isCoded } from '../../db/errors.ts';
import type { JsonRecord, Node, TriggerType, Workflow } from '../../db/model.ts';
import type { Executions, Schedule, Schedules, Workflows } from '../../db/store.ts';
import type { Clock, EngineLog } from '../engine/deps.ts';
import { oneAtATime } from './one-at-a-time.ts';

/** The next time a trigger is due after `afterMs` (ms since 1970); null: it is not scheduled. */
export type NextTick = (config: Record<string, unknown>, afterMs: number) => number | null;

export type SchedulerDeps = {
  readonly schedules: Pick<Schedules, 'replace' | 'stale' | 'due' | 'advance' | 'nextAt' | 'unplanned'>;
  readonly workflows: Pick<Workflows, 'get'>;
  readonly executions: Pick<Executions, 'countUnfinished'>;
  readonly submit: (tick: {
    organizationId: string;
    workflowId: string;
    triggerType: TriggerType;
    triggerNodeId: string;
    inputs: JsonRecord;
    idempotencyKey: string;
  }) => Promise<unknown>;
  readonly nextTick: NextTick;
  /** Schedules may be changed by another server: they are looked at so often unasked (ms). */
  readonly lookMs?: number;
  readonly clock: Clock;
  readonly log: EngineLog;
};

export type Scheduler = {
  start(): void;
  /** Keeps the schedules of a workflow as its published revision has them; of a removed one none. */
  sync(organizationId: string, workflowId: string): Promise<void>;
  /** Begins no further ticks. Resolves when none is under way. */
  stop(): Promise<void>;
};

/** Ticks that are dealt with before the clock is read again. */
const PAGE = 100;
/** The longest nap between two looks, and the shortest, in milliseconds. */
const LONGEST_NAP = 30_000;
const SHORTEST_NAP = 50;
const AFTER_FAILURE = 1_000;

export function createScheduler(deps: SchedulerDeps): Scheduler {
  const { schedules, workflows, clock, log, lookMs = LONGEST_NAP } = deps;
  let open = false;
  let cancelAlarm = () => {};
  /** of the last look; no clock is known to have shown less before the first one */
  let shown = Number.POSITIVE_INFINITY;
  const look = oneAtATime(pass, (error) => {
    log.error({ err: error }, 'The schedules could not be read; trying again.');
    nap(LONGEST_NAP);
  });

  function nap(ms: number): void {
    cancelAlarm();
    if (open) cancelAlarm = clock.after(Math.min(lookMs, Math.max(SHORTEST_NAP, ms)), look.ask);
  }

  /** A removed workflow has lost its schedules when it was removed. */
  async function makeAnew(workflow: Workflow): Promise<void> {
    if (workflow.published === null) return;
    const wanted = schedulesOf(workflow, deps.nextTick, clock.now());
    await schedules.replace(workflow.id, workflow.published, wanted);
  }

  /** What was published by a process that ended before it could see to the schedules. */
  async function catchUp(): Promise<void> {
    for (const { organizationId, workflowId } of await schedules.stale(PAGE)) {
      if (!open) return;
      const workflow = await workflows.get(organizationId, workflowId, 'published');
      if (workflow) await makeAnew(workflow);
    }
  }

  /** A clock that was ahead has put ticks off to a time that is far away now that it is right. */
  async function setRight(now: number): Promise<void> {
    const shows = new Date(now).toISOString();
    let last: Schedule | null = null;
    do {
      const page: Schedule[] = await schedules.unplanned(shows, last, PAGE);
      for (const schedule of page) {
        const next = deps.nextTick(JSON.parse(schedule.spec), now);
        if (next === null) continue;
        // what is due already stays due
        const nextAt = Math.min(next, Date.parse(schedule.nextAt));
        await schedules.advance(schedule, new Date(nextAt).toISOString(), shows);
      }
      last = page.length < PAGE ? null : page.at(-1)!;
    } while (last !== null && open);
  }

  async function pass(): Promise<void> {
    const now = clock.now();
    await catchUp();
    if (now < shown) await setRight(now);
    shown = now;
    const due = await schedules.due(new Date(clock.now()).toISOString(), PAGE);
    let failed = false;
    for (const schedule of due) {
      if (!open) return;
      failed = !(await tick(schedule)) || failed;
    }
    const next = await schedules.nextAt();
    const rest = next === null ? LONGEST_NAP : Date.parse(next) - clock.now();
    nap(failed ? AFTER_FAILURE : rest);
  }

  /** False: it could not be dealt with now, and stays due. */
  async function tick(schedule: Schedule): Promise<boolean> {
    const { organizationId, workflowId, nodeId } = schedule;
    try {
      const workflow = await workflows.get(organizationId, workflowId, 'published');
      const node = workflow?.document.nodes.find((each) => each.id === nodeId);
      const now = clock.now();
      const next = node ? deps.nextTick(node.config, now) : null;
      if (!workflow || !node || next === null) {
        if (workflow) await makeAnew(workflow);
        return workflow !== null;
      }
      await begin(schedule, node);
      await schedules.advance(schedule, new Date(next).toISOString(), new Date(now).toISOString());
      return true;
    } catch (error) {
      log.error({ err: error, workflowId, nodeId }, 'A scheduled execution could not be begun; trying again.');
      return false;
    }
  }

  async function begin({ organizationId, workflowId, nodeId, nextAt }: Schedule, node: Node): Promise<void> {
    if (node.config.overlap !== 'allow' && (await deps.executions.countUnfinished(workflowId, 'schedule')) > 0) {
      log.warn(
        { workflowId, nodeId, dueAt: nextAt },
        'A tick was skipped: the execution of an earlier one still runs.',
      );
      return;
    }
    try {
      await deps.submit({
        organizationId,
        workflowId,
        triggerType: 'schedule',
        triggerNodeId: nodeId,
        inputs: { [nodeId]: { scheduledAt: nextAt } },
        idempotencyKey: `schedule:${nodeId}:${nextAt}`,
      });
    } catch (error) {
      if (!isCoded(error) || error.code === 'storage_unavailable') throw error;
      log.warn({ err: error, workflowId, nodeId, dueAt: nextAt }, 'A tick was passed over: its execution was refused.');
    }
  }

  return {
    start() {
      open = true;
      look.ask();
    },
    async sync(organizationId, workflowId) {
      const workflow = await workflows.get(organizationId, workflowId, 'published');
      if (workflow) await makeAnew(workflow);
      look.ask();
    },
    async stop() {
      open = false;
      cancelAlarm();
      await look.idle();
    },
  };
}

/** The schedules of a workflow's triggers, first due after `afterMs`. */
export function schedulesOf(workflow: Workflow, nextTick: NextTick, afterMs: number): Schedule[] {
  const { id: workflowId, organizationId } = workflow;
  const plannedAt = new Date(afterMs).toISOString();
  return workflow.document.nodes.flatMap((node) => {
    const next = node.type === 'trigger' ? nextTick(node.config, afterMs) : null;
    if (next === null) return [];
    const { customName: _, ...config } = node.config;
    const spec = JSON.stringify(config);
    return [{ workflowId, nodeId: node.id, organizationId, spec, nextAt: new Date(next).toISOString(), plannedAt }];
  });
}

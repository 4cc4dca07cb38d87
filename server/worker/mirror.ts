/**
 * What Prefect is shown of executions: a task run for each node that ran, and a line for each row that says something.
 * It is a picture and nothing else: whatever of it is lost changes nothing. Where Prefect may have lost something (it was
 * away while an execution ran), the picture is compared when it is back, and what is missing is sent again.
 *
 * Owns: what is on its way to Prefect. Does not own: flow runs and their states.
 */
import type { StoredLogRow, WorkflowDocument } from '../../db/model.ts';
import type { Clock, EngineLog } from '../engine/deps.ts';
import type { PrefectEvent } from '../prefect/answers.ts';
import type { LogLine, PrefectClient } from '../prefect/client.ts';
import { type Parents, parentsOf, stateOf, type TaskState, taskEvent, taskRunId } from './task-events.ts';

export type RunMirror = {
  rows(rows: readonly StoredLogRow[]): void;
  say(message: string, level?: number): void;
  /** There is no more to come of this flow run. */
  end(): void;
};
export type Mirror = {
  open(flowRunId: string, document: WorkflowDocument | null): RunMirror;
  /** Something may be lost: what runs, and what ended lately, is compared a little later. */
  doubt(): void;
  /** Sends what is left. */
  close(): Promise<void>;
};
export type MirrorDeps = {
  readonly client: Pick<PrefectClient, 'reports' | 'taskRuns'>;
  readonly clock: Pick<Clock, 'now' | 'after'>;
  readonly log: Pick<EngineLog, 'warn'>;
};

/** What came within this time goes together (ms), at most so much at once. */
const GATHER_MS = 250;
const EVENTS_MAX = 200;
const LINES_MAX = 500;
/** More than this waits for nobody: it is only a picture. */
const KEPT_MAX = 20_000;
/** Prefect writes what it was told a little later (ms). */
const COMPARE_AFTER_MS = 8_000;
/** What ended so lately may be among what was lost (ms). */
const LATELY_MS = 30_000;
const INFO = 20;
const ERROR = 40;

type Shown = { readonly row: StoredLogRow; readonly state: TaskState };
type Open = {
  readonly flowRunId: string;
  readonly parents: Parents;
  readonly nodes: Map<string, Shown>;
  endedAt: number | null;
};

export function createMirror({ client, clock, log }: MirrorDeps): Mirror {
  const runs = new Set<Open>();
  let events: PrefectEvent[] = [];
  let lines: LogLine[] = [];
  let sending: Promise<void> | null = null;
  let callOff: (() => void) | null = null;
  let callOffCompare: (() => void) | null = null;
  let troubled = false;
  let lastMicros = 0;

  /** Later than every time before it, to the microsecond. */
  function tick(): string {
    lastMicros = Math.max(lastMicros + 1, Math.round(clock.now() * 1_000));
    const micros = String(lastMicros % 1_000_000).padStart(6, '0');
    return `${new Date(Math.floor(lastMicros / 1_000)).toISOString().slice(0, 20)}${micros}Z`;
  }

  function schedule(): void {
    if (events.length > KEPT_MAX) events = events.slice(-KEPT_MAX);
    if (lines.length > KEPT_MAX) lines = lines.slice(-KEPT_MAX);
    if (sending || callOff) return;
    callOff = clock.after(GATHER_MS, () => {
      callOff = null;
      void send();
    });
  }

  function send(): Promise<void> {
    sending ??= sendAll().finally(() => {
      sending = null;
      if (events.length + lines.length > 0) schedule();
    });
    return sending;
  }

  async function sendAll(): Promise<void> {
    const [eventsNow, linesNow] = [events.splice(0, EVENTS_MAX), lines.splice(0, LINES_MAX)];
    const results = await Promise.allSettled([client.reports.events(eventsNow), client.reports.logs(linesNow)]);
    const failed = results.find((result) => result.status === 'rejected');
    if (failed && !troubled) log.warn({ err: failed.reason }, 'Prefect could not be shown what ran; executions go on.');
    troubled = failed !== undefined;
    if (failed) doubt();
  }

  function show(run: Open, { row, state }: Shown): void {
    // the graph has edges to task runs that there are
    const parents = (run.parents.get(row.nodeId) ?? []).filter((nodeId) => run.nodes.has(nodeId));
    events.push(taskEvent({ flowRunId: run.flowRunId, row, state, occurred: tick(), parents }));
  }

  function doubt(): void {
    for (const run of runs) {
      if (run.endedAt !== null && clock.now() - run.endedAt > LATELY_MS) runs.delete(run);
    }
    callOffCompare ??= clock.after(COMPARE_AFTER_MS, () => {
      callOffCompare = null;
      compareAll().catch((err: unknown) => {
        log.warn({ err }, 'What Prefect shows could not be compared; trying again.');
        doubt();
      });
    });
  }

  async function compareAll(): Promise<void> {
    for (const run of runs) {
      const there = new Map((await client.taskRuns.of(run.flowRunId)).map((each) => [each.dynamic_key, each]));
      for (const [nodeId, shown] of run.nodes) {
        const taskRun = there.get(nodeId);
        if (taskRun?.state_type === shown.state.type) continue;
        if (!taskRun) show(run, shown);
        else await client.taskRuns.propose(taskRun.id, { ...shown.state, message: 'Told again.' });
      }
      if (run.endedAt !== null) runs.delete(run);
    }
    schedule();
  }

  return {
    open(flowRunId, document) {
      const run: Open = {
        ...{ flowRunId, nodes: new Map(), endedAt: null },
        parents: document ? parentsOf(document) : new Map(),
      };
      runs.add(run);
      const line = (message: string, level: number, nodeId?: string) => {
        const timestamp = new Date(clock.now()).toISOString();
        const task = nodeId === undefined ? {} : { task_run_id: taskRunId(flowRunId, nodeId) };
        lines.push({ name: 'cortado', level, message, timestamp, flow_run_id: flowRunId, ...task });
        schedule();
      };
      return {
        rows(rows) {
          for (const row of rows) {
            const state = stateOf(row);
            const ran = row.status !== 'cancelled' || run.nodes.has(row.nodeId);
            if (state && ran) {
              run.nodes.set(row.nodeId, { row, state });
              show(run, { row, state });
            }
            if (row.status !== 'running')
              line(sentenceOf(row), row.status === 'error' ? ERROR : INFO, state && ran ? row.nodeId : undefined);
          }
          schedule();
        },
        say: (message, level = INFO) => line(message, level),
        end() {
          run.endedAt = clock.now();
          for (const each of runs) {
            if (each.endedAt === null || clock.now() - each.endedAt <= LATELY_MS) break;
            runs.delete(each);
          }
        },
      };
    },
    doubt,
    async close() {
      callOff?.();
      callOffCompare?.();
      while (events.length + lines.length > 0) {
        const before = events.length + lines.length;
        await send();
        if (events.length + lines.length >= before) return;
      }
    },
  };
}

function sentenceOf({ nodeLabel, nodeId, status, error, duration }: StoredLogRow): string {
  const took = duration === null ? '' : ` after ${Math.round(duration)} ms`;
  const why = error === null ? '' : `: ${error.slice(0, 1_000)}`;
  return `${nodeLabel || nodeId}: ${status}${took}${why}`;
}

/**
 * One flow run of Prefect from its claim to its last state.
 *
 * 1. Prefect's claim decides among workers that ask at once, and nothing more; the lease decides who advances.
 * 2. The database first, then Prefect: a state is told when it is committed.
 * 3. While the run is held here, Prefect hears of it every few seconds, from the claim on; silence gives it to another.
 * 4. Who has lost the lease says nothing more: the run may be somebody else's by now.
 */
import { randomUUID } from 'node:crypto';
import type { Claimed } from '../../db/store.ts';
import type { Clock, EngineLog } from '../engine/deps.ts';
import type { FlowRun, PrefectEvent } from '../prefect/answers.ts';
import type { PrefectClient, Proposal } from '../prefect/client.ts';
import { endOf, handedBack, superseded, waits } from '../prefect/run-states.ts';
import { RUN_HEARTBEAT_MS } from '../prefect/set-up.ts';
import type { Ending, Hosting } from './hosting.ts';
import type { Mirror, RunMirror } from './mirror.ts';

export type FlowRunDeps = {
  readonly client: Pick<PrefectClient, 'flowRuns' | 'reports'>;
  readonly hosting: Pick<Hosting, 'advance' | 'document'>;
  readonly mirror: Mirror;
  readonly deploymentId: string;
  /** asks the server to cancel an execution that was cancelled in Prefect */
  readonly cancel: (executionId: string) => void;
  readonly workerName: string;
  readonly stopping: AbortSignal;
  readonly clock: Clock;
  readonly log: EngineLog;
};

/** So many times a run whose lease is held is claimed again, after the lease has run out. */
const CLAIMS = 3;
/** The last word about a run is worth more tries than others. */
const LAST_WORD = { tries: 12 } as const;

/** True: it was this worker's. Never throws. */
export async function handleFlowRun(deps: FlowRunDeps, flowRun: FlowRun): Promise<boolean> {
  const { client, log } = deps;
  const { executionId } = flowRun.parameters;
  try {
    if (!(await claimRun(client, flowRun.id))) return false;
  } catch (err) {
    log.warn({ err, flowRunId: flowRun.id }, 'A flow run could not be claimed; another look finds it again.');
    return false;
  }
  const stopBeating = beat(deps, flowRun);
  try {
    const last =
      typeof executionId === 'string'
        ? await advance(deps, flowRun, executionId)
        : ({
            type: 'FAILED',
            message: 'Expected the parameter "executionId". Runs of this deployment are made by Cortado.',
          } as const);
    if (last) await tell(client, flowRun.id, last);
  } catch (err) {
    log.warn(
      { err, flowRunId: flowRun.id, executionId },
      'Prefect could not be told how a run ended; the server does it.',
    );
  } finally {
    stopBeating();
  }
  return true;
}

/** Whether it is ours: also when the answer to an earlier try was lost. */
async function claimRun({ flowRuns }: Pick<PrefectClient, 'flowRuns'>, id: string): Promise<boolean> {
  const transitionId = randomUUID();
  const { status, state } = await flowRuns.propose(id, { type: 'PENDING', name: 'Pending', transitionId });
  if (status === 'ACCEPT') return state?.type === 'PENDING';
  return status === 'REJECT' && state?.state_details?.transition_id === transitionId;
}

/** Answers the last state of the run; null: there is nothing that this worker may say. */
async function advance(deps: FlowRunDeps, flowRun: FlowRun, executionId: string): Promise<Proposal | null> {
  for (let claims = 1; ; claims++) {
    const ending = await advanceOnce(deps, flowRun, executionId);
    if (ending === null) return superseded;
    if (ending.kind !== 'not_claimed') return lastState(ending);
    const { why } = ending;
    if (why === null) return handOnUnknown();
    const over = endOf(why.status, why.failure);
    if (over) return over;
    if (why.status === 'waiting') return waits;
    // Who holds it may be dead: then the lease runs out. One who lives has put it off by then.
    if (why.leftMs === null || claims === CLAIMS) return superseded;
    await nap(deps, why.leftMs + 200);
  }
}

/** So long, or until the worker stops. */
async function nap({ clock, stopping }: FlowRunDeps, ms: number): Promise<void> {
  let callOff = () => {};
  const over = new Promise<void>((resolve) => {
    callOff = clock.after(ms, resolve);
    stopping.addEventListener('abort', () => resolve(), { once: true });
  });
  await over.finally(callOff);
}

/** It is gone, or of an organization that this worker is not for. */
function handOnUnknown(): Proposal {
  return { ...superseded, message: 'There is no such execution for this worker.' };
}

function lastState(ending: Exclude<Ending, { kind: 'not_claimed' }>): Proposal | null {
  switch (ending.kind) {
    case 'finished':
      return endOf(ending.end.status, ending.end.error);
    case 'waiting':
      return waits;
    case 'released':
    case 'not_reached':
      return handedBack;
    case 'lost':
      return null;
    default:
      return ending satisfies never;
  }
}

/** Null: it is advanced here already, under another run. */
async function advanceOnce(deps: FlowRunDeps, flowRun: FlowRun, executionId: string): Promise<Ending | null> {
  const picture = picturing(deps, flowRun);
  let told: Promise<void> | null = null;
  const going = deps.hosting.advance(executionId, {
    claimed(claimed) {
      picture.begin(claimed);
      told = setRunning(deps, flowRun, executionId);
    },
    committed: ({ rows }) => picture.rows(rows),
  });
  const ending = await going;
  picture.end(ending);
  // RUNNING that comes after the last state would begin it anew
  await told;
  return ending;
}

async function setRunning({ client, cancel, log }: FlowRunDeps, { id }: FlowRun, executionId: string): Promise<void> {
  try {
    const { state } = await client.flowRuns.propose(id, {
      type: 'RUNNING',
      name: 'Running',
      transitionId: randomUUID(),
    });
    if (state?.type === 'CANCELLING' || state?.type === 'CANCELLED') cancel(executionId);
  } catch (err) {
    log.warn({ err, flowRunId: id }, 'Prefect could not be told that a run goes on.');
  }
}

/** The picture begins when the document is there; rows that came before wait for it. */
function picturing({ mirror, hosting, workerName }: FlowRunDeps, flowRun: FlowRun) {
  let opened: Promise<RunMirror> | null = null;
  const then = (act: (run: RunMirror) => void) => void opened?.then(act, () => {});
  return {
    begin(claimed: Claimed) {
      opened = hosting.document(claimed).then((document) => mirror.open(flowRun.id, document));
      then((run) => run.say(`${workerName} advances execution ${claimed.executionId} (epoch ${claimed.epoch}).`));
    },
    rows: (rows: Parameters<RunMirror['rows']>[0]) => then((run) => run.rows(rows)),
    end: (ending: Ending | null) =>
      then((run) => {
        if (ending && ending.kind !== 'lost')
          run.say(`The execution is ${ending.kind === 'finished' ? ending.end.status : ending.kind}.`);
        run.end();
      }),
  };
}

/** Says at once, and every few seconds, that the run lives; answers the way to stop. */
function beat({ client, deploymentId, clock }: FlowRunDeps, flowRun: FlowRun): () => void {
  let callOff = () => {};
  let stopped = false;
  const again = () => {
    if (stopped) return;
    // one that comes late is worth nothing: the next is on its way
    const once = { tries: 1, timeoutMs: RUN_HEARTBEAT_MS };
    client.reports.events([heartbeat(flowRun, deploymentId, clock.now())], once).catch(() => {});
    callOff = clock.after(RUN_HEARTBEAT_MS, again);
  };
  again();
  return () => {
    stopped = true;
    callOff();
  };
}

function heartbeat({ id, name }: FlowRun, deploymentId: string, now: number): PrefectEvent {
  return {
    id: randomUUID(),
    occurred: new Date(now).toISOString(),
    event: 'prefect.flow-run.heartbeat',
    resource: { 'prefect.resource.id': `prefect.flow-run.${id}`, 'prefect.resource.name': name },
    related: [{ 'prefect.resource.id': `prefect.deployment.${deploymentId}`, 'prefect.resource.role': 'deployment' }],
    payload: {},
  };
}

/** A run that is being cancelled takes CANCELLED and nothing else. */
async function tell({ flowRuns }: Pick<PrefectClient, 'flowRuns'>, id: string, last: Proposal): Promise<void> {
  const { status, state } = await flowRuns.propose(id, { ...last, transitionId: randomUUID() }, LAST_WORD);
  if (status === 'REJECT' && state?.type === 'CANCELLING') {
    await flowRuns.propose(
      id,
      { type: 'CANCELLED', message: `It had ended before it was cancelled. ${last.message ?? ''}` },
      LAST_WORD,
    );
  }
}

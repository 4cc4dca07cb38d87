/**
 * What Prefect has to know before it can hand executions on: the flow, the work pool, the deployment, and two
 * automations that give the run of a dead worker to another one. Asked again it changes nothing, so every server and
 * every worker does it at its start.
 */
import { createHash } from 'node:crypto';
import type { PrefectClient } from './client.ts';

export const FLOW_NAME = 'cortado';
export const POOL_TYPE = 'cortado';

/** A worker says so often that a run of it lives (ms); after so long a silence the run counts as crashed (s). */
export const RUN_HEARTBEAT_MS = 4_000;
export const SILENCE_SECONDS = 15;

export type SetUp = { readonly workPool: string; readonly deploymentId: string };

/** Throws `PrefectFailure`. */
export async function setUpPrefect(client: PrefectClient, workPool: string): Promise<SetUp> {
  const flowId = await client.setUp.flow(FLOW_NAME);
  await client.setUp.workPool(workPool, POOL_TYPE, 'Executions of Cortado. Workers: npx cortado worker');
  const deploymentId = await client.setUp.deployment({
    name: workPool,
    flowId,
    workPool,
    parameterSchema: {
      type: 'object',
      properties: { executionId: { type: 'string', title: 'The execution that a worker advances' } },
      required: ['executionId'],
    },
  });
  for (const automation of [silentRuns(workPool, deploymentId), crashedRuns(workPool, deploymentId)]) {
    await client.setUp.automation(stamped(automation));
  }
  return { workPool, deploymentId };
}

/** With what it is made of in its description, so that one that is as it should be is left alone. */
function stamped<T extends { readonly name: string; readonly description: string }>(automation: T): T {
  const stamp = createHash('sha256').update(JSON.stringify(automation)).digest('hex').slice(0, 12);
  return { ...automation, description: `${automation.description} (${stamp})` };
}

const ofDeployment = (deploymentId: string) => ({
  match: { 'prefect.resource.id': ['prefect.flow-run.*'] },
  match_related: {
    'prefect.resource.role': 'deployment',
    'prefect.resource.id': `prefect.deployment.${deploymentId}`,
  },
  for_each: ['prefect.resource.id'],
  threshold: 1,
});

/** CRASHED, which Prefect refuses for a run that has ended meanwhile; SCHEDULED would begin that anew. */
function silentRuns(workPool: string, deploymentId: string) {
  return {
    name: `cortado ${workPool}: silent runs have crashed`,
    description: 'A worker that says nothing of a run any more is dead or frozen. Made by Cortado at its start.',
    enabled: true,
    trigger: {
      type: 'event',
      posture: 'Proactive',
      after: ['prefect.flow-run.heartbeat', 'prefect.flow-run.Pending', 'prefect.flow-run.Running'],
      expect: ['prefect.flow-run.*'],
      ...ofDeployment(deploymentId),
      within: SILENCE_SECONDS,
    },
    actions: [
      {
        type: 'change-flow-run-state',
        state: 'CRASHED',
        message: `Its worker has said nothing for ${SILENCE_SECONDS} s.`,
      },
    ],
  };
}

function crashedRuns(workPool: string, deploymentId: string) {
  return {
    name: `cortado ${workPool}: crashed runs go on`,
    description: 'Another worker goes on after the last finished node. Made by Cortado at its start.',
    enabled: true,
    trigger: {
      type: 'event',
      posture: 'Reactive',
      after: [],
      expect: ['prefect.flow-run.Crashed'],
      ...ofDeployment(deploymentId),
      within: 0,
    },
    actions: [
      {
        type: 'change-flow-run-state',
        state: 'SCHEDULED',
        name: 'AwaitingRetry',
        message: 'Another worker goes on.',
      },
    ],
  };
}

/** What the design believes of Prefect, asked of a real one: a newer Prefect that answers otherwise is found out here. */
import { randomUUID } from 'node:crypto';
import { expect, test, vi } from 'vitest';
import { systemClock } from '../../server/clock.ts';
import type { PrefectEvent, StateType } from '../../server/prefect/answers.ts';
import { isPrefectFailure } from '../../server/prefect/failure.ts';
import { setUpPrefect } from '../../server/prefect/set-up.ts';
import { subscribe } from '../../server/prefect/subscription.ts';
import { TESTED_VERSION } from '../../server/prefect/version.ts';
import { whenDone } from '../_setup.ts';
import { clientOf, ownPrefect, sharedApiUrl } from './_under-test.ts';

const client = clientOf(sharedApiUrl);
const WAIT = { timeout: 120_000, interval: 100 };

async function pool() {
  return setUpPrefect(client, `client-${randomUUID()}`);
}

async function newRun(deploymentId: string, executionId: string = randomUUID()) {
  const run = { name: executionId, parameters: { executionId }, idempotencyKey: `${executionId}:0` };
  return client.flowRuns.create(deploymentId, run);
}

const pending = (id: string, transitionId: string = randomUUID()) =>
  client.flowRuns.propose(id, { type: 'PENDING', name: 'Pending', transitionId });

async function through(id: string, ...types: StateType[]) {
  for (const type of types) {
    const { status } = await client.flowRuns.propose(id, { type, transitionId: randomUUID() });
    expect(status, type).toBe('ACCEPT');
  }
}

test('it is the version that the program knows, and a set-up asked for again changes nothing', async () => {
  await client.server.ready({ timeoutMs: 10_000 });
  expect(await client.server.version()).toBe(TESTED_VERSION);
  const first = await pool();
  expect(await setUpPrefect(client, first.workPool)).toEqual(first);
  await client.work.heartbeat(first.workPool, 'w1', 10);
  expect(await client.work.workers(first.workPool)).toMatchObject([{ name: 'w1', status: 'ONLINE' }]);
});

test('a key makes one run, which is handed out until it is claimed, by one claimer', async () => {
  const { workPool, deploymentId } = await pool();
  const run = await newRun(deploymentId, 'e1');
  expect(await newRun(deploymentId, 'e1')).toMatchObject({ id: run.id, state_type: 'SCHEDULED' });
  expect((await client.work.scheduled(workPool, 10)).map(({ id }) => id)).toEqual([run.id]);
  expect(await client.flowRuns.find({ names: ['e1'], deploymentId })).toMatchObject([{ id: run.id }]);

  const ids = Array.from({ length: 6 }, () => randomUUID());
  const answers = await Promise.all(ids.map((id) => pending(run.id, id)));
  expect(answers.filter(({ status }) => status === 'ACCEPT')).toHaveLength(1);
  const winner = answers.findIndex(({ status }) => status === 'ACCEPT');
  // the answer was lost, and the winner asks again
  const again = await pending(run.id, ids[winner]);
  expect(again).toMatchObject({ status: 'REJECT', state: { state_details: { transition_id: ids[winner] } } });
  expect((await pending(run.id)).status).toBe('ABORT');
  expect(await client.work.scheduled(workPool, 10)).toEqual([]);
});

test('an ended run with data cannot be claimed by a late poll; one without can, so ours is the last word', async () => {
  const { deploymentId } = await pool();
  const completed = await newRun(deploymentId);
  await through(completed.id, 'PENDING', 'RUNNING');
  const data = { type: 'cortado' };
  await client.flowRuns.propose(completed.id, { type: 'COMPLETED', data, transitionId: randomUUID() });
  expect((await pending(completed.id)).status).toBe('REJECT');

  const failed = await newRun(deploymentId);
  await through(failed.id, 'PENDING', 'RUNNING', 'FAILED');
  expect((await pending(failed.id)).status).toBe('ACCEPT');

  const crashed = await newRun(deploymentId);
  await through(crashed.id, 'PENDING', 'RUNNING', 'CRASHED');
  const later = { type: 'SCHEDULED', name: 'AwaitingRetry' } as const;
  expect((await client.flowRuns.propose(crashed.id, later)).status).toBe('ACCEPT');
});

test('a queued run is cancelled at once, a running one when its worker says so; both are told to who listens', async () => {
  const { deploymentId } = await pool();
  const heard: PrefectEvent[] = [];
  await new Promise<void>((onOpen) => {
    const names = ['prefect.flow-run.Cancelling', 'prefect.flow-run.Cancelled'];
    const filter = { names, resources: [`prefect.deployment.${deploymentId}`] };
    whenDone(
      subscribe(
        client.address,
        filter,
        { onEvent: (event) => heard.push(event), onOpen },
        { clock: systemClock, random: Math.random },
      ),
    );
  });
  const queued = await newRun(deploymentId);
  const running = await newRun(deploymentId);
  await through(running.id, 'PENDING', 'RUNNING');
  const cancelled = await client.flowRuns.propose(queued.id, { type: 'CANCELLING' });
  expect(cancelled.state?.type).toBe('CANCELLED');
  await through(running.id, 'CANCELLING');
  expect((await client.flowRuns.propose(running.id, { type: 'COMPLETED' })).status).toBe('REJECT');
  await through(running.id, 'CANCELLED');
  const said = () => heard.map(({ event, resource }) => `${event} ${resource['prefect.resource.name']}`).sort();
  const expected = [
    `prefect.flow-run.Cancelled ${queued.name}`,
    `prefect.flow-run.Cancelled ${running.name}`,
    `prefect.flow-run.Cancelling ${running.name}`,
  ];
  await vi.waitFor(() => expect(said()).toEqual(expected.sort()), WAIT);
});

test('a run that nobody speaks of any more goes to another worker by itself', async () => {
  const { workPool, deploymentId } = await pool();
  const run = await newRun(deploymentId);
  await through(run.id, 'PENDING', 'RUNNING');
  await vi.waitFor(async () => expect(await client.work.scheduled(workPool, 1)).toHaveLength(1), WAIT);
  const names = (await client.flowRuns.states(run.id)).map(({ name }) => name);
  expect(names).toEqual(['Scheduled', 'Pending', 'Running', 'Crashed', 'AwaitingRetry']);
});

test('a Prefect with an auth string takes its proof alone, and says what is missing', async () => {
  const prefect = await ownPrefect({ PREFECT_SERVER_API_AUTH_STRING: 'cortado:secret' });
  const closed = await clientOf(prefect.apiUrl)
    .setUp.flow('x')
    .catch((error: unknown) => error);
  expect(isPrefectFailure(closed) && closed.message).toContain('PREFECT_API_AUTH_STRING');
  const open = clientOf(prefect.apiUrl, { kind: 'string', value: 'cortado:secret' });
  const { deploymentId } = await setUpPrefect(open, 'guarded');
  const filter = { names: ['*'], resources: [`prefect.deployment.${deploymentId}`] };
  const deps = { clock: systemClock, random: Math.random };
  const why = await new Promise<string>((onLost) => {
    whenDone(subscribe({ apiUrl: prefect.apiUrl, proof: null }, filter, { onEvent: () => {}, onLost }, deps));
  });
  expect(why).toContain('PREFECT_API_AUTH_STRING');
  await new Promise<void>((onOpen) => {
    whenDone(subscribe(open.address, filter, { onEvent: () => {}, onOpen }, deps));
  });
});

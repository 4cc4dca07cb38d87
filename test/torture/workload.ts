/** Clients that submit executions and watch them, through whatever happens to the server. */
import { freePort } from '../_ports.ts';
import { ask, type Watched, watchThroughCrashes } from '../crash/_clients.ts';
import { type CountingStub, countingStub } from '../crash/_stub.ts';
import { type Context, pause, until } from './scenario.ts';

const json = { 'content-type': 'application/json' };
const SUBMITTERS = 4;

export type Load = {
  /** ids, in the order in which clients were told of them */
  readonly accepted: readonly string[];
  readonly watched: ReadonlyMap<string, Watched>;
  /** Submits no more; resolves when every request has its answer. */
  stop(): Promise<void>;
};

export async function startStub(context: Context, slowestMs = 25): Promise<CountingStub> {
  const stub = await countingStub(slowestMs);
  context.whenDone(stub.stop);
  return stub;
}

/** A stub, and a server whose clock the scenario sets. */
export async function startWithClock(context: Context) {
  const stub = await startStub(context);
  const port = await freePort();
  const env = { PORT: String(port), HTTP_ALLOW: `127.0.0.1:${stub.port}` };
  const server = context.spawn({ env, preload: ['preload/clock.ts'] });
  await server.url;
  return { stub, server, url: `http://127.0.0.1:${port}` };
}

/** A line, a fan-out with a join, one that waits, and one that runs another; each calls the stub by its own name. */
export async function saveWorkflows(url: string, stubPort: number): Promise<string[]> {
  const call = (id: string) => ({
    id,
    type: 'http',
    config: { url: `http://127.0.0.1:${stubPort}/{{ execution.id }}/${id}` },
  });
  const start = { id: 'start', type: 'trigger' };
  const end = { id: 'end', type: 'output' };
  const field = { id: 'f', type: 'addField', config: { fieldName: 'more', fieldValue: 'x' } };
  const join = { id: 'join', type: 'join', config: { joinStrategy: 'concat' } };
  const nap = { id: 'nap', type: 'delay', config: { amount: 0.2 } };
  const line = await saveWorkflow(
    url,
    'line',
    [start, call('a'), field, call('b'), end],
    chain('start', 'a', 'f', 'b', 'end'),
  );
  const fan = await saveWorkflow(
    url,
    'fan',
    [start, call('a'), call('b'), call('c'), join, end],
    [...['a', 'b', 'c'].flatMap((id) => chain('start', id, 'join')), ...chain('join', 'end')],
  );
  const waits = await saveWorkflow(url, 'waits', [start, nap, call('a'), end], chain('start', 'nap', 'a', 'end'));
  const child = { id: 'child', type: 'executeWorkflow', config: { workflowId: line } };
  const parent = await saveWorkflow(url, 'parent', [start, child, call('a'), end], chain('start', 'child', 'a', 'end'));
  return [line, fan, waits, parent];
}

export function chain(...ids: string[]) {
  return ids.slice(1).map((toNodeId, index) => ({ fromNodeId: ids[index]!, toNodeId }));
}

/** Answers its id. */
export async function saveWorkflow(
  url: string,
  name: string,
  nodes: unknown[],
  connections: unknown[],
): Promise<string> {
  const body = JSON.stringify({ name, nodes, connections });
  const answer = await ask(`${url}/api/workflows`, { method: 'POST', headers: json, body });
  if (answer.status !== 201) throw new Error(`Saving "${name}" was answered ${JSON.stringify(answer)}`);
  return String(answer.body.id);
}

/** Asks with the same key until the execution is accepted; answers its id. */
export async function submit(url: string, workflowId: string, key: string): Promise<string> {
  const headers = { ...json, 'Idempotency-Key': key };
  const body = JSON.stringify({ inputs: { key } });
  const answer = await ask(`${url}/api/workflow/${workflowId}/execute`, { method: 'POST', headers, body });
  if (answer.status !== 202) throw new Error(`"${key}" was answered ${JSON.stringify(answer)}`);
  return String(answer.body.executionId);
}

/** Answers an execution that asks, again until it is told that this was heard. */
export async function resume(url: string, executionId: string, body: { approved: boolean }): Promise<void> {
  await insist(`${url}/api/workflow/execution/${executionId}/resume`, body, ({ status }) => status === 200);
}

/** Cancels, again until it is told so; one whose answer was lost with its server hears that the execution has ended. */
export async function cancel(url: string, executionId: string): Promise<void> {
  await insist(
    `${url}/api/workflow/execution/${executionId}/cancel`,
    {},
    ({ status, body }) => status === 200 || body.code === 'already_finished',
  );
}

async function insist(
  url: string,
  body: unknown,
  isHeard: (answer: Awaited<ReturnType<typeof ask>>) => boolean,
): Promise<void> {
  let last: unknown;
  await until(`${url} is heard`, async () => {
    const answer = await ask(url, { method: 'POST', headers: json, body: JSON.stringify(body) });
    last = answer;
    return isHeard(answer);
  }).catch((error: Error) => {
    throw new Error(`${error.message} The last answer was ${JSON.stringify(last)}.`);
  });
}

/** Somebody is asked, and then the stub is called. */
export function saveAsking(url: string, stubPort: number): Promise<string> {
  const call = { id: 'a', type: 'http', config: { url: `http://127.0.0.1:${stubPort}/{{ execution.id }}/a` } };
  const nodes = [{ id: 'start', type: 'trigger' }, { id: 'ask', type: 'humanApproval' }, call];
  return saveWorkflow(url, 'asks', nodes, chain('start', 'ask', 'a'));
}

export function watch(url: string, executionId: string, told: Told = untold): Watched {
  const stream = `${url}/api/workflow/execution/${executionId}/stream`;
  return watchThroughCrashes(stream, ({ seq }) => told(executionId, seq));
}

/** Called when somebody was told of an execution (`seq` 0), or of a row of it. */
export type Told = (executionId: string, seq: number) => void;
const untold: Told = () => {};

/** Some clients submit one after the other, with pauses up to `slowestMs`; every fifth execution is watched. */
export function startLoad(
  context: Context,
  url: string,
  workflowIds: readonly string[],
  { slowestMs = 120, told = untold, name = '' }: { slowestMs?: number; told?: Told; name?: string } = {},
): Load {
  let open = true;
  const accepted: string[] = [];
  const watched = new Map<string, Watched>();
  const submitters = Array.from({ length: SUBMITTERS }, async (_, submitter) => {
    for (let n = 0; open; n++) {
      const executionId = await submit(url, workflowIds[n % workflowIds.length]!, `${name}${submitter}-${n}`);
      accepted.push(executionId);
      told(executionId, 0);
      if (n % 5 === 0) watched.set(executionId, watch(url, executionId, told));
      await pause(context.between(0, slowestMs));
    }
  });
  const done = Promise.all(submitters);
  // who asks for the end is told
  done.catch(() => {});
  return {
    accepted,
    watched,
    async stop() {
      open = false;
      await done;
    },
  };
}

/** Waits until each of them has ended. */
export async function allEnded(url: string, accepted: readonly string[], patienceMs = 180_000): Promise<void> {
  for (const executionId of accepted) {
    let status: unknown;
    await until(
      `execution ${executionId} has ended`,
      async () => {
        const { body } = await ask(`${url}/api/workflow/execution/${executionId}?logs=none`);
        status = body.status;
        return body.done === true;
      },
      { patienceMs },
    ).catch((error: Error) => {
      throw new Error(`${error.message} It is "${status}".`);
    });
  }
}

/** What the viewers were shown, once each of them was told the end. */
export async function everythingSeen(watched: ReadonlyMap<string, Watched>) {
  await Promise.all([...watched.values()].map(({ end }) => end));
  return [...watched].map(([executionId, { rows }]) => ({ executionId, rows, whole: true }));
}

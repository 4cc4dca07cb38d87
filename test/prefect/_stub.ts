/**
 * As much of Prefect as a server asks for, in memory, for what a real one does seldom or slowly: forgetting, refusing,
 * being made anew. What Prefect really answers is held by `*.prefect.ts`.
 */
import { randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { StateType } from '../../server/prefect/answers.ts';
import { whenDone } from '../_setup.ts';

export type StubRun = { id: string; name: string; key: string; type: StateType; since: number };
export type PrefectStub = {
  readonly apiUrl: string;
  readonly runs: StubRun[];
  /** names of those online */
  readonly workers: string[];
  /** whether it answers; false: 503 to everything */
  there: boolean;
  /** as if its database were new */
  reset(): void;
};

type Body = Record<string, unknown>;

export async function stubPrefect(): Promise<PrefectStub> {
  let deployments: string[] = [];
  const stub: PrefectStub = {
    apiUrl: '',
    runs: [],
    workers: [],
    there: true,
    reset() {
      deployments = [];
      stub.runs.length = 0;
    },
  };
  const answers: [RegExp, (body: Body, id: string) => [number, unknown]][] = [
    [/\/ready$/, () => [200, { message: 'OK' }]],
    [/\/admin\/version$/, () => [200, '3.9.1']],
    [/\/automations\/filter$/, () => [200, []]],
    [/\/work_pools\/[^/]+\/workers\/filter$/, () => [200, stub.workers.map(online)]],
    [/\/deployments\/$/, () => deploy()],
    [
      /\/deployments\/(.+)\/create_flow_run$/,
      (body, id) => (deployments.includes(id) ? create(body) : [404, { detail: 'Deployment not found' }]),
    ],
    [/\/flow_runs\/filter$/, (body) => [200, stub.runs.filter(fits(body)).map(shown)]],
    [/\/flow_runs\/(.+)\/set_state$/, (body, id) => propose(body, id)],
    [/./, () => [201, { id: randomUUID() }]],
  ];

  function deploy(): [number, unknown] {
    deployments = ['d1'];
    return [201, { id: 'd1' }];
  }

  function create({ name, idempotency_key: key }: Body): [number, unknown] {
    const found = stub.runs.find((run) => run.key === key);
    if (found) return [200, shown(found)];
    const run: StubRun = {
      id: randomUUID(),
      name: String(name),
      key: String(key),
      type: 'SCHEDULED',
      since: Date.now(),
    };
    stub.runs.push(run);
    return [201, shown(run)];
  }

  function propose({ state }: Body, id: string): [number, unknown] {
    const run = stub.runs.find((each) => each.id === id);
    if (!run) return [404, { detail: 'Flow run not found' }];
    run.type = (state as { type: StateType }).type;
    run.since = Date.now();
    return [201, { status: 'ACCEPT', state: shown(run).state, details: {} }];
  }

  function answerTo(path: string, body: Body): [number, unknown] {
    const [pattern, answer] = answers.find(([each]) => each.test(path))!;
    return answer(body, pattern.exec(path)?.[1] ?? '');
  }

  const server = createServer(async (request, response) => {
    const path = (request.url ?? '').replace(/^\/api/, '');
    const body = await bodyOf(request);
    const [status, answer] = stub.there ? answerTo(path, body) : [503, { exception_message: 'Service Unavailable' }];
    response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(answer));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  whenDone(async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });
  return Object.assign(stub, { apiUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}/api` });
}

function online(name: string) {
  return { name, status: 'ONLINE', last_heartbeat_time: new Date().toISOString() };
}

function shown({ id, name, key, type, since }: StubRun) {
  const state = { type, name: type, timestamp: new Date(since).toISOString() };
  return { id, name, idempotency_key: key, parameters: { executionId: name }, run_count: 0, state_type: type, state };
}

function fits({ flow_runs: filter }: Body) {
  const { name, state } = filter as { name?: { any_: string[] }; state?: { type: { any_: string[] } } };
  return (run: StubRun) => (name?.any_.includes(run.name) ?? true) && (state?.type.any_.includes(run.type) ?? true);
}

async function bodyOf(request: IncomingMessage): Promise<Body> {
  let text = '';
  for await (const chunk of request) text += chunk;
  return text === '' ? {} : JSON.parse(text);
}

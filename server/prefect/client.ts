/**
 * A client of the REST API of Prefect 3, typed as far as this program uses it. Every call throws `PrefectFailure`, and
 * every write can be repeated. There is no other way to Prefect in the program.
 */
import * as z from 'zod';
import {
  automation,
  created,
  event,
  type FlowRun,
  type FlowRunGraph,
  flowRun,
  graph,
  type Orchestration,
  orchestration,
  type PrefectEvent,
  type PrefectState,
  type PrefectWorker,
  type StateType,
  scheduled,
  state,
  type TaskRun,
  taskRun,
  worker,
} from './answers.ts';
import { isPrefectFailure, PrefectFailure } from './failure.ts';
import {
  createRequests,
  type PrefectAddress,
  type PrefectRequests,
  type RequestDeps,
  type RequestOptions,
} from './requests.ts';

/** A state as it is proposed; `transitionId` (a UUID) makes a repeated proposal known as the same one. */
export type Proposal = {
  readonly type: StateType;
  readonly name?: string;
  readonly message?: string;
  readonly data?: unknown;
  readonly transitionId?: string;
};
export type NewFlowRun = {
  readonly name: string;
  /** Prefect renders these as templates: ids only, never what a user has typed */
  readonly parameters: Readonly<Record<string, string>>;
  readonly idempotencyKey: string;
  readonly tags?: readonly string[];
};
export type NewDeployment = {
  readonly name: string;
  readonly flowId: string;
  readonly workPool: string;
  readonly parameterSchema: unknown;
};
export type LogLine = {
  readonly name: string;
  /** as Python has them: 20 info, 30 warning, 40 error */
  readonly level: number;
  readonly message: string;
  /** ISO */
  readonly timestamp: string;
  readonly flow_run_id: string;
  readonly task_run_id?: string;
};
export type FlowRunFilter = {
  readonly ids?: readonly string[];
  readonly names?: readonly string[];
  readonly deploymentId?: string;
  readonly states?: readonly StateType[];
};

export type PrefectClient = {
  readonly address: PrefectAddress;
  readonly server: {
    /** Whether it takes work: asked once, without a second try. Throws when it does not. */
    ready(options?: RequestOptions): Promise<void>;
    /** Of the product, such as `3.9.1`. */
    version(options?: RequestOptions): Promise<string>;
  };
  readonly setUp: {
    /** The id of the flow of a name, made when there is none. */
    flow(name: string): Promise<string>;
    /** Makes the work pool when there is none. */
    workPool(name: string, type: string, description: string): Promise<void>;
    /** The id of the deployment of a flow and name, made or brought up to date. */
    deployment(deployment: NewDeployment): Promise<string>;
    /** Makes an automation of this name when there is none; one whose description differs is brought up to date. */
    automation(
      definition: { readonly name: string; readonly description: string } & Record<string, unknown>,
    ): Promise<string>;
  };
  readonly work: {
    /** Says that a worker lives; it counts as gone after three missed ones. */
    heartbeat(workPool: string, workerName: string, everySeconds: number): Promise<void>;
    /** Flow runs that are due, at most 200. They are not claimed by that: propose PENDING for each. */
    scheduled(workPool: string, limit: number, options?: RequestOptions): Promise<FlowRun[]>;
    workers(workPool: string, options?: RequestOptions): Promise<PrefectWorker[]>;
  };
  readonly flowRuns: {
    /** The new run, or the one of the same key that was there. */
    create(deploymentId: string, run: NewFlowRun, options?: RequestOptions): Promise<FlowRun>;
    /** Proposes a state. What is refused is an answer, no failure: look at `status`. */
    propose(id: string, proposal: Proposal, options?: RequestOptions): Promise<Orchestration>;
    get(id: string): Promise<FlowRun>;
    /** At most 200, in no order that means anything. */
    find(filter: FlowRunFilter, options?: RequestOptions): Promise<FlowRun[]>;
    count(filter: FlowRunFilter, options?: RequestOptions): Promise<number>;
    /** All states it has had, oldest first. */
    states(id: string): Promise<PrefectState[]>;
    graph(id: string): Promise<FlowRunGraph>;
  };
  readonly taskRuns: {
    /** At most 200 of one flow run. */
    of(flowRunId: string): Promise<TaskRun[]>;
    propose(id: string, proposal: Proposal, options?: RequestOptions): Promise<Orchestration>;
  };
  readonly reports: {
    /** Taken into memory, written later: an event may be lost with the server. At most 200 at once. */
    events(events: readonly PrefectEvent[], options?: RequestOptions): Promise<void>;
    logs(lines: readonly LogLine[], options?: RequestOptions): Promise<void>;
    /** Messages of a flow run, oldest first, at most 200. */
    logsOf(flowRunId: string): Promise<string[]>;
  };
};

export function createPrefectClient(address: PrefectAddress, deps: RequestDeps): PrefectClient {
  const requests = createRequests(address, deps);
  return {
    address,
    server: serverCalls(requests),
    setUp: setUpCalls(requests),
    work: workCalls(requests),
    flowRuns: flowRunCalls(requests),
    taskRuns: taskRunCalls(requests),
    reports: reportCalls(requests),
  };
}

function serverCalls({ ask, address }: PrefectRequests): PrefectClient['server'] {
  return {
    async ready(options) {
      await ask('GET', '/ready', undefined, { timeoutMs: 1_000, tries: 1, ...options });
    },
    async version(options) {
      const { body } = await ask('GET', '/admin/version', undefined, options);
      return read(z.string(), body, 'GET /admin/version', address);
    },
  };
}

function setUpCalls({ ask, address }: PrefectRequests): PrefectClient['setUp'] {
  const idOf = async (method: 'POST', path: string, body: unknown) =>
    read(created, (await ask(method, path, body)).body, `${method} ${path}`, address).id;
  async function automationsOf(name: string) {
    const { body } = await ask('POST', '/automations/filter', { automations: { name: { any_: [name] } } });
    return read(z.array(automation), body, 'POST /automations/filter', address);
  }
  async function removeAutomation(id: string): Promise<void> {
    await ask('DELETE', `/automations/${id}`).catch((error: unknown) => {
      if (!isPrefectFailure(error) || error.kind !== 'missing') throw error;
    });
  }
  return {
    flow: (name) => idOf('POST', '/flows/', { name }),
    async workPool(name, type, description) {
      try {
        await ask('POST', '/work_pools/', { name, type, description, base_job_template: {} });
      } catch (error) {
        if (!isPrefectFailure(error) || error.status !== 409) throw error;
      }
    },
    deployment: ({ name, flowId, workPool, parameterSchema }) =>
      idOf('POST', '/deployments/', {
        name,
        flow_id: flowId,
        work_pool_name: workPool,
        enforce_parameter_schema: false,
        parameter_openapi_schema: parameterSchema,
      }),
    async automation(definition) {
      const found = await automationsOf(definition.name);
      // Written again, it would forget which runs it has heard of, and miss the silence of those that fell silent just now.
      const isThere = found.length === 1 && found[0]?.description === definition.description;
      if (isThere) return found[0]!.id;
      if (found[0]) await ask('PUT', `/automations/${found[0].id}`, definition);
      else await ask('POST', '/automations/', definition);
      // names are not unique there: of two that were made at once, every maker keeps the same one
      const [kept, ...others] = (await automationsOf(definition.name)).map(({ id }) => id).sort();
      for (const other of others) await removeAutomation(other);
      return kept!;
    },
  };
}

function workCalls({ ask, address }: PrefectRequests): PrefectClient['work'] {
  const poolPath = (name: string) => `/work_pools/${encodeURIComponent(name)}`;
  return {
    async heartbeat(workPool, workerName, everySeconds) {
      const body = { name: workerName, heartbeat_interval_seconds: everySeconds };
      await ask('POST', `${poolPath(workPool)}/workers/heartbeat`, body);
    },
    async scheduled(workPool, limit, options) {
      const path = `${poolPath(workPool)}/get_scheduled_flow_runs`;
      const { body } = await ask('POST', path, { limit: Math.min(limit, 200) }, options);
      return read(scheduled, body, `POST ${path}`, address).map(({ flow_run }) => flow_run);
    },
    async workers(workPool, options) {
      const path = `${poolPath(workPool)}/workers/filter`;
      const { body } = await ask('POST', path, { limit: 200 }, options);
      return read(z.array(worker), body, `POST ${path}`, address);
    },
  };
}

function flowRunCalls(requests: PrefectRequests): PrefectClient['flowRuns'] {
  const { ask, address } = requests;
  return {
    async create(deploymentId, { name, parameters, idempotencyKey, tags }, options) {
      const path = `/deployments/${deploymentId}/create_flow_run`;
      const { body } = await ask('POST', path, { name, parameters, idempotency_key: idempotencyKey, tags }, options);
      return read(flowRun, body, `POST ${path}`, address);
    },
    propose: (id, proposal, options) => propose(requests, `/flow_runs/${id}/set_state`, proposal, options),
    async get(id) {
      return read(flowRun, (await ask('GET', `/flow_runs/${id}`)).body, `GET /flow_runs/${id}`, address);
    },
    async find(filter, options) {
      const { body } = await ask('POST', '/flow_runs/filter', { ...filterOf(filter), limit: 200 }, options);
      return read(z.array(flowRun), body, 'POST /flow_runs/filter', address);
    },
    async count(filter, options) {
      const { body } = await ask('POST', '/flow_runs/count', filterOf(filter), options);
      return read(z.number(), body, 'POST /flow_runs/count', address);
    },
    async states(id) {
      const path = `/flow_run_states/?flow_run_id=${id}`;
      const all = read(z.array(state), (await ask('GET', path)).body, `GET ${path}`, address);
      return all.sort((a, b) => (a.timestamp < b.timestamp ? -1 : 1));
    },
    async graph(id) {
      const path = `/flow_runs/${id}/graph-v2`;
      return read(graph, (await ask('GET', path)).body, `GET ${path}`, address);
    },
  };
}

function taskRunCalls(requests: PrefectRequests): PrefectClient['taskRuns'] {
  const { ask, address } = requests;
  return {
    async of(flowRunId) {
      const filter = { task_runs: { flow_run_id: { any_: [flowRunId] } }, limit: 200 };
      const { body } = await ask('POST', '/task_runs/filter', filter);
      return read(z.array(taskRun), body, 'POST /task_runs/filter', address);
    },
    propose: (id, proposal, options) => propose(requests, `/task_runs/${id}/set_state`, proposal, options),
  };
}

function reportCalls({ ask, address }: PrefectRequests): PrefectClient['reports'] {
  return {
    async events(events, options) {
      if (events.length > 0) await ask('POST', '/events', z.array(event).encode([...events]), options);
    },
    async logs(lines, options) {
      if (lines.length > 0) await ask('POST', '/logs/', lines, options);
    },
    async logsOf(flowRunId) {
      const filter = { logs: { flow_run_id: { any_: [flowRunId] } }, sort: 'TIMESTAMP_ASC', limit: 200 };
      const { body } = await ask('POST', '/logs/filter', filter);
      return read(z.array(z.object({ message: z.string() })), body, 'POST /logs/filter', address).map(
        (it) => it.message,
      );
    },
  };
}

async function propose(
  { ask, address }: PrefectRequests,
  path: string,
  { transitionId, ...proposal }: Proposal,
  options?: RequestOptions,
): Promise<Orchestration> {
  const details = transitionId === undefined ? {} : { state_details: { transition_id: transitionId } };
  const { body } = await ask('POST', path, { state: { ...proposal, ...details } }, options);
  return read(orchestration, body, `POST ${path}`, address);
}

function filterOf({ ids, names, deploymentId, states }: FlowRunFilter): object {
  return {
    flow_runs: {
      ...(ids && { id: { any_: ids } }),
      ...(names && { name: { any_: names } }),
      ...(deploymentId !== undefined && { deployment_id: { any_: [deploymentId] } }),
      ...(states && { state: { type: { any_: states } } }),
    },
  };
}

/** The answer as it was expected; `broken` when this Prefect speaks otherwise. */
function read<T>(schema: z.ZodType<T>, body: unknown, where: string, { apiUrl }: PrefectAddress): T {
  const parsed = schema.safeParse(body);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw new PrefectFailure(
    'broken',
    `Prefect at ${apiUrl} answered ${where} with another shape than expected: ${issue?.message} at "${issue?.path.join('.')}". ` +
      'Look whether its version is one that this version of Cortado knows.',
    { cause: parsed.error },
  );
}

/** What is counted as it happens: executions and nodes from what was committed, requests and the work of this process. */
import { isFinished, isTerminal } from '../../db/execution-state.ts';
import type { LogStatus } from '../../db/model.ts';
import type { Changes, NewExecution, Store } from '../../db/store.ts';
import { createCounter, createHistogram, type Metric } from './figures.ts';

/** Seconds. A pure node takes microseconds, a language model a minute. */
const NODE_BOUNDS = [0.001, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 300];
const REQUEST_BOUNDS = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5];

export type Meters = {
  /** An execution was created. */
  started(trigger: NewExecution['triggerType']): void;
  /** A request was answered; `seconds` is null where it was asked to wait, or stays open. */
  answered(method: string, route: string | null, status: number, seconds: number | null): void;
  /** Counts an execution that this process advances, and how that ended. */
  advancing(done: Promise<string>): void;
  metrics(): Metric[];
};

export function createMeters(changes: Changes): Meters {
  const started = createCounter('cortado_executions_started_total', 'Executions created since the start, by trigger.', [
    'trigger',
  ]);
  const finished = createCounter(
    'cortado_executions_finished_total',
    'Executions that ended since the start, by status.',
    ['status'],
  );
  const nodes = createCounter(
    'cortado_nodes_total',
    'Attempts of nodes that ended since the start, by type and status.',
    ['type', 'status'],
  );
  const durations = createHistogram(
    'cortado_node_duration_seconds',
    'How long attempts of nodes took, by type.',
    ['type'],
    NODE_BOUNDS,
  );
  const requests = createCounter('cortado_http_requests_total', 'Requests answered since the start.', [
    'method',
    'route',
    'status',
  ]);
  const latencies = createHistogram(
    'cortado_http_request_duration_seconds',
    'How long requests took, streams and waits left out.',
    ['method', 'route'],
    REQUEST_BOUNDS,
  );
  const lost = createCounter(
    'cortado_leases_lost_total',
    'Executions whose lease was lost while this process advanced them.',
  );
  let advancing = 0;

  for (const status of ['completed', 'failed', 'cancelled']) finished.of(status);
  const nodeOf = kept((type: string) => ({
    ended: kept((status: string) => nodes.of(type, status)),
    duration: durations.of(type),
  }));
  changes.subscribe(({ status, rows }) => {
    if (isFinished(status)) finished.of(status).value += 1;
    for (const row of rows) {
      if (!counts(row.status)) continue;
      const node = nodeOf(row.nodeType);
      node.ended(row.status).value += 1;
      if (row.duration !== null) node.duration.observe(row.duration / 1_000);
    }
  });
  const routeOf = kept((route: string) => {
    const [method = '', path = ''] = route.split(' ');
    // a route that nobody was timed on has no histogram
    const latency = kept((_: 'all') => latencies.of(method, path));
    return {
      answered: kept((status: number) => requests.of(method, path, String(status))),
      time: (seconds: number) => latency('all').observe(seconds),
    };
  });
  // a path that is no route could be any: it would never end
  const elsewhere = kept((method: string) => kept((status: number) => requests.of(method, 'none', String(status))));

  return {
    started(trigger) {
      started.of(trigger).value += 1;
    },
    answered(method, route, status, seconds) {
      if (route === null) {
        elsewhere(METHODS.has(method) ? method : 'other')(status).value += 1;
        return;
      }
      const known = routeOf(route);
      known.answered(status).value += 1;
      if (seconds !== null) known.time(seconds);
    },
    advancing(done) {
      advancing += 1;
      void done.then((outcome) => {
        advancing -= 1;
        if (outcome === 'lost') lost.of().value += 1;
      });
    },
    metrics: () => [
      ...[started, finished, nodes, durations, requests, latencies, lost].map((each) => each.metric()),
      {
        ...{ name: 'cortado_executions_advancing', kind: 'gauge', help: 'Executions that this process advances now.' },
        samples: [{ value: advancing }],
      },
    ],
  };
}

const METHODS = new Set(['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS']);

/** Makes the value of a key once. */
function kept<Key, Value>(make: (key: Key) => Value): (key: Key) => Value {
  const known = new Map<Key, Value>();
  return (key) => {
    let value = known.get(key);
    if (value === undefined) {
      value = make(key);
      known.set(key, value);
    }
    return value;
  };
}

/** Attempts that ended: a row that goes on is no attempt. */
function counts(status: LogStatus): boolean {
  return isTerminal(status) || status === 'retrying';
}

/** A store whose executions are counted where they are made, whoever asks for them. */
export function metered(store: Store): { store: Store; meters: Meters } {
  const meters = createMeters(store.changes);
  const executions: Store['executions'] = {
    ...store.executions,
    async create(execution) {
      const created = await store.executions.create(execution);
      if (created.created) meters.started(execution.triggerType);
      return created;
    },
  };
  const leases: Store['leases'] = {
    ...store.leases,
    commit(unit) {
      const { creation } = unit;
      if (!creation) return store.leases.commit(unit);
      return store.leases.commit(unit).then((held) => {
        if (held) meters.started(creation.execution.triggerType);
        return held;
      });
    },
  };
  return { store: { ...store, executions, leases }, meters };
}

/** The service with the engine and the pool under it, on a real database; only the node types are the test's own. */
import { onTestFinished } from 'vitest';
import * as z from 'zod';
import type { Json, JsonRecord, Node, TriggerType, WorkflowDocument } from '../../db/model.ts';
import type { Store } from '../../db/store.ts';
import { systemClock } from '../../server/clock.ts';
import type { EngineDeps } from '../../server/engine/deps.ts';
import { createHost } from '../../server/engine/host.ts';
import { defineNode, NodeFailure, type NodeType, type NodeTypes } from '../../server/engine/node.ts';
import { createTemplates } from '../../server/engine/template.ts';
import { createExecutions } from '../../server/executions/create-executions.ts';
import type { ExecutionDeps, ExecutionService } from '../../server/executions/service.ts';
import { createPool } from '../../server/queue/pool.ts';
import { createRules } from '../../server/rules.ts';
import { openTempStore } from '../_setup.ts';

export type Service = {
  readonly service: ExecutionService;
  /** that of another server on the same database */
  readonly other: ExecutionService;
  readonly store: Store;
  /** Saves nodes in a line as a workflow. */
  save(id: string, ...steps: readonly Step[]): Promise<void>;
  /** Submits with what does not matter filled in; answers the id. */
  submit(workflowId: string, more?: { inputs?: JsonRecord; triggerType?: TriggerType }): Promise<string>;
  /** Lets `gate` nodes end. */
  readonly gate: { open(): void };
  /** Makes `flaky` nodes succeed from now on. */
  mend(): void;
  statusOf(executionId: string): Promise<string | undefined>;
};
export type Step = readonly [type: string, config?: JsonRecord];

const done = (outputData: Json, extras: JsonRecord = {}) => ({ success: true, message: '', outputData, ...extras });
const config = z.record(z.string(), z.json());

function define(type: string, effect: 'pure' | 'effectful', run: NodeType<typeof config>['run']) {
  return defineNode({ type, title: type, description: '', category: 'action', config, effect, run });
}

export async function openService(options: { dropHints?: boolean } = {}): Promise<Service> {
  const { store } = await openTempStore();
  let openGate = () => {};
  const gate = new Promise<void>((resolve) => {
    openGate = resolve;
  });
  let mended = false;
  const types: NodeTypes = new Map(
    [
      define('trigger', 'pure', ({ given }) => done(given ?? {})),
      define('webhook', 'pure', ({ given }) => done(given ?? {})),
      define('echo', 'pure', (_, input) => done(input)),
      define('webhookResponse', 'pure', ({ config: response }, input) =>
        done(input, { response: response as JsonRecord }),
      ),
      define('approval', 'effectful', ({ resumed }) =>
        resumed ? done(resumed.signal ?? null) : { wait: 'approval', message: '', until: null, state: {} },
      ),
      define('gate', 'effectful', async ({ signal }, input) => {
        const aborted = new Promise((resolve) => signal.addEventListener('abort', resolve, { once: true }));
        await Promise.race([gate, aborted]);
        return done(input);
      }),
      define('unsteady', 'effectful', ({ attempt }, input) => {
        if (attempt === 1) throw new NodeFailure('unsteady', 'not yet', { transient: true });
        return done(input);
      }),
      define('flaky', 'effectful', () => {
        if (!mended) throw new Error('still broken');
        return done('mended');
      }),
    ].map((type) => [type.type, type as unknown as NodeType]),
  );
  const deps: Omit<EngineDeps, 'onSignal'> = {
    store,
    types,
    services: {} as EngineDeps['services'],
    templates: createTemplates(),
    clock: systemClock,
    random: Math.random,
    log: { warn: () => {}, error: (fields, message) => console.error(message, fields) },
    payloadMax: 1_000_000,
    onToken: () => {},
  };
  const host = createHost({ ...deps, onSignal: (id) => pool.wake(id) }, { owner: 'test', leaseMs: 30_000 });
  const pool = createPool(
    { ...deps, leases: store.leases, run: host.runLeased, create: host.create },
    { concurrency: 8, sweepMs: options.dropHints ? 50 : 60_000, leaseMs: 30_000 },
  );
  const serviceDeps: ExecutionDeps = {
    store: options.dropHints ? { ...store, changes: { subscribe: () => () => {} } } : store,
    dispatcher: options.dropHints
      ? { create: async () => false, offer: async () => ({ usingPrefect: false }), wake: () => {}, cancel: () => {} }
      : pool,
    rules: createRules(types, deps, () => 'trial'),
    clock: systemClock,
  };
  const service = createExecutions(serviceDeps);
  const other = createExecutions(serviceDeps);
  pool.start();
  onTestFinished(async () => {
    await pool.stop(0);
    service.close();
    other.close();
  });
  return {
    service,
    other,
    store,
    gate: { open: () => openGate() },
    mend() {
      mended = true;
    },
    async save(id, ...steps) {
      const draft = { name: `Name of ${id}`, tags: [], document: line(steps) };
      await store.workflows.create('default', id, draft, new Date().toISOString());
    },
    async submit(workflowId, { inputs = {}, triggerType = 'api' } = {}) {
      const { executionId } = await service.submit({ organizationId: 'default', workflowId, triggerType, inputs });
      return executionId;
    },
    async statusOf(executionId) {
      return (await store.executions.head('default', executionId))?.status;
    },
  };
}

/** Nodes n0, n1 … in a line. */
export function line(steps: readonly Step[]): WorkflowDocument {
  const nodes: Node[] = steps.map(([type, config = {}], index) => ({ id: `n${index}`, type, label: '', config }));
  const connections = nodes.slice(1).map((node, index) => ({ fromNodeId: nodes[index]!.id, toNodeId: node.id }));
  return { nodes, connections, settings: {} };
}

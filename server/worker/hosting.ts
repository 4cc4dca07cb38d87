/**
 * Advances executions on this machine: the engine on the server's store over HTTP. Who says which execution is next is
 * none of its business.
 *
 * 1. An execution is advanced at most once at a time here.
 * 2. Its credentials are here from its claim to its end, and no longer.
 */
import type { WorkflowDocument } from '../../db/model.ts';
import type { Claimed, End, LeaseCommit } from '../../db/store.ts';
import type { EngineDeps } from '../engine/deps.ts';
import { createHost, type Running } from '../engine/host.ts';
import type { NodeServices } from '../engine/node.ts';
import { createLeaseKeeper } from '../queue/lease-keeper.ts';
import type { Unclaimed, WorkerConfig } from '../remote/wire.ts';
import { createCalls } from './calls.ts';
import { createClaimedCredentials } from './credentials.ts';
import type { Link } from './link.ts';
import { createRemoteStore } from './remote-store.ts';
import type { ServerClock } from './server-clock.ts';
import { createLiveText } from './text.ts';

export type Observer = {
  /** It is claimed; `document` is what it runs. */
  readonly claimed: (claimed: Claimed) => void;
  /** Rows were committed, in order. */
  readonly committed: (commit: LeaseCommit) => void;
};

export type Ending =
  | { readonly kind: 'finished'; readonly end: Extract<End, { kind: 'finished' }> }
  | { readonly kind: 'waiting' | 'released' | 'lost' }
  /** `why` null: there is no such execution, or it is not for this worker */
  | { readonly kind: 'not_claimed'; readonly why: Unclaimed | null }
  /** the server could not be asked, or could not answer */
  | { readonly kind: 'not_reached' };

export type Hosting = {
  /** Null: it is advanced here already. */
  advance(executionId: string, observer: Observer): Promise<Ending> | null;
  /** Signals may have come for it. */
  poke(executionId: string): void;
  advances(executionId: string): boolean;
  document(claimed: Claimed): Promise<WorkflowDocument | null>;
  /** Gives what runs `graceMs` to end, then gives it back. Resolves when nothing runs any more. */
  stop(graceMs: number): Promise<void>;
};

export type HostingDeps = Pick<EngineDeps, 'types' | 'templates' | 'log' | 'random'> & {
  readonly services: Omit<NodeServices, 'credentials'>;
  readonly link: Link;
  readonly clock: ServerClock;
};

/** Documents kept for the graph that Prefect shows. */
const DOCUMENTS_KEPT = 500;

type Advanced = {
  readonly running: Running;
  readonly observer: Observer;
  claimed: boolean;
  why: Unclaimed | null | undefined;
  end: End | undefined;
};

export function createHosting(deps: HostingDeps, owner: string, config: WorkerConfig): Hosting {
  const { link, clock, log } = deps;
  const advanced = new Map<string, Advanced>();
  const documents = new Map<string, WorkflowDocument>();
  const credentials = createClaimedCredentials();
  const text = createLiveText(link, clock);
  const store = createRemoteStore(link, {
    ...{ owner, rowMax: config.rowMax, clock, onTime: clock.learn },
    onClaimed(claimed, sent) {
      credentials.keep(claimed.executionId, sent);
      const it = advanced.get(claimed.executionId);
      if (!it) return;
      it.claimed = true;
      calls.wake();
      it.observer.claimed(claimed);
    },
    onUnclaimed(executionId, why) {
      const it = advanced.get(executionId);
      if (it) it.why = why;
    },
    onCommitted(commit) {
      const it = advanced.get(commit.executionId);
      if (!it) return;
      it.end = commit.end;
      it.observer.committed(commit);
    },
  });
  const workflows: typeof store.workflows = {
    async get(organizationId, workflowId, revision) {
      const workflow = await store.workflows.get(organizationId, workflowId, revision);
      if (workflow) keepDocument(`${workflowId}@${workflow.revision}`, workflow.document);
      return workflow;
    },
  };
  const host = createHost(
    {
      ...{ types: deps.types, templates: deps.templates, random: deps.random, log, clock },
      store: { ...store, workflows },
      services: { ...deps.services, credentials },
      payloadMax: config.payloadMax,
      onToken: text.add,
      // the server sees to whom a commit or a child wakes
      onSignal: () => {},
    },
    { owner, leaseMs: config.lease.ms },
  );
  const running = () => [...advanced.values()].map((it) => it.running);
  const keeper = createLeaseKeeper(
    { leases: store.leases, running, clock, log },
    config.lease.ms,
    config.lease.renewMs,
  );
  const poke = (executionId: string) => advanced.get(executionId)?.running.poke();
  const calls = createCalls({
    ...{ link, owner, clock, poke },
    isRunning: (executionId) => advanced.has(executionId),
    anyRunning: () => advanced.size > 0,
  });
  let stopping = false;
  keeper.start();

  function keepDocument(key: string, document: WorkflowDocument): void {
    documents.set(key, document);
    const oldest = documents.keys().next().value;
    if (documents.size > DOCUMENTS_KEPT && oldest !== undefined) documents.delete(oldest);
  }

  async function settle(executionId: string, it: Advanced): Promise<Ending> {
    const outcome = await it.running.done;
    advanced.delete(executionId);
    credentials.forget(executionId);
    if (outcome === 'finished' && it.end?.kind === 'finished') return { kind: 'finished', end: it.end };
    if (outcome === 'not_claimed') return { kind: 'not_claimed', why: it.why ?? null };
    if (outcome === 'waiting' || outcome === 'released') return { kind: outcome };
    return { kind: it.claimed ? 'lost' : 'not_reached' };
  }

  return {
    advance(executionId, observer) {
      if (stopping) return Promise.resolve({ kind: 'released' });
      if (advanced.has(executionId)) return null;
      const it: Advanced = {
        ...{ running: host.runLeased(executionId), observer },
        ...{ claimed: false, why: undefined, end: undefined },
      };
      advanced.set(executionId, it);
      return settle(executionId, it);
    },
    poke,
    advances: (executionId) => advanced.has(executionId),
    async document({ organizationId, workflowId, workflowRevision }) {
      const kept = documents.get(`${workflowId}@${workflowRevision}`);
      return kept ?? (await workflows.get(organizationId, workflowId, workflowRevision))?.document ?? null;
    },
    async stop(graceMs) {
      stopping = true;
      for (const { running: each } of advanced.values()) each.release(graceMs);
      await Promise.allSettled(running().map((each) => each.done));
      calls.stop();
      keeper.stop();
      text.close();
    },
  };
}

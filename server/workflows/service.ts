/** What may be done with workflows, in the words of the domain. Saving validates, and keeps schedules in step. */
import { monotonicFactory } from 'ulid';
import { CodedError, isCoded, type Problem } from '../../db/errors.ts';
import type { Workflow, WorkflowDocument } from '../../db/model.ts';
import type { Store } from '../../db/store.ts';
import type { NodeTypes } from '../engine/node.ts';
import { missingCredentials } from './credential-names.ts';
import type { GivenGraph } from './normalise.ts';

export type GivenWorkflow = {
  readonly name: string | undefined;
  readonly tags: readonly string[] | undefined;
  readonly graph: GivenGraph | undefined;
};
export type Saved = { readonly workflow: Workflow; readonly warnings: readonly Problem[] };

export type Checked = { readonly problems: readonly Problem[]; readonly warnings: readonly Problem[] };

export type WorkflowService = {
  /** What saving this would say: every problem, or else what is odd but allowed. Nothing is kept. */
  check(organizationId: string, graph: GivenGraph): Promise<Checked>;
  /** Throws `invalid` with every problem. */
  create(organizationId: string, given: GivenWorkflow): Promise<Saved>;
  /** What is not given stays. Throws `not_found`, `invalid`, and `revision_mismatch` unless `ifRevision` is the newest. */
  update(organizationId: string, id: string, given: GivenWorkflow, ifRevision?: number): Promise<Saved>;
  /** Makes a revision (the newest by default) the one that schedules and webhooks run. Throws `not_found`. */
  publish(organizationId: string, id: string, revision?: number): Promise<Workflow>;
  /** Throws `not_found`. */
  remove(organizationId: string, id: string): Promise<void>;
};

export type WorkflowDeps = {
  readonly store: Pick<Store, 'workflows' | 'credentials'>;
  readonly types: NodeTypes;
  /** Brings a graph into the one dialect and validates it. Throws `invalid` with every problem; answers what is odd but allowed. */
  readonly read: (graph: GivenGraph) => { document: WorkflowDocument; warnings: readonly Problem[] };
  /** Keeps the schedules of a workflow as its published revision has them. */
  readonly syncSchedules: (organizationId: string, workflowId: string) => Promise<void>;
  readonly clock: { now(): number };
};

export function createWorkflows({ store, types, read, syncSchedules, clock }: WorkflowDeps): WorkflowService {
  const ulid = monotonicFactory();
  const now = () => new Date(clock.now()).toISOString();
  const lacking = (organizationId: string, document: WorkflowDocument) =>
    missingCredentials(document, types, () => store.credentials.list(organizationId));

  return {
    async check(organizationId, graph) {
      try {
        const { document, warnings } = read(graph);
        return { problems: [], warnings: [...warnings, ...(await lacking(organizationId, document))] };
      } catch (error) {
        if (isCoded(error, 'invalid') && error.details) return { problems: error.details, warnings: [] };
        throw error;
      }
    },

    async create(organizationId, given) {
      const { name, graph } = given;
      if (name === undefined) throw without('name', 'a name');
      if (graph === undefined) throw without('nodes', 'a list of nodes');
      const { document, warnings } = read(graph);
      const id = ulid(clock.now()).toLowerCase();
      const workflow = await store.workflows.create(
        organizationId,
        id,
        { name, tags: given.tags ?? [], document },
        now(),
      );
      await syncSchedules(organizationId, id);
      return { workflow, warnings: [...warnings, ...(await lacking(organizationId, document))] };
    },

    async update(organizationId, id, given, ifRevision) {
      const before = await store.workflows.get(organizationId, id);
      if (!before) throw noWorkflow(id);
      const { document, warnings } = given.graph ? read(given.graph) : { document: before.document, warnings: [] };
      const draft = { name: given.name ?? before.name, tags: given.tags ?? before.tags, document };
      const workflow = await store.workflows.update(organizationId, id, draft, now(), ifRevision);
      if (!workflow) throw noWorkflow(id);
      await syncSchedules(organizationId, id);
      return { workflow, warnings: [...warnings, ...(await lacking(organizationId, document))] };
    },

    async publish(organizationId, id, revision) {
      const newest = await store.workflows.get(organizationId, id);
      if (!newest) throw noWorkflow(id);
      const chosen = revision ?? newest.revision;
      const workflow = await store.workflows.publish(organizationId, id, chosen, now());
      if (!workflow) throw noRevision(id, chosen);
      await syncSchedules(organizationId, id);
      return workflow;
    },

    async remove(organizationId, id) {
      if (!(await store.workflows.remove(organizationId, id, now()))) throw noWorkflow(id);
      await syncSchedules(organizationId, id);
    },
  };
}

export function noWorkflow(id: string): CodedError {
  return new CodedError('not_found', `There is no workflow "${id}". GET /api/workflows lists those there are.`);
}

export function noRevision(id: string, revision: number): CodedError {
  const where = `GET /api/workflows/${id}/revisions lists those there are.`;
  return new CodedError('not_found', `The workflow "${id}" has no revision ${revision}. ${where}`);
}

function without(path: string, what: string): CodedError {
  const message = `Expected "${path}" to be ${what}, got nothing.`;
  return new CodedError('invalid', message, { details: [{ path, message }] });
}

/** What the lists and the page of a workflow ask of the server. */
import { type Answered, answer, api, bodyOf, defined, type Made, type WorkflowDetail } from '../api.ts';

const ofWorkflow = api.workflows[':id'];

export type Checked = Answered<typeof api.workflows.validate.$post>;
export type Revision = Answered<typeof ofWorkflow.revisions.$get>['revisions'][number];
export type Schedule = Answered<typeof api.schedules.$get>['schedules'][number];
export type Counts = Answered<typeof api.executions.counts.$get>;
export type Webhook = Answered<typeof ofWorkflow.webhook.$get>;
export type WebhookToken = Made<(typeof ofWorkflow)['webhook-token']['$post']>;

/** What is wrong with a document in any dialect, and what is odd about it. */
export function checkWorkflow(document: unknown): Promise<Checked> {
  return answer(api.workflows.validate.$post({ json: document as never }));
}

/** Saves what is given as a new revision, provided that `revision` is the newest. */
export function saveWorkflow(id: string, change: object, revision: number): Promise<WorkflowDetail> {
  const headers = { 'If-Match': `"${revision}"` };
  return answer(ofWorkflow.$put({ param: { id }, json: change as never }, { headers }));
}

export async function removeWorkflow(id: string): Promise<void> {
  await bodyOf(await ofWorkflow.$delete({ param: { id } }));
}

export function publishWorkflow(id: string, revision: number): Promise<WorkflowDetail> {
  return answer(ofWorkflow.publish.$post({ param: { id }, json: { revision } as never }));
}

export async function listRevisions(id: string): Promise<Revision[]> {
  return (await answer(ofWorkflow.revisions.$get({ param: { id } }))).revisions;
}

export async function listSchedules(workflowId?: string): Promise<Schedule[]> {
  return (await answer(api.schedules.$get({ query: defined({ workflowId }) } as never))).schedules;
}

export function getWebhook(id: string): Promise<Webhook> {
  return answer(ofWorkflow.webhook.$get({ param: { id } }));
}

/** The token before stops working. This one is not told again. */
export function newWebhookToken(id: string): Promise<WebhookToken> {
  return answer(ofWorkflow['webhook-token'].$post({ param: { id } }));
}

export function countExecutions(): Promise<Counts> {
  return answer(api.executions.counts.$get());
}

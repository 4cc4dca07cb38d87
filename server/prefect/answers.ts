/** What Prefect answers, as far as this program reads it; whatever else is in an answer may change as it likes. */
import * as z from 'zod';

export const stateTypes = [
  'SCHEDULED',
  'PENDING',
  'RUNNING',
  'COMPLETED',
  'FAILED',
  'CANCELLED',
  'CRASHED',
  'PAUSED',
  'CANCELLING',
] as const;
export type StateType = (typeof stateTypes)[number];

export const state = z.object({
  type: z.enum(stateTypes),
  name: z.string().nullish(),
  message: z.string().nullish(),
  timestamp: z.string(),
  data: z.unknown().optional(),
  state_details: z.object({ transition_id: z.string().nullish(), scheduled_time: z.string().nullish() }).nullish(),
});
export type PrefectState = z.infer<typeof state>;

export const flowRun = z.object({
  id: z.string(),
  name: z.string(),
  deployment_id: z.string().nullish(),
  state_type: z.enum(stateTypes).nullish(),
  state: state.nullish(),
  parameters: z.record(z.string(), z.unknown()),
  idempotency_key: z.string().nullish(),
  run_count: z.number(),
  tags: z.array(z.string()).default([]),
});
export type FlowRun = z.infer<typeof flowRun>;

export const taskRun = z.object({
  id: z.string(),
  name: z.string(),
  task_key: z.string(),
  dynamic_key: z.string(),
  state_type: z.enum(stateTypes).nullish(),
  flow_run_id: z.string().nullish(),
});
export type TaskRun = z.infer<typeof taskRun>;

/** What became of a proposed state; `state` is the one that holds now. */
export const orchestration = z.object({
  status: z.enum(['ACCEPT', 'REJECT', 'ABORT', 'WAIT']),
  state: state.nullish(),
  details: z.object({ reason: z.string().nullish(), delay_seconds: z.number().nullish() }).nullish(),
});
export type Orchestration = z.infer<typeof orchestration>;

export const worker = z.object({
  name: z.string(),
  status: z.enum(['ONLINE', 'OFFLINE']),
  last_heartbeat_time: z.string().nullish(),
});
export type PrefectWorker = z.infer<typeof worker>;

/** The graph of a flow run: a node for each task run, with what it comes after. */
export const graph = z.object({
  nodes: z.array(
    z.tuple([
      z.string(),
      z.object({
        id: z.string(),
        label: z.string(),
        state_type: z.string(),
        parents: z.array(z.object({ id: z.string() })),
        children: z.array(z.object({ id: z.string() })),
      }),
    ]),
  ),
});
export type FlowRunGraph = z.infer<typeof graph>;

export const automation = z.object({ id: z.string(), name: z.string(), description: z.string().nullish() });
export const created = z.object({ id: z.string() });
export const scheduled = z.array(z.object({ flow_run: flowRun }));

/** An event, as it is sent and as it comes. A repeated `id` counts once. */
export const event = z.object({
  id: z.string(),
  occurred: z.string(),
  event: z.string(),
  resource: z.record(z.string(), z.string()),
  related: z.array(z.record(z.string(), z.string())).default([]),
  payload: z.record(z.string(), z.unknown()).default({}),
});
export type PrefectEvent = z.infer<typeof event>;

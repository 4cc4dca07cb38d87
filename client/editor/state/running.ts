/** The last execution of the workflow: its states on the canvas while it runs, what passed through each node afterwards. */
import { type Accessor, createEffect, createMemo, createSignal, on } from 'solid-js';
import { isFinished } from '../../../db/execution-state.ts';
import type { Json, JsonRecord, LogRow } from '../../../db/model.ts';
import { listExecutions, wholeRow } from '../../api.ts';
import { createClock } from '../../clock.ts';
import { createExecutionFeed, type LiveExecution } from '../../execution-feed.ts';
import { browserPorts } from '../../feed/browser-ports.ts';

export type Running = {
  live: Accessor<LiveExecution | null>;
  /** whether its states are on the canvas */
  isShown: Accessor<boolean>;
  show(shown: boolean): void;
  isOn: Accessor<boolean>;
  /** the server's time, ms since 1970, moving while something runs */
  now: Accessor<number>;
  /** Follows an execution that has just begun, with its states on the canvas. */
  follow(executionId: string): void;
  /** What the node was given last, whole; undefined: nothing is known. */
  lastInput(nodeId: string): Promise<Json | undefined>;
};

/** `workflowId` is null while it is not saved. */
export function createRunning(workflowId: Accessor<string | null>): Running {
  const [executionId, setExecutionId] = createSignal<string | null>(null);
  const [isShown, show] = createSignal(false);
  const live = createMemo(
    on(executionId, (id): LiveExecution | null => (id === null ? null : createExecutionFeed(id, browserPorts(id)))),
  );
  const isOn = createMemo(() => {
    const status = live()?.status()?.status;
    return status !== undefined && !isFinished(status);
  });
  const clock = createClock(200, isOn);
  createEffect(
    on(workflowId, (id) => {
      if (id !== null && executionId() === null) void findLast(id);
    }),
  );
  async function findLast(id: string): Promise<void> {
    // Without it the editor has no data to show, and all else.
    const page = await listExecutions({ workflowId: id, limit: 1 }).catch(() => null);
    const last = page?.items[0];
    if (!last || executionId() !== null) return;
    setExecutionId(last.executionId);
    show(!last.done);
  }
  return {
    live,
    isShown: createMemo(() => isShown() && live() !== null),
    show,
    isOn,
    now: () => clock() + (live()?.clockAhead() ?? 0),
    follow(id) {
      setExecutionId(id);
      show(true);
    },
    async lastInput(nodeId) {
      const execution = live();
      const rows = execution?.rowsOf(nodeId) ?? [];
      const kept = rows.findLast((row) => row.inputData !== null);
      if (kept) return kept.inputData;
      const ended = rows.findLast(hasInput);
      if (!execution || !ended) return undefined;
      return (await wholeRow(execution.executionId, ended.seq)).inputData;
    },
  };
}

function hasInput(row: LogRow): boolean {
  return (
    row.inputSize !== undefined || row.status === 'completed' || row.status === 'error' || row.status === 'running'
  );
}

/** What the last execution has shown of a node's surroundings, for templates. Payloads that were too large to come are left out. */
export function scopeOf(
  live: LiveExecution | null,
  nodeId: string,
  before: readonly string[],
  ancestors: ReadonlySet<string>,
): JsonRecord {
  const outputs = before.map((id) => lastOutput(live, id)).filter((output) => output !== undefined);
  const input: Json =
    outputs.length === 1 ? outputs[0]! : outputs.every(isRecord) ? Object.assign({}, ...outputs) : outputs;
  const nodes: JsonRecord = {};
  for (const id of ancestors) nodes[id] = envelopeOf(live, id);
  const inputs = (live?.summary()?.inputs ?? {}) as JsonRecord;
  const result: JsonRecord = before.length === 1 ? { $result: envelopeOf(live, before[0]!) } : {};
  const execution: JsonRecord = { id: '', workflowId: '', startedAt: '' };
  // A node that has not run has given nothing, and its templates see what came in by name.
  return { ...(isRecord(input) ? input : {}), input, inputs, nodes, ...result, execution, ...ownInputs(live, nodeId) };
}

function ownInputs(live: LiveExecution | null, nodeId: string): JsonRecord {
  const given = live?.rowsOf(nodeId).findLast((row) => row.inputData !== null)?.inputData;
  return isRecord(given) ? given : {};
}

function lastOutput(live: LiveExecution | null, nodeId: string): Json | undefined {
  const row = live?.rowsOf(nodeId).at(-1);
  return row?.status === 'completed' || row?.status === 'error' ? (row.outputData ?? undefined) : undefined;
}

function envelopeOf(live: LiveExecution | null, nodeId: string): JsonRecord {
  const row = live?.rowsOf(nodeId).at(-1);
  const result = isRecord(row?.result) ? row.result : { success: true, message: '' };
  return { outputData: row?.outputData ?? null, ...result };
}

function isRecord(value: Json | undefined): value is JsonRecord {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

import { type JsonRecord, type LogRow, logRowId, type StoredLogRow } from '../../db/model.ts';
import type { ExecutionDeps, ExecutionService } from './service.ts';

const PAGE = 1_000;

/** One row whole. A pure node's input is not stored: it follows from what came before, and is worked out here. */
export function createWholeRow({ store, rules }: ExecutionDeps): ExecutionService['wholeRow'] {
  async function inputOf(organizationId: string, row: StoredLogRow): Promise<string | null> {
    const execution = await store.executions.get(organizationId, row.executionId);
    if (!execution) return null;
    const workflow = await store.workflows.get(organizationId, execution.workflowId, execution.workflowRevision);
    if (!workflow) return null;
    const rows = await logUpTo(row);
    const own = rows.findLast((each) => each.nodeId === row.nodeId && each.inputData !== null);
    if (own) return own.inputData;
    const inputs = JSON.parse(execution.inputs) as JsonRecord;
    const past = { triggerType: execution.triggerType, inputs, rows, nodeId: row.nodeId };
    const input = rules.pastInput(workflow, past);
    return input === undefined ? null : JSON.stringify(input);
  }

  async function logUpTo({ executionId, seq }: StoredLogRow): Promise<StoredLogRow[]> {
    const rows: StoredLogRow[] = [];
    for (let after = 0; after < seq; ) {
      const page = await store.logs.read(executionId, after, Math.min(PAGE, seq - after));
      const last = page.at(-1);
      if (!last) break;
      rows.push(...page);
      after = last.seq;
    }
    return rows;
  }

  return async (organizationId, executionId, seq) => {
    if (!(await store.executions.head(organizationId, executionId))) return null;
    const row = await store.logs.one(executionId, seq);
    if (!row) return null;
    const began = row.status !== 'skipped' && row.status !== 'cancelled';
    const inputData = row.inputData ?? (began ? await inputOf(organizationId, row) : null);
    return parsed({ ...row, inputData });
  };
}

function parsed(row: StoredLogRow): LogRow {
  return {
    ...row,
    id: logRowId(row.executionId, row.seq),
    inputData: parse(row.inputData),
    outputData: parse(row.outputData),
    result: parse(row.result),
  } as LogRow;
}

function parse(text: string | null) {
  return text === null ? null : JSON.parse(text);
}

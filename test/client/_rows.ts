/** Logs as an engine could have written them, and rows of them. */
import fc from 'fast-check';
import { isTerminal, type NodeStatus, nodeMoves } from '../../db/execution-state.ts';
import { type LogRow, type LogStatus, logRowId } from '../../db/model.ts';

export const START = Date.parse('2026-10-05T08:00:00.000Z');

export type Given = Partial<Omit<LogRow, 'status'>> & { status: LogStatus };

/** A log row; what is not given is plain. */
export function row(seq: number, nodeId: string, given: Given): LogRow {
  const ended = ['completed', 'error', 'retrying'].includes(given.status);
  return {
    id: logRowId('e1', seq),
    executionId: 'e1',
    seq,
    nodeId,
    nodeType: 'http',
    nodeLabel: nodeId.toUpperCase(),
    attempt: 1,
    timestamp: new Date(START + seq * 10).toISOString(),
    inputData: null,
    outputData: given.status === 'completed' ? { by: nodeId } : null,
    result: null,
    duration: ended ? 4 : null,
    error: given.status === 'error' || given.status === 'retrying' ? 'It failed.' : null,
    ...given,
  } as LogRow;
}

/** Legal logs of a few nodes, in order of `seq`. */
export const logs: fc.Arbitrary<LogRow[]> = fc
  .array(fc.tuple(fc.integer({ min: 0, max: 5 }), fc.nat()), { maxLength: 60 })
  .map((choices) => {
    const states = new Map<string, { status: NodeStatus; attempt: number }>();
    const rows: LogRow[] = [];
    for (const [node, choice] of choices) {
      const nodeId = `n${node}`;
      const before = states.get(nodeId) ?? { status: 'pending', attempt: 1 };
      if (isTerminal(before.status)) continue;
      const moves = nodeMoves[before.status];
      const status = moves[choice % moves.length] as LogStatus;
      const again = status === 'running' && (before.status === 'running' || before.status === 'retrying');
      const attempt = before.attempt + (again ? 1 : 0);
      states.set(nodeId, { status, attempt });
      rows.push(row(rows.length + 1, nodeId, { status, attempt }));
    }
    return rows;
  });

/** The rows in pieces as connections bring them: each piece begins at or before where the last one ended. */
export function pieces(rows: readonly LogRow[]): fc.Arbitrary<LogRow[][]> {
  return fc.array(fc.tuple(fc.nat({ max: 12 }), fc.nat({ max: 12 })), { maxLength: 40 }).map((cuts) => {
    const parts: LogRow[][] = [];
    let reached = 0;
    for (const [back, length] of cuts) {
      const from = Math.max(0, reached - back);
      parts.push(rows.slice(from, from + length));
      reached = Math.max(reached, Math.min(rows.length, from + length));
    }
    return [...parts, rows.slice(reached)];
  });
}

import { text, textOrNull, toChange } from './execution-rows.ts';
import type { WriteDeps } from './leases.ts';
import { insertArgs, insertSignalSql, signalTexts, wakeStep } from './signal-steps.ts';
import type { Reader } from './sql.ts';
import type { NewSignal, SignalKind, Signals } from './store.ts';

const insertSql = `${insertSignalSql} ON CONFLICT DO NOTHING RETURNING 1`;
/** The wake comes right behind the insert, and asks whether that has written. */
const texts = signalTexts('changes() > 0');
const foundSql = `SELECT e.completedAt, s.payload FROM execution_signals s JOIN workflow_executions e ON e.id = s.executionId
  WHERE s.executionId = ? AND s.kind = ? AND s.nodeId = ?`;
const listSql = `SELECT executionId, kind, nodeId, createdAt, payload FROM execution_signals
  WHERE executionId = ? ORDER BY createdAt, kind, nodeId`;

const countsSql = `SELECT e.id, count(*) FROM workflow_executions AS e INDEXED BY executions_running
  JOIN execution_signals AS s ON s.executionId = e.id
  WHERE e.status = 'running' AND e.leaseOwner = ? GROUP BY e.id`;

export function createSignals(reader: Reader, { writer, changes }: WriteDeps): Signals {
  function insert(signal: NewSignal): Promise<boolean> {
    return new Promise((resolve, reject) => {
      writer.enqueue({
        fence: { sql: insertSql, args: insertArgs(signal), returns: true },
        rest: [wakeStep(texts, signal)],
        guard: [],
        applied: null,
        patient: false,
        committed({ held, rest: [woken] }) {
          resolve(held);
          if (woken?.[0]) changes.emit(toChange(woken[0]));
        },
        failed: reject,
      });
    });
  }

  return {
    async send(signal) {
      if (await insert(signal)) return 'new';
      const [found] = await reader.all(foundSql, [signal.executionId, signal.kind, signal.nodeId]);
      if (!found || found[0] !== null) return 'finished';
      return found[1] === signal.payload ? 'same' : 'different';
    },
    async list(executionId) {
      const rows = await reader.all(listSql, [executionId]);
      return rows.map(([id, kind, nodeId, createdAt, payload]) => ({
        executionId: text(id),
        kind: text(kind) as SignalKind,
        nodeId: text(nodeId),
        createdAt: text(createdAt),
        payload: textOrNull(payload),
      }));
    },
    async counts(owner) {
      const rows = await reader.all(countsSql, [owner]);
      return new Map(rows.map(([id, count]) => [text(id), Number(count)]));
    },
  };
}

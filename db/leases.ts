/** Claiming, renewing and giving up leases. Committing under one is in `lease-commit.ts`, finding work in `due.ts`. */

import type { ChangeFeed } from './changes.ts';
import { createDue } from './due.ts';
import { changeColumns, changeWidth, inputsIn, text, textOrNull, toChange } from './execution-rows.ts';
import type { GroupWriter } from './group-writer.ts';
import { commitUnit } from './lease-commit.ts';
import type { ExecutionStatus, TriggerType } from './model.ts';
import type { Reader, Row, Unit } from './sql.ts';
import type { Claimed, Holding, Lease, Leases } from './store.ts';

export type WriteDeps = { readonly writer: GroupWriter; readonly changes: ChangeFeed };

const claimColumns = `${changeColumns}, workflowRevision, triggerType, triggerNodeId, ${inputsIn('workflow_executions')}, createdAt, startedAt,
  activeMs, retryOf, parentId, parentNodeId, depth, epoch,
  (SELECT count(*) FROM execution_signals WHERE executionId = workflow_executions.id)`;

const claimSql = `UPDATE workflow_executions
  SET status = 'running', epoch = epoch + 1, leaseOwner = ?, leaseUntil = ?, startedAt = coalesce(startedAt, max(createdAt, ?)),
    wakeAt = NULL, version = version + 1
  WHERE id = ? AND (status IN ('pending', 'waiting')
    OR status = 'running' AND (leaseOwner IS NULL OR leaseUntil < ?))
  RETURNING ${claimColumns}`;

const claimedSql = `SELECT ${claimColumns} FROM workflow_executions
  WHERE id = ? AND status = 'running' AND leaseOwner = ? AND leaseUntil = ?`;

const renewSql = `UPDATE workflow_executions SET leaseUntil = ?
  FROM (SELECT value ->> 0 AS id, value ->> 1 AS owner, value ->> 2 AS epoch FROM json_each(?)) AS held
  WHERE workflow_executions.id = held.id AND workflow_executions.epoch = held.epoch
    AND workflow_executions.leaseOwner = held.owner AND workflow_executions.status = 'running'
  RETURNING workflow_executions.id`;

const abandonSql = `UPDATE workflow_executions SET leaseOwner = NULL, leaseUntil = NULL
  WHERE status = 'running' AND leaseUntil IS NOT NULL AND queuedAt IS NULL RETURNING id`;
const spareSql = `UPDATE workflow_executions SET leaseUntil = ?1
  WHERE status = 'running' AND leaseUntil < ?1 AND queuedAt IS NOT NULL`;
const holdingSql = `SELECT id, organizationId, workflowId, parentId, parentNodeId, depth, status, epoch, leaseOwner, leaseUntil
  FROM workflow_executions WHERE id = ?`;

function toClaimed(row: Row, owner: string): Claimed {
  const [workflowRevision, triggerType, triggerNodeId, inputs, createdAt, startedAt, activeMs] = row.slice(changeWidth);
  const [retryOf, parentId, parentNodeId, depth, epoch, signalCount] = row.slice(changeWidth + 7);
  return {
    executionId: text(row[0]),
    owner,
    epoch: Number(epoch),
    organizationId: text(row[1]),
    workflowId: text(row[2]),
    workflowRevision: Number(workflowRevision),
    triggerType: text(triggerType) as TriggerType,
    triggerNodeId: textOrNull(triggerNodeId),
    inputs: text(inputs),
    createdAt: text(createdAt),
    startedAt: text(startedAt),
    lastSeq: Number(row[5]),
    activeMs: Number(activeMs),
    retryOf: textOrNull(retryOf),
    parentId: textOrNull(parentId),
    parentNodeId: textOrNull(parentNodeId),
    depth: Number(depth),
    signalCount: Number(signalCount),
  };
}

const noRest = { rest: [], guard: [] } as const;

/** A lease that ran out while the storage failed was not given up: nobody could renew it. */
export function extendLeasesUnit(now: string, until: string): Unit {
  const sql = "UPDATE workflow_executions SET leaseUntil = ? WHERE status = 'running' AND leaseUntil < ?";
  return {
    fence: { sql, args: [until, now], returns: false },
    ...noRest,
    applied: null,
    patient: false,
    committed: () => {},
    failed: () => {},
  };
}

export function createLeases(reader: Reader, { writer, changes }: WriteDeps): Leases {
  return {
    claim(executionId, owner, now, until) {
      return new Promise((resolve, reject) => {
        writer.enqueue({
          fence: { sql: claimSql, args: [owner, until, now, executionId, now], returns: true },
          ...noRest,
          applied: { sql: claimedSql, args: [executionId, owner, until] },
          patient: false,
          committed({ rows: [row] }) {
            if (!row) return resolve(null);
            resolve(toClaimed(row, owner));
            changes.emit(toChange(row));
          },
          failed: reject,
        });
      });
    },

    renew(leases, until) {
      if (leases.length === 0) return Promise.resolve([]);
      const held = JSON.stringify(leases.map(({ executionId, owner, epoch }) => [executionId, owner, epoch]));
      return new Promise((resolve, reject) => {
        writer.enqueue({
          fence: { sql: renewSql, args: [until, held], returns: true },
          ...noRest,
          applied: null,
          patient: false,
          committed: ({ rows }) => resolve(lostOf(leases, rows)),
          failed: reject,
        });
      });
    },

    commit(unit) {
      return new Promise((resolve, reject) => {
        writer.enqueue(commitUnit(unit, { resolve, reject, changes }));
      });
    },

    ...createDue(reader),

    abandon() {
      return new Promise((resolve, reject) => {
        writer.enqueue({
          fence: { sql: abandonSql, args: [], returns: true },
          ...noRest,
          applied: null,
          patient: false,
          committed: ({ rows }) => resolve(rows.length),
          failed: reject,
        });
      });
    },
    spare(until) {
      return new Promise((resolve, reject) => {
        writer.enqueue({
          fence: { sql: spareSql, args: [until], returns: false },
          ...noRest,
          applied: null,
          patient: false,
          committed: () => resolve(),
          failed: reject,
        });
      });
    },
    async holding(executionId) {
      const [row] = await reader.all(holdingSql, [executionId]);
      return row ? toHolding(row) : null;
    },
  };
}

function toHolding(row: Row): Holding {
  return {
    executionId: text(row[0]),
    organizationId: text(row[1]),
    workflowId: text(row[2]),
    parentId: textOrNull(row[3]),
    parentNodeId: textOrNull(row[4]),
    depth: Number(row[5]),
    status: text(row[6]) as ExecutionStatus,
    epoch: Number(row[7]),
    owner: textOrNull(row[8]),
    until: textOrNull(row[9]),
  };
}

function lostOf(leases: readonly Lease[], renewed: readonly Row[]): string[] {
  const kept = new Set(renewed.map(([id]) => id));
  return leases.filter((lease) => !kept.has(lease.executionId)).map((lease) => lease.executionId);
}

import { existsSync, statSync } from 'node:fs';
import { statfs } from 'node:fs/promises';
import { dirname } from 'node:path';
import { copyDatabase } from './backup.ts';
import type { LocalFile } from './connect.ts';
import { CodedError } from './errors.ts';
import type { GroupWriter } from './group-writer.ts';
import type { ExecutionStatus } from './model.ts';
import { retain } from './retain.ts';
import type { Reader, Sweeper } from './sql.ts';
import { createStepPace } from './step-pace.ts';
import type { Upkeep } from './store.ts';

/** Each status through the index that holds it and little else. */
const countsSql = [
  "SELECT 'pending', count(*) FROM workflow_executions INDEXED BY executions_pending WHERE status = 'pending' AND queuedAt IS NULL",
  "SELECT 'pending', count(*) FROM workflow_executions INDEXED BY executions_queued WHERE status = 'pending' AND queuedAt IS NOT NULL",
  "SELECT 'waiting', count(*) FROM workflow_executions INDEXED BY executions_waiting WHERE status = 'waiting'",
  "SELECT 'running', count(*) FROM workflow_executions INDEXED BY executions_running WHERE status = 'running'",
].join(' UNION ALL ');

const reusableSql = 'SELECT freelist_count * page_size FROM pragma_freelist_count, pragma_page_size';

type Parts = { readonly reader: Reader; readonly sweeper: Sweeper; readonly file: LocalFile | null };

export function createUpkeep({ reader, sweeper, file }: Parts, writer: GroupWriter): Upkeep {
  /** Null where nothing can be read: that is told otherwise. */
  async function reusable(): Promise<number | null> {
    const rows = await reader.all(reusableSql).catch(() => []);
    return rows[0] ? Number(rows[0][0]) : null;
  }

  /** Whether anybody else has written since this was asked last, or wants to. */
  let units = 0;
  function isBusy(): boolean {
    const before = units;
    units = writer.figures().units;
    return units !== before || writer.pending() > 0;
  }

  return {
    retain: (retention, now, shouldStop = () => false) =>
      retain({ reader, sweeper, file, pace: createStepPace(isBusy), shouldStop }, retention, now),

    async health() {
      const message = writer.failure();
      const size = file ? fileSize(file.path) : null;
      const disk = file ? await statfs(dirname(file.path)).catch(() => null) : null;
      return {
        writable: message === null,
        message,
        pending: writer.pending(),
        ...writer.figures(),
        sizeBytes: size,
        reusableBytes: file && (await reusable()),
        freeBytes: disk && disk.bavail * disk.bsize,
      };
    },

    async counts() {
      const counts: Partial<Record<ExecutionStatus, number>> = {};
      for (const [status, count] of await reader.all(countsSql)) {
        counts[status as ExecutionStatus] = (counts[status as ExecutionStatus] ?? 0) + Number(count);
      }
      return counts;
    },

    async backup(path) {
      if (!file)
        throw new CodedError('conflict', 'A database server makes its own backups: only a local file is copied');
      if (existsSync(path))
        throw new CodedError('conflict', `Expected the backup to be a new file, but "${path}" is there already`);
      await copyDatabase(file.path, path);
    },
  };
}

function fileSize(path: string): number {
  const size = (name: string): number => statSync(name, { throwIfNoEntry: false })?.size ?? 0;
  return size(path) + size(`${path}-wal`);
}

/** What workers read, in pieces that can be sent. */
import { CodedError } from '../../db/errors.ts';
import type { StoredLogRow } from '../../db/model.ts';
import type { Holding, Leases, Logs, Store } from '../../db/store.ts';
import type { Unclaimed } from './wire.ts';

/** Rows read at once, and text in one answer (UTF-16 units). */
const ROWS_A_READ = 50;
const TEXT_AN_ANSWER = 8 * 1024 * 1024;

/** Rows after `after`, at most `limit` and about 8 MB; `more`: whether there may be further ones within `limit`. */
export async function readPage(
  logs: Pick<Logs, 'read'>,
  executionId: string,
  after: number,
  limit: number,
): Promise<{ rows: StoredLogRow[]; more: boolean }> {
  const rows: StoredLogRow[] = [];
  let size = 0;
  while (rows.length < limit) {
    const wanted = Math.min(ROWS_A_READ, limit - rows.length);
    const page = await logs.read(executionId, rows.at(-1)?.seq ?? after, wanted);
    for (const row of page) size += sizeOf(row);
    rows.push(...page);
    if (page.length < wanted) return { rows, more: false };
    if (size > TEXT_AN_ANSWER) return { rows, more: rows.length < limit };
  }
  return { rows, more: false };
}

function sizeOf({ inputData, outputData, result }: StoredLogRow): number {
  return (inputData?.length ?? 0) + (outputData?.length ?? 0) + (result?.length ?? 0);
}

/** Throws `conflict` unless the lease is held so. */
export async function heldBy(
  leases: Pick<Leases, 'holding'>,
  executionId: string,
  owner: string,
  epoch: number,
): Promise<Holding> {
  const holding = await leases.holding(executionId);
  if (holding?.owner === owner && holding.epoch === epoch && holding.status === 'running') return holding;
  throw new CodedError('conflict', `The lease of execution "${executionId}" is no longer this worker's.`);
}

/** Why there was nothing to claim. Throws `not_found` when it is gone. */
export async function whyUnclaimed(
  { leases, executions }: Pick<Store, 'leases' | 'executions'>,
  nowMs: number,
  executionId: string,
): Promise<Unclaimed> {
  const holding = await leases.holding(executionId);
  if (!holding) throw new CodedError('not_found', `There is no execution "${executionId}" any more.`);
  const { organizationId, status, epoch, until } = holding;
  const head = status === 'failed' ? await executions.head(organizationId, executionId) : null;
  const leftMs = until === null ? null : Math.max(0, Date.parse(until) - nowMs);
  return { status, epoch, leftMs, failure: head?.error ?? null };
}

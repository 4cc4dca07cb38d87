/** What the nodes for databases share. */
import * as z from 'zod';
import { type DatabaseRecord, systemKeys } from '../../db/database-model.ts';
import { isCoded } from '../../db/errors.ts';
import type { JsonRecord } from '../../db/model.ts';
import { NodeFailure } from '../engine/node.ts';

export const databaseId = z.string().min(1, 'Expected the id of a database').max(1_000);
/** Earlier editors called a database an entity. */
export const databaseAliases = { databaseId: ['entityId', 'selectedEntityId', 'targetEntityId'] };

/** A record as nodes pass it on: its id beside its values. */
export function flatRecord({ id, values }: DatabaseRecord): JsonRecord {
  return { id, ...values };
}

/** The values of a row that came from a database, or from anywhere. */
export function valuesOf(row: JsonRecord): JsonRecord {
  return Object.fromEntries(Object.entries(row).filter(([key]) => !SYSTEM.has(key)));
}
const SYSTEM: ReadonlySet<string> = new Set(systemKeys);

/** What the storage refuses, as a failure: what passes by itself may be tried again. */
export function asFailure(error: unknown): never {
  if (!isCoded(error)) throw error;
  const transient = error.code === 'storage_unavailable' || error.code === 'unavailable' || error.code === 'conflict';
  const problems = error.details?.map(({ path, message }) => ({ path, message }));
  throw new NodeFailure(error.code, error.message, { transient, cause: error, extras: problems ? { problems } : {} });
}

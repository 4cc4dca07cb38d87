/** What workers ask of databases for their nodes: what `RecordAccess` takes, over HTTP. */
import * as z from 'zod';
import { filterSchema, sortSchema } from '../../db/database-model.ts';
import type { JsonRecord } from '../../db/model.ts';
import type { RecordFetch, RecordSave } from '../engine/node.ts';

const id = z.string().min(1).max(200);
const whose = { organizationId: id, databaseId: id };
const ROWS_MAX = 100_000;

export const fetchBody = z.lazy(() =>
  z.strictObject({
    ...whose,
    filter: filterSchema.optional(),
    search: z.string().max(10_000).optional(),
    sort: z.array(sortSchema).max(20),
    limit: z.int().min(1).max(50_000),
  }),
);

export const saveBody = z.lazy(() =>
  z.strictObject({
    ...whose,
    mode: z.enum(['insert', 'upsert', 'update']),
    key: z.string().max(200).optional(),
    rows: z.array(z.strictObject({ id: z.int().optional(), values: z.record(z.string(), z.json()) })).max(ROWS_MAX),
    skipBad: z.boolean(),
    ignoreExtra: z.boolean(),
    operation: z.string().min(1).max(500),
    actor: z.string().min(1).max(300),
  }),
);

export const importBody = z.lazy(() =>
  z.strictObject({
    ...whose,
    importId: z.int().min(1),
    options: z.record(z.string(), z.json()),
    operation: z.string().min(1).max(500),
    actor: z.string().min(1).max(300),
    waitMs: z.int().min(0).max(20_000),
  }),
);
/** One of the two: how it ended, or how far it has come. A failure is an error like any other. */
export type ImportAnswer = {
  readonly report: JsonRecord | null;
  readonly progress: { readonly rows: number; readonly bytes: number; readonly size: number } | null;
};

/** JSON leaves out what is undefined; the rest is as the engine has it. */
export const toFetch = (body: z.output<typeof fetchBody>) => body as RecordFetch;
export const toSave = (body: z.output<typeof saveBody>) => body as RecordSave;

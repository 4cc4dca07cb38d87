/** What requests and answers about files of databases look like: imports and values. */
import * as z from 'zod';
import { columnSchema, columnTypeSchema } from '../../db/database-model.ts';

const format = z.strictObject({
  decimal: z.enum(['.', ',']).optional().describe('What is before the decimals of a number.'),
  order: z.enum(['ymd', 'dmy', 'mdy']).optional().describe('In which order the parts of a date are.'),
});
const dialect = z.strictObject({
  encoding: z.enum(['utf-8', 'utf-16le', 'utf-16be', 'windows-1252']),
  delimiter: z.string().length(1),
  newline: z.enum(['\n', '\r\n', '\r']),
});
const progress = z.lazy(() => z.object({ rows: z.int(), bytes: z.int(), size: z.int() }));
export const importReport = z.lazy(() =>
  z.object({
    rows: z.int(),
    inserted: z.int(),
    updated: z.int(),
    unchanged: z.int(),
    bad: z.int().describe('Rows that did not fit.'),
    problems: z
      .array(z.object({ row: z.int(), column: z.string().nullable(), value: z.json(), message: z.string() }))
      .describe('What was wrong with them, the first thousand; rows count from 1, without the names.'),
    error: z.string().nullable(),
  }),
);
export const importAnswer = z.lazy(() =>
  z.object({
    importId: z.int(),
    name: z.string(),
    size: z.int().describe('Bytes.'),
    state: z.enum(['uploaded', 'running', 'done', 'failed']),
    progress: progress.nullable().describe('While it runs here.'),
    report: importReport.nullable(),
  }),
);
export type ImportAnswer = z.infer<typeof importAnswer>;
export const previewAnswer = z.lazy(() =>
  z.object({
    name: z.string(),
    size: z.int(),
    dialect,
    header: z.boolean().describe('Whether the first row has the names.'),
    columns: z.array(
      z.object({
        name: z.string(),
        type: columnTypeSchema.describe('What its values look like.'),
        time: z.boolean().optional(),
        format,
        samples: z.array(z.string()),
      }),
    ),
    rows: z.array(z.array(z.string())),
  }),
);
export type PreviewAnswer = z.infer<typeof previewAnswer>;
export const importBody = z.lazy(() =>
  z.strictObject({
    columns: z
      .array(
        z.strictObject({
          from: z.int().min(0).describe('Place of the column in the file, from 0.'),
          key: z.string().max(64).optional().describe('The column that gets its values.'),
          create: columnSchema.optional().describe('In place of `key`: a column to make for them.'),
          format: format.optional().describe('How its values are written; as the preview says when left out.'),
        }),
      )
      .max(2_000)
      .optional()
      .describe('Left out: each column of the file that is called like one of the database.'),
    mode: z.enum(['insert', 'upsert']).default('insert'),
    key: z.string().max(64).optional().describe('For `upsert`: the unique column by which records are found.'),
    badRows: z.enum(['fail', 'skip']).default('fail').describe('`fail`: nothing is imported when a row does not fit.'),
    header: z.boolean().optional(),
    dialect: dialect.partial().optional(),
  }),
);
export const importStartedAnswer = z.lazy(() => z.object({ importId: z.int(), executionId: z.string() }));
export type ImportStartedAnswer = z.infer<typeof importStartedAnswer>;
export const fileAnswer = z.lazy(() => z.object({ id: z.int(), name: z.string(), type: z.string(), size: z.int() }));
export type FileAnswer = z.infer<typeof fileAnswer>;

/** What goes into a database and comes out of it as files: imports, exports, values of file columns. */
import { Readable } from 'node:stream';
import { type Context, Hono } from 'hono';
import { CodedError } from '../../../db/errors.ts';
import type { JsonRecord } from '../../../db/model.ts';
import { actorOf, startedBy } from '../../auth/identity.ts';
import { importWorkflow } from '../../records/import-workflow.ts';
import { jsonBody } from '../body.ts';
import type { HttpDeps } from '../deps.ts';
import {
  type FileAnswer,
  type ImportAnswer,
  type ImportStartedAnswer,
  importBody,
  type PreviewAnswer,
} from '../file-schemas.ts';
import { organizationOf } from '../organization.ts';
import { fileNameParam, flagParam, wholeNumber } from '../query.ts';
import { selectionParams } from './records.ts';

export function recordFileRoutes({ store, records, executions, config, newId, clock }: HttpDeps) {
  const { imports, files } = records;

  return new Hono()
    .get('/api/databases/:databaseId/export', async (c) => {
      const { databaseId } = c.req.param();
      const format = formatParam(c);
      const columns = c.req
        .query('columns')
        ?.split(',')
        .filter((key) => key !== '');
      const query = selectionParams(c, config.nestingMax);
      const { name } = await records.get(organizationOf(c), databaseId);
      const text = records.exportText(organizationOf(c), databaseId, { format, query, columns });
      // what is wrong with the question is found out with the first page, while it can still be answered
      const first = await text.next();
      const bom = format === 'csv' && flagParam(c, 'bom') ? '\ufeff' : '';
      return c.body(bytesOf(bom, first, text), 200, {
        'Content-Type': format === 'csv' ? 'text/csv; charset=utf-8' : 'application/x-ndjson',
        ...asDownload(`${name}.${format}`),
      });
    })
    .post('/api/databases/:databaseId/imports', async (c) => {
      const { databaseId } = c.req.param();
      const uploaded = await imports.upload(organizationOf(c), databaseId, fileNameParam(c, 'import.csv'), bodyOf(c));
      c.header('Location', `/api/databases/${databaseId}/imports/${uploaded.importId}`);
      return c.json(told(uploaded), 201);
    })
    .get('/api/databases/:databaseId/imports/:importId', async (c) => {
      return c.json(told(await imports.state(organizationOf(c), c.req.param('databaseId'), idOf(c, 'importId'))), 200);
    })
    .get('/api/databases/:databaseId/imports/:importId/preview', async (c) => {
      const preview = await imports.preview(organizationOf(c), c.req.param('databaseId'), idOf(c, 'importId'));
      const rows = preview.rows.map((row) => [...row]);
      const columns = preview.columns.map(({ samples, ...column }) => ({ ...column, samples: [...samples] }));
      return c.json({ ...preview, rows, columns } satisfies PreviewAnswer, 200);
    })
    .post('/api/databases/:databaseId/imports/:importId/start', jsonBody(importBody, config, {}), async (c) => {
      const { databaseId } = c.req.param();
      const importId = idOf(c, 'importId');
      const organizationId = organizationOf(c);
      const identity = c.get('identity');
      const options = await imports.prepare(
        organizationId,
        databaseId,
        importId,
        c.req.valid('json'),
        actorOf(identity),
      );
      const now = new Date(clock.now()).toISOString();
      const workflowId = await importWorkflow(store.workflows, organizationId, newId, now);
      const inputs: JsonRecord = { databaseId, importId, options: options as unknown as JsonRecord };
      const asked = { organizationId, workflowId, triggerType: 'api' as const, inputs, startedBy: startedBy(identity) };
      const { executionId } = await executions.submit(asked);
      c.header('Location', `/api/workflow/execution/${executionId}`);
      return c.json({ importId, executionId } satisfies ImportStartedAnswer, 202);
    })
    .post('/api/databases/:databaseId/files', async (c) => {
      const type = c.req.header('content-type') ?? 'application/octet-stream';
      const file = { name: fileNameParam(c, 'file'), type: type.slice(0, 200) };
      const { databaseId } = c.req.param();
      const added = await files.add(organizationOf(c), databaseId, file, bodyOf(c));
      c.header('Location', `/api/databases/${databaseId}/files/${added.id}`);
      return c.json(added satisfies FileAnswer, 201);
    })
    .get('/api/databases/:databaseId/files/:fileId', async (c) => {
      const file = await files.read(organizationOf(c), c.req.param('databaseId'), idOf(c, 'fileId'));
      // whatever somebody has uploaded, no browser runs it as a page of this server
      return c.body(Readable.toWeb(Readable.from(file.chunks)) as ReadableStream, 200, {
        'Content-Type': 'application/octet-stream',
        'Content-Length': String(file.size),
        'X-Content-Type-Options': 'nosniff',
        ...asDownload(file.name),
      });
    });
}

type Told = Omit<ImportAnswer, 'report'> & { report: unknown };
function told(state: { readonly [Key in keyof Told]: Told[Key] }): ImportAnswer {
  return state as ImportAnswer;
}

function formatParam(c: Context): 'csv' | 'ndjson' {
  const format = c.req.query('format') ?? 'csv';
  if (format === 'csv' || format === 'ndjson') return format;
  throw new CodedError('invalid', `Expected "format" to be csv or ndjson, got "${format}".`);
}

/** What is no number is nothing that is there. */
function idOf(c: Context, name: 'importId' | 'fileId'): number {
  const text = c.req.param(name) ?? '';
  const id = wholeNumber(text);
  if (id !== null) return id;
  throw new CodedError('not_found', `There is no ${name === 'fileId' ? 'file' : 'import'} "${text}" in this database.`);
}

/** The name in plain letters for old programs, and as it is. */
function asDownload(name: string): Record<string, string> {
  const plain = name.replace(/[^\w .()-]/g, '_');
  const value = `attachment; filename="${plain}"; filename*=UTF-8''${encodeURIComponent(name)}`;
  return { 'Content-Disposition': value };
}

async function* bodyOf(c: Context): AsyncGenerator<Uint8Array> {
  const reader = (c.req.raw.body as ReadableStream<Uint8Array> | null)?.getReader();
  if (!reader) return;
  for (;;) {
    const { value, done } = await reader.read().catch((cause: unknown) => {
      throw new CodedError('bad_request', 'The body broke off before its end.', { cause });
    });
    if (done) return;
    yield value;
  }
}

/** Text as bytes, made as they are taken. */
function bytesOf(
  head: string,
  first: IteratorResult<string>,
  rest: AsyncGenerator<string>,
): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder();
  let begun = false;
  return new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        const { value, done } = begun ? await rest.next() : first;
        const text = (begun ? '' : head) + (done ? '' : value);
        begun = true;
        if (text !== '') controller.enqueue(encoder.encode(text));
        if (done) controller.close();
      },
      async cancel() {
        await rest.return(undefined);
      },
    },
    { highWaterMark: 1 },
  );
}

/** Databases: what there is, and their records as files. */
import { constants, createWriteStream, openAsBlob } from 'node:fs';
import { access } from 'node:fs/promises';
import { basename } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Json } from '../../db/model.ts';
import { type Api, Refusal } from '../api.ts';
import { type Command, type Context, text } from '../command.ts';
import { type ExitCode, exitCodes, Failure, usage } from '../failure.ts';
import { oneLine, safe, table } from '../terminal.ts';
import { watch } from '../watch.ts';

type Listed = { readonly id: string; readonly name: string; readonly columnCount: number; readonly records: number };
type BadRow = { readonly row: number; readonly column: string | null; readonly value: Json; readonly message: string };
type ImportState = { readonly report: { readonly bad: number; readonly problems: readonly BadRow[] } | null };

/** Bad rows that are shown; all that the server tells are in `--json`. */
const SHOWN = 20;

export const database: Command = {
  args: '<list|import|export> [database] [file.csv]',
  summary: 'List databases, import a CSV file, export records',
  options: {
    search: { type: 'string' },
    key: { type: 'string' },
    'skip-bad': { type: 'boolean' },
    format: { type: 'string' },
    output: { type: 'string', short: 'o' },
  },
  help: [
    'list                      Shows the databases there are',
    'import <database> <file>  Imports a file, in columns called as those of its first row, and follows it to its end',
    'export <database>         Writes the records',
    '    --search <text>       list: only those whose name has it; export: records that have these words',
    '    --key <column>        import: changes records that have the same value in this unique column',
    '    --skip-bad            import: leaves out rows that do not fit; without it nothing is imported then',
    '    --format <csv|ndjson> export: csv by default',
    '-o, --output <file>       export: where to; standard output by default',
  ],
  async run(context) {
    const [verb, wanted, file] = context.args;
    if (verb === 'list' && wanted === undefined) return list(context);
    if (verb === 'import' && wanted !== undefined && file !== undefined) return importFile(context, wanted, file);
    if (verb === 'export' && wanted !== undefined && file === undefined) return exportRecords(context, wanted);
    throw usage('Expected database list, database import <database> <file>, or database export <database>.');
  },
};

async function list({ api, values, json, out, err }: Context): Promise<ExitCode> {
  const { databases, next } = await listed(api, text(values, 'search'), 200);
  if (json) out.write(`${JSON.stringify(databases)}\n`);
  else if (databases.length === 0)
    err.write('There are no databases. The dashboard makes them, and POST /api/databases.\n');
  else {
    const rows = databases.map(({ id, name, columnCount, records }) => [
      ...[id, oneLine(name, 50), String(columnCount), records.toLocaleString('en')],
    ]);
    out.write(`${table(out, ['ID', 'NAME', 'COLUMNS', 'RECORDS'], rows)}\n`);
    if (next !== null) err.write('There are more: use --search.\n');
  }
  return exitCodes.completed;
}

function listed(api: Api, search: string | undefined, limit: number) {
  const query = new URLSearchParams({ limit: String(limit), ...(search !== undefined && { search }) });
  return api.get<{ databases: Listed[]; next: string | null }>(`/api/databases?${query}`);
}

/** By its id, else by its name, whatever the case. */
async function find(api: Api, wanted: string): Promise<{ id: string; name: string }> {
  try {
    return await api.get<Listed>(pathOf(wanted));
  } catch (error) {
    if (!(error instanceof Refusal) || error.status !== 404) throw error;
  }
  const { databases } = await listed(api, wanted, 50);
  const same = databases.filter(({ name }) => name.toLowerCase() === wanted.toLowerCase());
  const [only, more] = same;
  if (only && !more) return only;
  if (!only)
    throw new Failure(
      exitCodes.refused,
      `There is no database "${wanted}". "npx cortado database list" shows those there are.`,
    );
  const names = same.map(({ id, name }) => `  ${id}  ${name}`).join('\n');
  throw new Failure(exitCodes.usage, `"${wanted}" fits ${same.length} databases; say which one by its id:\n${names}`);
}

const pathOf = (id: string) => `/api/databases/${encodeURIComponent(id)}`;

async function importFile(context: Context, wanted: string, file: string): Promise<ExitCode> {
  const { api, values, err } = context;
  const { id, name } = await find(api, wanted);
  const body = await readBlob(file);
  const query = new URLSearchParams({ name: basename(file) });
  const init = { method: 'POST', body, headers: { 'content-type': 'text/csv' } };
  const { importId } = (await (await api.open(`${pathOf(id)}/imports?${query}`, init)).json()) as { importId: number };
  const at = `${pathOf(id)}/imports/${importId}`;
  const key = text(values, 'key');
  const badRows = values['skip-bad'] === true ? 'skip' : 'fail';
  const asked = { badRows, ...(key !== undefined && { mode: 'upsert', key }) };
  const { executionId } = await api.send<{ executionId: string }>('POST', `${at}/start`, asked);
  err.write(`"${basename(file)}" is being imported into "${safe(name)}".\n`);
  const code = await watch(context, executionId, { result: context.json });
  const { report } = await api.get<ImportState>(at);
  if (!context.json && report) tellProblems(context, report);
  return code;
}

/** Read as it is sent. */
async function readBlob(file: string): Promise<Blob> {
  try {
    await access(file, constants.R_OK);
    return await openAsBlob(file);
  } catch (error) {
    throw usage(`The file "${file}" cannot be read: ${(error as Error).message}.`);
  }
}

function tellProblems({ err }: Context, { bad, problems }: NonNullable<ImportState['report']>): void {
  for (const { row, column, message } of problems.slice(0, SHOWN))
    err.write(`  row ${row}${column === null ? '' : `, ${safe(column)}`}: ${oneLine(message)}\n`);
  if (bad > SHOWN) err.write(`  and more: ${bad.toLocaleString('en')} rows do not fit.\n`);
}

/** Streamed: a million records take no memory. */
async function exportRecords({ api, values, out, err }: Context, wanted: string): Promise<ExitCode> {
  const format = text(values, 'format') ?? 'csv';
  if (format !== 'csv' && format !== 'ndjson') throw usage(`Expected --format to be csv or ndjson, got "${format}".`);
  const { id, name } = await find(api, wanted);
  const search = text(values, 'search');
  const query = new URLSearchParams({ format, ...(search !== undefined && { search }) });
  const { body } = await api.open(`${pathOf(id)}/export?${query}`, {});
  const records = Readable.fromWeb(body as Parameters<typeof Readable.fromWeb>[0]);
  const path = text(values, 'output');
  if (path === undefined) await pipeline(records, out, { end: false });
  else {
    await pipeline(records, createWriteStream(path)).catch((error: NodeJS.ErrnoException) => {
      if (error.path === undefined) throw new Failure(exitCodes.refused, `The records broke off: ${error.message}.`);
      throw usage(`The file "${path}" cannot be written: ${error.message}.`);
    });
    err.write(`"${safe(name)}" is in ${path}.\n`);
  }
  return exitCodes.completed;
}

/** Workflows as files. */
import { writeFile } from 'node:fs/promises';
import { basename } from 'node:path';
import type { Json, JsonRecord, WorkflowSummary } from '../../db/model.ts';
import { Refusal } from '../api.ts';
import { type Command, type Context, text } from '../command.ts';
import { type ExitCode, exitCodes, usage } from '../failure.ts';
import { findWorkflow } from '../find.ts';
import { parse, readText } from '../inputs.ts';

type Saved = WorkflowSummary & { warnings: readonly { message: string }[] };

export const importFiles: Command = {
  args: '<file…>',
  summary: 'Add workflows from JSON files, or from standard input as -',
  options: { name: { type: 'string' } },
  help: ['    --name <text>  A name, in place of the one in the file'],
  async run(context) {
    const { args, values } = context;
    if (args.length === 0) throw usage('Expected a file: npx cortado import <file…>.');
    if (text(values, 'name') !== undefined && args.length > 1) throw usage('Expected one file with --name.');
    let worst: ExitCode = exitCodes.completed;
    for (const file of args) {
      for (const [index, document] of (await documentsIn(file)).entries()) {
        if (!(await importOne(context, file, document, index))) worst = exitCodes.refused;
      }
    }
    return worst;
  },
};

async function documentsIn(file: string): Promise<JsonRecord[]> {
  const value = parse(await readText(file), `"${file}"`);
  const list = Array.isArray(value) ? value : [value];
  if (list.length > 0 && list.every(isRecord)) return list;
  throw usage(`Expected "${file}" to have a workflow, or a list of workflows.`);
}

/** One that is refused is reported, and the next one is tried. */
async function importOne({ api, values, json, out, err }: Context, file: string, document: JsonRecord, index: number) {
  const fallback = file === '-' ? 'Imported' : basename(file).replace(/(\.workflow)?\.json$/, '');
  const given = text(values, 'name') ?? document.name;
  const name = typeof given === 'string' && given !== '' ? given : fallback;
  const { tags, nodes, connections, settings, data } = document;
  const body = data === undefined ? { name, tags, nodes, connections, settings } : { name, tags, data };
  try {
    const saved = await api.send<Saved>('POST', '/api/workflows', body);
    if (json) out.write(`${JSON.stringify(saved)}\n`);
    else {
      out.write(`${saved.id}\n`);
      err.write(`"${saved.name}" is added, with ${saved.nodeCount} nodes.\n`);
      for (const { message } of saved.warnings) err.write(`  note: ${message}\n`);
    }
    return true;
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    const where = index > 0 ? `${file}, workflow ${index + 1}` : file;
    err.write(`${where}: ${error.message}\n`);
    return false;
  }
}

export const exportFile: Command = {
  args: '<workflow>',
  summary: 'Write a workflow as JSON',
  options: { output: { type: 'string', short: 'o' } },
  help: ['-o, --output <file>  Where to; standard output by default'],
  async run({ api, args, values, out, err }) {
    const [wanted] = args;
    if (wanted === undefined) throw usage('Expected a workflow: npx cortado export <workflow>.');
    const { name, tags, nodes, connections, settings } = await findWorkflow(api, wanted);
    const content = `${JSON.stringify({ name, tags, nodes, connections, settings }, null, 2)}\n`;
    const path = text(values, 'output');
    if (path === undefined) out.write(content);
    else {
      await writeFile(path, content).catch((error: Error) => {
        throw usage(`The file "${path}" cannot be written: ${error.message}.`);
      });
      err.write(`"${name}" is in ${path}.\n`);
    }
    return exitCodes.completed;
  },
};

function isRecord(value: Json): value is JsonRecord {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

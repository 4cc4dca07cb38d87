import type { Command } from '../command.ts';
import { text } from '../command.ts';
import { exitCodes, usage } from '../failure.ts';
import { findWorkflow } from '../find.ts';
import { readInputFile, readInputs } from '../inputs.ts';
import { watch } from '../watch.ts';

type Started = { executionId: string; status: string };

export const run: Command = {
  args: '<workflow>',
  summary: 'Run a workflow, by its id or name',
  options: {
    input: { type: 'string', short: 'i', multiple: true },
    inputs: { type: 'string' },
    follow: { type: 'boolean', short: 'f' },
    key: { type: 'string' },
  },
  help: [
    '-i, --input node=value  A value for a node (its id, label or variable); node:=json for JSON, node=@file for a file',
    '    --inputs <file>     All inputs from a JSON file, or - for standard input',
    '-f, --follow            Show what happens until it has ended; its result goes to standard output',
    '    --key <text>        Idempotency key: the same key runs the workflow once',
  ],
  async run(context) {
    const { api, args, values, json, out, err } = context;
    const [wanted] = args;
    if (wanted === undefined) throw usage('Expected a workflow: npx cortado run <workflow>.');
    const workflow = await findWorkflow(api, wanted);
    const file = text(values, 'inputs');
    const inputs = {
      ...(file === undefined ? {} : await readInputFile(file)),
      ...(await readInputs((values.input ?? []) as string[], workflow.nodes)),
    };
    const key = text(values, 'key');
    const path = `/api/workflow/${encodeURIComponent(workflow.id)}/execute`;
    const headers: Record<string, string> = key === undefined ? {} : { 'idempotency-key': key };
    const started = await api.send<Started>('POST', path, { inputs }, headers);
    if (values.follow) {
      if (!json) err.write(`${workflow.name} · ${started.executionId}\n`);
      return watch(context, started.executionId);
    }
    if (json) out.write(`${JSON.stringify(started)}\n`);
    else {
      out.write(`${started.executionId}\n`);
      err.write(`"${workflow.name}" runs. Follow it with: npx cortado logs ${started.executionId} --follow\n`);
    }
    return exitCodes.completed;
  },
};

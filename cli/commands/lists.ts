/** Lists: workflows and executions. */
import type { Head, ListedWorkflow } from '../api.ts';
import { type Command, type Context, text } from '../command.ts';
import { exitCodes, usage } from '../failure.ts';
import { findWorkflow } from '../find.ts';
import { ago, duration, oneLine, state, table } from '../terminal.ts';

const LIMIT = 20;

export const list: Command = {
  args: '',
  summary: 'List workflows',
  options: { search: { type: 'string' }, limit: { type: 'string' } },
  help: ['    --search <text>  Only those whose name has it', '    --limit <n>      How many, 20 by default'],
  async run({ api, values, json, out, err }) {
    const search = new URLSearchParams({ limit: String(limitOf(values)) });
    const wanted = text(values, 'search');
    if (wanted !== undefined) search.set('search', wanted);
    const { workflows, next } = await api.get<{ workflows: ListedWorkflow[]; next: string | null }>(
      `/api/workflows?${search}`,
    );
    if (json) out.write(`${JSON.stringify(workflows)}\n`);
    else if (workflows.length === 0) err.write('There are no workflows. "npx cortado import <file>" adds one.\n');
    else {
      const now = Date.now();
      const rows = workflows.map(({ id, name, nodeCount, lastExecution }) => [
        id,
        oneLine(name, 50),
        String(nodeCount),
        lastExecution ? `${state(out, lastExecution.status)} ${ago(lastExecution.createdAt, now)}` : '–',
      ]);
      out.write(`${table(out, ['ID', 'NAME', 'NODES', 'LAST RUN'], rows)}\n`);
      if (next !== null) err.write('There are more: use --limit or --search.\n');
    }
    return exitCodes.completed;
  },
};

export const executions: Command = {
  args: '[workflow]',
  summary: 'List executions, newest first',
  options: { status: { type: 'string' }, limit: { type: 'string' } },
  help: ['    --status <list>  Only these, such as running,waiting', '    --limit <n>      How many, 20 by default'],
  async run(context) {
    const { api, args, values, json, out, err } = context;
    const search = new URLSearchParams({ limit: String(limitOf(values)) });
    const [wanted] = args;
    if (wanted !== undefined) search.set('workflowId', (await findWorkflow(api, wanted)).id);
    const status = text(values, 'status');
    if (status !== undefined) search.set('status', status);
    const { executions: found } = await api.get<{ executions: Head[] }>(`/api/executions?${search}`);
    if (json) out.write(`${JSON.stringify(found)}\n`);
    else if (found.length === 0) err.write('There are no executions.\n');
    else
      out.write(`${table(out, ['ID', 'WORKFLOW', 'STATUS', 'PROGRESS', 'TOOK', 'BEGAN'], rowsOf(context, found))}\n`);
    return exitCodes.completed;
  },
};

function rowsOf({ out }: Context, found: readonly Head[]): string[][] {
  const now = Date.now();
  return found.map((head) => [
    head.executionId,
    oneLine(head.workflowName, 40),
    state(out, head.status),
    `${head.progress.percentage}%`,
    took(head, now),
    ago(head.createdAt, now),
  ]);
}

/** How long it took, or takes so far. */
export function took({ startedAt, completedAt }: Head, now: number): string {
  if (startedAt === null) return '–';
  return duration((completedAt === null ? now : Date.parse(completedAt)) - Date.parse(startedAt));
}

function limitOf(values: Context['values']): number {
  const given = text(values, 'limit') ?? String(LIMIT);
  if (/^[1-9]\d{0,3}$/.test(given)) return Number(given);
  throw usage(`Expected --limit to be a number from 1 to 9999, got "${given}".`);
}

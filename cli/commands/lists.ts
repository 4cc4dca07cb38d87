/** Lists: workflows and executions. */
import type { Api, Head, ListedWorkflow } from '../api.ts';
import { type Command, type Context, text } from '../command.ts';
import { exitCodes, usage } from '../failure.ts';
import { findWorkflow } from '../find.ts';
import { ago, duration, oneLine, state, table } from '../terminal.ts';

const LIMIT = 20;
/** The server answers at most so many at once. */
const PAGE = 200;

export const list: Command = {
  args: '',
  summary: 'List workflows',
  options: { search: { type: 'string' }, limit: { type: 'string' } },
  help: ['    --search <text>  Only those whose name has it', '    --limit <n>      How many, 20 by default'],
  async run({ api, values, json, out, err }) {
    const search = new URLSearchParams();
    const wanted = text(values, 'search');
    if (wanted !== undefined) search.set('search', wanted);
    const { items: workflows, more } = await listed<ListedWorkflow>(api, 'workflows', search, values);
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
      if (more) err.write('There are more: use --limit or --search.\n');
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
    const search = new URLSearchParams();
    const [wanted] = args;
    if (wanted !== undefined) search.set('workflowId', (await findWorkflow(api, wanted)).id);
    const status = text(values, 'status');
    if (status !== undefined) search.set('status', status);
    const { items: found, more } = await listed<Head>(api, 'executions', search, values);
    if (json) out.write(`${JSON.stringify(found)}\n`);
    else if (found.length === 0) err.write('There are no executions.\n');
    else {
      out.write(`${table(out, ['ID', 'WORKFLOW', 'STATUS', 'PROGRESS', 'TOOK', 'BEGAN'], rowsOf(context, found))}\n`);
      if (more) err.write('There are more: use --limit or --status.\n');
    }
    return exitCodes.completed;
  },
};

/** As many as `--limit` says, page by page, and whether there are more. */
async function listed<Item>(
  api: Api,
  name: 'workflows' | 'executions',
  search: URLSearchParams,
  values: Context['values'],
): Promise<{ items: Item[]; more: boolean }> {
  const limit = limitOf(values);
  const items: Item[] = [];
  for (;;) {
    search.set('limit', String(Math.min(PAGE, limit - items.length)));
    const page = await api.get<Record<typeof name, Item[]> & { next: string | null }>(`/api/${name}?${search}`);
    items.push(...page[name]);
    if (page.next === null || items.length >= limit) return { items, more: page.next !== null };
    search.set('before', page.next);
  }
}

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

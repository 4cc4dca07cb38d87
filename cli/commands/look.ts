/** Looking at one execution: its state, its log. */
import type { LogRow } from '../../db/model.ts';
import type { Head, Snapshot } from '../api.ts';
import { type Command, type Context, text } from '../command.ts';
import { type ExitCode, exitCodes, usage } from '../failure.ts';
import { executionPath } from '../find.ts';
import { logLine } from '../log-line.ts';
import { paint, safe, state } from '../terminal.ts';
import { exitCodeOf, shown, watch, withoutLogs } from '../watch.ts';
import { took } from './lists.ts';

const PAGE = 1_000;

export const status: Command = {
  args: '<execution>',
  summary: 'Show where an execution is; exits like the execution when it has ended',
  options: {},
  async run({ api, args, json, out }) {
    const snapshot = await api.get<Snapshot>(`${executionPath(one(args, 'status'))}?logs=none`);
    if (json) out.write(`${JSON.stringify(withoutLogs(snapshot))}\n`);
    else out.write(`${overview(snapshot, out)}\n`);
    return exitCodeOf(snapshot);
  },
};

export const logs: Command = {
  args: '<execution>',
  summary: 'Show the log of an execution',
  options: { follow: { type: 'boolean', short: 'f' }, after: { type: 'string' } },
  help: [
    '-f, --follow     Go on until it has ended; exits like the execution',
    '    --after <n>  Begin after this row',
  ],
  async run(context) {
    const { args, values, api } = context;
    const executionId = one(args, 'logs');
    const after = cursorOf(context);
    if (values.follow) return watch(context, executionId, { after, show: 'out', result: false });
    const head = await api.get<Head>(`${executionPath(executionId)}?logs=none`);
    return printRows(context, head, after);
  },
};

async function printRows({ api, json, out }: Context, head: Head, after: number): Promise<ExitCode> {
  const since = Date.parse(head.createdAt);
  for (let cursor = after; ; ) {
    const rows = await api.get<LogRow[]>(`${executionPath(head.executionId)}/logs?after=${cursor}&limit=${PAGE}`);
    for (const row of rows) out.write(`${json ? JSON.stringify(row) : logLine(out, row, since)}\n`);
    cursor = rows.at(-1)?.seq ?? cursor;
    if (rows.length < PAGE) return exitCodes.completed;
  }
}

function overview(snapshot: Snapshot, out: Context['out']): string {
  const { progress, error, currentNodeId, finalOutput } = snapshot;
  const dim = (text: string) => paint(out, 'dim', text);
  const lines = [
    `${state(out, snapshot.status)}  ${safe(snapshot.workflowName)} ${dim(`revision ${snapshot.workflowRevision}`)}`,
    `${dim('execution')}  ${snapshot.executionId}`,
    `${dim('progress')}   ${progress.percentage}%, ${progress.completedNodes + progress.failedNodes} of ${progress.totalNodes} nodes`,
    `${dim('began')}      ${snapshot.createdAt} (${snapshot.triggerType})`,
    `${dim('took')}       ${took(snapshot, Date.now())}`,
  ];
  if (!snapshot.done && currentNodeId !== null) lines.push(`${dim('at node')}    ${safe(currentNodeId)}`);
  if (error !== null) lines.push(`${dim('error')}      ${paint(out, 'red', safe(error))}`);
  if (snapshot.status === 'completed') lines.push(`${dim('output')}     ${shown(finalOutput)}`);
  return lines.join('\n');
}

function cursorOf({ values }: Context): number {
  const given = text(values, 'after') ?? '0';
  if (/^\d{1,15}$/.test(given)) return Number(given);
  throw usage(`Expected --after to be the number of a log row, got "${given}".`);
}

/** The one execution that a command is about. */
export function one(args: readonly string[], command: string): string {
  const [executionId] = args;
  if (executionId !== undefined) return executionId;
  throw usage(`Expected an execution: npx cortado ${command} <execution>.`);
}

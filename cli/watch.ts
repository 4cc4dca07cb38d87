/** Following an execution to its end, on the terminal or for a program. */
import process from 'node:process';
import type { Json } from '../db/model.ts';
import type { Head, Snapshot } from './api.ts';
import type { Context } from './command.ts';
import { type ExitCode, exitCodes } from './failure.ts';
import { executionPath } from './find.ts';
import { follow } from './stream.ts';
import { paint, safe, state } from './terminal.ts';
import { jsonView, textView } from './view.ts';

/**
 * Shows what happens until the execution has ended, then its result on standard output; everything else goes to
 * `show`, standard error by default. Ctrl-C ends the following, never the execution.
 */
export async function watch(
  context: Context,
  executionId: string,
  options: { after?: number; show?: 'out' | 'err'; result?: boolean } = {},
): Promise<ExitCode> {
  const { api, json, out } = context;
  const { after = 0, show = 'err', result = true } = options;
  const stream = context[show];
  const head = await api.get<Head>(`${executionPath(executionId)}?logs=none`);
  const view = json ? jsonView(out) : await textView(stream, Date.parse(head.createdAt));
  const stopping = new AbortController();
  const stop = () => stopping.abort();
  process.once('SIGINT', stop);
  try {
    for await (const event of follow(api, executionId, { after, signal: stopping.signal })) view.show(event);
  } finally {
    process.off('SIGINT', stop);
    view.close();
  }
  if (stopping.signal.aborted) {
    context.err.write(
      `Stopped following; the execution goes on. "npx cortado logs ${executionId} --follow" takes it up again, ` +
        `"npx cortado cancel ${executionId}" ends it.\n`,
    );
    return exitCodes.interrupted;
  }
  const ended = await api.get<Snapshot>(`${executionPath(executionId)}?logs=none`);
  if (json) out.write(`${JSON.stringify({ event: 'result', ...withoutLogs(ended) })}\n`);
  else {
    stream.write(`${summary(ended, stream)}\n`);
    if (result && ended.status === 'completed') out.write(`${shown(ended.finalOutput)}\n`);
  }
  return exitCodeOf(ended);
}

export function exitCodeOf({ status }: Head): ExitCode {
  if (status === 'failed') return exitCodes.failed;
  return status === 'cancelled' ? exitCodes.cancelled : exitCodes.completed;
}

export function withoutLogs({ logs: _logs, ...rest }: Snapshot): object {
  return rest;
}

function summary(ended: Snapshot, stream: Context['out']): string {
  const { completedNodes, failedNodes, skippedNodes } = ended.progress;
  const counts = [
    `${completedNodes} completed`,
    ...(failedNodes > 0 ? [`${failedNodes} failed`] : []),
    ...(skippedNodes > 0 ? [`${skippedNodes} skipped`] : []),
  ];
  const facts = paint(stream, 'dim', `${counts.join(' · ')} · ${ended.executionId}`);
  const error = ended.error === null ? '' : `\n${paint(stream, 'red', safe(ended.error))}`;
  return `${state(stream, ended.status)} ${facts}${error}`;
}

/** Text as it is, anything else as JSON. */
export function shown(value: Json): string {
  return typeof value === 'string' ? safe(value) : JSON.stringify(value, null, 2);
}

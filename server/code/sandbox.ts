/** One call of user code in QuickJS: a runtime of its own, which knows no file, no network, no timer and nobody else. */
import type { QuickJSContext, QuickJSHandle, QuickJSWASMModule } from 'quickjs-emscripten-core';
import type { CodeProblem, Done, Job } from './messages.ts';
import { asFunction, LINES_BEFORE, prelude } from './prelude.ts';

const STACK_BYTES = 512 * 1024;

/** Takes as long as the code takes: who calls it ends the thread when that is too long. */
export function runInSandbox(module: QuickJSWASMModule, job: Job): Done {
  const runtime = module.newRuntime();
  runtime.setMemoryLimit(job.memoryBytes);
  runtime.setMaxStackSize(STACK_BYTES);
  const context = runtime.newContext();
  let logs: readonly string[] = [];
  try {
    const around = context.unwrapResult(context.evalCode(prelude, 'prelude.js'));
    const answer = callCode(context, around, job);
    logs = readLogs(context, around);
    return { ...answer, logs };
  } catch (error) {
    return { output: null, failure: problemOf(error), logs };
  }
  // Neither context nor runtime is disposed of: after an error the sandbox's heap is not to be walked through again.
}

function callCode(context: QuickJSContext, around: QuickJSHandle, job: Job): Omit<Done, 'logs'> {
  const compiled = context.evalCode(asFunction(job.code), 'code.js');
  if (compiled.error) return failed(context, compiled.error);
  const call = context.getProp(around, 'call');
  const scope = context.newString(job.scope);
  const perRow = job.perRow ? context.true : context.false;
  const promise = context.unwrapResult(context.callFunction(call, around, compiled.value, scope, perRow));
  const jobs = context.runtime.executePendingJobs();
  if (jobs.error) return failed(context, jobs.error);
  const state = context.getPromiseState(promise);
  if (state.type === 'rejected') return failed(context, state.error);
  if (state.type === 'pending') {
    const message = 'The code awaits something that never comes: there are no timers and no network here.';
    return { output: null, failure: { kind: 'threw', message } };
  }
  return { output: context.getString(state.value), failure: null };
}

function failed(context: QuickJSContext, error: QuickJSHandle): Omit<Done, 'logs'> {
  const thrown: unknown = context.dump(error);
  return { output: null, failure: problemOf(thrown) };
}

/** What was thrown, in one sentence; user code may throw anything. */
function problemOf(thrown: unknown): CodeProblem {
  if (typeof thrown !== 'object' || thrown === null)
    return { kind: 'threw', message: `The code threw ${text(thrown)}.` };
  const { name, message, stack } = thrown as Record<string, unknown>;
  const said = typeof message === 'string' ? message : text(thrown);
  if (/out of memory/.test(said)) return { kind: 'memory', message: said };
  if (said.startsWith('Expected a value that JSON can hold')) return { kind: 'result', message: said };
  const line = /code\.js:(\d+)/.exec(typeof stack === 'string' ? stack : '')?.[1];
  const where = line === undefined ? '' : ` (line ${Math.max(1, Number(line) - LINES_BEFORE)})`;
  return { kind: 'threw', message: `${typeof name === 'string' ? name : 'Error'}: ${said}${where}` };
}

function text(value: unknown): string {
  try {
    return String(typeof value === 'object' ? JSON.stringify(value) : value).slice(0, 1_000);
  } catch {
    return 'something that cannot be shown';
  }
}

function readLogs(context: QuickJSContext, around: QuickJSHandle): string[] {
  const lines = context.callMethod(around, 'logs');
  if (lines.error) return [];
  const parsed: unknown = JSON.parse(context.getString(lines.value));
  return Array.isArray(parsed) ? parsed.map(String) : [];
}

import { Script } from 'node:vm';
import * as z from 'zod';
import { defineNode } from '../engine/node.ts';
import { aliased } from './aliased.ts';

const config = aliased(
  z.object({
    code: z
      .string()
      .min(1, 'Expected JavaScript')
      .max(100_000)
      .describe(
        'JavaScript, the inside of a function: input, inputs, $result and execution come in, what it returns goes on',
      ),
    processingMode: z.enum(['batch', 'perRow']).default('batch').describe('Run once, or once for each row'),
    memoryMb: z.int().min(4).max(512).default(64).describe('Memory that it may have, in MB'),
  }),
  { code: ['jsCode', 'javascript', 'script', 'functionCode'], processingMode: ['codeProcessingMode'] },
);

/**
 * Effectful only in that it takes time: it runs in a thread of its own, and a crash of the server in the midst of it is
 * counted like that of a call, so that code which ends the process is not tried for ever.
 */
export const code = defineNode({
  type: 'code',
  title: 'Code',
  description: 'Runs JavaScript, shut off from files, network and everything else.',
  category: 'data',
  config,
  effect: 'effectful',
  timeoutMs: 5_000,
  check: ({ code }) => syntaxProblem(code),
  run: async ({ config, inputs, result, executionId, workflowId, startedAt, signal, services }, input) => {
    const { code, processingMode, memoryMb } = config;
    const execution = { id: executionId, workflowId, startedAt: new Date(startedAt).toISOString() };
    const scope = { input, inputs, result: result ?? null, execution };
    const perRow = processingMode === 'perRow';
    const { output, logs } = await services.code.run({ code, scope, perRow, memoryMb, signal });
    const ran = perRow && Array.isArray(output) ? `Ran for ${output.length} rows` : 'Ran';
    return { success: true, message: ran, outputData: output, ...(logs.length > 0 && { logs: [...logs] }) };
  },
});

/** Compiles the code, and does not run it. */
function syntaxProblem(code: string): { key: string; message: string }[] {
  try {
    new Script(`(async function () {\n${code}\n})`, { filename: 'code' });
    return [];
  } catch (error) {
    const { message, stack = '' } = error as Error;
    const line = /^code:(\d+)/.exec(stack)?.[1];
    const where = line === undefined ? '' : ` in line ${Math.max(1, Number(line) - 1)}`;
    return [{ key: 'code', message: `Expected JavaScript, found a mistake${where}: ${message}` }];
  }
}

import * as z from 'zod';
import type { Json } from '../../db/model.ts';
import {
  type Credential,
  defineNode,
  type LlmAnswer,
  type LlmRequest,
  type NodeContext,
  NodeFailure,
} from '../engine/node.ts';
import { aliased } from './aliased.ts';
import { instruction, readAnswer, schemaProblem } from './llm-answer.ts';
import { isRecord, rowsOf, textOf, withField } from './records.ts';

const ROWS_AT_ONCE = 4;

const enumOptions = z.preprocess((value) => {
  const options: unknown = typeof value === 'string' ? value.split(/[,\n]/).map((option) => option.trim()) : value;
  return Array.isArray(options) ? options.filter((option) => option !== '') : options;
}, z.array(z.string()).default([]));
const jsonSchema = z.preprocess((value) => {
  if (typeof value !== 'string') return value;
  try {
    return value.trim() === '' ? undefined : JSON.parse(value);
  } catch {
    return value;
  }
}, z.record(z.string(), z.json()).optional());

const config = aliased(
  z
    .object({
      llmPrompt: z
        .string()
        .min(1, 'Expected a prompt')
        .max(200_000)
        .describe('What the model is asked, with templates'),
      systemPrompt: z.string().max(200_000).optional().describe('How it is to behave'),
      includeInput: z.boolean().default(true).describe('Whether what comes in is given to it as JSON below the prompt'),
      model: z.string().max(200).optional().describe('Model; the server’s default when left out'),
      baseURL: z.string().max(2_000).optional().describe('Any address that speaks OpenAI’s API'),
      credential: z
        .string()
        .max(100)
        .optional()
        .describe('Name of a stored credential with the key, and the address where `baseURL` is left out'),
      temperature: z.number().min(0).max(2).optional().describe('How freely it answers'),
      maxTokens: z.int().min(1).max(1_000_000).optional().describe('The longest answer, in tokens'),
      outputType: z
        .enum(['text', 'number', 'date', 'enum', 'json'])
        .default('text')
        .describe('What the answer is to be'),
      enumOptions: enumOptions.describe('The answers to choose from'),
      jsonSchema: jsonSchema.describe('JSON Schema that the answer is to fit'),
      processingMode: z.enum(['batch', 'perRow']).default('batch').describe('Ask once, or once for each row'),
      outputField: z.string().min(1).max(200).default('result').describe('Field of the row that takes its answer'),
    })
    .check((context) => {
      const { outputType, enumOptions, jsonSchema } = context.value;
      const complain = (key: string, message: string) =>
        context.issues.push({ code: 'custom', message, input: context.value, path: [key] });
      if (outputType === 'enum' && enumOptions.length === 0) {
        complain('enumOptions', 'Expected at least one option for "outputType": "enum"');
      }
      const problem = outputType === 'json' && jsonSchema !== undefined ? schemaProblem(jsonSchema) : null;
      if (problem !== null)
        complain('jsonSchema', `Expected a JSON Schema that answers can be held against: ${problem}`);
    }),
  {
    llmPrompt: ['prompt'],
    systemPrompt: ['llmSystemPrompt', 'system'],
    includeInput: ['llmIncludeContext'],
    model: ['llmModel'],
    baseURL: ['baseUrl', 'llmBaseUrl'],
    temperature: ['llmTemperature'],
    maxTokens: ['llmMaxTokens'],
    outputType: ['llmOutputType'],
    enumOptions: ['llmEnumOptions'],
    jsonSchema: ['llmJsonSchema'],
    processingMode: ['llmProcessingMode'],
    outputField: ['llmOutputField'],
  },
);
type Config = z.output<typeof config>;

export const llm = defineNode({
  type: 'llm',
  title: 'LLM',
  description: 'Asks a language model, shows its words as they come, and passes the answer on.',
  category: 'action',
  config,
  effect: 'effectful',
  retries: 2,
  timeoutMs: 60_000,
  timeout: 'idle',
  run: async (context, input) => {
    const access = await accessOf(context);
    if (context.config.processingMode === 'perRow') return perRow(context, access, rowsOf(input));
    const answer = await ask(context, access, input, { onText: context.emit, signal: context.signal });
    return {
      success: true,
      message: `Answered by ${answer.model}`,
      outputData: readAnswer(answer.text, context.config, context.excerpt),
      model: answer.model,
      finishReason: answer.finishReason,
      usage: answer.usage === null ? null : { ...answer.usage },
    };
  },
});

/** Where the questions go, and with which key; what is left out is the server's. */
type Access = Pick<LlmRequest, 'baseURL' | 'apiKey'>;

async function accessOf(context: NodeContext<Config>): Promise<Access> {
  const { config, render } = context;
  const own = config.baseURL === undefined ? undefined : textOf(render(config.baseURL));
  const name = config.credential?.trim() ?? '';
  if (name === '') return { baseURL: own, apiKey: undefined };
  // the server's own address is no address for somebody's key
  const addressFor = ({ secret }: Credential) =>
    own || (secret.kind === 'openai' && secret.baseURL) || 'https://api.openai.com/v1';
  const credential = await context.credential(name, (it) => toUrl(addressFor(it)));
  const { secret } = credential;
  if (secret.kind === 'openai' || secret.kind === 'bearer') {
    return { baseURL: addressFor(credential), apiKey: secret.kind === 'openai' ? secret.apiKey : secret.token };
  }
  const sentence = `Expected the credential "${name}" to be of kind openai or bearer, since a language model takes a key; it is of kind ${secret.kind}.`;
  throw new NodeFailure('wrong_credential', sentence);
}

function toUrl(text: string): URL {
  const url = URL.parse(text);
  if (url) return url;
  throw new NodeFailure('bad_url', `Expected "baseURL" to be an http(s) address, got "${text.slice(0, 200)}".`);
}

function ask(
  context: NodeContext<Config>,
  access: Access,
  input: Json,
  { onText, signal }: Pick<LlmRequest, 'onText' | 'signal'>,
): Promise<LlmAnswer> {
  const { config, render, services } = context;
  const scope = isRecord(input) ? { ...input, row: input } : { row: input };
  const prompt = textOf(render(config.llmPrompt, scope));
  const hasInput = config.includeInput && input !== null && !(isRecord(input) && Object.keys(input).length === 0);
  const system = [config.systemPrompt && textOf(render(config.systemPrompt, scope)), instruction(config)]
    .filter(Boolean)
    .join('\n\n');
  return services.llm.complete({
    model: config.model === undefined ? undefined : textOf(render(config.model)),
    ...access,
    system: system === '' ? undefined : system,
    prompt: hasInput ? `${prompt}\n\nData:\n${JSON.stringify(input)}` : prompt,
    temperature: config.temperature,
    maxTokens: config.maxTokens,
    jsonSchema: config.outputType === 'json' ? config.jsonSchema : undefined,
    signal,
    onText,
    onKey: context.hide,
  });
}

/** One question a row, a few at once; viewers see each row's answer when it is whole. The first failure ends the others. */
async function perRow(context: NodeContext<Config>, access: Access, rows: readonly Json[]) {
  const { config } = context;
  const answers: LlmAnswer[] = new Array(rows.length);
  const outputData: Json[] = new Array(rows.length);
  let next = 0;
  const stop = new AbortController();
  const stopAll = () => stop.abort(context.signal.reason);
  context.signal.addEventListener('abort', stopAll, { once: true });
  const worker = async () => {
    while (next < rows.length) {
      const index = next++;
      const row = rows[index]!;
      try {
        const onText = () => context.emit('');
        const answer = await ask(context, access, row, { onText, signal: stop.signal });
        answers[index] = answer;
        outputData[index] = withField(
          isRecord(row) ? row : { value: row },
          config.outputField,
          readAnswer(answer.text, config, context.excerpt),
        );
        context.emit(`${index + 1}: ${answer.text}\n`);
      } catch (error) {
        next = rows.length;
        if (stop.signal.aborted) return;
        stop.abort();
        throw atRow(error, index);
      }
    }
  };
  const workers = await Promise.allSettled(Array.from({ length: ROWS_AT_ONCE }, worker));
  context.signal.removeEventListener('abort', stopAll);
  const failed = workers.find((each) => each.status === 'rejected');
  if (failed) throw failed.reason;
  context.signal.throwIfAborted();
  const sum = (key: 'inputTokens' | 'outputTokens') =>
    answers.reduce((total, { usage }) => total + (usage?.[key] ?? 0), 0);
  return {
    success: true,
    message: `${rows.length} rows answered`,
    outputData,
    model: answers[0]?.model ?? null,
    usage: { inputTokens: sum('inputTokens'), outputTokens: sum('outputTokens') },
  };
}

function atRow(error: unknown, index: number): unknown {
  if (!(error instanceof NodeFailure)) return error;
  const { code, message, transient, noEffect, retryAfterMs, extras } = error;
  return new NodeFailure(code, `Row ${index + 1}: ${message}`, {
    transient,
    noEffect,
    retryAfterMs,
    extras,
    cause: error,
  });
}

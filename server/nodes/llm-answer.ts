/** What a model is asked to answer with, and what its answer is taken for. Pure. */
import * as z from 'zod';
import type { Json } from '../../db/model.ts';
import { NodeFailure } from '../engine/node.ts';

export type AnswerForm = {
  readonly outputType: 'text' | 'number' | 'date' | 'enum' | 'json';
  readonly enumOptions: readonly string[];
  readonly jsonSchema?: Record<string, unknown> | undefined;
};

/** What is added to the system prompt so that the answer can be read. */
export function instruction({ outputType, enumOptions }: AnswerForm): string {
  switch (outputType) {
    case 'text':
      return '';
    case 'number':
      return 'Answer with one number and nothing else.';
    case 'date':
      return 'Answer with one ISO 8601 date (YYYY-MM-DD, with the time where it is known) and nothing else.';
    case 'enum':
      return `Answer with exactly one of these and nothing else: ${enumOptions.map((option) => JSON.stringify(option)).join(', ')}.`;
    case 'json':
      return 'Answer with JSON and nothing else.';
    default:
      return outputType satisfies never;
  }
}

/** The beginning of a text, as it may be shown. */
export type Excerpt = (text: string, max: number) => string;

/** The value that a text stands for. Throws a transient `NodeFailure`: a second answer may be better. */
export function readAnswer(text: string, form: AnswerForm, excerpt: Excerpt): Json {
  const unfit = (expected: string, cause?: unknown) => unfitAnswer(expected, text, excerpt, cause);
  const bare = unfenced(text);
  switch (form.outputType) {
    case 'text':
      return text;
    case 'number': {
      const number = Number(bare.replace(/[,_](?=\d{3}\b)/g, ''));
      if (bare === '' || !Number.isFinite(number)) throw unfit('a number');
      return number;
    }
    case 'date':
      if (Number.isNaN(Date.parse(bare)) || !/^\d{4}-\d\d-\d\d/.test(bare)) throw unfit('an ISO date');
      return bare;
    case 'enum': {
      const said = unquoted(bare);
      const option = form.enumOptions.find((each) => unquoted(each) === said);
      if (option === undefined) throw unfit(`one of ${form.enumOptions.join(', ')}`);
      return option;
    }
    case 'json':
      return readJson(bare, unfit, form.jsonSchema);
    default:
      return form.outputType satisfies never;
  }
}

/** Models like to put their answer into a fence. */
function unfenced(text: string): string {
  const fence = /^\s*```[a-z]*\n([\s\S]*?)\n?```\s*$/i.exec(text);
  return (fence?.[1] ?? text).trim();
}

/** Models like to quote their answer, and to end it with a full stop. */
function unquoted(text: string): string {
  return text.replace(/^["'`\s]+|["'`.\s]+$/g, '').toLowerCase();
}

/** Why a JSON Schema cannot be checked; null when it can. */
export function schemaProblem(schema: Record<string, unknown>): string | null {
  try {
    toZod(schema);
    return null;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

function toZod(schema: Record<string, unknown>): z.ZodType {
  return z.fromJSONSchema(schema as Parameters<typeof z.fromJSONSchema>[0]);
}

type Unfit = (expected: string, cause?: unknown) => NodeFailure;

function readJson(bare: string, unfit: Unfit, schema: Record<string, unknown> | undefined): Json {
  let value: Json;
  try {
    value = JSON.parse(bare) as Json;
  } catch (cause) {
    throw unfit('JSON', cause);
  }
  if (schema === undefined) return value;
  const checked = toZod(schema).safeParse(value);
  if (checked.success) return value;
  const issue = checked.error.issues[0];
  throw unfit(`JSON that fits its schema (${issue?.path.join('.') || 'the whole'}: ${issue?.message})`);
}

function unfitAnswer(expected: string, text: string, excerpt: Excerpt, cause?: unknown): NodeFailure {
  const message = `Expected the model to answer with ${expected}, got "${excerpt(text, 200)}".`;
  return new NodeFailure('unfit_answer', message, { transient: true, cause, extras: { text: excerpt(text, 2_048) } });
}

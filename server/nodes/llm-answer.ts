/** What a model is asked to answer with, and what its answer is taken for. Pure. */
import * as z from 'zod';
import type { Json } from '../../db/model.ts';
import { NodeFailure } from '../engine/node.ts';
import { TimeUp, withinTime } from './within-time.ts';

/** A schema is its author's, patterns and all, and the answer may be made to fit them badly. */
const SCHEMA_MS = 500;

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

/** Models like to quote their answer, and to end it with a full stop. Blanks in its middle are looked at once. */
function unquoted(text: string): string {
  let from = 0;
  let to = text.length;
  while (from < to && /["'`\s]/.test(text[from]!)) from += 1;
  while (to > from && /["'`.\s]/.test(text[to - 1]!)) to -= 1;
  return text.slice(from, to).toLowerCase();
}

/** Why a JSON Schema cannot be checked; null when it can. */
export function schemaProblem(schema: Record<string, unknown>): string | null {
  try {
    withinTime(SCHEMA_MS, () => toZod(schema));
    return null;
  } catch (error) {
    if (error instanceof TimeUp) return `it takes more than ${SCHEMA_MS} ms to read.`;
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
  const issue = firstIssue(value, schema);
  if (issue === undefined) return value;
  throw unfit(`JSON that fits its schema (${issue.path.join('.') || 'the whole'}: ${issue.message})`);
}

function firstIssue(value: Json, schema: Record<string, unknown>): z.core.$ZodIssue | undefined {
  try {
    return withinTime(SCHEMA_MS, () => toZod(schema).safeParse(value)).error?.issues[0];
  } catch (error) {
    if (!(error instanceof TimeUp)) throw error;
    const sentence = `Expected the answer to be held against "jsonSchema" within ${SCHEMA_MS} ms, and it took longer. Make its patterns simpler.`;
    throw new NodeFailure('schema_too_slow', sentence, { cause: error });
  }
}

function unfitAnswer(expected: string, text: string, excerpt: Excerpt, cause?: unknown): NodeFailure {
  const message = `Expected the model to answer with ${expected}, got "${excerpt(text, 200)}".`;
  return new NodeFailure('unfit_answer', message, { transient: true, cause, extras: { text: excerpt(text, 2_048) } });
}

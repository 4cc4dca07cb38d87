/** What the LLM stub says: scripted answers, and values that fit a JSON Schema where one is asked for. */

export type ChatMessage = { readonly role: string; readonly content: unknown };
export type ChatRequest = {
  readonly model?: string;
  readonly messages: readonly ChatMessage[];
  readonly stream?: boolean;
  readonly stream_options?: { readonly include_usage?: boolean };
  readonly max_tokens?: number;
  readonly max_completion_tokens?: number;
  readonly response_format?: { readonly type: string; readonly json_schema?: { readonly schema?: unknown } };
};

/** `text` is all that the messages say. An answer that is no string is given as JSON; undefined: ask the next. */
export type Answer = (text: string, request: ChatRequest) => unknown;
export type AnswerRule = { readonly when: string | RegExp; readonly answer: string | Answer };

/** The first rule whose `when` is in the text decides; where none does, a schema or the last message is answered. */
export function answerTo(request: ChatRequest, rules: readonly AnswerRule[]): string {
  const text = textOf(request.messages);
  const schema = schemaOf(request);
  for (const { when, answer } of rules) {
    if (typeof when === 'string' ? !text.includes(when) : !when.test(text)) continue;
    const said = typeof answer === 'string' ? answer : answer(text, request);
    if (said !== undefined) return typeof said === 'string' ? said : JSON.stringify(said);
  }
  if (schema !== undefined) return JSON.stringify(valueFor(schema));
  const last = textOf(request.messages.slice(-1)).replace(/\s+/g, ' ').trim();
  return `You said: ${last.slice(0, 400)}`;
}

export function textOf(messages: readonly ChatMessage[]): string {
  return messages.map(({ content }) => (typeof content === 'string' ? content : partsOf(content))).join('\n');
}

function partsOf(content: unknown): string {
  if (!Array.isArray(content)) return '';
  return content.map((part: { text?: unknown }) => (typeof part.text === 'string' ? part.text : '')).join('');
}

function schemaOf({ response_format: format }: ChatRequest): unknown {
  if (format?.type === 'json_object') return { type: 'object', properties: { ok: { type: 'boolean' } } };
  return format?.type === 'json_schema' ? (format.json_schema?.schema ?? {}) : undefined;
}

type Schema = {
  type?: string | string[];
  enum?: unknown[];
  const?: unknown;
  properties?: Record<string, unknown>;
  items?: unknown;
  anyOf?: unknown[];
  minimum?: number;
  format?: string;
};

/** A small value that fits a schema of the kinds that llm nodes write. */
export function valueFor(given: unknown): unknown {
  const schema = (given ?? {}) as Schema;
  if (schema.const !== undefined) return schema.const;
  if (schema.enum) return schema.enum[0];
  if (schema.anyOf) return valueFor(schema.anyOf[0]);
  switch (Array.isArray(schema.type) ? schema.type[0] : schema.type) {
    case 'object':
      return Object.fromEntries(Object.entries(schema.properties ?? {}).map(([key, each]) => [key, valueFor(each)]));
    case 'array':
      return [valueFor(schema.items)];
    case 'number':
    case 'integer':
      return schema.minimum ?? 1;
    case 'boolean':
      return true;
    case 'null':
      return null;
    default:
      return schema.format?.startsWith('date') ? '2026-01-01' : 'text';
  }
}

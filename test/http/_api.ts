/** A client that holds every answer against the OpenAPI document: its status must be listed, its body must fit. */
import Ajv2020, { type ValidateFunction } from 'ajv/dist/2020.js';
import { expect } from 'vitest';
import { type OpenApiDocument, openapiDocument } from '../../server/http/openapi.ts';

export type Answer = {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  // biome-ignore lint/suspicious/noExplicitAny: tests look into answers of every shape
  readonly json: any;
};
export type Options = {
  readonly body?: unknown;
  readonly raw?: string | Uint8Array;
  readonly headers?: Record<string, string>;
};
export type Api = {
  readonly url: string;
  (method: string, path: string, options?: Options): Promise<Answer>;
};

/** `<method> <template> <status>` of every answer that was checked. */
export const seen = new Set<string>();

const document = openapiDocument('test');
const ajv = new Ajv2020.default({ strict: false, allErrors: true });
ajv.addSchema({ $id: 'api', components: document.components });
const validators = new Map<string, ValidateFunction>();

export function createApi(url: string): Api {
  const call = async (method: string, path: string, { body, raw, headers = {} }: Options = {}): Promise<Answer> => {
    const response = await fetch(`${url}${path}`, {
      method,
      headers: {
        ...(body !== undefined || raw !== undefined ? { 'content-type': 'application/json' } : {}),
        ...headers,
      },
      body: (raw as string | undefined) ?? (body === undefined ? undefined : JSON.stringify(body)),
    });
    const text = await response.text();
    const isJson = response.headers.get('content-type')?.startsWith('application/json') ?? false;
    const json = isJson ? JSON.parse(text) : undefined;
    hold(method.toLowerCase(), path.replace(/\?.*/, ''), response.status, response.headers, json);
    return { status: response.status, headers: response.headers, text, json };
  };
  return Object.assign(call, { url });
}

function hold(method: string, path: string, status: number, headers: Headers, json: unknown): void {
  const template = templateOf(document, path, method);
  if (status === 404 && template === null) return holdError(json, status);
  if (status === 405) return holdError(json, status);
  const operation = template === null ? undefined : document.paths[template]?.[method];
  const response = operation?.responses[status];
  expect(response, `${method} ${path} answered ${status}, which the document does not list`).toBeDefined();
  seen.add(`${method} ${template} ${status}`);
  const [type, media] = Object.entries(response?.content ?? {})[0] ?? [];
  if (!type || !media) return;
  expect(headers.get('content-type')).toContain(type);
  if (type === 'application/json') matches(`${method} ${template} ${status}`, media.schema, json);
}

function holdError(json: unknown, status: number): void {
  matches('error', { $ref: '#/components/schemas/ErrorAnswer' }, json);
  seen.add(`error ${status}`);
}

function matches(key: string, schema: Record<string, unknown>, json: unknown): void {
  const text = JSON.stringify(schema).replaceAll('"#/components', '"api#/components');
  const validate = validators.get(key) ?? ajv.compile(JSON.parse(text));
  validators.set(key, validate);
  if (!validate(json)) {
    const problems = validate.errors?.map(({ instancePath, message }) => `${instancePath} ${message}`);
    expect.fail(
      `${key} does not fit the document:\n${problems?.slice(0, 12).join('\n')}\n${JSON.stringify(json).slice(0, 2_000)}`,
    );
  }
}

/** The template that a path fits, without parameters first. */
function templateOf(api: OpenApiDocument, path: string, method: string): string | null {
  const fits = Object.keys(api.paths).filter(
    (template) => api.paths[template]?.[method] && new RegExp(`^${template.replace(/\{\w+\}/g, '[^/]+')}$`).test(path),
  );
  return fits.sort((a, b) => a.split('{').length - b.split('{').length)[0] ?? null;
}

/**
 * The OpenAPI 3.1 document, made from the zod schemas that the program uses. zod writes JSON Schema 2020-12 itself,
 * which is what OpenAPI 3.1 wants, so nothing stands between.
 */
import * as z from 'zod';
import { type Access, accessOf } from './access.ts';
import * as accountAnswers from './account-answers.ts';
import * as accountSchemas from './account-schemas.ts';
import * as answers from './answers.ts';
import * as credentialSchemas from './credential-schemas.ts';
import * as dashboardSchemas from './dashboard-schemas.ts';
import * as embedAnswers from './embed-answers.ts';
import * as embedSchemas from './embed-schemas.ts';
import { statusOfCode } from './errors.ts';
import * as fileSchemas from './file-schemas.ts';
import { accountOperations } from './operations/account.ts';
import { credentialOperations } from './operations/credentials.ts';
import { dashboardOperations } from './operations/dashboards.ts';
import { databaseOperations } from './operations/databases.ts';
import { embedOperations } from './operations/embed.ts';
import { type Answer, type Operation, type Operations, whole } from './operations/operation.ts';
import { overviewOperations } from './operations/overview.ts';
import { recordFileOperations } from './operations/record-files.ts';
import { runOperations } from './operations/run.ts';
import { systemOperations } from './operations/system.ts';
import { watchOperations } from './operations/watch.ts';
import { workflowsOperations } from './operations/workflows.ts';
import * as overviewAnswers from './overview-answers.ts';
import * as packageSchemas from './package-schemas.ts';
import * as recordSchemas from './record-schemas.ts';
import * as schemas from './schemas.ts';

type Schema = { [key: string]: unknown };
export type OpenApiOperation = {
  tags: string[];
  summary: string;
  operationId: string;
  parameters: { name: string; in: string; required: boolean; description?: string; schema: Schema }[];
  requestBody?: { required: boolean; content: Record<string, { schema: Schema }> };
  /** empty: anybody may */
  security: Record<string, string[]>[];
  responses: Record<string, { description: string; headers?: Schema; content?: Record<string, { schema: Schema }> }>;
};
export type OpenApiDocument = {
  openapi: string;
  info: { title: string; version: string; description: string; license: { name: string; identifier: string } };
  tags: { name: string }[];
  paths: Record<string, Record<string, OpenApiOperation>>;
  components: { schemas: Record<string, Schema>; securitySchemes: Record<string, Schema> };
};

const operations: Operations = {
  ...runOperations,
  ...watchOperations,
  ...workflowsOperations,
  ...overviewOperations,
  ...accountOperations,
  ...embedOperations,
  ...credentialOperations,
  ...dashboardOperations,
  ...databaseOperations,
  ...recordFileOperations,
  ...systemOperations,
};

const DESCRIPTION =
  'Runs node-graph workflows in the background and shows them live. Every error is `{error, code, details?}`: ' +
  'a sentence for people, a code from a closed list, and, where there are several problems, each of them. ' +
  'A known path asked with another method is a 405 that says which methods it has.';

let made: OpenApiDocument | null = null;

/** Made once, when first asked for. */
export function openapiDocument(version: string): OpenApiDocument {
  made ??= makeDocument(version);
  return made;
}

function makeDocument(version: string): OpenApiDocument {
  const named = namedSchemas();
  const paths: OpenApiDocument['paths'] = {};
  for (const [key, operation] of Object.entries(operations)) {
    const [method = '', path = ''] = key.split(' ');
    paths[path] = { ...paths[path], [method]: describe(method, path, operation, named.ref) };
  }
  return {
    openapi: '3.1.1',
    info: { title: 'Cortado', version, description: DESCRIPTION, license: { name: 'MIT', identifier: 'MIT' } },
    tags: [...new Set(Object.values(operations).map(({ tag }) => tag))].map((name) => ({ name })),
    paths,
    components: { schemas: named.schemas, securitySchemes },
  };
}

type Ref = (schema: z.ZodType) => Schema;

/** Every exported schema becomes a component under its own name. */
function namedSchemas(): { schemas: Record<string, Schema>; ref: Ref } {
  const registry = z.registry<{ id: string }>();
  for (const [name, schema] of Object.entries({
    ...schemas,
    ...accountSchemas,
    ...embedSchemas,
    ...answers,
    ...accountAnswers,
    ...embedAnswers,
    ...overviewAnswers,
    ...credentialSchemas,
    ...dashboardSchemas,
    ...recordSchemas,
    ...fileSchemas,
    ...packageSchemas,
  })) {
    if (schema instanceof z.ZodType) registry.add(schema, { id: name[0]?.toUpperCase() + name.slice(1) });
  }
  const uri = (id: string) => `#/components/schemas/${id}`;
  const { schemas: written } = z.toJSONSchema(registry, { uri, io: 'input', unrepresentable: 'any' });
  const entries = Object.entries(written).filter(([id]) => id !== '__shared');
  return {
    schemas: Object.fromEntries(entries.map(([id, schema]) => [id, tidy(schema) as Schema])),
    ref: (schema) => ({ $ref: uri(registry.get(schema)?.id ?? 'Unknown') }),
  };
}

/** Leaves out what means nothing here; what may be any JSON is the empty schema. */
function tidy(schema: unknown): unknown {
  if (Array.isArray(schema)) return schema.map(tidy);
  if (typeof schema !== 'object' || schema === null) return schema;
  const { $schema: _, $id: __, ...rest } = schema as Schema;
  if (typeof rest.$ref === 'string' && rest.$ref.includes('/__shared')) return {};
  if (rest.minimum === Number.MIN_SAFE_INTEGER) delete rest.minimum;
  if (rest.maximum === Number.MAX_SAFE_INTEGER) delete rest.maximum;
  return Object.fromEntries(Object.entries(rest).map(([key, value]) => [key, tidy(value)]));
}

/** Parts of a path that are numbers; all others are ids. */
const NUMBERED = new Set(['seq', 'revision', 'recordId', 'importId', 'fileId']);

function describe(method: string, path: string, operation: Operation, ref: Ref): OpenApiOperation {
  const { tag, summary, parameters = [], body } = operation;
  const wanted = accessOf(`${method.toUpperCase()} ${path.replace(/\{(\w+)\}/g, ':$1')}`);
  const inPath = [...path.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => ({
    name,
    in: 'path',
    required: true,
    schema: NUMBERED.has(name) ? { ...whole(0) } : { type: 'string' },
  }));
  return {
    tags: [tag],
    summary,
    operationId: `${method}${path.replace(/[^a-zA-Z]+(\w)?/g, (_, next: string = '') => next.toUpperCase())}`,
    parameters: [...inPath, ...parameters.map((each) => ({ ...each, required: false, schema: { ...each.schema } }))],
    ...(body && {
      requestBody: {
        required: body.optional !== true,
        content: { 'application/json': { schema: ref(body.schema) } },
      },
    }),
    security: securityOf(wanted),
    responses: responsesOf(path, operation, wanted, ref),
  };
}

function responsesOf(
  path: string,
  { answers: given, errors = [] }: Operation,
  wanted: Access | null,
  ref: Ref,
): OpenApiOperation['responses'] {
  const always = path.startsWith('/api/') ? [401, 403, 500, 503] : [500];
  if (wanted !== 'public') always.push(401, 403);
  const failures = [...new Set([...errors, ...always])].map((status) => {
    const codes = Object.entries(statusOfCode).flatMap(([code, its]) => (its === status ? [`\`${code}\``] : []));
    return [status, { description: `Error ${codes.join(', ')}.`, content: json(ref(answers.errorAnswer)) }] as const;
  });
  const good = Object.entries(given).map(([status, answer]) => [Number(status), response(answer, ref)] as const);
  return Object.fromEntries([...good, ...failures].sort(([a], [b]) => a - b));
}

/** JSON of any kind; events, of which each has its own. */
const HAS_SHAPES_OF_ITS_OWN = new Set(['application/json', 'text/event-stream']);

function response(
  { description, schema, type, also, headers }: Answer,
  ref: Ref,
): OpenApiOperation['responses'][string] {
  const content = schema
    ? json(ref(schema))
    : type && { [type]: { schema: HAS_SHAPES_OF_ITS_OWN.has(type) ? {} : { type: 'string' } } };
  const described = Object.entries(headers ?? {}).map(([name, text]) => [
    name,
    { description: text, schema: { type: 'string' } },
  ]);
  return {
    description,
    ...(headers && { headers: Object.fromEntries(described) }),
    ...(content && { content: { ...content, ...(also && { [also]: { schema: { type: 'string' } } }) } }),
  };
}

/** Where nobody has to sign in, all of it is open. */
const securitySchemes = {
  token: { type: 'http', scheme: 'bearer', description: 'An API token.' },
  embed: { type: 'http', scheme: 'bearer', bearerFormat: 'JWT', description: 'An embed token.' },
  session: { type: 'apiKey', in: 'cookie', name: '__Host-cortado', description: 'Who is signed in in a browser.' },
};

function securityOf(wanted: Access | null): Record<string, string[]>[] {
  if (wanted === 'public') return [];
  if (wanted === 'embed') return [{ embed: [] }];
  return wanted === null || wanted === 'person' ? [{ session: [] }] : [{ token: [wanted] }, { session: [wanted] }];
}

function json(schema: Schema) {
  return { 'application/json': { schema } };
}

import * as z from 'zod';
import { type Filter, filterSchema, sortSchema } from '../../db/database-model.ts';
import type { Json } from '../../db/model.ts';
import { safeParse } from '../../db/safe-parse.ts';
import { defineNode, NodeFailure } from '../engine/node.ts';
import { aliased } from './aliased.ts';
import { asFailure, databaseAliases, databaseId, flatRecord } from './database-record.ts';
import { textOf } from './records.ts';

const LIMIT_MAX = 50_000;

const config = aliased(
  z.object({
    databaseId: databaseId.describe('Id of the database'),
    filter: z
      .json()
      .optional()
      .describe(
        'Which records, with templates: {"column": "price", "op": "greaterThan", "value": 5}, joined by and, or, not',
      ),
    search: z.string().max(1_000).optional().describe('Words of their texts, with templates'),
    sort: z
      .union([z.string().max(1_000), z.array(sortSchema).max(5)])
      .optional()
      .describe('Order: keys of columns with commas, "-" before what goes down, such as -price,name'),
    limit: z
      .union([z.int().min(1).max(LIMIT_MAX), z.string().max(1_000)])
      .default(100)
      .describe(`How many at most, up to ${LIMIT_MAX}`),
  }),
  databaseAliases,
);

export const fetchData = defineNode({
  type: 'fetchData',
  title: 'Fetch data',
  description: 'Reads records of a database.',
  category: 'data',
  config,
  effect: 'effectful',
  retries: 2,
  timeoutMs: 60_000,
  check: ({ filter }) => filterProblem(filter),
  run: async ({ config: { databaseId, filter, search, sort, limit }, render, organizationId, services }) => {
    const request = {
      organizationId,
      databaseId: textOf(render(databaseId)),
      filter: readFilter(render(filter)),
      search: search === undefined ? undefined : textOf(render(search)),
      sort: typeof sort === 'string' ? readSort(render(sort)) : (sort ?? []),
      limit: readLimit(render(limit)),
    };
    const found = await services.records.fetch(request).catch(asFailure);
    const outputData = found.map(flatRecord);
    return { success: true, message: `${found.length} records`, outputData, count: found.length };
  },
});

/** At save, what is no template has to be a filter already. */
function filterProblem(filter: unknown): { key: string; message: string }[] {
  if (filter === undefined || JSON.stringify(filter).includes('{{') || safeParse(filterSchema, filter).success)
    return [];
  return [{ key: 'filter', message: FILTER }];
}

const FILTER =
  'Expected a filter such as {"column": "price", "op": "greaterThan", "value": 5}, or several joined by "and", "or", "not".';

function readFilter(given: unknown): Filter | undefined {
  if (given === undefined || given === null || given === '') return undefined;
  const parsed = safeParse(filterSchema, given);
  if (parsed.success) return parsed.data;
  throw new NodeFailure('invalid', `${FILTER} Got ${JSON.stringify(given).slice(0, 200)}.`);
}

function readSort(text: Json) {
  return textOf(text)
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '')
    .map((part) => ({
      column: part.replace(/^-/, ''),
      direction: part.startsWith('-') ? ('desc' as const) : ('asc' as const),
    }));
}

function readLimit(given: Json): number {
  const limit = Number(textOf(given));
  if (Number.isInteger(limit) && limit >= 1 && limit <= LIMIT_MAX) return limit;
  throw new NodeFailure(
    'invalid',
    `Expected "limit" to be a whole number from 1 to ${LIMIT_MAX}, got "${textOf(given)}".`,
  );
}

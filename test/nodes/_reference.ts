/** The reference page of the node types, made from their schemas. */
import * as z from 'zod';
import type { NodeType, NodeTypes } from '../../server/engine/node.ts';
import { policySchema } from '../../server/engine/policy.ts';
import { shapeOf } from '../../server/nodes/aliased.ts';

type Property = {
  type?: string | string[];
  enum?: unknown[];
  const?: unknown;
  anyOf?: Property[];
  items?: Property;
  properties?: Record<string, Property>;
  default?: unknown;
  description?: string;
};
type Aliases = Record<string, readonly string[]>;

const HEAD = `# Node types

This page is made from the schemas in \`server/nodes/\`. After a change there, \`npm run docs:nodes\` writes it anew; a test
fails while the two differ.

## Keys of every node

| key | values | default | |
|---|---|---|---|
`;

const TEMPLATES = `
\`customName\` is what people read in place of the node's label.

## Templates

Every text of a config may hold [LiquidJS](https://liquidjs.com) templates: \`{{ expression | filter }}\` and \`{% tag %}\`.

| name | |
|---|---|
| \`<key>\` | a field of what comes in, when that is a record |
| \`input\` | all of what comes in |
| \`inputs\` | the inputs of the execution |
| \`$result\` | the whole envelope of the one node before: \`$result.statusCode\`, \`$result.headers\` |
| \`nodes.<id>\` | the envelope of a node before this one: \`nodes.fetch.outputData.total\`; \`nodes["my id"]\` for other ids |
| \`execution\` | \`id\`, \`workflowId\`, \`startedAt\` |

- A text that is one expression keeps the type of its value: \`{{ price | times: 2 }}\` is a number.
- Inside a longer text, lists and records are written as JSON.
- A path that leads nowhere is an error, unless it is piped to \`default\`: \`{{ note | default: "none" }}\`. In \`{% if note %}\` it
  counts as false.
- \`"now"\` and \`"today"\` in date filters are the start of the execution; times are in UTC.
- There are no files to include, and no filter that gives something else each time.

## How conditions compare

- Two values that are numbers, or texts that read as numbers, compare as numbers; anything else compares as text. \`null\`, what is
  missing and \`""\` are the same. Records and lists compare by their JSON.
- \`greaterThan\`, \`lessThan\`, \`greaterOrEqual\` and \`lessOrEqual\` are false when one side is empty.
- \`contains\` looks for an item in a list, for a part in a text.
- \`isEmpty\`: missing, \`null\`, blank text, an empty list or record. \`0\` and \`false\` are not empty.
- \`isNumber\`: a number, or text that reads as one; \`isText\`: any other text.
- Operators are known by their snake_case names too: \`greater_than\`.
- Further conditions are joined by their \`logic\`; AND binds before OR.
`;

export function referencePage(types: NodeTypes): string {
  const policy = rowsOf(z.toJSONSchema(policySchema, { io: 'input' }) as Property, {}, (key) =>
    key === 'onError' ? '`stop`, or what the workflow is set to' : 'by type',
  );
  return [HEAD, policy, TEMPLATES, ...[...types.values()].map(sectionOf)].join('');
}

function sectionOf(type: NodeType): string {
  const schema = z.toJSONSchema(shapeOf(type.config), { io: 'input', unrepresentable: 'any' }) as Property;
  const aliases = (type.config.meta()?.aliases ?? {}) as Aliases;
  const facts = [
    type.outputs?.length ? `leaves by ${listed(type.outputs)}` : null,
    type.inputs.length ? `enters by ${listed(type.inputs)}` : null,
    type.retries > 0 ? `retries ${type.retries}` : null,
    type.timeoutMs === null
      ? null
      : `timeout ${type.timeoutMs / 1000} s${type.timeout === 'idle' ? ' without a token' : ''}`,
  ].filter((fact) => fact !== null);
  const rows = rowsOf(schema, aliases, () => '');
  const table = rows === '' ? '' : `\n| key | values | default | |\n|---|---|---|---|\n${rows}`;
  const line = facts.length === 0 ? '' : `\n${facts.join(' · ')}\n`;
  return `\n## ${type.title} (\`${type.type}\`)\n\n${type.description}\n${line}${table}`;
}

function rowsOf(schema: Property, aliases: Aliases, byDefault: (key: string) => string): string {
  return Object.entries(schema.properties ?? {})
    .map(([key, property]) => {
      const also = aliases[key]?.length ? ` Also: ${listed(aliases[key])}.` : '';
      const value = property.default === undefined ? byDefault(key) : `\`${JSON.stringify(property.default)}\``;
      return `| \`${key}\` | ${valuesOf(property)} | ${value} | ${property.description}.${also} |\n`;
    })
    .join('');
}

function valuesOf(property: Property): string {
  if (property.enum) return property.enum.map((value) => `\`${value}\``).join(' ');
  if (property.anyOf) return [...new Set(property.anyOf.map(valuesOf))].join(', ');
  if (property.type === 'array') return `list of ${valuesOf(property.items ?? {})}`;
  if (property.type === 'object')
    return property.properties ? `{${Object.keys(property.properties).join(', ')}}` : 'record';
  if (property.type === 'string') return 'text';
  return typeof property.type === 'string' ? property.type : 'anything';
}

function listed(names: readonly string[]): string {
  return names.map((name) => `\`${name}\``).join(', ');
}

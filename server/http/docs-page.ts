/** The API reference as one page without scripts: made from the OpenAPI document, readable offline and at once. */
import type { OpenApiDocument, OpenApiOperation } from './openapi.ts';

type Schema = { [key: string]: unknown };

export function docsPage(document: OpenApiDocument): string {
  const operations = Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({ path, method, operation })),
  );
  const groups = document.tags.map(({ name }) => ({
    name,
    entries: operations.filter(({ operation }) => operation.tags.includes(name)),
  }));
  const menu = groups.map(({ name, entries }) => {
    const links = entries.map(({ operation, method, path }) =>
      link(operation.operationId, `${mark(method)} ${escaped(path)}`),
    );
    return `<h2>${name}</h2>${links.join('')}`;
  });
  const body = groups.map(({ name, entries }) => {
    const parts = entries.map(({ path, method, operation }) => section(path, method, operation));
    return `<h2>${name}</h2>${parts.join('')}`;
  });
  const schemas = Object.entries(document.components.schemas).map(
    ([name, schema]) => `<section id="${name}"><h3>${name}</h3>${shape(schema)}</section>`,
  );
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>Cortado API</title><style>${STYLE}</style></head><body>
<nav><h1>Cortado ${escaped(document.info.version)}</h1><a href="/openapi.json">openapi.json</a>${menu.join('')}</nav>
<main><p class="lead">${inline(document.info.description)}</p>${body.join('')}<h2>Shapes</h2>${schemas.join('')}</main>
</body></html>`;
}

function section(path: string, method: string, operation: OpenApiOperation): string {
  const parameters = operation.parameters.map(
    ({ name, in: place, description = '', schema }) =>
      `<tr><td><code>${escaped(name)}</code></td><td>${place}</td><td>${typeText(schema)}</td><td>${inline(description)}</td></tr>`,
  );
  const body = operation.requestBody;
  const answers = Object.entries(operation.responses).map(
    ([status, { description, content }]) =>
      `<tr><td><code>${status}</code></td><td>${inline(description)}</td><td>${contentText(content)}</td></tr>`,
  );
  return `<section id="${operation.operationId}"><h3>${mark(method)} <code>${escaped(path)}</code></h3>
<p>${inline(operation.summary)}</p>
${parameters.length > 0 ? `<table>${parameters.join('')}</table>` : ''}
${body ? `<p>Body${body.required ? '' : ' (optional)'}: ${contentText(body.content)}</p>` : ''}
<table>${answers.join('')}</table></section>`;
}

function contentText(content: Record<string, { schema: Schema }> | undefined): string {
  const parts = Object.entries(content ?? {}).map(([type, { schema }]) =>
    type === 'application/json' ? typeText(schema) : `<code>${escaped(type)}</code>`,
  );
  return parts.join(', ');
}

/** A component: its fields, those of all its forms together where it has several. */
function shape(schema: Schema): string {
  const fields = new Map<string, Set<string>>();
  collect(schema, fields);
  if (fields.size === 0) return `<p>${typeText(schema)}</p>`;
  const rows = [...fields].map(
    ([name, types]) => `<tr><td><code>${escaped(name)}</code></td><td>${[...types].join(' | ')}</td></tr>`,
  );
  return `<table>${rows.join('')}</table>`;
}

function collect(schema: Schema, fields: Map<string, Set<string>>): void {
  for (const part of forms(schema)) collect(part, fields);
  const required = new Set((schema.required as string[] | undefined) ?? []);
  for (const [name, property] of Object.entries((schema.properties as Record<string, Schema> | undefined) ?? {})) {
    const types = fields.get(name) ?? new Set();
    const note = typeof property.description === 'string' ? ` <small>${inline(property.description)}</small>` : '';
    fields.set(name, types.add(`${typeText(property)}${required.has(name) ? '' : ' <i>optional</i>'}${note}`));
  }
}

function forms(schema: Schema): Schema[] {
  return ['oneOf', 'anyOf', 'allOf'].flatMap((key) => (schema[key] as Schema[] | undefined) ?? []);
}

function typeText(schema: Schema): string {
  if (typeof schema.$ref === 'string') {
    const name = schema.$ref.slice(schema.$ref.lastIndexOf('/') + 1);
    return link(name, name);
  }
  if (schema.const !== undefined) return `<code>${escaped(JSON.stringify(schema.const))}</code>`;
  if (Array.isArray(schema.enum))
    return schema.enum.map((value) => `<code>${escaped(JSON.stringify(value))}</code>`).join(' | ');
  if (forms(schema).length > 0) return [...new Set(forms(schema).map(typeText))].join(' | ');
  if (schema.type === 'array') return `list of ${typeText((schema.items as Schema | undefined) ?? {})}`;
  if (schema.type === 'object' && schema.properties)
    return `{ ${Object.keys(schema.properties).map(escaped).join(', ')} }`;
  if (schema.type === undefined) return 'any JSON';
  const bounds = [schema.minimum, schema.maximum].some((bound) => bound !== undefined);
  return `${[schema.type].flat().join(' | ')}${bounds ? ` ${schema.minimum ?? ''}…${schema.maximum ?? ''}` : ''}`;
}

function mark(method: string): string {
  return `<b class="${method}">${method.toUpperCase()}</b>`;
}

function link(id: string, html: string): string {
  return `<a href="#${id}">${html}</a>`;
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');
}

/** A sentence with `code` in it. */
function inline(text: string): string {
  return escaped(text).replace(/`([^`]+)`/g, '<code>$1</code>');
}

const STYLE = `
:root { --ground: #faf7f2; --raised: #f1ebe1; --ink: #2b1d14; --accent: #8a5a24; color-scheme: light dark }
@media (prefers-color-scheme: dark) { :root { --ground: #1f150e; --raised: #2b1d14; --ink: #f1ebe1; --accent: #d9a566 } }
* { box-sizing: border-box }
body { margin: 0; display: grid; grid-template-columns: 21rem minmax(0, 1fr); font: 15px/1.55 system-ui, sans-serif; background: var(--ground); color: var(--ink) }
nav { position: sticky; top: 0; height: 100vh; overflow: auto; padding: 1rem; background: var(--raised); font-size: 13px }
nav a { display: block; padding: 2px 0; overflow-wrap: anywhere }
nav h1 { font-size: 16px } nav h2 { font-size: 13px; margin: 1rem 0 .25rem }
main { padding: 2rem; max-width: 60rem }
section { margin: 0 0 2rem; padding-top: .5rem; border-top: 1px solid var(--raised) }
h3 { font-size: 16px; margin: .5rem 0 } a { color: var(--accent); text-decoration: none }
table { border-collapse: collapse; width: 100%; margin: .5rem 0 } td { padding: 4px 10px 4px 0; vertical-align: top; border-top: 1px solid var(--raised) }
code { font: 13px ui-monospace, monospace } b { font: 600 11px ui-monospace, monospace; color: var(--accent) }
@media (max-width: 50rem) { body { display: block } nav { position: static; height: auto } main { padding: 1rem } }
`;

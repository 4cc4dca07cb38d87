/** What docs/databases.md shows is sent, in its order, and has to be answered as it says. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { startServer } from '../_server.ts';

const text = readFileSync(join(import.meta.dirname, '../../docs/databases.md'), 'utf8');

type Example = { readonly method: string; readonly path: string; readonly body: string; expected: string | null };

function examples(): Example[] {
  const found: Example[] = [];
  for (const [, language, code = ''] of text.matchAll(/^```(http|json)\n([\s\S]*?)^```$/gm)) {
    if (language === 'json' && /^\{"(?:id": "big|columns)"/.test(code)) continue;
    if (language === 'json') found.at(-1)!.expected = code;
    else {
      const [, method = '', path = '', body = ''] = /^(\w+) (\S+)\n([\s\S]*)$/.exec(code) ?? [];
      found.push({ method, path, body, expected: null });
    }
  }
  return found;
}

/** Lists are shown by their beginning; `…` is anything. */
function fits(value: unknown, expected: unknown): void {
  if (expected === '…') return;
  if (Array.isArray(expected)) {
    for (const [index, each] of expected.entries()) fits((value as unknown[])[index], each);
  } else if (typeof expected === 'object' && expected !== null) {
    for (const [key, each] of Object.entries(expected)) fits((value as Record<string, unknown>)[key], each);
  } else expect(value).toEqual(expected);
}

test('every example is answered as the document says', async () => {
  const { url } = await startServer();
  let databaseId = '';
  const all = examples();
  expect(all.length).toBeGreaterThan(6);
  for (const { method, path, body, expected } of all) {
    const init = { method, ...(body.trim() && { body, headers: { 'content-type': 'application/json' } }) };
    const response = await fetch(`${url}${path.replace('<databaseId>', databaseId)}`, init);
    const answer = response.status === 204 ? null : await response.json();
    expect(response.ok, `${method} ${path}: ${JSON.stringify(answer)}`).toBe(true);
    if (path === '/api/databases' && method === 'POST') databaseId = answer.id;
    if (expected !== null) fits(answer, JSON.parse(expected));
  }
});

/** What the documents say is tried. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { runInNewContext } from 'node:vm';
import { expect, test } from 'vitest';
import { startServer } from '../_server.ts';

const root = join(import.meta.dirname, '../..');
const read = (path: string) => readFileSync(join(root, path), 'utf8');

/** The code blocks of a document that are in a language. */
function blocks(path: string, language: string): string[] {
  return [...read(path).matchAll(/^```(\w+)\n([\s\S]*?)^```$/gm)].flatMap(([, named, code]) =>
    named === language && code !== undefined ? [code] : [],
  );
}

test('the polling client of the guide runs a workflow to its end', async () => {
  const { url } = await startServer();
  const code = blocks('docs/api.md', 'js').find((block) => block.includes('setInterval'));
  expect(code).toContain("'http://127.0.0.1:3001'");
  const program = code
    ?.replace('http://127.0.0.1:3001', url)
    .replace('5000', '20')
    .replace(/^const execution = await/m, 'return');
  const lines: unknown[][] = [];
  const context = { fetch, setInterval, clearInterval, console: { log: (...line: unknown[]) => lines.push(line) } };
  const execution = await runInNewContext(`(async () => {${program?.replace(/^console.*$/m, '')}})()`, context);
  expect(execution).toMatchObject({ status: 'completed', finalOutput: { total: 1045 } });
  expect(lines.at(-1)?.[0]).toBe('100%');
});

test('the document of the guide is accepted as it is', async () => {
  const { url } = await startServer();
  const [document] = blocks('docs/workflows.md', 'json');
  const init = { method: 'POST', headers: { 'content-type': 'application/json' }, body: document ?? '' };
  const saved = await (await fetch(`${url}/api/workflows`, init)).json();
  expect(saved).toMatchObject({ name: 'Refunds', revision: 1, warnings: [] });
});

test('the README names every variable of the configuration, and no other', () => {
  const known = [...read('server/config.ts').matchAll(/^ {4}([A-Z][A-Z_]+):/gm)].map(([, name]) => name);
  const table = read('README.md').split('## Configuration')[1]?.split('\n## ')[0] ?? '';
  const named = [...table.matchAll(/^\| (.*?) \|/gm)].flatMap(([, cell]) => cell?.match(/[A-Z][A-Z_]{3,}/g) ?? []);
  expect(named.sort()).toEqual(known.sort());
});

test('links between the documents lead somewhere', () => {
  const documents = [
    'README.md',
    'CHANGELOG.md',
    'docs/api.md',
    'docs/workflows.md',
    'docs/operations.md',
    'docs/embedding.md',
  ];
  const broken = documents.flatMap((document) =>
    [...read(document).matchAll(/\]\((?!https?:)([^)#]+)/g)].flatMap(([, target = '']) => {
      try {
        read(join(document, '..', target));
        return [];
      } catch {
        return [`${document} → ${target}`];
      }
    }),
  );
  expect(broken).toEqual([]);
});

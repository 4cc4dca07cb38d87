/** What a browser has to load, compressed as the server sends it. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { beforeAll, expect, test } from 'vitest';
import { built } from '../_bundle.ts';

let client: string;
beforeAll(async () => {
  client = join(await built(), 'client');
}, 180_000);

const read = (path: string) => readFileSync(join(client, path), 'utf8');

/** A file and all that it imports before it runs. */
function withImports(path: string, found = new Set<string>()): Set<string> {
  if (found.has(path)) return found;
  found.add(path);
  for (const [, name] of read(path).matchAll(/(?:from|import)\s*"\.\/([^"]+\.js)"/g))
    withImports(`assets/${name}`, found);
  return found;
}

function kilobytes(paths: Iterable<string>): number {
  let bytes = 0;
  for (const path of paths) bytes += gzipSync(read(path), { level: 9 }).length;
  return bytes / 1000;
}

test('the first load is less than 90 kB of JavaScript, the page of an execution with it', () => {
  const entry = /<script type="module"[^>]* src="\/(assets\/[^"]+\.js)"/.exec(read('index.html'))?.[1] ?? '';
  const page = /\.\/(execution-[^"`']+\.js)["'`]\)/.exec(read(entry))?.[1];
  const runView = withImports(`assets/${page}`);
  expect(runView.size).toBeGreaterThan(3);
  expect(kilobytes(withImports(entry, new Set(runView)))).toBeLessThan(90);
});

test.for([
  ['an execution', /\.\/(embed-page-[^"`']+\.js)["'`]\)/],
  ['a dashboard, without its charts', /\.\/(embed-dashboard-[^"`']+\.js)["'`]\)/],
] as const)('the embedded page of %s is less than 40 kB of JavaScript', ([, name]) => {
  const entry = /<script type="module"[^>]* src="\/(assets\/[^"]+\.js)"/.exec(read('embed.html'))?.[1] ?? '';
  const page = withImports(`assets/${name.exec(read(entry))?.[1]}`);
  const files = withImports(entry, new Set(page));
  expect(files.size).toBeGreaterThan(3);
  expect(kilobytes(files)).toBeLessThan(40);
});

test('the script for host pages is less than 3 kB, in one file', () => {
  const script = read('embed.js');
  expect(Buffer.byteLength(script)).toBeLessThan(3_000);
  expect(script).not.toMatch(/import\s*[("']|from\s*"/);
  expect(script).toMatch(/export\s*\{[^}]* as mountCortado\b/);
  expect(read('embed.d.ts')).toContain('export function mountCortado');
});

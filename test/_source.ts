/** Reads the project's own sources for the tests that hold its rules. */
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, posix, relative } from 'node:path';
import { parseSync, Visitor } from 'vite';

const root = dirname(import.meta.dirname);
const folders = ['db', 'server', 'client', 'cli', 'test', 'bench'];

/** `lazy`: by `import()`, when it is needed. */
export type Import = { readonly to: string; readonly typeOnly: boolean; readonly lazy: boolean };
export type SourceFile = {
  /** from the root of the repository, with forward slashes */
  readonly path: string;
  readonly text: string;
  readonly lines: number;
  /** files of ours by their path, packages by their name */
  readonly imports: readonly Import[];
  /** lines of each function, those of functions within it not counted */
  readonly functions: readonly { readonly line: number; readonly lines: number }[];
};

export function readSources(): SourceFile[] {
  return folders.flatMap((folder) => filesIn(join(root, folder))).map(readSource);
}

function filesIn(folder: string): string[] {
  let entries: import('node:fs').Dirent[];
  try {
    entries = readdirSync(folder, { recursive: true, withFileTypes: true });
  } catch {
    return [];
  }
  return entries
    .filter((entry) => entry.isFile() && /\.(ts|tsx|mts|mjs)$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name));
}

function readSource(file: string): SourceFile {
  const text = readFileSync(file, 'utf8');
  const path = relative(root, file).replaceAll('\\', '/');
  const parsed = parseSync(file, text);
  if (parsed.errors.length > 0) throw new Error(`${path} cannot be parsed: ${parsed.errors[0]!.message}`);
  const lineOf = lineFinder(text);
  const spans: { start: number; end: number }[] = [];
  const span = (node: { start: number; end: number }) => void spans.push({ start: node.start, end: node.end });
  const imports: Import[] = [];
  const add = (source: string, typeOnly: boolean, lazy = false) =>
    void imports.push({ to: resolveImport(path, source), typeOnly, lazy });
  new Visitor({
    FunctionDeclaration: span,
    FunctionExpression: span,
    ArrowFunctionExpression: span,
    ImportDeclaration: (node) => add(node.source.value, node.importKind === 'type' || onlyTypes(node.specifiers)),
    ExportNamedDeclaration: (node) => node.source && add(node.source.value, node.exportKind === 'type'),
    ExportAllDeclaration: (node) => add(node.source.value, node.exportKind === 'type'),
    ImportExpression: (node) => node.source.type === 'Literal' && add(String(node.source.value), false, true),
  }).visit(parsed.program);
  return { path, text, lines: text.split('\n').length - 1, imports, functions: ownLines(spans, lineOf) };
}

function onlyTypes(specifiers: readonly { type: string; importKind?: string }[]): boolean {
  return specifiers.length > 0 && specifiers.every((specifier) => specifier.importKind === 'type');
}

function resolveImport(from: string, source: string): string {
  if (source.startsWith('.')) return posix.join(posix.dirname(from), source.replace(/\?.*$/, ''));
  const parts = source.split('/');
  return source.startsWith('@') ? parts.slice(0, 2).join('/') : parts[0]!;
}

function lineFinder(text: string): (offset: number) => number {
  const starts = [0];
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
  return (offset) => starts.findLastIndex((start) => start <= offset) + 1;
}

function ownLines(spans: { start: number; end: number }[], lineOf: (offset: number) => number) {
  return spans.map((outer) => {
    const inner = spans.filter((other) => other !== outer && other.start >= outer.start && other.end <= outer.end);
    const topmost = inner.filter((one) => !inner.some((o) => o !== one && o.start <= one.start && o.end >= one.end));
    const line = lineOf(outer.start);
    const all = lineOf(outer.end) - line + 1;
    // An inner function on one line takes no line away from the outer one.
    return { line, lines: topmost.reduce((sum, one) => sum - (lineOf(one.end) - lineOf(one.start)), all) };
  });
}

/** Examples in documents, as a reader would run them. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const root = join(import.meta.dirname, '../..');

export type Block = { readonly language: string; readonly code: string };

export function blocksOf(path: string): Block[] {
  const text = readFileSync(join(root, path), 'utf8');
  return [...text.matchAll(/^```(\w+)\n([\s\S]*?)^```$/gm)].map(([, language = '', code = '']) => ({ language, code }));
}

/** A command of a shell block, and what the comment on the lines after it says that it answers. */
export type Command = { readonly words: readonly string[]; readonly from: string | null; answer: string | null };

export function commandsOf(path: string): Command[] {
  const found: Command[] = [];
  for (const { language, code } of blocksOf(path)) {
    if (language !== 'sh') continue;
    for (const line of linesOf(code)) {
      const comment = /^#\s*(.*)$/.exec(line)?.[1];
      const last = found.at(-1);
      if (comment !== undefined) {
        if (last) last.answer = comment;
      } else if (line.trim() !== '') found.push(commandOf(line));
    }
  }
  return found;
}

/** Lines as a shell has them: they go on after a backslash, and within quotes. */
function linesOf(code: string): string[] {
  const lines: string[] = [];
  let line = '';
  for (const part of code.replace(/\\\n\s*/g, ' ').split('\n')) {
    line += line === '' ? part : `\n${part}`;
    if ((line.replace(/(^|\s)#.*$/m, '').match(/'/g)?.length ?? 0) % 2 === 1) continue;
    lines.push(line);
    line = '';
  }
  return lines;
}

function commandOf(line: string): Command {
  const words: string[] = [];
  let from: string | null = null;
  for (const [, single, double, plain] of line.matchAll(/'([^']*)'|"([^"]*)"|(#.*$|[^\s'"]+)/gm)) {
    if (plain?.startsWith('#')) break;
    words.push(single ?? double ?? plain ?? '');
  }
  const at = words.indexOf('<');
  if (at >= 0) [, from = null] = words.splice(at, 2);
  return { words, from, answer: null };
}

export type Request = { readonly method: string; readonly url: string; readonly init: RequestInit };

/** What a `curl` command sends. */
export function requestOf([, ...words]: readonly string[]): Request {
  const headers: Record<string, string> = {};
  let [method, url, body]: [string | undefined, string, string | undefined] = [undefined, '', undefined];
  for (let at = 0; at < words.length; at += 1) {
    const word = words[at]!;
    if (word === '-X') method = words[++at];
    else if (word === '-d') body = words[++at];
    else if (word === '-H') {
      const [name = '', ...value] = words[++at]!.split(': ');
      headers[name] = value.join(': ');
    } else if (word !== '-N') url = word;
  }
  const how = method ?? (body === undefined ? 'GET' : 'POST');
  return { method: how, url, init: { method: how, headers, ...(body === undefined ? {} : { body }) } };
}

/** What a document shows of an answer, as a pattern: `…` is anything, `,…` also nothing. */
export function patternOf(shown: string): RegExp {
  const escaped = shown.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
  return new RegExp(`^${escaped.replaceAll(',…', '(,[\\s\\S]*)?').replaceAll('…', '[\\s\\S]*')}$`);
}

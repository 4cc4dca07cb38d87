/** Where a text stops being JSON: what engines say of it differs, and often names no position. */

type Wants = 'value' | 'value or ]' | 'key' | 'key or }' | 'colon' | 'next';
type Found = { readonly at: number; readonly expected: string };

/** A clause for people: position, line and column, and what stood there. Looked for only after parsing has failed. */
export function findJsonError(text: string): string {
  const found = scan(text);
  if (found.at >= text.length) return `it ends too early, at position ${text.length}: expected ${found.expected}`;
  const before = text.slice(0, found.at);
  const line = before.split('\n').length;
  const column = found.at - before.lastIndexOf('\n');
  const got = String.fromCodePoint(text.codePointAt(found.at) ?? 0);
  return `at position ${found.at} (line ${line}, column ${column}) expected ${found.expected}, got ${JSON.stringify(got)}`;
}

const SPACE = /[ \t\n\r]*/y;
const SCALAR = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null/y;
/** The beginning of a number or a word, up to the end of the text. */
const UNFINISHED = /(?:-?(?:(?:0|[1-9]\d*)(?:\.\d*|(?:\.\d+)?[eE][+-]?)?)?|t(?:ru?)?|f(?:a(?:ls?)?)?|n(?:ul?)?)$/y;
const ESCAPE = /\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})/y;

/** Walks the tokens without recursion: the text may be nested deeper than the stack. */
function scan(text: string): Found {
  const open: ('{' | '[')[] = [];
  let at = 0;
  let wants = 'value' as Wants;
  const after = (end: number) => {
    at = end;
    wants = 'next';
  };
  for (;;) {
    at = matchEnd(SPACE, text, at) ?? at;
    const char = text[at];
    if (wants === 'next' && open.length === 0) return { at, expected: 'nothing more' };
    if (char === undefined) return { at, expected: expectation(wants, open.at(-1)) };
    if (wants === 'colon') {
      if (char !== ':') return { at, expected: '":"' };
      at += 1;
      wants = 'value';
    } else if (wants === 'next') {
      if (char === ',') {
        at += 1;
        wants = open.at(-1) === '{' ? 'key' : 'value';
      } else if (char === (open.at(-1) === '{' ? '}' : ']')) {
        open.pop();
        at += 1;
      } else return { at, expected: expectation(wants, open.at(-1)) };
    } else if ((char === '}' && wants === 'key or }') || (char === ']' && wants === 'value or ]')) {
      open.pop();
      after(at + 1);
    } else if (char === '"') {
      const end = stringEnd(text, at);
      if (typeof end !== 'number') return end;
      const key: boolean = wants === 'key' || wants === 'key or }';
      after(end);
      if (key) wants = 'colon';
    } else if (wants === 'key' || wants === 'key or }') return { at, expected: expectation(wants, '{') };
    else if (char === '{' || char === '[') {
      open.push(char);
      at += 1;
      wants = char === '{' ? 'key or }' : 'value or ]';
    } else {
      const end = matchEnd(SCALAR, text, at);
      if (end !== text.length && matchEnd(UNFINISHED, text, at) !== null) {
        return { at: text.length, expected: 'the rest of a value' };
      }
      if (end === null) return { at, expected: 'a value' };
      after(end);
    }
  }
}

function expectation(wants: Wants, open: '{' | '[' | undefined): string {
  if (wants === 'next') return open === '{' ? '"," or "}"' : '"," or "]"';
  if (wants === 'colon') return '":"';
  if (wants === 'value') return 'a value';
  if (wants === 'value or ]') return 'a value or "]"';
  return wants === 'key' ? 'a key in double quotes' : 'a key in double quotes or "}"';
}

/** The index after a string's closing quote, or what is wrong in it. */
function stringEnd(text: string, start: number): number | Found {
  for (let at = start + 1; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code === 0x22) return at + 1;
    if (code < 0x20) return { at, expected: 'an escaped control character, such as \\n' };
    if (code !== 0x5c) continue;
    const end = matchEnd(ESCAPE, text, at);
    if (end === null)
      return at + 1 >= text.length
        ? { at: text.length, expected: 'the rest of a string' }
        : { at, expected: 'an escape such as \\n or \\u00e9' };
    at = end - 1;
  }
  return { at: text.length, expected: 'the rest of a string' };
}

function matchEnd(pattern: RegExp, text: string, at: number): number | null {
  pattern.lastIndex = at;
  return pattern.test(text) ? pattern.lastIndex : null;
}

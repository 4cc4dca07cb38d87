import fc from 'fast-check';
import { expect, test } from 'vitest';
import { findJsonError } from '../../server/http/json-error.ts';

test.each([
  ['', 'it ends too early, at position 0: expected a value'],
  ['{"a": 1', 'it ends too early, at position 7: expected "," or "}"'],
  ['{"a": "b', 'it ends too early, at position 8: expected the rest of a string'],
  ['{"inputs": {"n1": ', 'it ends too early, at position 18: expected a value'],
  ['{"a": 1,}', 'at position 8 (line 1, column 9) expected a key in double quotes, got "}"'],
  ['[1, 2,]', 'at position 6 (line 1, column 7) expected a value, got "]"'],
  ["{'a': 1}", 'at position 1 (line 1, column 2) expected a key in double quotes or "}", got "\'"'],
  ['{"a" 1}', 'at position 5 (line 1, column 6) expected ":", got "1"'],
  ['{\n  "a": nope\n}', 'at position 9 (line 2, column 8) expected a value, got "n"'],
  ['{} {}', 'at position 3 (line 1, column 4) expected nothing more, got "{"'],
  ['[01]', 'at position 2 (line 1, column 3) expected "," or "]", got "1"'],
  ['["\\x"]', 'at position 2 (line 1, column 3) expected an escape such as \\n or \\u00e9, got "\\\\"'],
  ['["a\nb"]', 'at position 3 (line 1, column 4) expected an escaped control character, such as \\n, got "\\n"'],
  ['[😀]', 'at position 1 (line 1, column 2) expected a value, got "😀"'],
])('%j: %s', (text, sentence) => {
  expect(findJsonError(text)).toBe(sentence);
});

function failure(text: string): string | null {
  try {
    JSON.parse(text);
    return null;
  } catch (error) {
    return (error as Error).message;
  }
}

test('a text that is cut off is wrong at its end', () => {
  fc.assert(
    fc.property(fc.json(), fc.nat(), (text, cut) => {
      const part = text.slice(0, cut % text.length);
      fc.pre(failure(part) !== null);
      expect(findJsonError(part)).toContain(`it ends too early, at position ${part.length}`);
    }),
  );
});

test('what stands before the position could go on, and what stands there could not', () => {
  fc.assert(
    fc.property(
      fc.json(),
      fc.nat(),
      fc.constantFrom('}', ']', ',', ':', '"', 'x', '\u0001', '0'),
      (json, at, wrong) => {
        const place = at % (json.length + 1);
        const text = json.slice(0, place) + wrong + json.slice(place);
        const message = failure(text);
        fc.pre(message !== null);
        const sentence = findJsonError(text);
        const position = Number(/at position (\d+)/.exec(sentence)?.[1]);
        expect(position).toBeLessThanOrEqual(text.length);
        // The engine names the position of most errors, always the same one.
        const theirs = Number(/at position (\d+)/.exec(message ?? '')?.[1] ?? Number.NaN);
        if (Number.isNaN(theirs)) return;
        // It points into a word, an escape or a number; here it is their beginning.
        const between = text.slice(Math.min(position, theirs), Math.max(position, theirs));
        expect(between).toMatch(/^[\w.+\\-]*\s*$/);
      },
    ),
    { numRuns: 500 },
  );
});

test('does not run out of stack', () => {
  expect(findJsonError('['.repeat(1_000_000))).toContain('it ends too early, at position 1000000');
});

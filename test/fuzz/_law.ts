/**
 * What holds of every parser and validator: any input gives a value, or a problem of the kind that is promised, with a
 * sentence; it ends in a time that its size bounds; and nothing else in the process is another thing afterwards.
 */
import process from 'node:process';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { withinTime } from '../../server/nodes/within-time.ts';

/** `npm test` looks at the same few cases each time; the long form, `npm run test:slow`, at many new ones. */
export const isLong = process.env.CORTADO_FUZZ === 'long';
const TIMES = isLong ? 40 : 1;
const SEED = 20_260_930;

type Problem = abstract new (...args: never[]) => Error;

/** Sentences of the engine of JavaScript: whoever reads one is told nothing of what they sent. */
export const NO_SENTENCE =
  /^$|is not a function|is not iterable|Cannot (?:read|convert|set|create|destructure|access)|undefined \(|Invalid time value|Invalid Date|call stack|Invalid (?:string|array|count|code)|out of range|is not defined|Maximum|URI malformed|\[object /;

/** Throws unless `error` is a problem of these kinds, with a sentence for people. */
export function expectProblem(error: unknown, kinds: readonly Problem[]): void {
  const known = kinds.some((kind) => error instanceof kind);
  if (!known) throw error;
  expect((error as Error).message).not.toMatch(NO_SENTENCE);
}

/** What `parse` gives, or `undefined` when it has said what is wrong. */
export function given<T>(parse: () => T, kinds: readonly Problem[]): T | undefined {
  try {
    return parse();
  } catch (error) {
    expectProblem(error, kinds);
    return undefined;
  }
}

const shared = [Object.prototype, Array.prototype, Function.prototype, String.prototype] as const;
const ofShared = () => shared.map((each) => Reflect.ownKeys(each).map(String).join());
const asFound = ofShared();

/** A test that a law holds, of `runs` cases in the short form. */
export function holds<T>(
  name: string,
  inputs: fc.Arbitrary<T>,
  law: (input: T) => void | Promise<void>,
  { runs = 150 }: { runs?: number } = {},
): void {
  const options = { numRuns: runs * TIMES, ...(isLong ? {} : { seed: SEED }) };
  const property = fc.asyncProperty(inputs, async (input) => {
    await law(input);
    expect(ofShared(), 'what all objects have').toEqual(asFound);
  });
  test(name, { timeout: isLong ? 900_000 : 120_000 }, () => fc.assert(property, options));
}

/** Far beyond what a machine takes that has much else to do, and far below what a cost that grows with the square comes to. */
const ENOUGH_MS = 30_000;

/** Tests that large inputs are read, or refused, in a time that their size bounds. */
export function endsSoon(name: string, inputs: Record<string, string>, parse: (text: string) => unknown): void {
  test(name, { timeout: 180_000 }, () => {
    for (const [what, text] of Object.entries(inputs)) {
      try {
        withinTime(ENOUGH_MS, () => void parse(text));
      } catch (error) {
        expect(String(error), `${what}, of ${text.length} characters`).not.toContain('within');
        if (error instanceof RangeError) throw new Error(`${what} of ${text.length} characters`, { cause: error });
      }
    }
  });
}

const LARGE = 400_000;
const times = (text: string, length = LARGE) => text.repeat(Math.ceil(length / text.length)).slice(0, length);

/** Texts that cost those dearly who look again and again at what they have seen. */
export const large: Record<string, string> = {
  blanks: `1${times(' ')}x`,
  lines: times('\n'),
  'open tags': times('{{'),
  'open tags of another kind': times('{% '),
  'closed tags': `${times('}}')}x`,
  quotes: `${times('"')}x`,
  'escaped quotes': times('\\"'),
  'open quotes in brackets': `{{ ${times('nodes["')} }}`,
  brackets: times('['),
  braces: times('{"a":'),
  digits: times('9'),
  dots: times('1.'),
  commas: times(','),
  'commas and digits': times('1,'),
  dashes: times('-'),
  zeros: times('0'),
  slashes: times('/'),
  fences: times('```'),
  'accents without letters': times('\u0301'),
  words: times('aaaaaaaa '),
  'one word': times('a'),
  colons: times('::'),
  'at signs': times('a@'),
};

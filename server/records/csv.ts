/** CSV as it comes: any of the usual encodings, delimiters and line ends, read in pieces. */
import Papa from 'papaparse';

export type Encoding = 'utf-8' | 'utf-16le' | 'utf-16be' | 'windows-1252';
export type Dialect = {
  readonly encoding: Encoding;
  readonly delimiter: string;
  readonly newline: '\n' | '\r\n' | '\r';
};

/** A row that is longer than this has a quote that is never closed. */
const ROW_MAX = 4_000_000;
const DELIMITERS = [',', ';', '\t', '|'];
const SAMPLE = 256 * 1024;
/** Bytes that are parsed at once: what is made of them is garbage before the next, and costs little to collect. */
const PIECE = 64 * 1024;

export class CsvProblem extends Error {}

/** By the mark at its beginning, else by what its bytes can be. `isUtf8`: whether all of it is. */
export function encodingOf(start: Uint8Array, isUtf8: boolean): Encoding {
  const [a, b] = start;
  if (a === 0xff && b === 0xfe) return 'utf-16le';
  if (a === 0xfe && b === 0xff) return 'utf-16be';
  const looked = start.subarray(0, 2_000);
  const zeros = (odd: number) => looked.filter((byte, index) => byte === 0 && index % 2 === odd).length;
  if (zeros(1) > looked.length / 4) return 'utf-16le';
  if (zeros(0) > looked.length / 4) return 'utf-16be';
  return isUtf8 ? 'utf-8' : 'windows-1252';
}

/** What separates fields and rows, from the beginning of the text. */
export function dialectOf(start: Uint8Array, encoding: Encoding): Dialect {
  const text = new TextDecoder(encoding).decode(start.subarray(0, SAMPLE), { stream: true });
  const { meta } = Papa.parse<string[]>(text, {
    delimitersToGuess: DELIMITERS,
    preview: 200,
    skipEmptyLines: true,
  });
  const outside = text.replace(/"[^"]*"/g, '');
  const newline = outside.includes('\r\n')
    ? '\r\n'
    : outside.includes('\n')
      ? '\n'
      : outside.includes('\r')
        ? '\r'
        : '\n';
  return { encoding, delimiter: DELIMITERS.includes(meta.delimiter) ? meta.delimiter : ',', newline };
}

export type Rows = {
  readonly rows: readonly (readonly string[])[];
  /** bytes of the file that were read so far */
  readonly bytes: number;
};

/** Throws `CsvProblem`. Empty lines are no rows. */
export async function* readRows(chunks: AsyncIterable<Uint8Array>, dialect: Dialect): AsyncGenerator<Rows> {
  const decoder = new TextDecoder(dialect.encoding);
  const parser = new Papa.Parser({ delimiter: dialect.delimiter, newline: dialect.newline, quoteChar: '"' });
  let rest = '';
  let bytes = 0;
  const parse = (text: string, isLast: boolean): string[][] => {
    const { data, meta } = parser.parse(text, 0, !isLast) as Papa.ParseResult<string[]>;
    rest = isLast ? '' : text.slice(meta.cursor);
    if (rest.length <= ROW_MAX) return data.filter((row) => row.length > 1 || (row[0] ?? '').trim() !== '');
    throw new CsvProblem('Expected rows of a reasonable length: a quote that is opened is never closed.');
  };
  for await (const chunk of chunks) {
    for (let at = 0; at < chunk.length; at += PIECE) {
      const piece = chunk.subarray(at, at + PIECE);
      bytes += piece.length;
      const rows = parse(rest + decoder.decode(piece, { stream: true }), false);
      if (rows.length > 0) yield { rows, bytes };
    }
  }
  const rows = parse(rest + decoder.decode(), true);
  if (rows.length > 0) yield { rows, bytes };
}

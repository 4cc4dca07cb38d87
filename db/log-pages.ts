/**
 * How log rows are stored: those of one commit together, as a page. Written once, it is never changed.
 *
 * - `rows` is JSON, for each row `[nodeId, nodeType, nodeLabel, status, attempt, duration, ms after the page's time,
 *   result, inputData, outputData, error]` without its empty end. The label is 0 where it is the type, the status a place in
 *   `logStatuses`. A payload is the place of its text; or, of a longer one, `[place, length]`: so much of that and a `}`; or
 *   less than nought: it is long, and stands apart under that number, so that reading what happened never reads it.
 * - `texts` is a JSON array of the payloads, each once, however many rows pass it on, as they are: they are JSON themselves.
 *   `lengths` says where each ends (UTF-16 units), so that nobody has to parse what is only passed through.
 *
 * The view `execution_logs` reads the same in SQL.
 */
import { Buffer } from 'node:buffer';
import type { LogStatus, StoredLogRow } from './model.ts';

export const logStatuses = [
  'running',
  'waiting',
  'retrying',
  'completed',
  'error',
  'skipped',
  'cancelled',
] as const satisfies readonly LogStatus[];
const codes = Object.fromEntries(logStatuses.map((status, code) => [status, code])) as Record<LogStatus, number>;

/** So many rows are in a page at most, and so much text (UTF-16 units) before what is there twice is left out. */
export const PAGE_ROWS = 64;
const PAGE_LENGTH = 65_536;
/** What is longer (UTF-16 units) stands apart. Shorter, it cannot be nested deeper than SQLite reads JSON: 1,000 levels. */
const TEXT_LENGTH = 1_990;
/** A larger payload is not shown in lists of rows, but stands there as null beside its size and a preview. */
const PAYLOAD_CAP_BYTES = 16 * 1024;
const PREVIEW_LENGTH = 2048;

export type LogPage = {
  readonly firstSeq: number;
  readonly lastSeq: number;
  /** that of the first row, ms since 1970 */
  readonly time: number;
  readonly rows: string;
  readonly texts: string;
  readonly lengths: string;
};
export type LogPayload = {
  /** `PARTS` for each row, in their order: that of a row which has it */
  readonly number: number;
  readonly payload: string;
  /** where it is an input or output over the cap: in bytes, and its start */
  readonly size: number | null;
  readonly preview: string | null;
};

const parts = ['result', 'inputData', 'outputData'] as const;
/** numbers of payloads that belong to a row */
export const PARTS = parts.length;
type Part = (typeof parts)[number];
type Place = number | [place: number, length: number] | null;
type PackedRow = [
  nodeId: string,
  nodeType: string,
  nodeLabel: string | 0 | null,
  status: number,
  attempt: number,
  duration: number | null,
  msAfter: number,
  result: Place,
  inputData: Place,
  outputData: Place,
  error: string | null,
];

/** Rows of one commit, in order. */
export function packRows(rows: readonly StoredLogRow[]): { pages: LogPage[]; payloads: LogPayload[] } {
  const pages: LogPage[] = [];
  const apart = createApart();
  for (let from = 0; from < rows.length; ) {
    const to = endOfPage(rows, from);
    pages.push(packPage(rows.slice(from, to), apart.numberOf));
    from = to;
  }
  return { pages, payloads: apart.payloads };
}

function endOfPage(rows: readonly StoredLogRow[], from: number): number {
  let length = 0;
  let at = from;
  for (; at < rows.length && at < from + PAGE_ROWS; at++) {
    const { seq, result, inputData, outputData } = rows[at]!;
    if (at > from && seq !== rows[at - 1]!.seq + 1) break;
    for (const text of [result, inputData, outputData]) if (text && text.length <= TEXT_LENGTH) length += text.length;
    if (length > PAGE_LENGTH && at > from) break;
  }
  return at;
}

type NumberOf = (text: string, seq: number, part: Part) => number;

function createApart(): { readonly payloads: LogPayload[]; readonly numberOf: NumberOf } {
  const payloads: LogPayload[] = [];
  const numbers = new Map<string, number>();
  return {
    payloads,
    numberOf(text, seq, part) {
      const key = part === 'result' ? `result ${text}` : text;
      let number = numbers.get(key);
      if (number === undefined) {
        number = seq * PARTS + parts.indexOf(part);
        numbers.set(key, number);
        const size = part === 'result' ? null : sizeOver(text);
        payloads.push({ number, payload: text, size, preview: size === null ? null : previewOf(text) });
      }
      return number;
    },
  };
}

function packPage(rows: readonly StoredLogRow[], numberOf: NumberOf): LogPage {
  const texts = new Map<string, number>();
  const placeOf = (text: string | null, seq: number, part: Part): number | null => {
    if (text === null) return null;
    if (text.length > TEXT_LENGTH) return -numberOf(text, seq, part);
    let place = texts.get(text);
    if (place === undefined) {
      place = texts.size;
      texts.set(text, place);
    }
    return place;
  };
  const first = rows[0]!;
  const last = rows.at(-1)!;
  const time = Date.parse(first.timestamp);
  const packed: PackedRow[] = new Array(rows.length);
  let longest: { text: string; place: number } | null = null;
  // from behind, since what a node adds to is the beginning of what comes after it
  for (let at = rows.length - 1; at >= 0; at--) {
    const row = rows[at]!;
    const { seq, nodeType, nodeLabel, timestamp, outputData } = row;
    let output: Place = null;
    if (outputData !== null && longest && isBeginning(outputData, longest.text)) {
      output = [longest.place, outputData.length - 1];
    } else if (outputData !== null) {
      const place = placeOf(outputData, seq, 'outputData')!;
      longest = outputData.length > TEXT_LENGTH ? null : { text: outputData, place };
      output = place;
    }
    packed[at] = withoutEnd([
      row.nodeId,
      nodeType,
      nodeLabel === nodeType ? 0 : nodeLabel,
      codes[row.status],
      row.attempt,
      row.duration,
      timestamp === first.timestamp ? 0 : Date.parse(timestamp) - time,
      placeOf(row.result, seq, 'result'),
      placeOf(row.inputData, seq, 'inputData'),
      output,
      row.error,
    ]);
  }
  return {
    firstSeq: first.seq,
    lastSeq: last.seq,
    time,
    rows: JSON.stringify(packed),
    texts: `[${[...texts.keys()].join()}]`,
    lengths: `[${Array.from(texts.keys(), (text) => text.length).join()}]`,
  };
}

/** Whether an object's text without its last brace is what another object's begins with. */
function isBeginning(text: string, longer: string): boolean {
  const cut = text.length - 1;
  return (
    longer[cut] === ',' &&
    text.endsWith('}') &&
    longer.startsWith(text.slice(0, cut)) &&
    // SQL counts characters, of which some are two UTF-16 units
    !/[\ud800-\udfff]/.test(text)
  );
}

function withoutEnd(row: PackedRow): PackedRow {
  while (row.at(-1) === null) row.pop();
  return row;
}

/** Bytes of a payload that is over the cap, else null. A UTF-16 unit is at most three bytes, so small ones are not counted. */
function sizeOver(payload: string): number | null {
  if (payload.length * 3 <= PAYLOAD_CAP_BYTES) return null;
  const size = Buffer.byteLength(payload);
  return size > PAYLOAD_CAP_BYTES ? size : null;
}

/** The first 2 KB, never ending in half a character. */
function previewOf(payload: string): string {
  const last = payload.charCodeAt(PREVIEW_LENGTH - 1);
  return payload.slice(0, last >= 0xd800 && last <= 0xdbff ? PREVIEW_LENGTH - 1 : PREVIEW_LENGTH);
}

export type UnpackedRow = Omit<StoredLogRow, 'executionId' | Part> & {
  readonly [part in Part]: string | number | null;
};

/** Its rows; what stands apart is its number. */
export function unpackPage({ firstSeq, time, rows, texts, lengths }: Omit<LogPage, 'lastSeq'>): UnpackedRow[] {
  let end = 0;
  const kept = (JSON.parse(lengths) as number[]).map((length) => {
    const start = end + 1;
    end = start + length;
    return texts.slice(start, end);
  });
  const textAt = (place: Place | undefined): string | number | null => {
    if (place == null) return null;
    if (typeof place === 'number') return place < 0 ? -place : kept[place]!;
    return `${kept[place[0]]!.slice(0, place[1])}}`;
  };
  return (JSON.parse(rows) as Partial<PackedRow>[]).map((packed, index) => {
    const [nodeId, nodeType, label, code, attempt, duration, msAfter, result, input, output, error] = packed;
    return {
      seq: firstSeq + index,
      nodeId: nodeId!,
      nodeType: nodeType!,
      nodeLabel: label === 0 ? nodeType! : (label ?? null),
      status: logStatuses[code!]!,
      attempt: attempt!,
      duration: duration ?? null,
      timestamp: new Date(time + msAfter!).toISOString(),
      result: textAt(result),
      inputData: textAt(input),
      outputData: textAt(output),
      error: error ?? null,
    };
  });
}

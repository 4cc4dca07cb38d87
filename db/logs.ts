/**
 * Reads the log: pages of rows, then the payloads that stand apart.
 *
 * 1. A row that two pages have, since a commit was sent again with more in it, is that of the first.
 * 2. Nothing is read for long: pages are asked for by the numbers of their rows.
 */
import { Buffer } from 'node:buffer';
import { text, textOrNull } from './execution-rows.ts';
import { PAGE_ROWS, type UnpackedRow, unpackPage } from './log-pages.ts';
import type { StoredLogRow } from './model.ts';
import type { Reader, Row } from './sql.ts';
import type { CappedLogRow, Logs } from './store.ts';

/** `seq` is in no page that ends before it, nor in one that ends so many rows after it. */
const pagesSql = `SELECT firstSeq, time, "rows", texts, lengths FROM execution_log_pages
  WHERE executionId = ?1 AND lastSeq > ?2 AND lastSeq < ?3 + ${PAGE_ROWS} AND firstSeq <= ?3 ORDER BY lastSeq`;
const lastSql = 'SELECT max(lastSeq) FROM execution_log_pages WHERE executionId = ?';
const listed = 'FROM execution_log_payloads WHERE executionId = ? AND number IN (SELECT value FROM json_each(?))';
const payloadsSql = `SELECT number, payload ${listed}`;
const cappedPayloadsSql = `SELECT number, iif(size IS NULL, payload, NULL), preview, size ${listed}`;

/** rows that are read at once where only their bytes say how many are wanted */
const TAIL_ROWS = 100;

type Payload = { readonly text: string | null; readonly preview: string | null; readonly size: number | null };

export function createLogs(reader: Reader): Logs {
  /** Rows with `after < seq <= to`. */
  async function unpacked(executionId: string, after: number, to: number): Promise<UnpackedRow[]> {
    const rows: UnpackedRow[] = [];
    let last = after;
    for (const [firstSeq, time, packed, texts, lengths] of await reader.all(pagesSql, [executionId, after, to])) {
      const page = { rows: text(packed), texts: text(texts), lengths: text(lengths) };
      for (const row of unpackPage({ firstSeq: Number(firstSeq), time: Number(time), ...page })) {
        if (row.seq <= last || row.seq > to) continue;
        rows.push(row);
        last = row.seq;
      }
    }
    return rows;
  }

  /** A server refuses to answer too much at once: then it is asked for the halves. */
  async function payloads(sql: string, executionId: string, numbers: readonly number[]): Promise<Row[]> {
    try {
      return await reader.all(sql, [executionId, JSON.stringify(numbers)]);
    } catch (error) {
      if (!isTooLarge(error) || numbers.length < 2) throw error;
      const half = numbers.length >> 1;
      const first = await payloads(sql, executionId, numbers.slice(0, half));
      return first.concat(await payloads(sql, executionId, numbers.slice(half)));
    }
  }

  async function fill(sql: string, executionId: string, rows: readonly UnpackedRow[]): Promise<CappedLogRow[]> {
    const numbers = new Set<number>();
    for (const { result, inputData, outputData } of rows)
      for (const each of [result, inputData, outputData]) if (typeof each === 'number') numbers.add(each);
    const kept = new Map<number, Payload>();
    if (numbers.size > 0)
      for (const [number, payload, preview, size] of await payloads(sql, executionId, [...numbers]))
        kept.set(Number(number), {
          text: textOrNull(payload),
          preview: textOrNull(preview),
          size: size == null ? null : Number(size),
        });
    return rows.map((row) => toRow(executionId, row, kept));
  }

  async function readWith(sql: string, executionId: string, after: number, limit: number): Promise<CappedLogRow[]> {
    return fill(sql, executionId, await unpacked(executionId, after, after + limit));
  }

  return {
    read: (executionId, after, limit) => readWith(payloadsSql, executionId, after, limit),
    readCapped: (executionId, after, limit) => readWith(cappedPayloadsSql, executionId, after, limit),
    async tail(executionId, limit, maxBytes) {
      let to = Number((await reader.all(lastSql, [executionId]))[0]?.[0] ?? 0);
      const end = Math.max(0, to - limit);
      const newest: CappedLogRow[] = [];
      for (let bytes = 0; to > end; to -= TAIL_ROWS) {
        const after = Math.max(end, to - TAIL_ROWS);
        const rows = await readWith(cappedPayloadsSql, executionId, after, to - after);
        for (const row of rows.reverse()) {
          bytes += bytesOf(row);
          if (bytes > maxBytes) return newest.reverse();
          newest.push(row);
        }
      }
      return newest.reverse();
    },
    async one(executionId, seq) {
      const [row] = await readWith(payloadsSql, executionId, seq - 1, 1);
      return row ?? null;
    },
  };
}

const isTooLarge = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && error.code === 'RESPONSE_TOO_LARGE';

function toRow(executionId: string, row: UnpackedRow, kept: ReadonlyMap<number, Payload>): CappedLogRow {
  const { result, inputData, outputData } = row;
  const payloadOf = (payload: string | number | null): Payload | undefined =>
    typeof payload === 'number' ? kept.get(payload) : undefined;
  const textOf = (payload: string | number | null): string | null =>
    typeof payload === 'number' ? (kept.get(payload)?.text ?? null) : payload;
  const input = payloadOf(inputData);
  const output = payloadOf(outputData);
  const filled: StoredLogRow = {
    ...row,
    executionId,
    result: textOf(result),
    inputData: textOf(inputData),
    outputData: textOf(outputData),
  };
  return {
    ...filled,
    ...(input?.preview != null && input.size !== null && { inputPreview: input.preview, inputSize: input.size }),
    ...(output?.preview != null && output.size !== null && { outputPreview: output.preview, outputSize: output.size }),
  };
}

/** of what of a row is shown */
function bytesOf({ result, inputData, outputData, inputPreview, outputPreview }: CappedLogRow): number {
  let bytes = 0;
  for (const payload of [result, inputPreview ?? inputData, outputPreview ?? outputData])
    if (payload !== null) bytes += Buffer.byteLength(payload);
  return bytes;
}

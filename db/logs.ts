import { text, textOrNull } from './execution-rows.ts';
import type { LogStatus, StoredLogRow } from './model.ts';
import type { Reader, Row } from './sql.ts';
import type { CappedLogRow, Logs } from './store.ts';

const facts = 'executionId, seq, nodeId, nodeType, nodeLabel, status, attempt, duration, timestamp, error, result';
const whole = `${facts}, inputData, outputData`;
/** A payload over the cap was marked when it was written, so that it need not be read to be left out. */
const capped = `${facts}, iif(inputSize IS NULL, inputData, NULL), iif(outputSize IS NULL, outputData, NULL),
  inputPreview, inputSize, outputPreview, outputSize`;
const bytes = `iif(inputSize IS NULL, ifnull(octet_length(inputData), 0), octet_length(inputPreview))
  + iif(outputSize IS NULL, ifnull(octet_length(outputData), 0), octet_length(outputPreview))
  + ifnull(octet_length(result), 0)`;

const after = 'FROM execution_logs WHERE executionId = ? AND seq > ? ORDER BY seq LIMIT ?';
const readSql = `SELECT ${whole} ${after}`;
const readCappedSql = `SELECT ${capped} ${after}`;
const oneSql = `SELECT ${whole} FROM execution_logs WHERE executionId = ? AND seq = ?`;
const tailSql = `SELECT ${capped} FROM execution_logs WHERE executionId = ?1 AND seq >= (
    SELECT min(seq) FROM (
      SELECT seq, sum(bytes) OVER (ORDER BY seq DESC) AS total FROM (
        SELECT seq, ${bytes} AS bytes FROM execution_logs WHERE executionId = ?1 ORDER BY seq DESC LIMIT ?2))
    WHERE total <= ?3)
  ORDER BY seq`;

export function createLogs(reader: Reader): Logs {
  /** A server refuses to answer too much at once: then it is asked for the halves. */
  async function page(sql: string, executionId: string, after: number, limit: number): Promise<Row[]> {
    try {
      return await reader.all(sql, [executionId, after, limit]);
    } catch (error) {
      if (!isTooLarge(error) || limit < 2) throw error;
      const half = Math.ceil(limit / 2);
      const first = await page(sql, executionId, after, half);
      if (first.length < half) return first;
      return first.concat(await page(sql, executionId, Number(first.at(-1)?.[1]), limit - half));
    }
  }

  return {
    async read(executionId, after, limit) {
      return (await page(readSql, executionId, after, limit)).map(toRow);
    },
    async readCapped(executionId, after, limit) {
      return (await page(readCappedSql, executionId, after, limit)).map(toCapped);
    },
    async tail(executionId, limit, maxBytes) {
      return (await reader.all(tailSql, [executionId, limit, maxBytes])).map(toCapped);
    },
    async one(executionId, seq) {
      const [row] = await reader.all(oneSql, [executionId, seq]);
      return row ? toRow(row) : null;
    },
  };
}

const isTooLarge = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && error.code === 'RESPONSE_TOO_LARGE';

function toRow(row: Row): StoredLogRow {
  return {
    executionId: text(row[0]),
    seq: Number(row[1]),
    nodeId: text(row[2]),
    nodeType: text(row[3]),
    nodeLabel: textOrNull(row[4]),
    status: text(row[5]) as LogStatus,
    attempt: Number(row[6]),
    duration: row[7] == null ? null : Number(row[7]),
    timestamp: text(row[8]),
    error: textOrNull(row[9]),
    result: textOrNull(row[10]),
    inputData: textOrNull(row[11]),
    outputData: textOrNull(row[12]),
  };
}

function toCapped(row: Row): CappedLogRow {
  const capped: CappedLogRow = toRow(row);
  const [inputPreview, inputSize, outputPreview, outputSize] = row.slice(13);
  return {
    ...capped,
    ...(inputSize != null && { inputPreview: text(inputPreview), inputSize: Number(inputSize) }),
    ...(outputSize != null && { outputPreview: text(outputPreview), outputSize: Number(outputSize) }),
  };
}

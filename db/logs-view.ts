/** The rows of `execution_log_pages` as SQL reads them; `log-pages.ts` says in which form they are there. */
import { type SQL, sql } from 'drizzle-orm';
import { logStatuses } from './log-pages.ts';

const at = (place: string): SQL => sql.raw(`json_extract("row", '$[${place}]')`);
const statuses = sql.raw(`'${JSON.stringify(logStatuses)}'`);

/** A payload by its place in the row: none, its text, the beginning of one, or one that stands apart. */
const payloadAt = (place: number): SQL => {
  const text = (which: string): SQL => sql`"texts" -> ('$[' || ${at(which)} || ']')`;
  return sql`CASE json_type("row", ${sql.raw(`'$[${place}]'`)})
    WHEN 'array' THEN substr(${text(`${place}][0`)}, 1, ${at(`${place}][1`)}) || '}'
    WHEN 'integer' THEN CASE WHEN ${at(`${place}`)} >= 0 THEN ${text(`${place}`)}
      ELSE (SELECT "payload" FROM "execution_log_payloads" AS "apart"
        WHERE "apart"."executionId" = "packed"."executionId" AND "apart"."number" = -${at(`${place}`)}) END END`;
};

const ms = sql`"time" + ${at('6')}`;

export const logsView: SQL = sql`SELECT
  "executionId" || ':' || printf('%010d', "seq") AS "id", "executionId", "seq",
  ${at('0')} AS "nodeId", ${at('1')} AS "nodeType",
  CASE ${at('2')} WHEN 0 THEN ${at('1')} ELSE ${at('2')} END AS "nodeLabel",
  json_extract(${statuses}, '$[' || ${at('3')} || ']') AS "status", ${at('4')} AS "attempt",
  CAST(${at('5')} AS REAL) AS "duration",
  strftime('%Y-%m-%dT%H:%M:%S', (${ms}) / 1000, 'unixepoch') || printf('.%03dZ', (${ms}) % 1000) AS "timestamp",
  ${at('10')} AS "error", ${payloadAt(7)} AS "result", ${payloadAt(8)} AS "inputData", ${payloadAt(9)} AS "outputData"
  FROM (SELECT "page"."executionId", "firstSeq" + "each"."key" AS "seq", "time", "texts", "each"."value" AS "row"
    FROM "execution_log_pages" AS "page", json_each("page"."rows") AS "each"
    WHERE NOT EXISTS (SELECT 1 FROM "execution_log_pages" AS "before"
      WHERE "before"."executionId" = "page"."executionId" AND "before"."lastSeq" < "page"."lastSeq"
        AND "before"."lastSeq" >= "page"."firstSeq" + "each"."key")) AS "packed"`;

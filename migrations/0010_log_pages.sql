CREATE TABLE `execution_log_pages` (
	`executionId` text NOT NULL,
	`firstSeq` integer NOT NULL,
	`lastSeq` integer NOT NULL,
	`time` integer NOT NULL,
	`rows` text NOT NULL,
	`texts` text NOT NULL,
	`lengths` text NOT NULL,
	PRIMARY KEY(`executionId`, `lastSeq`),
	FOREIGN KEY (`executionId`) REFERENCES `workflow_executions`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE TABLE `execution_log_payloads` (
	`executionId` text NOT NULL,
	`number` integer NOT NULL,
	`size` integer,
	`preview` text,
	`payload` text NOT NULL,
	PRIMARY KEY(`executionId`, `number`),
	FOREIGN KEY (`executionId`) REFERENCES `workflow_executions`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
-- Every row becomes a page of its own. A page counts UTF-16 units, SQL counts characters: what is not ASCII stands apart.
INSERT INTO `execution_log_payloads` (`executionId`, `number`, `size`, `preview`, `payload`)
SELECT `executionId`, 3 * `seq` + 0, NULL, NULL, `result` FROM `execution_logs` WHERE octet_length(`result`) <> min(length(`result`), 1990)
UNION ALL SELECT `executionId`, 3 * `seq` + 1, `inputSize`, `inputPreview`, `inputData` FROM `execution_logs` WHERE octet_length(`inputData`) <> min(length(`inputData`), 1990)
UNION ALL SELECT `executionId`, 3 * `seq` + 2, `outputSize`, `outputPreview`, `outputData` FROM `execution_logs` WHERE octet_length(`outputData`) <> min(length(`outputData`), 1990);
--> statement-breakpoint
INSERT INTO `execution_log_pages` (`executionId`, `firstSeq`, `lastSeq`, `time`, `rows`, `texts`, `lengths`)
SELECT `executionId`, `seq`, `seq`, strftime('%s', `timestamp`) * 1000 + substr(`timestamp`, 21, 3),
	json_array(json_array(`nodeId`, `nodeType`, `nodeLabel`,
		CASE `status` WHEN 'running' THEN 0 WHEN 'waiting' THEN 1 WHEN 'retrying' THEN 2 WHEN 'completed' THEN 3 WHEN 'error' THEN 4 WHEN 'skipped' THEN 5 ELSE 6 END,
		`attempt`, `duration`, 0,
		CASE WHEN `result` IS NULL THEN NULL WHEN octet_length(`result`) <> min(length(`result`), 1990) THEN -3 * `seq` - 0 ELSE 0 END,
		CASE WHEN `inputData` IS NULL THEN NULL WHEN octet_length(`inputData`) <> min(length(`inputData`), 1990) THEN -3 * `seq` - 1 ELSE 1 END,
		CASE WHEN `outputData` IS NULL THEN NULL WHEN octet_length(`outputData`) <> min(length(`outputData`), 1990) THEN -3 * `seq` - 2 ELSE 2 END,
		`error`)),
	'[' || `r` || ',' || `i` || ',' || `o` || ']', json_array(length(`r`), length(`i`), length(`o`))
FROM (SELECT *,
	iif(octet_length(`result`) <> min(length(`result`), 1990), '0', ifnull(`result`, '0')) AS `r`,
	iif(octet_length(`inputData`) <> min(length(`inputData`), 1990), '0', ifnull(`inputData`, '0')) AS `i`,
	iif(octet_length(`outputData`) <> min(length(`outputData`), 1990), '0', ifnull(`outputData`, '0')) AS `o`
	FROM `execution_logs`);
--> statement-breakpoint
DROP TABLE `execution_logs`;--> statement-breakpoint
CREATE VIEW `execution_logs` AS SELECT
  "executionId" || ':' || printf('%010d', "seq") AS "id", "executionId", "seq",
  json_extract("row", '$[0]') AS "nodeId", json_extract("row", '$[1]') AS "nodeType",
  CASE json_extract("row", '$[2]') WHEN 0 THEN json_extract("row", '$[1]') ELSE json_extract("row", '$[2]') END AS "nodeLabel",
  json_extract('["running","waiting","retrying","completed","error","skipped","cancelled"]', '$[' || json_extract("row", '$[3]') || ']') AS "status", json_extract("row", '$[4]') AS "attempt",
  CAST(json_extract("row", '$[5]') AS REAL) AS "duration",
  strftime('%Y-%m-%dT%H:%M:%S', ("time" + json_extract("row", '$[6]')) / 1000, 'unixepoch') || printf('.%03dZ', ("time" + json_extract("row", '$[6]')) % 1000) AS "timestamp",
  json_extract("row", '$[10]') AS "error", CASE json_type("row", '$[7]')
    WHEN 'array' THEN substr("texts" -> ('$[' || json_extract("row", '$[7][0]') || ']'), 1, json_extract("row", '$[7][1]')) || '}'
    WHEN 'integer' THEN CASE WHEN json_extract("row", '$[7]') >= 0 THEN "texts" -> ('$[' || json_extract("row", '$[7]') || ']')
      ELSE (SELECT "payload" FROM "execution_log_payloads" AS "apart"
        WHERE "apart"."executionId" = "packed"."executionId" AND "apart"."number" = -json_extract("row", '$[7]')) END END AS "result", CASE json_type("row", '$[8]')
    WHEN 'array' THEN substr("texts" -> ('$[' || json_extract("row", '$[8][0]') || ']'), 1, json_extract("row", '$[8][1]')) || '}'
    WHEN 'integer' THEN CASE WHEN json_extract("row", '$[8]') >= 0 THEN "texts" -> ('$[' || json_extract("row", '$[8]') || ']')
      ELSE (SELECT "payload" FROM "execution_log_payloads" AS "apart"
        WHERE "apart"."executionId" = "packed"."executionId" AND "apart"."number" = -json_extract("row", '$[8]')) END END AS "inputData", CASE json_type("row", '$[9]')
    WHEN 'array' THEN substr("texts" -> ('$[' || json_extract("row", '$[9][0]') || ']'), 1, json_extract("row", '$[9][1]')) || '}'
    WHEN 'integer' THEN CASE WHEN json_extract("row", '$[9]') >= 0 THEN "texts" -> ('$[' || json_extract("row", '$[9]') || ']')
      ELSE (SELECT "payload" FROM "execution_log_payloads" AS "apart"
        WHERE "apart"."executionId" = "packed"."executionId" AND "apart"."number" = -json_extract("row", '$[9]')) END END AS "outputData"
  FROM (SELECT "page"."executionId", "firstSeq" + "each"."key" AS "seq", "time", "texts", "each"."value" AS "row"
    FROM "execution_log_pages" AS "page", json_each("page"."rows") AS "each"
    WHERE NOT EXISTS (SELECT 1 FROM "execution_log_pages" AS "before"
      WHERE "before"."executionId" = "page"."executionId" AND "before"."lastSeq" < "page"."lastSeq"
        AND "before"."lastSeq" >= "page"."firstSeq" + "each"."key")) AS "packed";
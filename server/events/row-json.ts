/** Log rows as JSON text. Payloads are JSON text already and are spliced in, never parsed and written again. */
import { type JsonText, logRowId, type StoredLogRow } from '../../db/model.ts';
import type { CappedLogRow } from '../../db/store.ts';

/** Bytes of a payload that is shown whole. */
export const PAYLOAD_SHOWN = 16_384;
/** Characters of a larger payload that are shown instead. */
const PREVIEW = 2_048;

/** The row with payloads over 16 KB left out; a row that was capped at its source stays as it is. */
export function capRow(row: CappedLogRow): CappedLogRow {
  const inputSize = sizeIfLarge(row.inputData);
  const outputSize = sizeIfLarge(row.outputData);
  const result = smallResult(row.result);
  if (inputSize === 0 && outputSize === 0 && result === row.result) return row;
  return {
    ...row,
    result,
    ...(inputSize > 0 && { inputData: null, inputPreview: preview(row.inputData ?? ''), inputSize }),
    ...(outputSize > 0 && { outputData: null, outputPreview: preview(row.outputData ?? ''), outputSize }),
  };
}

/** Bytes of a payload over the cap, 0 for any other. */
function sizeIfLarge(text: JsonText | null): number {
  // A UTF-16 unit is at most three bytes of UTF-8: short text needs no counting.
  if (text === null || text.length * 3 <= PAYLOAD_SHOWN) return 0;
  const size = Buffer.byteLength(text);
  return size > PAYLOAD_SHOWN ? size : 0;
}

/** The same text as is kept beside a stored payload: its first characters, never half of one. */
function preview(text: string): string {
  const last = text.charCodeAt(PREVIEW - 1);
  return text.slice(0, last >= 0xd800 && last <= 0xdbff ? PREVIEW - 1 : PREVIEW);
}

/** A large envelope (its `ports` can be as large as an output) keeps its keys; what is large in it becomes null. */
function smallResult(text: JsonText | null): JsonText | null {
  if (sizeIfLarge(text) === 0) return text;
  const envelope = JSON.parse(text as string) as Record<string, unknown>;
  for (const [key, value] of Object.entries(envelope)) {
    if (key === 'ports' && typeof value === 'object' && value !== null) {
      envelope[key] = Object.fromEntries(Object.keys(value).map((port) => [port, null]));
    } else if (JSON.stringify(value).length > PREVIEW) envelope[key] = null;
  }
  return JSON.stringify(envelope);
}

/** A row as the API and the stream show it, on one line. */
export function rowJson(row: CappedLogRow): JsonText {
  const { executionId, seq } = row;
  const text =
    `{"id":"${logRowId(executionId, seq)}","executionId":"${executionId}","seq":${seq},"nodeId":${JSON.stringify(row.nodeId)}` +
    `,"nodeType":${JSON.stringify(row.nodeType)},"nodeLabel":${JSON.stringify(row.nodeLabel)},"status":"${row.status}"` +
    `,"attempt":${row.attempt},"timestamp":"${row.timestamp}","duration":${row.duration},"error":${JSON.stringify(row.error)}` +
    `,"inputData":${row.inputData},"outputData":${row.outputData},"result":${row.result}${cutJson(row)}}`;
  return oneLine(text);
}

function cutJson(row: CappedLogRow): string {
  if (row.inputSize === undefined && row.outputSize === undefined) return '';
  let text = ',"truncated":true';
  if (row.inputSize !== undefined) {
    text += `,"inputPreview":${JSON.stringify(row.inputPreview)},"inputSize":${row.inputSize}`;
  }
  if (row.outputSize !== undefined) {
    text += `,"outputPreview":${JSON.stringify(row.outputPreview)},"outputSize":${row.outputSize}`;
  }
  return text;
}

/** A line break in JSON text is always white space between its parts, and would end a line of the stream. */
export function oneLine(text: JsonText): JsonText {
  return text.includes('\n') || text.includes('\r') ? text.replace(/[\r\n]/g, ' ') : text;
}

/** Bytes of payload that a row carries, roughly: for limits on whole answers. */
export function weight(row: StoredLogRow): number {
  return (row.inputData?.length ?? 0) + (row.outputData?.length ?? 0) + (row.result?.length ?? 0);
}

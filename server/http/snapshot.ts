/** An execution as the poll answers it: one JSON text, spliced from what is stored as text. */
import { isFinished } from '../../db/execution-state.ts';
import { type Execution, type JsonRecord, type JsonText, referenceIn, type StoredLogRow } from '../../db/model.ts';
import type { CappedLogRow, Store } from '../../db/store.ts';
import { capRow, rowJson, weight } from '../events/row-json.ts';

/** What of an execution is wanted: which rows, and whether with `nodeResults` and `finalOutput` (else they are null). */
export type Wanted = { readonly logs: 'newest' | 'none' | { readonly after: number }; readonly results: boolean };
export const everything: Wanted = { logs: 'newest', results: true };

type Source = { readonly executions: Store['executions']; readonly logs: Store['logs'] };

const LOGS_MAX = 1_000;
const LOGS_BYTES = 4 * 1024 * 1024;
const PAGE = 200;
/** Characters that one answer resolves; what is beyond stays a reference to `/logs/:seq`. */
const RESOLVED_MAX = 64 * 1024 * 1024;

/** The answer and the version it is of; null: there is no such execution. */
export async function snapshot(
  { executions, logs }: Source,
  organizationId: string,
  executionId: string,
  wanted: Wanted,
): Promise<{ text: JsonText; execution: Execution } | null> {
  const execution = await executions.get(organizationId, executionId);
  if (!execution) return null;
  const { inputs, nodeResults, finalOutput, ...head } = execution;
  const rows = await rowsOf(logs, executionId, wanted.logs);
  const whole = createResolver(logs, executionId, rows);
  const output = await whole.finalOutput(wanted.results ? finalOutput : null);
  const facts = JSON.stringify({ executionId, ...head, done: isFinished(execution.status), logsTotal: head.lastSeq });
  const text =
    `${facts.slice(0, -1)},"inputs":${inputs},"nodeResults":${await whole.nodeResults(wanted.results ? nodeResults : null)}` +
    `,"finalOutput":${output},"logs":[${rows.map((row) => rowJson(capRow(row))).join(',')}]}`;
  return { text, execution };
}

async function rowsOf(logs: Store['logs'], executionId: string, wanted: Wanted['logs']): Promise<CappedLogRow[]> {
  if (wanted === 'none') return [];
  if (wanted === 'newest') return logs.tail(executionId, LOGS_MAX, LOGS_BYTES);
  const rows = await logs.readCapped(executionId, wanted.after, LOGS_MAX);
  let bytes = 0;
  const end = rows.findIndex((row, index) => {
    bytes += weight(capRow(row));
    return bytes > LOGS_BYTES && index > 0;
  });
  return end === -1 ? rows : rows.slice(0, end);
}

type Resolver = {
  nodeResults(text: JsonText | null): Promise<JsonText>;
  finalOutput(text: JsonText | null): Promise<JsonText>;
};

/** Puts what the log holds in place of the references to its rows: `{"$log": seq}`. `known` are rows that were read before. */
function createResolver(logs: Store['logs'], executionId: string, known: readonly CappedLogRow[]): Resolver {
  const rows = new Map<number, StoredLogRow | null>();
  let left = RESOLVED_MAX;

  const keep = (row: CappedLogRow) => {
    if (row.inputSize === undefined && row.outputSize === undefined) rows.set(row.seq, row);
  };
  for (const row of known) keep(row);

  /** Reads small rows by the page; a large one is read when its turn comes, so that few are in memory at once. */
  async function prepare(values: readonly unknown[]): Promise<void> {
    const missing = values.flatMap((value) => referenceIn(value) ?? []).filter((seq) => !rows.has(seq));
    if (missing.length < 2) return;
    const last = Math.max(...missing);
    for (let after = Math.min(...missing) - 1; after < last; ) {
      const page = await logs.readCapped(executionId, after, PAGE);
      for (const row of page) keep(row);
      after = page.at(-1)?.seq ?? last;
    }
  }

  async function read(seq: number): Promise<StoredLogRow | null> {
    const row = rows.get(seq);
    return row === undefined ? logs.one(executionId, seq) : row;
  }

  /** The text in place of a value, which is itself unless it is a reference. */
  async function resolve(value: unknown, pick: Pick): Promise<JsonText> {
    const seq = referenceIn(value);
    const row = seq === null ? null : await read(seq);
    const text = row && pick(row);
    if (!text || text.length > left) return JSON.stringify(value ?? null);
    left -= text.length;
    return text;
  }

  async function resolveEach(record: Record<string, unknown>, pickFor: (key: string) => Pick) {
    const parts: string[] = [];
    for (const [key, value] of Object.entries(record)) {
      parts.push(`${JSON.stringify(key)}:${await resolve(value, pickFor(key))}`);
    }
    return `{${parts.join(',')}}`;
  }

  return {
    async nodeResults(text) {
      if (text === null || !text.includes('"$log"')) return text ?? 'null';
      const results = JSON.parse(text) as Record<string, Record<string, unknown>>;
      await prepare(Object.values(results));
      const parts: string[] = [];
      for (const [nodeId, envelope] of Object.entries(results)) {
        const whole = referenceIn(envelope) === null ? resolveEach(envelope, pickOf) : resolve(envelope, envelopeOf);
        parts.push(`${JSON.stringify(nodeId)}:${await whole}`);
      }
      return `{${parts.join(',')}}`;
    },
    async finalOutput(text) {
      if (text === null || !text.includes('"$log"')) return text ?? 'null';
      const output = JSON.parse(text) as Record<string, unknown>;
      await prepare(Object.values(output));
      return referenceIn(output) === null ? resolveEach(output, () => outputOf) : resolve(output, outputOf);
    },
  };
}

type Pick = (row: StoredLogRow) => JsonText | null;

/** In an envelope, each key may be referred to; deeper inside, what looks like a reference is somebody's data. */
function pickOf(key: string): Pick {
  return key === 'outputData'
    ? outputOf
    : (row) => JSON.stringify((JSON.parse(row.result ?? '{}') as JsonRecord)[key] ?? null);
}

function envelopeOf({ result, outputData }: StoredLogRow): JsonText {
  return `${(result ?? '{}').slice(0, -1)},"outputData":${outputData ?? 'null'}}`;
}

function outputOf(row: StoredLogRow): JsonText | null {
  return row.outputData;
}

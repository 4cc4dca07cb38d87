/** Rows of the log come back as they were written, from the store and from SQL, however they were packed. */
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { logStatuses, packRows, unpackPage } from '../../db/log-pages.ts';
import { logRowId, type StoredLogRow } from '../../db/model.ts';
import { openTempStore } from '../_setup.ts';
import { at, claimed, commit, row, workflow } from '../contract/_given.ts';
import { query } from './_query.ts';

/** What a node passes on, adds to or makes anew; some of it long, some of it in characters of two UTF-16 units. */
const payload = fc.oneof(
  { weight: 4, arbitrary: fc.integer({ min: 1, max: 9 }).map(growing) },
  { weight: 2, arbitrary: fc.json() },
  { weight: 1, arbitrary: fc.constantFrom('{}', '{"é":"🦤"}', '{"é":"🦤","b":1}', '"\\ud800"', 'null') },
  { weight: 1, arbitrary: fc.integer({ min: 4_000, max: 17_000 }).map((length) => `"${'ü'.repeat(length)}"`) },
);
const rowPart = fc.record({
  nodeId: fc.constantFrom('a', "o'b", '🦤'),
  nodeType: fc.constantFrom('http', 'llm'),
  nodeLabel: fc.constantFrom('http', 'Label "1"', '', null),
  status: fc.constantFrom(...logStatuses),
  attempt: fc.integer({ min: 1, max: 40 }),
  duration: fc.option(fc.constantFrom(0, 0.12, 31_536_000_000)),
  error: fc.option(fc.constantFrom('It broke', 'línea\n\t«»')),
  result: fc.option(payload),
  inputData: fc.option(payload),
  outputData: fc.option(payload),
});
const rowParts = fc.array(rowPart, { minLength: 1, maxLength: 90 });

function growing(fields: number): string {
  return JSON.stringify(Object.fromEntries(Array.from({ length: fields }, (_, i) => [`f${i}`, i])));
}

const rowsOf = (executionId: string, parts: readonly object[]): StoredLogRow[] =>
  parts.map((part, i) => row(executionId, i + 1, { timestamp: at(i / 1000), ...part }));

it('keeps every row as it was, in the store and in SQL, in one commit or in several that overlap', async () => {
  const { store, path } = await openTempStore();
  const id = await workflow(store);
  await fc.assert(
    fc.asyncProperty(rowParts, fc.nat(90), fc.nat(90), async (parts, cut, overlap) => {
      const lease = await claimed(store, id);
      const { executionId } = lease;
      const rows = rowsOf(executionId, parts);
      const first = rows.slice(0, cut);
      if (first.length > 0) await store.leases.commit(commit(lease, { rows: first }));
      // as when an answer was lost, and what it was about is sent again with more
      const rest = rows.slice(Math.max(0, first.length - overlap));
      if (rest.length > 0) await store.leases.commit(commit(lease, { rows: rest, lastSeq: rows.length }));
      expect(await store.logs.read(executionId, 0, 100)).toEqual(rows);
      expect(await store.logs.read(executionId, cut, 3)).toEqual(rows.slice(cut, cut + 3));
      const tail = await store.logs.tail(executionId, 7, Number.MAX_SAFE_INTEGER);
      expect(tail.map(({ seq }) => seq)).toEqual(rows.slice(-7).map(({ seq }) => seq));
      const asSql = query(path, `SELECT * FROM execution_logs WHERE executionId = '${executionId}' ORDER BY seq`);
      expect(asSql).toEqual(rows.map((each) => ({ id: logRowId(executionId, each.seq), ...each })));
    }),
    { numRuns: 60 },
  );
});

it('keeps what several rows pass on, or add to, once', () => {
  const passed = JSON.stringify({ body: 'x'.repeat(1_900) });
  const large = JSON.stringify({ body: 'x'.repeat(20_000) });
  const rows = rowsOf('e', [
    ...Array.from({ length: 30 }, (_, i) => ({ outputData: growing(i + 1) })),
    { inputData: passed, outputData: passed },
    { outputData: passed },
    { inputData: large, outputData: large },
    { outputData: large },
  ]);
  const { pages, payloads } = packRows(rows);
  expect(pages).toHaveLength(1);
  expect(payloads).toMatchObject([{ payload: large, size: large.length }]);
  const texts = (JSON.parse(pages[0]!.texts) as unknown[]).map((text) => JSON.stringify(text));
  expect(texts.filter((text) => text.startsWith('{"f0"'))).toEqual([growing(30)]);
  expect(texts.filter((text) => text === passed)).toHaveLength(1);
});

it('begins another page where a commit has many rows or much text', () => {
  const sizes = (parts: readonly object[]) => packRows(rowsOf('e', parts)).pages.map((page) => unpackPage(page).length);
  expect(sizes(Array(150).fill({}))).toEqual([64, 64, 22]);
  const long = Array.from({ length: 64 }, (_, i) => ({ outputData: `"${i}${'x'.repeat(1_900)}"` }));
  expect(sizes(long)).toEqual([33, 31]);
});

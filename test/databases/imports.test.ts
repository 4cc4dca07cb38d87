/** What an import does beside reading rows: others write meanwhile, indexes are made anew, nothing is left behind. */
import { readdirSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import Database from 'libsql';
import { expect, test, vi } from 'vitest';
import type { Json, JsonRecord } from '../../db/model.ts';
import type { ImportAsk } from '../../server/records/imports.ts';
import { type Ground, openLocal } from './_ground.ts';

const columns = [
  { name: 'Key', type: 'text' as const, unique: true },
  { name: 'Price', type: 'number' as const, index: true },
  { name: 'Note', type: 'text' as const },
];
const actor = 'local';

async function* pieces(text: string) {
  yield new TextEncoder().encode(text);
}

let serial = 0;
async function importText(
  { records }: Ground,
  id: string,
  text: string,
  ask: Partial<ImportAsk> = {},
  onProgress: () => void = () => {},
): Promise<JsonRecord> {
  serial += 1;
  const { importId } = await records.imports.upload('o', id, 'x.csv', pieces(text));
  const options = await records.imports.prepare('o', id, importId, { mode: 'insert', badRows: 'fail', ...ask }, actor);
  return records.imports.run({
    ...{ organizationId: 'o', databaseId: id, importId, actor, operation: `e${serial}:n`, onProgress },
    ...{ options: options as unknown as JsonRecord, signal: new AbortController().signal },
  });
}

function pathOf({ url }: Ground, id: string): string {
  const folder = dirname(url.slice('file:'.length));
  const [files] = readdirSync(folder).filter((name) => name.endsWith('.databases'));
  return join(folder, files!, `${id}.db`);
}

/** The tables and indexes of a database, from its file. */
function inFile(ground: Ground, id: string, type: 'table' | 'index'): string[] {
  const file = new Database(pathOf(ground, id));
  const rows = file.prepare('SELECT name FROM sqlite_master WHERE type = ? ORDER BY name').raw(true).all(type);
  file.close();
  return (rows as [string][]).map(([name]) => name);
}

const rowsOf = (from: number, to: number) =>
  Array.from({ length: to - from }, (_, n) => `K${from + n},${(from + n) % 97},word${from + n} every`);

test('records that others change while a file is read are read again, and nothing of theirs is lost', async () => {
  const ground = await openLocal();
  const { records } = ground;
  const { id } = await records.create('o', { name: 'A', columns });
  const save = (values: Record<string, Json>) =>
    records.save('o', id, { mode: 'upsert', key: 'key', rows: [{ values }], actor });
  await save({ key: 'a', price: 1, note: 'before' });
  const theirs: Promise<unknown>[] = [];
  const report = await importText(ground, id, 'key,price\na,2\nb,3\n', { mode: 'upsert', key: 'key' }, () => {
    // each time that it is read, somebody is faster
    if (theirs.length < 2) theirs.push(save({ key: 'a', note: `by others ${theirs.length}` }));
  });
  await Promise.all(theirs);
  expect(theirs).toHaveLength(2);
  expect(report).toMatchObject({ rows: 2, inserted: 1, updated: 1, bad: 0 });
  const { items } = await records.page('o', id, { limit: 5 });
  expect(items.map(({ values }) => values)).toEqual([
    { key: 'a', price: 2, note: 'by others 1' },
    { key: 'b', price: 3, note: null },
  ]);
}, 60_000);

test('a large file makes indexes and words anew, as they were', async () => {
  const ground = await openLocal();
  const { records } = ground;
  const { id } = await records.create('o', { name: 'B', columns });
  await records.save('o', id, { mode: 'insert', rows: [{ values: { key: 'first', note: 'every' } }], actor });
  const before = inFile(ground, id, 'index');
  // a tenth of the rows is there twice, and is told so
  const text = ['key,price,note', ...rowsOf(0, 12_000), ...rowsOf(0, 1_200)].join('\n');
  await expect(importText(ground, id, text)).rejects.toThrow('1200 of 13200 rows');
  expect((await records.page('o', id, { limit: 1, total: true })).total).toBe(1);
  const report = await importText(ground, id, text, { badRows: 'skip' });
  expect(report).toMatchObject({ rows: 13_200, inserted: 12_000, bad: 1_200 });
  expect(report.problems).toHaveLength(1_000);
  expect(inFile(ground, id, 'index')).toEqual(before);
  const total = async (query: object) => (await records.page('o', id, { limit: 1, total: true, ...query })).total;
  expect(await total({ search: 'every' })).toBe(12_001);
  expect(await total({ search: 'word11999' })).toBe(1);
  expect(await total({ filter: { column: 'price', op: 'equals', value: 5 } })).toBe(124);
  expect(await total({ filter: { column: 'key', op: 'equals', value: 'K7' } })).toBe(1);
  const twin = [{ values: { key: 'K7' } }];
  await expect(records.save('o', id, { mode: 'insert', rows: twin, actor })).rejects.toMatchObject({ code: 'invalid' });
  await records.save('o', id, { mode: 'insert', rows: [{ values: { key: 'last', note: 'every' } }], actor });
  expect(await total({ search: 'every' })).toBe(12_002);
  // and the other way: few rows beside many
  expect(await importText(ground, id, `key,price,note\n${rowsOf(20_000, 20_010).join('\n')}`)).toMatchObject({
    inserted: 10,
  });
  expect(await total({ search: 'every' })).toBe(12_012);
  expect(inFile(ground, id, 'index')).toEqual(before);
  // what is in the journal is in the file as well, as soon as the thread of the import has nothing more to do
  await vi.waitFor(() => expect(statSync(`${pathOf(ground, id)}-wal`).size).toBe(0), {
    timeout: 90_000,
    interval: 100,
  });
}, 240_000);

test('what an import has staged goes with it, however it ends', async () => {
  const ground = await openLocal();
  const { records } = ground;
  const { id } = await records.create('o', { name: 'C', columns });
  const start = 'key,price\n';
  await expect(importText(ground, id, `${start}a,many\n`)).rejects.toThrow('1 of 1 rows');
  await expect(importText(ground, id, `${start}a,1\n"${'x'.repeat(5_000_000)}\n`)).rejects.toThrow('never closed');
  expect(await importText(ground, id, `${start}a,1\n`)).toMatchObject({ inserted: 1 });
  expect(inFile(ground, id, 'table').filter((name) => name.startsWith('staging'))).toEqual([]);
  await expect(records.imports.prepare('o', id, 3, { mode: 'insert', badRows: 'fail' }, actor)).rejects.toThrow(
    'imported already',
  );
}, 60_000);

test('a day that there is not is refused, also as a part of an instant', async () => {
  const ground = await openLocal();
  const { records } = ground;
  const dates = [
    { name: 'Day', type: 'date' as const },
    { name: 'At', type: 'date' as const, time: true },
  ];
  const { id } = await records.create('o', { name: 'D', columns: dates });
  const save = (values: Record<string, Json>) =>
    records.save('o', id, { mode: 'insert', rows: [{ values }], actor, wantsRecords: true });
  const wrong: Record<string, Json>[] = [
    { day: '2026-02-29' },
    { at: '2026-02-30T10:00:00Z' },
    { at: '2026-02-30T10:00:00.000Z' },
    { at: '2026-04-31T10:00:00+02:00' },
    { at: '2026-01-01T24:00:01.000Z' },
    { day: '2025-13-01' },
    { day: '1900-02-29' },
  ];
  for (const values of wrong)
    await expect(save(values), JSON.stringify(values)).rejects.toMatchObject({ code: 'invalid' });
  const saved = await save({ day: '2024-02-29T23:30:00-01:00', at: '2000-02-29 01:00:00+02:00' });
  expect(saved.records?.[0]?.values).toEqual({ day: '2024-03-01', at: '2000-02-28T23:00:00.000Z' });
  await expect(importText(ground, id, 'at\n2026-02-30T10:00:00.000Z\n')).rejects.toThrow('1 of 1 rows');
}, 60_000);

/** What databases do is the same on a local file and on a libSQL server. */
import { describe, expect, test } from 'vitest';
import { withoutServer } from '../contract/_sqld.ts';
import { type Ground, openLocal, openRemote } from './_ground.ts';

const columns = [
  { name: 'Key', type: 'text' as const, unique: true },
  { name: 'Price', type: 'number' as const, index: true },
  { name: 'Note', type: 'text' as const },
  { name: 'Double', type: 'number' as const, formula: '{{ price | times: 2 }}' },
];
const actor = 'local';
const by = { actor };

async function* pieces(text: string) {
  yield new TextEncoder().encode(text);
}

function contract(open: () => Promise<Ground>): void {
  test('records are written together or not at all, once for each key, and changed by several at once', async () => {
    const { records, changes } = await open();
    const { id } = await records.create('o', { name: 'A', columns });
    const rows = Array.from({ length: 6_000 }, (_, n) => ({ values: { key: `K${n}`, price: n, note: `word${n} é` } }));
    const saved = await records.save('o', id, { mode: 'insert', rows, actor, operation: 'once' });
    expect(saved).toMatchObject({ inserted: 6_000, replay: false });
    expect(saved.ids.slice(0, 2)).toEqual([1, 2]);
    expect((await records.save('o', id, { mode: 'insert', rows, actor, operation: 'once' })).replay).toBe(true);
    const twin = [{ values: { key: 'new' } }, { values: { key: 'K5' } }];
    await expect(records.save('o', id, { mode: 'insert', rows: twin, actor })).rejects.toMatchObject({
      code: 'invalid',
    });
    expect((await records.page('o', id, { limit: 1, total: true })).total).toBe(6_000);

    const upserts = Array.from({ length: 8 }, (_, n) => ({
      mode: 'upsert' as const,
      key: 'key',
      actor,
      rows: [{ values: { key: 'shared', price: n } }, { values: { key: `own${n}`, price: n } }],
    }));
    const all = await Promise.all(upserts.map((request) => records.save('o', id, request)));
    expect(all.reduce((sum, { inserted }) => sum + inserted, 0)).toBe(9);
    const { items } = await records.page('o', id, {
      filter: { column: 'key', op: 'equals', value: 'shared' },
      limit: 5,
    });
    expect(items).toMatchObject([{ version: 8 }]);
    expect(await records.history('o', id, { id: items[0]!.id, limit: 20 })).toHaveLength(8);
    expect((await records.page('o', id, { search: 'WORD599 e', limit: 20 })).items).toHaveLength(11);
    expect(changes.at(-1)).toMatchObject({ databaseId: id, records: 6_009 });
    const rowsOf = await records.aggregate('o', id, {
      groupBy: [],
      measures: [{ op: 'max', column: 'double' }],
      limit: 1,
    });
    expect(rowsOf).toEqual([{ max_double: 11_998 }]);
  }, 120_000);

  test('columns change, records go to the trash and come back, and databases are another organization’s', async () => {
    const { records } = await open();
    const { id } = await records.create('o', { name: 'B', columns });
    const rows = ['1', 'two', '3'].map((note, n) => ({ values: { key: `K${n}`, price: n, note } }));
    await records.save('o', id, { mode: 'insert', rows, actor });
    await expect(records.changeColumn('o', id, 'note', { type: 'number' }, by)).rejects.toMatchObject({
      code: 'conflict',
    });
    await records.changeColumn('o', id, 'note', { type: 'number' }, { ...by, confirm: true });
    await records.addColumn('o', id, { name: 'More', type: 'text', default: 'x' }, by);
    await records.removeColumn('o', id, 'double', by);
    const { items } = await records.page('o', id, { limit: 10, sort: [{ column: 'note', direction: 'desc' }] });
    expect(items.map(({ values }) => values)).toEqual([
      { key: 'K2', price: 2, note: 3, more: 'x' },
      { key: 'K0', price: 0, note: 1, more: 'x' },
      { key: 'K1', price: 1, note: null, more: 'x' },
    ]);
    expect((await records.page('o', id, { search: 'x', limit: 10 })).items).toHaveLength(3);
    expect(await records.trash('o', id, { action: 'delete', ids: [1, 2, 9], actor })).toEqual([1, 2]);
    expect(await records.trash('o', id, { action: 'restore', ids: [2], actor })).toEqual([2]);
    expect(await records.trash('o', id, { action: 'purge', ids: [1, 3], actor })).toEqual([1]);
    expect((await records.page('o', id, { limit: 10, total: true })).total).toBe(2);
    await expect(records.page('other', id, { limit: 1 })).rejects.toMatchObject({ code: 'not_found' });
    await records.remove('o', id);
    await expect(records.get('o', id)).rejects.toMatchObject({ code: 'not_found' });
    expect(await records.sweep(Date.now() + 40 * 24 * 3_600_000)).toBe(1);
    await expect(records.restore('o', id)).rejects.toMatchObject({ code: 'not_found' });
  }, 120_000);

  test('files are kept, read again, and imported', async () => {
    const { records } = await open();
    const { id } = await records.create('o', { name: 'C', columns });
    await records.save('o', id, { mode: 'insert', rows: [{ values: { key: 'a', price: 1 } }], actor });
    const { importId } = await records.imports.upload('o', id, 'x.csv', pieces('key,price\na,2\nb,3\nb,4\nc,many\n'));
    expect(await records.imports.preview('o', id, importId)).toMatchObject({
      columns: [{ name: 'key' }, { name: 'price' }],
    });
    const ask = { mode: 'upsert' as const, key: 'key', badRows: 'skip' as const };
    const options = await records.imports.prepare('o', id, importId, ask, actor);
    const request = {
      ...{ organizationId: 'o', databaseId: id, importId, actor, operation: 'e1:n1' },
      ...{ options: JSON.parse(JSON.stringify(options)), signal: new AbortController().signal, onProgress: () => {} },
    };
    const report = await records.imports.run(request);
    expect(report).toMatchObject({ rows: 4, inserted: 1, updated: 1, bad: 2 });
    expect(await records.imports.run(request)).toMatchObject(report);
    const { items } = await records.page('o', id, { limit: 10 });
    expect(items.map(({ values }) => [values.key, values.double])).toEqual([
      ['a', 4],
      ['b', 6],
    ]);
    expect(await records.history('o', id, { id: 1, limit: 5 })).toMatchObject([
      { action: 'changed' },
      { action: 'created' },
    ]);
    const file = await records.files.add('o', id, { name: 'f', type: 'text/plain' }, pieces('content'));
    const { chunks } = await records.files.read('o', id, file.id);
    let text = '';
    for await (const chunk of chunks) text += new TextDecoder().decode(chunk);
    expect(text).toBe('content');
    await records.sweep(Date.now() + 20 * 24 * 3_600_000);
    await expect(records.imports.state('o', id, importId)).rejects.toMatchObject({ code: 'not_found' });
  }, 120_000);
}

describe('on a local file', () => contract(openLocal));
describe.skipIf(withoutServer)('on a libSQL server', () => contract(openRemote));

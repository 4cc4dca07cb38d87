/** Databases from a terminal: what there is, files in and out. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { startServer } from '../_server.ts';
import { tempDir } from '../_setup.ts';
import { createApi } from '../http/_api.ts';
import { cortado } from './_cli.ts';

test('a CSV file is imported and followed, and records are written to a file or a pipe', async () => {
  const { url } = await startServer();
  const api = createApi(url);
  const folder = tempDir();
  const cli = (...args: string[]) => cortado(url, ['database', ...args]);
  expect(await cli('list')).toMatchObject({ code: 0, out: '', err: expect.stringContaining('no databases') });
  const columns = [
    { name: 'SKU', unique: true, required: true },
    { name: 'Price', type: 'number' },
  ];
  const { json } = await api('POST', '/api/databases', { body: { name: 'Stock', columns } });
  const file = join(folder, 'stock.csv');

  writeFileSync(file, 'sku,price\na,1\nb,many\n');
  const refused = await cli('import', 'stock', file);
  expect(refused, refused.err).toMatchObject({ code: 1, out: '' });
  expect(refused.err).toContain('row 2, price: Expected a number, got "many".');
  const skipped = await cli('import', json.id, file, '--skip-bad');
  expect(skipped, skipped.err).toMatchObject({ code: 0 });
  writeFileSync(file, 'sku;price\na;2,5\n=c;3\n');
  const changed = await cli('import', 'Stock', file, '--key', 'sku', '--json');
  expect(changed, changed.err).toMatchObject({ code: 0 });
  expect(JSON.parse(changed.out.trim().split('\n').at(-1)!)).toMatchObject({
    ...{ event: 'result', status: 'completed' },
    finalOutput: { inserted: 1, updated: 1 },
  });

  // written down after a while
  await expect.poll(async () => (await cli('list')).out, { timeout: 30_000 }).toMatch(/Stock +2 +2\n/);
  expect(await cli('export', 'Stock')).toEqual({ code: 0, out: "id,SKU,Price\r\n1,a,2.5\r\n2,'=c,3\r\n", err: '' });
  const lines = join(folder, 'stock.ndjson');
  expect(await cli('export', 'Stock', '--format', 'ndjson', '--search', 'a', '-o', lines)).toMatchObject({ code: 0 });
  expect(JSON.parse(readFileSync(lines, 'utf8'))).toMatchObject({ id: 1, values: { sku: 'a', price: 2.5 } });

  for (const [args, code, sentence] of [
    [['export', 'none'], 4, 'There is no database "none"'],
    [['import', 'Stock', join(folder, 'none.csv')], 2, 'cannot be read'],
    [['import', 'Stock'], 2, 'Expected database list'],
    [['export', 'Stock', '--format', 'xlsx'], 2, 'csv or ndjson'],
    [['export', 'Stock', '-o', join(folder, 'none', 'x.csv')], 2, 'cannot be written'],
  ] as const)
    expect(await cli(...args), args.join(' ')).toMatchObject({ code, err: expect.stringContaining(sentence) });
}, 120_000);

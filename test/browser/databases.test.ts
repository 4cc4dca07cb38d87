import type { Browser, Page } from 'playwright-core';
import { beforeAll, expect, test } from 'vitest';
import { type Dashboard, openBrowser, openPage, startDashboard } from '../_browser.ts';
import { createApi } from '../http/_api.ts';

let browser: Browser;
let dashboard: Dashboard;
let api: ReturnType<typeof createApi>;
let customers: string;
let orders: string;
beforeAll(async () => {
  dashboard = await startDashboard();
  browser = await openBrowser();
  api = createApi(dashboard.server.url);
  customers = await made('Customers', [{ name: 'Name' }]);
  await fill(customers, [{ name: 'Ana Ruiz' }, { name: 'Ben Okoye' }]);
  orders = await made('Orders', [
    { name: 'SKU', unique: true, required: true },
    { name: 'Price', type: 'number', unit: '€', index: true },
    { name: 'Kind', type: 'select', options: ['book', 'toy'] },
    { name: 'Paid', type: 'boolean' },
    { name: 'Customer', type: 'relation', database: customers },
    { name: 'Double', type: 'number', formula: '{{ price | times: 2 }}' },
  ]);
  const rows = Array.from({ length: 400 }, (_, n) => ({ sku: `A-${n}`, price: n, kind: n % 2 ? 'toy' : 'book' }));
  await fill(orders, rows);
}, 180_000);

async function made(name: string, columns: object[]): Promise<string> {
  const { status, json, text } = await api('POST', '/api/databases', { body: { name, columns } });
  expect(status, text).toBe(201);
  return json.id;
}
async function fill(id: string, rows: object[]): Promise<void> {
  const body = { records: rows.map((values) => ({ values })) };
  const { status, text } = await api('POST', `/api/databases/${id}/records/bulk`, { body });
  expect(status, text).toBe(200);
}
const record = async (id: number) => (await api('GET', `/api/databases/${orders}/records/${id}`)).json;
const cell = (page: Page, id: number, key: string) => page.locator(`[id="cell-${id}.${key}"]`);

async function openOrders(query = ''): Promise<Page> {
  const page = await openPage(browser, { mayComplain: /4\d\d/ });
  await page.goto(`${dashboard.server.url}/databases/${orders}${query}`);
  await page.getByRole('gridcell').first().waitFor();
  return page;
}

test('cells are changed by keys alone: typed over, chosen, ticked, found, refused with a reason', {
  timeout: 60_000,
}, async () => {
  const page = await openOrders();
  await page.getByRole('grid').focus();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowRight');
  await page.keyboard.type('12,5');
  await page.keyboard.press('Tab');
  await expect
    .poll(async () => (await record(2)).values, { timeout: 10_000 })
    .toMatchObject({ price: 12.5, double: 25 });
  await expect.poll(() => cell(page, 2, 'double').textContent(), { timeout: 10_000 }).toBe('25');
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('Enter');
  await expect.poll(async () => (await record(2)).values.paid, { timeout: 10_000 }).toBe(true);
  await page.keyboard.press('ArrowRight');
  await page.keyboard.type('Ben');
  await page.getByRole('option', { name: 'Ben Okoye' }).waitFor();
  await page.keyboard.press('Enter');
  await expect.poll(async () => (await record(2)).values.customer, { timeout: 10_000 }).toBe(2);
  await expect.poll(() => cell(page, 2, 'customer').textContent(), { timeout: 10_000 }).toBe('Ben Okoye');

  // one that another record has is taken back, and says why
  await cell(page, 4, 'sku').click();
  await page.getByRole('grid').focus();
  await page.keyboard.type('A-0');
  await page.keyboard.press('Enter');
  await expect.poll(() => cell(page, 4, 'sku').getAttribute('data-bad'), { timeout: 10_000 }).toBe('');
  expect(await cell(page, 4, 'sku').textContent()).toBe('A-3');
  expect(await cell(page, 4, 'sku').getAttribute('title')).toContain('A-0');
});

test('records are found, sorted, filtered, and come as one scrolls', { timeout: 60_000 }, async () => {
  const page = await openOrders();
  await page.getByRole('button', { name: 'Price', exact: true }).click();
  await page.getByRole('button', { name: 'Price', exact: true }).click();
  await cell(page, 400, 'price').waitFor();
  expect(page.url()).toContain('sort=-price');
  const grid = page.getByRole('grid');
  await grid.focus();
  for (let turn = 0; turn < 30 && (await cell(page, 100, 'sku').count()) === 0; turn += 1) {
    await page.keyboard.press('Control+ArrowDown');
    await page.waitForTimeout(100);
  }
  await expect.poll(() => page.getByRole('row').count()).toBeLessThan(120);

  await page.getByRole('button', { name: 'Filter', exact: true }).click();
  await page.getByRole('button', { name: 'Add a condition' }).click();
  await page.getByLabel('Column', { exact: true }).selectOption('kind');
  await page.getByLabel('Value').selectOption('toy');
  await page.getByText('200 records').waitFor();
  await page.getByLabel('Search records').fill('A-399');
  await page.getByLabel('Search records').press('Enter');
  await page.getByText('1 records').waitFor();
});

test('a record is opened, changed, and its history told; it goes to the trash and comes back', {
  timeout: 60_000,
}, async () => {
  const page = await openOrders('?record=7');
  const panel = page.getByRole('complementary', { name: 'Record 7' });
  await panel.getByRole('textbox', { name: 'Price' }).fill('70');
  await panel.getByRole('button', { name: 'Save' }).click();
  await panel.getByText('changed', { exact: true }).waitFor();
  await panel.getByText('70 €').first().waitFor();
  await panel.getByRole('button', { name: 'Delete' }).click();
  await panel.waitFor({ state: 'detached' });
  await expect.poll(() => cell(page, 7, 'sku').count(), { timeout: 10_000 }).toBe(0);
  await page.getByRole('button', { name: 'Trash' }).click();
  await cell(page, 7, 'sku').waitFor();
  await page.getByRole('button', { name: 'Open record 7' }).click({ force: true });
  await panel.getByRole('button', { name: 'Restore' }).click();
  await expect.poll(async () => (await record(7)).deletedAt, { timeout: 10_000 }).toBe(null);
});

test('columns are made, and changed only when what is lost is known', { timeout: 60_000 }, async () => {
  const page = await openPage(browser, { mayComplain: /409/ });
  await page.goto(`${dashboard.server.url}/databases`);
  await page.getByRole('button', { name: 'New database' }).first().click();
  await page.getByRole('dialog').getByLabel('Name').fill('Notes');
  await page.getByRole('button', { name: 'Create' }).click();
  await page.waitForURL(/\/databases\/\w+/);
  const id = page.url().split('/').at(-1)!.split('?')[0]!;
  await page.getByRole('button', { name: 'Add a column' }).click();
  await page.getByRole('dialog').getByLabel('Name', { exact: true }).fill('Amount');
  await page.getByRole('button', { name: 'Add', exact: true }).click();
  await expect
    .poll(async () => (await api('GET', `/api/databases/${id}`)).json.columns.length, { timeout: 10_000 })
    .toBe(2);
  await fill(id, [
    { name: 'a', amount: '12' },
    { name: 'b', amount: 'many' },
  ]);
  await page.getByRole('gridcell', { name: 'many' }).waitFor();
  await page.getByRole('button', { name: 'Column Amount' }).click();
  const dialog = page.getByRole('dialog', { name: 'Column' });
  await dialog.getByRole('combobox', { name: 'Type' }).selectOption('number');
  await dialog.getByRole('button', { name: 'Save' }).click();
  await dialog.getByRole('alert').getByText('many').waitFor();
  await dialog.getByRole('button', { name: 'Do it all the same' }).click();
  await dialog.waitFor({ state: 'detached' });
  await expect.poll(() => cell(page, 2, 'amount').textContent(), { timeout: 10_000 }).toBe('');
  expect(await cell(page, 1, 'amount').textContent()).toBe('12');
});

test('a CSV file is looked at, imported in the background, and its bad rows told', { timeout: 60_000 }, async () => {
  const id = await made('Imported', [{ name: 'SKU', unique: true }]);
  const page = await openPage(browser);
  await page.goto(`${dashboard.server.url}/databases/${id}`);
  await page.getByRole('button', { name: 'Import', exact: true }).click();
  const dialog = page.getByRole('dialog', { name: 'Import CSV' });
  const text = 'sku;price;since\r\nA-1;"2,5";05/10/2026\r\nA-2é;3;31/12/2026\r\nA-1;4;01/01/2027\r\n';
  const file = { name: 'stock.csv', mimeType: 'text/csv', buffer: Buffer.from(text, 'latin1') };
  await dialog.getByLabel('Choose a CSV file').setInputFiles(file);
  await dialog.getByText('Windows-1252').waitFor();
  await dialog.getByLabel('What price becomes').waitFor();
  await dialog.getByText('Leave out rows').click();
  await dialog.getByRole('button', { name: 'Import', exact: true }).click();
  await dialog.getByText('2 added, 0 changed, 1 left out').waitFor({ timeout: 20_000 });
  await dialog.getByText('Row 3').waitFor();
  await dialog.getByRole('button', { name: 'Close' }).click();
  await page.getByRole('gridcell', { name: 'A-2é' }).waitFor();
  const { json } = await api('GET', `/api/databases/${id}/records`);
  expect(json.records[0].values).toMatchObject({ sku: 'A-1', price: 2.5, since: '2026-10-05' });
});

test('an open grid shows what a workflow writes, and a dashboard what it comes to', { timeout: 60_000 }, async () => {
  const id = await made('Visits', [{ name: 'Page' }, { name: 'Seconds', type: 'number' }]);
  await fill(id, [{ page: 'home', seconds: 5 }]);
  const nodes = [
    { id: 't', type: 'trigger' },
    { id: 's', type: 'saveRecords', config: { databaseId: id, mode: 'insert' } },
  ];
  const connections = [{ fromNodeId: 't', toNodeId: 's' }];
  const workflow = (await api('POST', '/api/workflows', { body: { name: 'Visit', nodes, connections } })).json.id;
  const source = { kind: 'database', databaseId: id, measure: { op: 'sum', column: 'seconds' } };
  const widgets = [{ id: 'sum', type: 'stat', title: 'Seconds', x: 0, y: 0, w: 3, h: 2, source }];
  const board = (await api('POST', '/api/dashboards', { body: { name: 'Visits', widgets } })).json.id;
  const grid = await openPage(browser);
  await grid.goto(`${dashboard.server.url}/databases/${id}`);
  await grid.getByRole('gridcell', { name: 'home' }).waitFor();
  const shown = await openPage(browser);
  await shown.goto(`${dashboard.server.url}/dashboards/${board}`);
  const value = shown.getByRole('region', { name: 'Seconds' }).locator('.stat-value');
  await expect.poll(() => value.textContent(), { timeout: 10_000 }).toBe('5');
  const run = await api('POST', `/api/workflow/${workflow}/execute?wait=20000`, {
    body: { inputs: { page: 'shop', seconds: 7 } },
  });
  expect(run.json.status, run.text.slice(0, 400)).toBe('completed');
  await grid.getByRole('gridcell', { name: 'shop' }).waitFor();
  await expect.poll(() => value.textContent(), { timeout: 20_000 }).toBe('12');
});

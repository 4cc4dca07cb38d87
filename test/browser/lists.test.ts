/** The list of workflows: what it shows, how it is narrowed, what is dropped on it, and that it stays true. */
import type { Browser, Page } from 'playwright-core';
import { beforeAll, expect, test } from 'vitest';
import { type Dashboard, openBrowser, openPage, startDashboard } from '../_browser.ts';
import { begin, save } from './_workflows.ts';

let browser: Browser;
let dashboard: Dashboard;
beforeAll(async () => {
  dashboard = await startDashboard();
  browser = await openBrowser();
}, 180_000);

const nodes = [
  { id: 'start', type: 'trigger', label: 'Start' },
  { id: 'out', type: 'output', label: 'Out' },
];
const names = (page: Page) => page.locator('.workflows .line-name').allTextContents();
const line = (page: Page, name: string) => page.locator('.workflows .line', { has: page.getByRole('link', { name }) });

async function tag(url: string, id: string, tags: string[]): Promise<void> {
  const headers = { 'content-type': 'application/json' };
  await fetch(`${url}/api/workflows/${id}`, { method: 'PUT', headers, body: JSON.stringify({ tags }) });
}

/** Drops files on the page, as a person does. */
async function drop(page: Page, files: Record<string, string>): Promise<void> {
  const data = await page.evaluateHandle((given) => {
    const transfer = new DataTransfer();
    for (const [name, text] of Object.entries(given)) transfer.items.add(new File([text], name));
    return transfer;
  }, files);
  await page.dispatchEvent('main', 'dragover', { dataTransfer: data });
  await page.locator('.drop-place').waitFor();
  await page.dispatchEvent('main', 'drop', { dataTransfer: data });
}

test('what runs is marked on the list while one looks', async () => {
  const { url } = dashboard.server;
  const id = await save(url, 'Watched', nodes, ['start > out']);
  const page = await openPage(browser);
  await page.goto(url);
  await line(page, 'Watched').getByText('never ran').waitFor();
  await begin(url, id);
  await line(page, 'Watched').locator('.line-last[href^="/executions/"]', { hasText: 'completed' }).waitFor();
  await begin(url, id);
  const marks = line(page, 'Watched').locator('.marks-line path[data-state="completed"]');
  await expect.poll(() => marks.count(), { timeout: 20_000 }).toBe(2);
  expect(await line(page, 'Watched').locator('.marks-line').getAttribute('aria-label')).toBe('The last 2: 2 completed');
  const before = await names(page);
  await save(url, 'Made meanwhile', nodes, ['start > out']).then((made) => begin(url, made));
  await line(page, 'Made meanwhile').waitFor();
  expect(await names(page)).toEqual(['Made meanwhile', ...before]);
});

test('searching, tags and order are in the address', async () => {
  const { url } = dashboard.server;
  await tag(url, await save(url, 'Zeta order', nodes, ['start > out']), ['shop', 'daily']);
  await tag(url, await save(url, 'Alpha order', nodes, ['start > out']), ['shop']);
  const page = await openPage(browser);
  await page.goto(url);
  await page.getByRole('searchbox').fill('order');
  await expect.poll(() => names(page), { timeout: 20_000 }).toEqual(['Alpha order', 'Zeta order']);
  await page.getByRole('group', { name: 'Tags' }).getByRole('button', { name: /^shop/ }).click();
  await page.getByRole('combobox', { name: 'Order' }).selectOption('name');
  await page
    .getByRole('group', { name: 'Tags' })
    .getByRole('button', { name: /^daily/ })
    .click();
  await expect.poll(() => names(page), { timeout: 20_000 }).toEqual(['Zeta order']);
  const { searchParams } = new URL(page.url());
  expect([searchParams.get('search'), searchParams.getAll('tag'), searchParams.get('sort')]).toEqual([
    'order',
    ['shop', 'daily'],
    'name',
  ]);
  await page.reload();
  await expect.poll(() => names(page), { timeout: 20_000 }).toEqual(['Zeta order']);
  await page.getByRole('searchbox').fill('nothing like it');
  await page.getByRole('button', { name: 'Show all' }).click();
  await expect.poll(async () => (await names(page)).length, { timeout: 20_000 }).toBeGreaterThan(5);
});

test('files that are dropped are looked at before they are imported', async () => {
  const { url } = dashboard.server;
  const page = await openPage(browser);
  await page.goto(url);
  await line(page, 'Price quote').waitFor();
  const wrong = {
    nodes: [
      { id: 'a', type: 'trigger' },
      { id: 'b', type: 'nothing' },
    ],
    connections: [],
  };
  const good = { name: 'Dropped', nodes, connections: [{ fromNodeId: 'start', toNodeId: 'out' }] };
  await drop(page, { 'wrong.json': JSON.stringify(wrong), 'good.json': JSON.stringify(good), 'text.json': 'no' });
  const dialog = page.getByRole('dialog', { name: 'Import JSON' });
  await dialog.getByText('"nothing"').waitFor();
  await dialog.getByText(/^Expected JSON/).waitFor();
  expect(await dialog.locator('.import-file[data-wrong]').count()).toBe(2);
  await dialog.getByRole('textbox', { name: 'Name' }).fill('Dropped and named');
  await dialog.getByRole('button', { name: 'Import 1 workflow' }).click();
  await page.getByRole('heading', { name: 'Dropped and named' }).waitFor();
});

test('a list of many makes rows as one scrolls', async () => {
  const { url } = dashboard.server;
  await Promise.all(Array.from({ length: 230 }, (_, index) => save(url, `Many ${index}`, nodes, ['start > out'])));
  const page = await openPage(browser);
  await page.goto(`${url}/?search=many`);
  const rows = page.locator('.workflows .line');
  await page.getByText('230 workflows').waitFor();
  expect(await rows.count()).toBeLessThan(200);
  await expect
    .poll(
      async () => {
        await page.evaluate(() => window.scrollTo(0, document.documentElement.scrollHeight));
        return rows.count();
      },
      { timeout: 20_000 },
    )
    .toBe(230);
});

import type { Browser } from 'playwright-core';
import { beforeAll, expect, test } from 'vitest';
import { type Dashboard, openBrowser, openPage, startDashboard } from '../_browser.ts';
import { createApi } from '../http/_api.ts';

const nodes = [
  { id: 't', type: 'trigger' },
  { id: 'o', type: 'output', label: 'Items' },
];
const connections = [{ fromNodeId: 't', toNodeId: 'o' }];
const items = [
  { name: 'Tea', sold: 40 },
  { name: 'Coffee', sold: 90 },
];

let browser: Browser;
let dashboard: Dashboard;
let api: ReturnType<typeof createApi>;
let workflowId: string;
beforeAll(async () => {
  dashboard = await startDashboard();
  browser = await openBrowser();
  api = createApi(dashboard.server.url);
  workflowId = (await api('POST', '/api/workflows', { body: { name: 'Sales', nodes, connections } })).json.id;
  await run();
}, 180_000);

async function run(): Promise<void> {
  const { json } = await api('POST', `/api/workflow/${workflowId}/execute?wait=20000`, { body: { inputs: { items } } });
  expect(json.status).toBe('completed');
}

const source = (nodeId: string) => ({ kind: 'node', workflowId, nodeId, path: 'items' });

async function made(name: string): Promise<string> {
  const widgets = [
    { id: 'bars', type: 'bar', title: 'Sold', x: 0, y: 0, w: 6, h: 4, source: source('o') },
    { id: 'rows', type: 'table', title: 'Items', x: 6, y: 0, w: 6, h: 4, source: source('o') },
  ];
  return (await api('POST', '/api/dashboards', { body: { name, widgets } })).json.id;
}

test('the executions are shown from the start, change as they end, and lead to what they count', async () => {
  const page = await openPage(browser);
  await page.goto(`${dashboard.server.url}/dashboards`);
  await page.getByRole('main').getByRole('link', { name: 'Executions' }).click();
  const count = page.getByRole('region', { name: 'Executions', exact: true });
  await count.getByText(/^\d+$/).waitFor();
  const before = Number(await count.locator('.stat-value').textContent());
  const chart = page.getByRole('region', { name: 'Busiest workflows' });
  await chart.scrollIntoViewIfNeeded();
  await chart.locator('canvas').waitFor();
  expect(await chart.getByRole('cell', { name: 'Sales' }).count()).toBe(1);
  await run();
  await expect.poll(() => count.locator('.stat-value').textContent(), { timeout: 20_000 }).toBe(String(before + 1));

  const canvas = (await chart.locator('canvas').boundingBox())!;
  await page.mouse.click(canvas.x + canvas.width * 0.4, canvas.y + canvas.height * 0.5);
  await page.waitForURL(/\/executions\?.*workflow=/);
});

test('what is looked at stays where it is when a widget is asked again', async () => {
  const page = await openPage(browser);
  await page.goto(`${dashboard.server.url}/dashboards/${await made('Steady')}`);
  const row = page.getByRole('region', { name: 'Items' }).locator('tbody tr').first();
  await row.waitFor();
  await page.locator('.chart canvas').waitFor();
  await row.evaluate((element) => element.setAttribute('data-kept', ''));
  const data = (id: string) => page.waitForResponse((answer) => answer.url().includes(`/widgets/${id}/data`));
  const asked = Promise.all([data('rows'), data('bars')]);
  const running = run();
  await asked;
  await running;
  // drawn, whatever was drawn
  await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
  expect(await page.locator('tr[data-kept]').count()).toBe(1);
});

test('a dashboard is built by keys, saved, and safe against somebody else who saves', async () => {
  const id = await made('Built');
  const page = await openPage(browser, { mayComplain: /412/ });
  await page.goto(`${dashboard.server.url}/dashboards/${id}`);
  await page.getByRole('region', { name: 'Sold' }).locator('canvas').waitFor();
  await page.getByRole('button', { name: 'Edit', exact: true }).click();
  await page.getByLabel('Name of the dashboard').fill('Sales of today');
  await page.getByRole('button', { name: 'Move Sold' }).focus();
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('Shift+ArrowLeft');

  await page.getByRole('button', { name: 'Add a widget' }).click();
  const form = page.getByRole('dialog', { name: 'Widget' });
  await form.getByLabel('Title').fill('Best seller');
  await form.getByRole('combobox', { name: 'Data from' }).selectOption('node');
  await form.getByRole('combobox', { name: 'Workflow' }).selectOption(workflowId);
  await form.getByRole('combobox', { name: 'Node', exact: true }).selectOption('o');
  await form.getByLabel('Path in its output').fill('items.1.sold');
  await form.getByLabel('Path in its output').blur();
  await form.getByText('90', { exact: true }).first().waitFor();
  await form.getByRole('button', { name: 'Add a widget' }).click();

  await api('PUT', `/api/dashboards/${id}`, { body: { name: 'Of somebody else', widgets: [] } });
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await page.getByText('Somebody else has saved').waitFor();
  await page.getByRole('button', { name: 'Save mine over it' }).click();
  await page.getByRole('heading', { name: 'Sales of today' }).waitFor();
  await page.getByRole('region', { name: 'Best seller' }).getByText('90').waitFor();
  const { json } = await api('GET', `/api/dashboards/${id}`);
  expect(json.name).toBe('Sales of today');
  expect(json.widgets.map(({ id: each, x, y, w }: Record<string, unknown>) => [each, x, y, w])).toEqual([
    ['bars', 1, 0, 5],
    ['rows', 6, 0, 6],
    ['w3', 0, 4, 3],
  ]);
});

test('a widget is dragged, and changes that are not saved are not lost unasked', async () => {
  const id = await made('Dragged');
  const page = await openPage(browser);
  await page.goto(`${dashboard.server.url}/dashboards/${id}?edit=1`);
  const handle = page.getByRole('button', { name: 'Move Items' });
  const box = (await handle.boundingBox())!;
  await page.mouse.move(box.x + 60, box.y + 60);
  await page.mouse.down();
  await page.mouse.move(box.x - box.width + 60, box.y + 64, { steps: 8 });
  await page.mouse.up();
  await page.getByRole('link', { name: 'Workflows' }).first().click();
  await page.getByRole('dialog', { name: 'not saved' }).getByRole('button', { name: 'Stay here' }).click();
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await page.getByRole('button', { name: 'Edit', exact: true }).waitFor();
  const { json } = await api('GET', `/api/dashboards/${id}`);
  expect(json.widgets.map(({ id: each, x, y }: Record<string, unknown>) => [each, x, y])).toEqual([
    ['bars', 0, 4],
    ['rows', 0, 0],
  ]);
});

test('a link shows it to whoever has it, on a phone too, and in Spanish', async () => {
  const id = await made('Shared');
  const page = await openPage(browser);
  await page.goto(`${dashboard.server.url}/dashboards/${id}`);
  await page.getByRole('button', { name: 'Share' }).click();
  await page.getByRole('button', { name: 'Make a link' }).click();
  const link = await page.getByRole('dialog').getByLabel('The link.').last().inputValue();

  const other = await openPage(browser, { width: 375, height: 812, locale: 'es-ES', mayComplain: /404/ });
  await other.goto(link);
  await other.getByRole('heading', { name: 'Shared' }).waitFor();
  await other.getByRole('cell', { name: 'Coffee' }).first().waitFor();
  expect(await other.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)).toBe(0);
  expect(await other.getByRole('button', { name: 'Editar' }).count()).toBe(0);
  expect(other.url()).not.toContain('dsh_');

  await page.getByRole('button', { name: 'Close the link' }).click();
  await page.getByText('until you close it').waitFor();
  await other.goto('about:blank');
  await other.goto(link);
  await other.getByText('Este enlace no abre nada').waitFor();
});

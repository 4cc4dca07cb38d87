/** A dashboard inside somebody else's product, in a real browser: another origin frames it, and the token is all it has. */
import type { Browser, FrameLocator, Page } from 'playwright-core';
import { beforeAll, expect, test } from 'vitest';
import { type Dashboard, openBrowser, openPage, startDashboard } from '../_browser.ts';
import { blocksOf } from '../docs/_examples.ts';
import { createApi } from '../http/_api.ts';
import { violations } from './_axe.ts';
import { type Host, mint, startHost } from './_host-page.ts';

let browser: Browser;
let dashboard: Dashboard;
let host: Host;
let api: ReturnType<typeof createApi>;
let orders: string;
let dashboardId: string;
beforeAll(async () => {
  host = await startHost();
  dashboard = await startDashboard({ env: { EMBED_ORIGINS: host.origin } });
  browser = await openBrowser();
  api = createApi(dashboard.server.url);
  const columns = [
    { name: 'Customer', key: 'customer' },
    { name: 'Sum', key: 'sum', type: 'number' },
  ];
  orders = (await api('POST', '/api/databases', { body: { name: 'Orders', columns } })).json.id;
  await order('ACME', 15);
  await order('Rival', 400);
  const source = { kind: 'database', databaseId: orders, measure: { op: 'sum', column: 'sum' } };
  const widgets = [
    { id: 'all', type: 'stat', title: 'Sold', x: 0, y: 0, w: 4, h: 2, source },
    { id: 'bars', type: 'bar', title: 'By customer', x: 4, y: 0, w: 8, h: 4, source: { ...source, groupBy } },
    { id: 'runs', type: 'stat', title: 'Runs', x: 0, y: 2, w: 4, h: 2, source: { kind: 'executions' } },
  ];
  dashboardId = (await api('POST', '/api/dashboards', { body: { name: 'Sales', widgets } })).json.id;
}, 180_000);

const groupBy = { column: 'customer' };
const WAIT = { timeout: 60_000 };

async function order(customer: string, sum: number): Promise<void> {
  const path = `/api/databases/${orders}/records`;
  expect((await api('POST', path, { body: { values: { customer, sum } } })).status).toBe(201);
}

type Message = { readonly type: string; readonly [key: string]: unknown };
const messagesOf = (page: Page) =>
  page.evaluate(() => (window as unknown as { messages: Message[] }).messages) as Promise<Message[]>;

/** A page of the host with frames of these tokens. */
async function visit(options: readonly object[]): Promise<Page> {
  host.page = `<!doctype html><title>Shop</title><h1>Your sales</h1><div id="place"></div><script type="module">
    import { mountCortado } from '${dashboard.server.url}/embed.js';
    window.messages = [];
    const onMessage = (message) => window.messages.push(message);
    window.mounted = ${JSON.stringify(options)}.map((each) =>
      mountCortado(document.getElementById('place'), { ...each, maxHeight: 2000, onMessage }));
  </script>`;
  const page = await openPage(browser);
  await page.goto(host.origin);
  return page;
}
const frameOf = (page: Page, index = 0): FrameLocator => page.locator('iframe').nth(index).contentFrame();
const stat = (frame: FrameLocator, title: string) => frame.getByRole('region', { name: title }).locator('.stat-value');

test('a dashboard is seen inside the page of another origin, and follows what is written', async () => {
  const { url } = await mint(dashboard.server.url, { dashboardId, scopes: ['watch'], origins: [host.origin] });
  const acme = { column: 'customer', op: 'equals', value: 'ACME' };
  const filters = { databases: { [orders]: acme } };
  const narrow = await mint(dashboard.server.url, { dashboardId, scopes: ['watch'], range: '7d', filters });
  const theme = { mode: 'dark', accent: '#1d9e75', compact: true };
  const page = await visit([{ url }, { url: narrow.url, theme, locale: 'es' }]);
  const [all, own] = [frameOf(page), frameOf(page, 1)];
  await expect.poll(() => stat(all, 'Sold').textContent(), WAIT).toBe('415');
  await expect.poll(() => stat(own, 'Sold').textContent(), WAIT).toBe('15');
  expect(await all.getByLabel('Time').count()).toBe(1);
  expect(await own.getByLabel(/Time|Periodo|Tiempo/).count(), 'its time is fixed').toBe(0);
  await expect.poll(() => all.locator('.chart canvas').count(), WAIT).toBe(1);
  await all.getByRole('cell', { name: 'Rival' }).waitFor({ state: 'attached' });
  await own.getByRole('cell', { name: 'ACME' }).waitFor({ state: 'attached' });
  expect(await own.getByRole('cell', { name: 'Rival' }).count()).toBe(0);
  const accented = own.locator('html').evaluate((root) => {
    root.style.color = 'var(--chart-1)';
    const { color } = getComputedStyle(root);
    root.style.color = '';
    return color;
  });
  expect(await accented, 'charts wear the accent').toMatch(/^oklch/);
  // it leads nowhere: neither links nor parts that are clicked
  expect(await all.locator('a[href], [data-picks]').count()).toBe(0);
  const inner = page.frames().filter((each) => each !== page.mainFrame());
  for (const each of inner) expect(each.url(), 'the token is out of the address').not.toContain('#');
  expect(await page.context().cookies()).toEqual([]);
  const messages = await messagesOf(page);
  expect(messages.filter(({ type }) => type === 'ready')).toMatchObject([{ dashboardId }, { dashboardId }]);
  // as high as it is
  const height = () =>
    page
      .locator('iframe')
      .first()
      .evaluate((frame) => frame.clientHeight);
  await expect.poll(height, WAIT).toBeGreaterThan(380);

  // both share one connection, and each hears of its own
  await expect
    .poll(async () => {
      await order('ACME', 1);
      const texts = await Promise.all([stat(all, 'Sold').textContent(), stat(own, 'Sold').textContent()]);
      return texts.map(Number).every((sum, index) => sum > [415, 15][index]!);
    }, WAIT)
    .toBe(true);
  const metrics = await (await fetch(`${dashboard.server.url}/metrics`)).text();
  expect(Number(/^cortado_sse_viewers (\d+)$/m.exec(metrics)?.[1])).toBeLessThanOrEqual(1);

  await page.evaluate(() => {
    const { mounted } = window as unknown as { mounted: { setTheme(theme: object): void }[] };
    mounted[1]?.setTheme({ mode: 'light', hide: ['header'] });
  });
  const scheme = () => own.locator('html').evaluate((root) => getComputedStyle(root).colorScheme);
  await expect.poll(scheme, WAIT).toBe('light');
  expect(await own.getByRole('heading', { name: 'Sales' }).count()).toBe(0);
}, 180_000);

test('it goes on with the next token, and says so where none comes', async () => {
  let asked = 0;
  host.token = () => {
    asked += 1;
    return mint(dashboard.server.url, { dashboardId, scopes: ['watch'], expiresIn: asked < 3 ? 10 : 300 });
  };
  const alone = await mint(dashboard.server.url, { dashboardId, scopes: ['watch'], expiresIn: 10 });
  const page = await visit([{ endpoint: '/token' }, { url: alone.url }]);
  const [renewed, left] = [frameOf(page), frameOf(page, 1)];
  await expect.poll(() => asked, WAIT).toBeGreaterThanOrEqual(3);
  await left.getByText('The permission to watch has ended').waitFor();
  expect(await left.getByRole('region', { name: 'Sold' }).locator('.stat-value').count(), 'the picture stays').toBe(1);
  expect(await renewed.getByRole('alert').count()).toBe(0);
  const before = Number(await stat(renewed, 'Sold').textContent());
  await order('ACME', 1_000);
  await expect
    .poll(async () => Number((await stat(renewed, 'Sold').textContent())?.replace(',', '')), WAIT)
    .toBeGreaterThan(before + 900);
  const next = await mint(dashboard.server.url, { dashboardId, scopes: ['watch'] });
  await page.evaluate((token) => {
    const { mounted } = window as unknown as { mounted: { setToken(token: string): void }[] };
    mounted[1]?.setToken(token);
  }, next.token);
  await left.getByText('The permission to watch has ended').waitFor({ state: 'detached' });
  await expect.poll(async () => (await stat(left, 'Sold').textContent())?.length, WAIT).toBeGreaterThan(4);
}, 180_000);

test('the pages of the guide show what their tokens are for', async () => {
  const pages = blocksOf('docs/embedding.md').filter(({ language }) => language === 'html');
  expect(pages).toHaveLength(2);
  host.token = () => mint(dashboard.server.url, { dashboardId, scopes: ['watch'] });
  for (const { code } of pages) {
    host.page = `<!doctype html><title>Shop</title>${code
      .replaceAll('https://cortado.example.com', dashboard.server.url)
      .replaceAll('/my/cortado-token', '/token')}`;
    const page = await openPage(browser);
    await page.goto(host.origin);
    await stat(frameOf(page), 'Sold').waitFor();
  }
}, 180_000);

test('axe finds nothing, light and dark, nor in the share dialog', async () => {
  for (const colorScheme of ['light', 'dark'] as const) {
    const { url } = await mint(dashboard.server.url, { dashboardId, scopes: ['watch'] });
    const page = await openPage(browser, { colorScheme });
    await page.goto(url);
    await page.locator('.chart canvas').waitFor();
    expect(await violations(page), colorScheme).toEqual([]);
    await page.goto(`${dashboard.server.url}/dashboards/${dashboardId}`);
    await page.getByRole('button', { name: 'Share' }).click();
    await page.getByRole('dialog').getByText('"dashboardId"').waitFor();
    expect(await violations(page), `${colorScheme}, the dialog`).toEqual([]);
  }
}, 180_000);

test('the share dialog leads to the page to try it on, which writes the code', async () => {
  const page = await openPage(browser);
  await page.goto(`${dashboard.server.url}/dashboards/${dashboardId}`);
  await page.getByRole('button', { name: 'Share' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByText(`"dashboardId":"${dashboardId}"`).waitFor();
  const tried = await dialog.getByRole('link', { name: 'Try it' }).getAttribute('href');
  await page.goto(`${dashboard.server.url}${tried}`);
  const frame = frameOf(page);
  await frame.getByRole('heading', { name: 'Sales' }).waitFor();
  expect(await page.getByLabel('What it shows').isVisible()).toBe(false);
  await page.getByRole('combobox', { name: 'Time' }).selectOption({ label: 'Last 7 days alone' });
  await expect.poll(() => page.locator('#grant').textContent(), WAIT).toContain('"range":"7d"');
  await page.getByLabel('Workflow or dashboard').selectOption({ label: 'Price quote' });
  await frame.getByLabel('Bags of 1 kg').waitFor();
}, 180_000);

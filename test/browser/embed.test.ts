/** The pages inside somebody else's product, in a real browser: another origin frames them, and the token is all they have. */
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Browser, FrameLocator, Page } from 'playwright-core';
import { beforeAll, expect, test } from 'vitest';
import { type Dashboard, openBrowser, openPage, startDashboard } from '../_browser.ts';
import { whenDone } from '../_setup.ts';
import { begin, orderStory, save } from './_workflows.ts';

type Host = { readonly origin: string; page: string };

let browser: Browser;
let dashboard: Dashboard;
let host: Host;
let stranger: Host;
beforeAll(async () => {
  [host, stranger] = await Promise.all([startHost(), startHost()]);
  dashboard = await startDashboard({ env: { EMBED_ORIGINS: host.origin } });
  browser = await openBrowser();
}, 60_000);

/** Somebody else's web server: it has one page. */
async function startHost(): Promise<Host> {
  const started: Host = { origin: '', page: '' };
  const server: Server = createServer((_, answer) => {
    answer.setHeader('content-type', 'text/html');
    answer.end(started.page);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  whenDone(() => new Promise<void>((resolve) => server.close(() => resolve())));
  return Object.assign(started, { origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}` });
}

async function mint(body: object): Promise<{ token: string; url: string }> {
  const response = await fetch(`${dashboard.server.url}/api/embed-tokens`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  expect(response.status).toBe(201);
  return (await response.json()) as { token: string; url: string };
}

/** A page of `at` with the frame in it, mounted as the documentation says. */
async function visit(
  at: Host,
  url: string,
  mayComplain?: RegExp,
  renewal = 'null',
  mayBreach?: RegExp,
): Promise<[Page, FrameLocator]> {
  at.page = `<!doctype html><title>Shop</title><h1>Your order</h1><div id="run"></div><script type="module">
    import { mountCortado } from '${dashboard.server.url}/embed.js';
    window.events = [];
    const renewal = ${renewal};
    mountCortado(document.getElementById('run'), {
      url: ${JSON.stringify(url)},
      getToken: async () => { window.asked = (window.asked ?? 0) + 1; return renewal; },
      onEvent: (event) => window.events.push(event),
    });
  </script>`;
  const page = await openPage(browser, { mayComplain, mayBreach });
  await page.goto(at.origin);
  return [page, page.frameLocator('iframe')];
}

const eventsOf = (page: Page) => page.evaluate(() => (window as unknown as { events: { type: string }[] }).events);

test('a run is seen live inside the page of another origin, which is told how it goes', async () => {
  const executionId = await begin(dashboard.server.url, await orderStory(dashboard), { order: 'ACME-1' });
  const { url } = await mint({ executionId, scopes: ['watch'], origins: [host.origin] });
  const [page, frame] = await visit(host, url);
  await frame.locator('.run-head[data-state="running"]').waitFor();
  await frame.locator('.graph-node[data-state="completed"]').first().waitFor();
  await frame.locator('.run-head[data-state="completed"]').waitFor();
  expect(await frame.getByRole('button', { name: 'Run again' }).count()).toBe(0);
  await expect.poll(async () => (await eventsOf(page)).map(({ type }) => type)).toContain('run.finished');
  const events = await eventsOf(page);
  expect(events.map(({ type }) => type)).toEqual(expect.arrayContaining(['ready', 'resize', 'run.status']));
  expect(events.find(({ type }) => type === 'run.finished')).toMatchObject({ executionId, status: 'completed', v: 1 });
  const inner = page.frames().find((each) => each !== page.mainFrame());
  expect(inner?.url(), 'the token is out of the address').not.toContain('#');
  expect(await page.context().cookies()).toEqual([]);
  await frame.locator('.run-side').getByText('Order ACME-1', { exact: false }).first().waitFor({ state: 'attached' });
});

test('a visitor runs a workflow by its form, sees the result, and goes on with the next token', async () => {
  const nodes = [
    { id: 't', type: 'trigger' },
    { id: 'n', type: 'manualInput', label: 'How many', config: { inputVarName: 'n', inputVarValue: 2 } },
    { id: 'w', type: 'delay', config: { amount: 12, unit: 'seconds' } },
    { id: 'o', type: 'output' },
  ];
  const workflowId = await save(dashboard.server.url, 'Order', nodes, ['t > n', 'n > w', 'w > o']);
  const grant = { workflowId, scopes: ['run'], viewer: 'visitor' };
  const { url } = await mint({ ...grant, expiresIn: 10 });
  const next = await mint({ ...grant, expiresIn: 300 });
  const [page, frame] = await visit(host, url, undefined, JSON.stringify(next.token));
  await frame.getByLabel('How many').fill('40');
  await frame.getByRole('button', { name: 'Run' }).click();
  await frame.locator('.run-head[data-state="waiting"]').waitFor();
  await expect
    .poll(() => page.evaluate(() => (window as unknown as { asked?: number }).asked ?? 0), { timeout: 15_000 })
    .toBe(1);
  await frame.locator('.run-head[data-state="completed"]').waitFor({ timeout: 20_000 });
  await frame.locator('.run-side').getByText('40').waitFor();
  expect(await frame.getByRole('alert').count(), 'no word of a token that ended').toBe(0);
  await frame.getByRole('button', { name: 'Run again' }).click();
  await frame.getByLabel('How many').waitFor();
}, 60_000);

test('nobody else frames it, and nobody frames the dashboard', async () => {
  const executionId = await begin(dashboard.server.url, await orderStory(dashboard), { order: 'ACME-2' });
  const { url } = await mint({ executionId, scopes: ['watch'] });
  const refused = /frame-ancestors|X-Frame-Options|Refused to (frame|display)|Framing/;
  const [page] = await visit(stranger, url, refused, 'null', refused);
  await page.waitForTimeout(500);
  const inner = () => page.frames().find((each) => each !== page.mainFrame());
  expect(await inner()?.locator('.run-head').count()).toBe(0);
  expect((await eventsOf(page)).map(({ type }) => type)).toEqual([]);

  stranger.page = `<iframe src="${dashboard.server.url}/executions/${executionId}"></iframe>`;
  const other = await openPage(browser, { mayComplain: refused, mayBreach: refused });
  await other.goto(stranger.origin);
  await other.waitForTimeout(500);
  const framed = other.frames().find((each) => each !== other.mainFrame());
  expect(await framed?.locator('.frame').count()).toBe(0);
});

test('a token for other pages, one that ended, and none at all are told in a sentence', async () => {
  const executionId = await begin(dashboard.server.url, await orderStory(dashboard), { order: 'ACME-3' });
  const { url } = await mint({ executionId, scopes: ['watch'], origins: ['https://other.example'] });
  const [page, frame] = await visit(host, url);
  await frame.getByText('This token is for another page.').waitFor();
  await expect
    .poll(() => eventsOf(page))
    .toContainEqual({ v: 1, type: 'error', message: 'This token is for another page.' });

  const [, none] = await visit(host, `${dashboard.server.url}/embed/execution/${executionId}`);
  await none.getByText('This page needs a token').waitFor();

  const [, wrong] = await visit(host, `${dashboard.server.url}/embed/execution/${executionId}#nonsense`, /401/);
  await wrong.getByText('The embed token cannot be used').waitFor();
});

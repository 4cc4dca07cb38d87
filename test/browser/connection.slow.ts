/** What lies between a page and the server: many tabs, proxies that hold streams back or refuse them, networks that break. */
import type { Browser, Page } from 'playwright-core';
import { beforeAll, expect, test } from 'vitest';
import { type Dashboard, logLines, openBrowser, openPage, startDashboard } from '../_browser.ts';
import { startProxy } from './_proxy.ts';
import { begin, save } from './_workflows.ts';

const WAIT = { timeout: 60_000 };
const BROKEN = /ERR_CONNECTION|ERR_INCOMPLETE_CHUNKED|ERR_EMPTY|Failed to load resource/;

let browser: Browser;
let dashboard: Dashboard;
beforeAll(async () => {
  dashboard = await startDashboard();
  browser = await openBrowser();
}, 180_000);

/** Steps that run until a person says that it is enough. */
function patient(): Promise<string> {
  const nodes = [
    { id: 'start', type: 'trigger', label: 'Start' },
    { id: 'ask', type: 'humanApproval', label: 'Enough?', config: { message: 'Enough?' } },
    { id: 'out', type: 'output', label: 'Out' },
  ];
  return save(dashboard.server.url, 'Patient', nodes, ['start > ask', 'ask.true > out']);
}

async function approve(executionId: string): Promise<void> {
  const response = await fetch(`${dashboard.server.url}/api/workflow/execution/${executionId}/resume`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ approved: true }),
  });
  expect(response.status).toBe(200);
}

const ENDED = ['completed | Start | ', 'completed | Enough? | → true', 'completed | Out | '];
const foot = (page: Page, connection: string) => page.locator(`.run-foot[data-connection="${connection}"]`);
const linesOf = (page: Page) => expect.poll(() => logLines(page), WAIT);

test('eight tabs share one stream, each sees its own execution, and a ninth that closes costs nobody anything', async () => {
  const { url } = dashboard.server;
  const id = await patient();
  const first = await openPage(browser);
  first.setDefaultTimeout(60_000);
  const pages = [first];
  while (pages.length < 8) pages.push(await first.context().newPage());
  const executions: string[] = [];
  for (const page of pages) {
    page.setDefaultTimeout(60_000);
    executions.push(await begin(url, id));
    await page.goto(`${url}/executions/${executions.at(-1)}`);
  }
  const another = await first.context().newPage();
  await another.goto(`${url}/executions/${executions[0]}`);
  for (const page of [...pages, another]) await foot(page, 'live').waitFor(WAIT);
  const viewers = async () => /cortado_sse_viewers (\d+)/.exec(await (await fetch(`${url}/metrics`)).text())?.[1];
  await expect.poll(viewers, WAIT).toBe('1');
  await another.close();
  for (const executionId of executions) await approve(executionId);
  for (const page of pages) await linesOf(page).toEqual(ENDED);
  for (const page of pages) await foot(page, 'ended').waitFor(WAIT);
  await expect.poll(viewers, WAIT).toBe('0');
}, 240_000);

test('where no worker can be shared a page has a stream of its own', async () => {
  const { url } = dashboard.server;
  const page = await openPage(browser);
  await page.addInitScript('delete window.SharedWorker');
  const executionId = await begin(url, await patient());
  await page.goto(`${url}/executions/${executionId}`);
  await foot(page, 'live').waitFor(WAIT);
  await approve(executionId);
  await linesOf(page).toEqual(ENDED);
  await foot(page, 'ended').waitFor(WAIT);
}, 180_000);

test('a proxy that holds the stream back: the poll shows what happens, and the foot says why', async () => {
  const proxy = await startProxy(dashboard.server.url);
  proxy.set('mute');
  const page = await openPage(browser);
  const executionId = await begin(dashboard.server.url, await patient());
  await page.goto(`${proxy.url}/executions/${executionId}`);
  await foot(page, 'polling').getByText('holds the stream back').waitFor(WAIT);
  await linesOf(page).toEqual(['completed | Start | ', 'waiting | Enough? | Enough?']);
  proxy.set('up');
  await foot(page, 'live').waitFor(WAIT);
  await approve(executionId);
  await linesOf(page).toEqual(ENDED);
}, 180_000);

test('a stream that is refused: the poll shows everything to the end', async () => {
  const proxy = await startProxy(dashboard.server.url);
  proxy.set('full');
  const page = await openPage(browser, { mayComplain: BROKEN });
  const executionId = await begin(dashboard.server.url, await patient());
  await page.goto(`${proxy.url}/executions/${executionId}`);
  await foot(page, 'polling').getByText('too many streams').waitFor(WAIT);
  await approve(executionId);
  await linesOf(page).toEqual(ENDED);
  await foot(page, 'ended').waitFor(WAIT);
}, 180_000);

test('without a network the foot says since when, and what was missed is there when it is back', async () => {
  const proxy = await startProxy(dashboard.server.url);
  const page = await openPage(browser, { mayComplain: BROKEN });
  const executionId = await begin(dashboard.server.url, await patient());
  await page.goto(`${proxy.url}/executions/${executionId}`);
  await foot(page, 'live').waitFor(WAIT);
  proxy.set('down');
  await foot(page, 'offline')
    .getByText(/offline since .*\d/)
    .waitFor(WAIT);
  await approve(executionId);
  proxy.set('up');
  await linesOf(page).toEqual(ENDED);
  await foot(page, 'ended').waitFor(WAIT);
}, 180_000);

test('a page that nobody sees has no stream; it goes on where it was when it is looked at', async () => {
  const proxy = await startProxy(dashboard.server.url);
  const page = await openPage(browser);
  const executionId = await begin(dashboard.server.url, await patient());
  await page.goto(`${proxy.url}/executions/${executionId}`);
  await foot(page, 'live').waitFor(WAIT);
  const look = (hidden: boolean) =>
    page.evaluate((value) => {
      Object.defineProperty(document, 'hidden', { configurable: true, get: () => value });
      document.dispatchEvent(new Event('visibilitychange'));
    }, hidden);
  await look(true);
  await expect.poll(proxy.streams, WAIT).toBe(0);
  await approve(executionId);
  await expect.poll(() => page.title(), WAIT).toBe('✓ Patient');
  expect(proxy.streams()).toBe(0);
  await look(false);
  await linesOf(page).toEqual(ENDED);
}, 180_000);

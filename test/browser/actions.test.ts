/** What a person can do with an execution, and what the page says when the server is not there. */
import type { Browser } from 'playwright-core';
import { beforeAll, expect, test } from 'vitest';
import { type Dashboard, logLines, openBrowser, openPage, startDashboard } from '../_browser.ts';
import { builtServer } from '../_bundle.ts';
import { startProcess } from '../_server.ts';
import { tempDir } from '../_setup.ts';
import { begin, orderStory, save } from './_workflows.ts';

let browser: Browser;
let dashboard: Dashboard;
beforeAll(async () => {
  dashboard = await startDashboard();
  browser = await openBrowser();
}, 60_000);

const head = (state: string) => `.run-head[data-state="${state}"]`;

test('what runs can be cancelled, and run again with the same inputs', async () => {
  const { url } = dashboard.server;
  const page = await openPage(browser);
  await page.goto(`${url}/executions/${await begin(url, await orderStory(dashboard), { order: 'ACME-9' })}`);
  await page.locator('.graph-node[data-node="tell"][data-state="running"]').waitFor();
  await page.getByRole('button', { name: 'Cancel' }).click();
  await page.locator(head('cancelled')).waitFor();
  await page.locator('.graph-node[data-node="tell"][data-state="cancelled"]').waitFor();
  const before = page.url();
  await page.getByRole('button', { name: 'Run again' }).click();
  await page.waitForURL((address) => address.href !== before);
  await expect
    .poll(() =>
      page
        .locator('.now .words')
        .textContent()
        .catch(() => ''),
    )
    .toMatch(/^Order ACME-9/);
  await page.getByRole('button', { name: 'Cancel' }).click();
  await page.locator(head('cancelled')).waitFor();
});

test('a failure is told, and retried from where it was', async () => {
  const { http, llm, server } = dashboard;
  llm.reset();
  const nodes = [
    { id: 'start', type: 'trigger', label: 'Start' },
    { id: 'fetch', type: 'http', label: 'Fetch', config: { url: `${http.url}/json` } },
    { id: 'tell', type: 'llm', label: 'Tell', config: { prompt: '[[status=400 times=1]] [[say=fine]]', retries: 0 } },
    { id: 'out', type: 'output', label: 'Out' },
  ];
  const id = await save(server.url, 'Fails once', nodes, ['start > fetch', 'fetch > tell', 'tell > out']);
  const page = await openPage(browser);
  await page.goto(`${server.url}/executions/${await begin(server.url, id)}`);
  await page.locator(head('failed')).waitFor();
  await page.getByRole('button', { name: 'Tell failed' }).waitFor();
  expect(await page.title()).toBe('✕ Fails once');
  const failed = page.url();
  await page.getByRole('button', { name: 'Retry from the failure' }).click();
  await page.waitForURL((address) => address.href !== failed);
  await page.locator(head('completed')).waitFor();
  const lines = await logLines(page);
  expect(lines.slice(0, 2)).toEqual([
    expect.stringMatching(/^completed \| Start \| taken over from …/),
    expect.stringMatching(/^completed \| Fetch \| taken over from …/),
  ]);
  expect(lines.at(-1)).toBe('completed | Out | ');
});

test.each([
  ['Approve', 'completed', 'yes'],
  ['Reject', 'completed', 'no'],
])('somebody who waits is answered: %s', async (button, state, output) => {
  const { url } = dashboard.server;
  const nodes = [
    { id: 'start', type: 'trigger', label: 'Start' },
    { id: 'ask', type: 'humanApproval', label: 'Ask', config: { message: 'May it go on?' } },
    { id: 'yes', type: 'output', label: 'Allowed' },
    { id: 'no', type: 'output', label: 'Refused' },
  ];
  const id = await save(url, 'Asks', nodes, ['start > ask', 'ask.true > yes', 'ask.false > no']);
  const page = await openPage(browser);
  await page.goto(`${url}/executions/${await begin(url, id)}`);
  await page.locator(head('waiting')).waitFor();
  await page.locator('.run-side', { hasText: 'May it go on?' }).waitFor();
  await page.locator('.run-head').getByRole('button', { name: button }).click();
  await page.locator(head(state)).waitFor();
  await page.locator(`.graph-node[data-node="${output}"][data-state="completed"]`).waitFor();
});

test('the server is killed in the middle: the page says so, and goes on without a gap', async () => {
  const { http, llm } = dashboard;
  const options = {
    folder: tempDir(),
    command: [process.execPath, await builtServer()] as const,
    env: { OPENAI_BASE_URL: llm.url, OPENAI_API_KEY: 'stub', HTTP_ALLOW: `127.0.0.1:${http.port}` },
  };
  const first = await startProcess(options);
  const nodes = [
    { id: 'start', type: 'trigger', label: 'Start' },
    { id: 'slow', type: 'http', label: 'Slow', config: { url: `${http.url}/json?delay=1500` } },
    { id: 'out', type: 'output', label: 'Out' },
  ];
  const id = await save(first.url, 'Survives', nodes, ['start > slow', 'slow > out']);
  const page = await openPage(browser, { mayComplain: /ERR_CONNECTION_REFUSED|ERR_INCOMPLETE_CHUNKED|ERR_EMPTY/ });
  await page.goto(`${first.url}/executions/${await begin(first.url, id)}`);
  await page.locator('.run-foot[data-connection="live"]').waitFor();
  await page.locator('.graph-node[data-node="slow"][data-state="running"]').waitFor();
  await first.end('SIGKILL');
  await page.locator('.run-foot[data-connection="offline"]').waitFor();
  await startProcess({ ...options, env: { ...options.env, PORT: new URL(first.url).port } });
  await page.locator(head('completed')).waitFor();
  const lines = await logLines(page);
  await page.reload();
  await page.locator('.run-foot[data-connection="ended"]').waitFor();
  expect(await logLines(page)).toEqual(lines);
  expect(lines.filter((line) => line.startsWith('completed | Slow'))).toHaveLength(1);
});

test('thousands of rows are a few lines of the page, which follows their end until somebody scrolls', async () => {
  const { url } = dashboard.server;
  const count = 3_333;
  const nodes = Array.from({ length: count }, (_, index) => ({
    id: `n${index}`,
    type: index === 0 ? 'trigger' : 'addField',
    label: `Step ${index}`,
    config: { fieldName: 'step', fieldValue: index },
  }));
  const links = nodes.slice(1).map((_, index) => `n${index} > n${index + 1}`);
  const id = await save(url, 'Long', nodes, links);
  const page = await openPage(browser);
  await page.goto(`${url}/executions/${await begin(url, id)}`);
  await page.locator(head('completed')).waitFor();
  await page.locator('.run-foot', { hasText: `row ${count.toLocaleString('en')}` }).waitFor();
  expect(await page.locator('.log-lines li').count()).toBeLessThan(100);
  await page.locator('.log-line', { hasText: `Step ${count - 1}` }).waitFor();
  await page.locator('.log-scroll').evaluate((list) => list.scrollTo(0, 0));
  await expect.poll(() => page.locator('.log-line').first().textContent()).toContain('Step 0');
});

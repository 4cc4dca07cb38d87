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
}, 180_000);

const head = (state: string) => `.run-head[data-state="${state}"]`;

test('what runs can be cancelled, and run again by a form that has the same inputs', async () => {
  const { url } = dashboard.server;
  const page = await openPage(browser);
  await page.goto(`${url}/executions/${await begin(url, await orderStory(dashboard, 300), { order: 'ACME-9' })}`);
  await page.locator('.graph-node[data-node="tell"][data-state="running"]').waitFor();
  await page.getByRole('button', { name: 'Cancel' }).click();
  await page.locator(head('cancelled')).waitFor();
  await page.locator('.graph-node[data-node="tell"][data-state="cancelled"]').waitFor();
  const before = page.url();
  await page.getByRole('button', { name: 'Run again' }).click();
  const form = page.getByRole('dialog');
  expect(await form.getByLabel('Which order?').inputValue()).toBe('ACME-9');
  await form.getByLabel('Which order?').fill('ACME-10');
  await form.getByRole('button', { name: 'Run', exact: true }).click();
  await page.waitForURL((address) => address.href !== before);
  await page.locator('.run-side', { hasText: 'ACME-10' }).waitFor();
  await page.getByRole('button', { name: 'Cancel' }).click();
  await page.locator(head('cancelled')).waitFor();
});

test('an answer that somebody else gave already is told, and data joins what came in', async () => {
  const { url } = dashboard.server;
  const nodes = [
    { id: 'start', type: 'trigger', label: 'Start' },
    { id: 'ask', type: 'humanApproval', label: 'Ask', config: { message: 'May it?' } },
    { id: 'wait', type: 'delay', label: 'Wait', config: { amount: 1, unit: 'hours' } },
    { id: 'out', type: 'output', label: 'Out' },
  ];
  const id = await save(url, 'Asks with data', nodes, ['start > ask', 'ask.true > wait', 'wait > out']);
  const execution = await begin(url, id, { order: 7 });
  const page = await openPage(browser, { mayComplain: /409/ });
  await page.goto(`${url}/executions/${execution}?node=ask`);
  const panel = page.locator('.panel');
  await panel.getByText('Add data').click();
  await panel.getByRole('textbox').fill('{"by": ');
  await panel.getByRole('button', { name: 'Approve' }).click();
  await panel.getByRole('alert').getByText('Expected JSON').waitFor();
  await panel.getByRole('textbox').fill('{"by": "Ana"}');
  await panel.getByRole('button', { name: 'Approve' }).click();
  await page.locator('.graph-node[data-node="wait"][data-state="waiting"]').waitFor();
  await panel.locator('.section', { hasText: 'Output' }).locator('.json-line', { hasText: 'by: Ana' }).waitFor();
  const wait = page.locator('.log-line', { hasText: 'Wait' });
  await wait.getByText(/until .* left/).waitFor();

  // Meanwhile somebody else cancels: the page that does not know yet is told why it cannot.
  await page.route('**/cancel', async (route) => {
    await fetch(`${url}/api/workflow/execution/${execution}/cancel`, { method: 'POST' });
    await route.continue({ url: `${url}/api/workflow/execution/${execution}/resume`, postData: '{"approved":true}' });
  });
  await page.getByRole('button', { name: 'Cancel' }).click();
  await page.locator('.run-actions').getByRole('alert').waitFor();
  await page.locator(head('cancelled')).waitFor();
});

test('a child execution and its parent lead to each other', async () => {
  const { url } = dashboard.server;
  const child = await save(
    url,
    'Child',
    [
      { id: 'start', type: 'trigger' },
      { id: 'ask', type: 'humanApproval', label: 'Ask', config: { message: 'Go on?' } },
      { id: 'out', type: 'output' },
    ],
    ['start > ask', 'ask.true > out'],
  );
  const parent = await save(
    url,
    'Parent',
    [
      { id: 'start', type: 'trigger' },
      { id: 'call', type: 'executeWorkflow', label: 'Call', config: { workflowId: child } },
    ],
    ['start > call'],
  );
  const execution = await begin(url, parent);
  const page = await openPage(browser);
  await page.goto(`${url}/executions/${execution}?node=call`);
  await page.locator('.log-line', { hasText: 'waits for execution' }).waitFor();
  await page
    .locator('.panel')
    .getByRole('button', { name: /Open execution/ })
    .click();
  await page.locator('.run-title', { hasText: 'Child' }).waitFor();
  await page.getByRole('button', { name: 'Approve' }).first().click();
  await page.locator(head('completed')).waitFor();
  await page.getByRole('button', { name: /Part of/ }).click();
  await page.locator('.run-title', { hasText: 'Parent' }).waitFor();
  await page.locator(head('completed')).waitFor();
});

test('five megabytes are shown from their beginning, opened a part at a time, and saved whole', async () => {
  const { http, server } = dashboard;
  const nodes = [
    { id: 'start', type: 'trigger' },
    { id: 'large', type: 'http', label: 'Large', config: { url: `${http.url}/large?bytes=5000000` } },
  ];
  const id = await save(server.url, 'Large', nodes, ['start > large']);
  const page = await openPage(browser);
  await page.goto(`${server.url}/executions/${await begin(server.url, id)}?node=large`);
  const output = page.locator('.panel .section', { hasText: 'Output' });
  await output.getByText('5.0 MB').first().waitFor();
  expect((await output.locator('.preview').textContent())?.length).toBeLessThan(3_000);
  await output.getByRole('button', { name: /Show all/ }).click();
  await output.getByRole('button', { name: /more of 5\.0 MB/ }).click();
  expect((await output.locator('.json-string').textContent())?.length).toBeLessThan(200_000);
  const saved = page.waitForEvent('download');
  await output.getByRole('button', { name: 'Download' }).click();
  expect((await saved).suggestedFilename()).toBe('large-output.json');
});

test('the log is gone through by keyboard, and the address follows', async () => {
  const { url } = dashboard.server;
  const page = await openPage(browser);
  await page.goto(`${url}/executions/${await begin(url, await orderStory(dashboard, 0), { order: 'ACME-11' })}`);
  await page.locator('.run-foot[data-connection="ended"]').waitFor();
  const selected = (node: string | null) => expect.poll(() => new URL(page.url()).searchParams.get('node')).toBe(node);
  await page.keyboard.press('j');
  await selected('start');
  await page.keyboard.press('j');
  await page.keyboard.press('j');
  await selected('fetch');
  await page.keyboard.press('k');
  await selected('order');
  await page.keyboard.press('Enter');
  await expect.poll(() => page.evaluate(() => document.activeElement?.closest('.run-side') !== null)).toBe(true);
  await page.keyboard.press('Escape');
  await selected(null);
  await page.locator('.log-line').first().focus();
  await page.keyboard.press('End');
  await selected('out');
  await page.keyboard.press('ArrowUp');
  await selected('tell');
  await expect.poll(() => page.evaluate(() => document.activeElement?.textContent)).toContain('Tell');
  await page.keyboard.press('?');
  await page.getByRole('dialog').getByText('the step that failed').waitFor();
  await page.keyboard.press('Escape');
  await page.getByRole('dialog').waitFor({ state: 'detached' });
  await selected('tell');
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
  const inSight = () =>
    page.locator('.log-scroll').evaluate((list) => {
      const { top } = list.getBoundingClientRect();
      const lines = [...list.querySelectorAll('.log-line')];
      return lines.find((line) => line.getBoundingClientRect().bottom > top + 1)?.textContent;
    });
  await page.locator('.log-scroll').evaluate((list) => list.scrollTo(0, 30_000));
  await expect.poll(inSight).not.toContain('Step 0');

  // A phone shows the log or the graph: a list that was hidden has forgotten where it stood, and still shows its lines.
  await page.setViewportSize({ width: 375, height: 740 });
  await page.getByRole('tab', { name: 'Graph' }).click();
  await page.locator('.graph-node, .graph-far').first().waitFor();
  await page.getByRole('tab', { name: 'Log' }).click();
  await expect.poll(inSight).toMatch(/Step \d/);
});

import { AxeBuilder } from '@axe-core/playwright';
import type { Browser } from 'playwright-core';
import { beforeAll, expect, test } from 'vitest';
import { type Dashboard, logLines, openBrowser, openPage, startDashboard } from '../_browser.ts';
import { begin, orderStory, save, storyOf } from './_workflows.ts';

let browser: Browser;
let dashboard: Dashboard;
beforeAll(async () => {
  dashboard = await startDashboard();
  browser = await openBrowser();
}, 180_000);

test('press Run, see tokens and nodes live, reload half way, close and come back, see the same', async () => {
  const { url } = dashboard.server;
  const id = await orderStory(dashboard, 300);
  const story = storyOf('ACME-7');
  const page = await openPage(browser);
  page.setDefaultTimeout(60_000);
  await page.goto(`${url}/workflows/${id}`);
  await page.getByLabel('Which order?').fill('ACME-7');
  await page.getByRole('button', { name: 'Run', exact: true }).click();
  await page.waitForURL(/\/executions\/[^/]+$/);

  // The node runs, its text grows, and is not whole yet.
  await page.locator('.graph-node[data-node="tell"][data-state="running"]').waitFor();
  const text = page.locator('.run-side .words').first();
  await expect.poll(() => text.textContent(), { interval: 20, timeout: 60_000 }).toMatch(/^Order ACME-7\. The order/);
  const early = (await text.textContent()) ?? '';
  expect(story.startsWith(early.trim())).toBe(true);
  expect(early.length).toBeLessThan(story.length);
  expect(await page.title()).toMatch(/^● \d+% Order story$/);
  await page.locator('.graph-node[data-node="sorry"][data-state="skipped"]').waitFor();

  await page.reload();
  await expect.poll(() => text.textContent(), { interval: 20, timeout: 60_000 }).toMatch(/^Order ACME-7\. The order/);
  const afterReload = (await text.textContent()) ?? '';
  expect(afterReload.length).toBeGreaterThanOrEqual(early.length);
  expect(story.startsWith(afterReload.trim())).toBe(true);

  const address = page.url();
  await page.goto('about:blank');
  const back = await openPage(browser);
  back.setDefaultTimeout(60_000);
  await back.goto(address);
  await back.locator('.run-head[data-state="completed"]').waitFor();
  await expect.poll(() => back.locator('.run-side .words').textContent(), { timeout: 60_000 }).toBe(story);
  expect(await back.title()).toBe('✓ Order story');
  expect(await back.locator('link[rel="icon"]').getAttribute('href')).toBe('/mark-completed.svg');

  const later = await openPage(browser);
  later.setDefaultTimeout(60_000);
  await later.goto(address);
  await later.locator('.run-foot[data-connection="ended"]').waitFor();
  expect(await logLines(later)).toEqual(await logLines(back));
  expect(await logLines(later)).toEqual([
    'completed | Start | ',
    'completed | Which order? | ',
    'completed | Fetch | ',
    'completed | Is it up? | → true',
    'skipped | Sorry | skipped: "status = up" was true',
    'completed | Tell | ',
    'completed | Story | ',
  ]);
}, 240_000);

test('a node is selected everywhere at once, and the address says which', async () => {
  const id = await orderStory(dashboard, 0);
  const page = await openPage(browser);
  await page.goto(`${dashboard.server.url}/workflows/${id}`);
  await page.getByRole('button', { name: 'Run', exact: true }).click();
  await page.locator('.run-head[data-state="completed"]').waitFor();
  await page.locator('.log-line', { hasText: 'Fetch' }).click();
  await page.waitForURL(/\?node=fetch$/);
  await page.locator('.graph-node[data-node="fetch"][aria-pressed="true"]').waitFor();
  const panel = page.locator('.run-side');
  await expect.poll(() => panel.locator('.panel-title').textContent()).toBe('Fetch');
  expect(await panel.textContent()).toContain('status: up');

  await page.reload();
  await expect.poll(() => panel.locator('.panel-title').textContent()).toBe('Fetch');
  await page.locator('.graph-node[data-node="check"]').click();
  await expect.poll(() => panel.locator('.panel-title').textContent()).toBe('Is it up?');
  // The input of a pure node is worked out by the server.
  await expect.poll(() => panel.locator('.section', { hasText: 'Input' }).textContent()).toContain('note: stub');
  await page.keyboard.press('Escape');
  await expect.poll(() => new URL(page.url()).search).toBe('');
});

test.for(['light', 'dark'] as const)(
  'axe finds nothing in a run that waits, and in one that failed (%s)',
  async (colorScheme) => {
    const { http, server } = dashboard;
    const nodes = [
      { id: 'start', type: 'trigger', label: 'Start' },
      { id: 'check', type: 'condition', label: 'Check', config: { conditionField: 'a', conditionOperator: 'isEmpty' } },
      { id: 'never', type: 'output', label: 'Never' },
      { id: 'bad', type: 'http', label: 'Bad', config: { url: `${http.url}/status?code=404`, onError: 'continue' } },
      { id: 'ask', type: 'humanApproval', label: 'Ask', config: { message: 'May it go on?' } },
      { id: 'out', type: 'output', label: 'Out' },
    ];
    const links = ['start > check', 'check.false > never', 'check.true > bad', 'bad > ask', 'ask.true > out'];
    const id = await save(server.url, 'Everything', nodes, links);
    const page = await openPage(browser, { colorScheme });
    // What moves is neither here nor there while it is looked at.
    await page.emulateMedia({ reducedMotion: 'reduce' });
    await page.goto(`${server.url}/executions/${await begin(server.url, id, { order: 7 })}?node=ask`);
    await page.locator('.run-head[data-state="waiting"]').waitFor();
    await page.locator('.panel').getByRole('button', { name: 'Approve' }).waitFor();
    const findings = async () =>
      (await new AxeBuilder({ page }).analyze()).violations.map(({ id: rule, nodes: found }) => [
        rule,
        ...found.map(({ html }) => html),
      ]);
    expect(await findings()).toEqual([]);
    if (colorScheme === 'light') {
      await page.keyboard.press('?');
      await page.getByRole('dialog').waitFor();
      expect(await findings()).toEqual([]);
      await page.keyboard.press('Escape');
      await page.setViewportSize({ width: 375, height: 740 });
      expect(await findings()).toEqual([]);
      await page.setViewportSize({ width: 1440, height: 900 });
    }
    await page.getByRole('button', { name: 'Cancel' }).click();
    await page.locator('.run-head[data-state="cancelled"]').waitFor();
    await page.locator('.log-line', { hasText: 'Bad' }).click();
    await page.locator('.panel-message[data-kind="error"]').waitFor();
    expect(await findings()).toEqual([]);
  },
);

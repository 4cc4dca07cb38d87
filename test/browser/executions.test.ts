/** The page of all executions: live, narrowed by its address, and what is done to many at once. */
import type { Browser, Page } from 'playwright-core';
import { beforeAll, expect, test } from 'vitest';
import { type Dashboard, openBrowser, openPage, startDashboard } from '../_browser.ts';
import { begin, save } from './_workflows.ts';

let browser: Browser;
let dashboard: Dashboard;
let quick: string;
let failing: string;
let asking: string;
beforeAll(async () => {
  dashboard = await startDashboard();
  browser = await openBrowser();
  const { url } = dashboard.server;
  const start = { id: 'start', type: 'trigger', label: 'Start' };
  quick = await save(url, 'Quick', [start, { id: 'out', type: 'output' }], ['start > out']);
  const throws = { id: 'code', type: 'code', label: 'Code', config: { code: 'throw new Error("It broke")' } };
  failing = await save(url, 'Failing', [start, throws], ['start > code']);
  const ask = { id: 'ask', type: 'humanApproval', label: 'Ask', config: { message: 'May it?' } };
  asking = await save(url, 'Asking', [start, ask], ['start > ask']);
}, 180_000);

const rows = (page: Page) => page.locator('.executions > li');
const rowOf = (page: Page, name: string) => rows(page).filter({ hasText: name });
const patient = { timeout: 20_000 };

test('what begins appears, what ends says so, and both are counted', async () => {
  const { url } = dashboard.server;
  const page = await openPage(browser);
  await page.goto(`${url}/executions`);
  await page.getByText('No executions here').waitFor();
  await begin(url, asking);
  await rowOf(page, 'Asking').getByText('waiting').waitFor();
  await begin(url, failing);
  await rowOf(page, 'Failing').getByText('It broke').waitFor();
  const count = (name: string) => page.locator('.count', { hasText: name }).locator('.count-number').textContent();
  await expect.poll(() => count('waiting'), patient).toBe('1');
  await expect.poll(() => count('failed in a day'), patient).toBe('1');
  await page.locator('.count', { hasText: 'failed in a day' }).click();
  await expect.poll(() => rows(page).count(), patient).toBe(1);
  expect(new URL(page.url()).search).toBe('?status=failed&time=24h');
});

test('the address narrows the list, and remembers how', async () => {
  const { url } = dashboard.server;
  await begin(url, quick);
  const page = await openPage(browser);
  await page.goto(`${url}/executions`);
  await rowOf(page, 'Quick').first().waitFor();
  await page.getByRole('combobox', { name: 'Workflow' }).selectOption('Quick');
  await expect.poll(() => rowOf(page, 'Asking').count(), patient).toBe(0);
  await page.getByRole('combobox', { name: 'Begun by' }).selectOption('by its schedule');
  await page.getByRole('heading', { name: 'No execution fits.' }).waitFor();
  expect(new URL(page.url()).searchParams.get('trigger')).toBe('schedule');
  await page.goBack();
  await rowOf(page, 'Quick').first().waitFor();
  await page.getByRole('combobox', { name: 'Time' }).selectOption('Between…');
  await page.getByLabel('To', { exact: true }).fill('2020-01-01T00:00');
  await page.getByRole('heading', { name: 'No execution fits.' }).waitFor();
  await page.getByRole('button', { name: 'Show all' }).click();
  await rowOf(page, 'Asking').first().waitFor();
});

test('many are cancelled at once, and what is refused is told with its reason', async () => {
  const { url } = dashboard.server;
  for (let i = 0; i < 3; i++) await begin(url, asking);
  const page = await openPage(browser, { mayComplain: /409/ });
  await page.goto(`${url}/executions?workflow=${asking}&status=waiting`);
  await expect.poll(() => rows(page).count(), patient).toBeGreaterThanOrEqual(3);
  await rows(page).first().getByRole('checkbox').click();
  await page.getByRole('button', { name: /^Select all/ }).click();
  await page.getByRole('toolbar').getByRole('button', { name: 'Cancel' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Cancel' }).click();
  await page.getByText(/^\d+ cancelled\.$/).waitFor();
  await page.getByRole('heading', { name: 'No execution fits.' }).waitFor();

  await page.goto(`${url}/executions?status=failed,completed`);
  await rowOf(page, 'Failing').first().getByRole('checkbox').click();
  await rowOf(page, 'Quick').first().getByRole('checkbox').click();
  await page.getByRole('toolbar').getByRole('button', { name: 'Retry' }).click();
  await page.getByText('1 retried.').waitFor();
  await page.getByText('1 refused:').waitFor();
  // what was refused stays selected
  await expect.poll(() => rowOf(page, 'Quick').first().getByRole('checkbox').isChecked(), patient).toBe(true);
  await page.getByText('1 selected').waitFor();
});

test('keys move and select, and paging goes on as one scrolls', async () => {
  const { url } = dashboard.server;
  const many = Array.from({ length: 120 }, () => begin(url, quick));
  await Promise.all(many);
  // what ends after the list was asked for is older than its end, and would not be looked for
  const unfinished = `${url}/api/executions?workflowId=${quick}&status=pending,running&limit=1`;
  await expect.poll(async () => (await (await fetch(unfinished)).json()).executions.length, patient).toBe(0);
  const page = await openPage(browser);
  // as on a busy page, which is told at once that the end was far and that it is near
  await page.addInitScript(`{
    const Own = IntersectionObserver;
    IntersectionObserver = class extends Own {
      constructor(tell, options) {
        super((entries, observer) => tell([{ isIntersecting: false }, ...entries], observer), options);
      }
    };
  }`);
  await page.goto(`${url}/executions?workflow=${quick}&status=completed`);
  await expect.poll(() => rows(page).count(), patient).toBeGreaterThanOrEqual(50);
  await rows(page).nth(0).locator('a').focus();
  for (const key of ['ArrowDown', 'x', 'j', 'j', 'Shift+X', 'ArrowUp']) await page.keyboard.press(key);
  await page.getByText('3 selected').waitFor();
  const focused = () =>
    page.evaluate(() =>
      [...document.querySelectorAll('.executions > li')].findIndex((li) => li.contains(document.activeElement)),
    );
  expect(await focused()).toBe(2);
  await expect
    .poll(async () => {
      await page.evaluate(() => window.scrollTo(0, document.documentElement.scrollHeight));
      return rows(page).count();
    }, patient)
    .toBeGreaterThanOrEqual(121);
  const ids = await rows(page).evaluateAll((list) => list.map((li) => li.getAttribute('data-id')));
  expect(new Set(ids).size).toBe(ids.length);
  await page.getByText('3 selected').waitFor();
});

import type { Browser } from 'playwright-core';
import { beforeAll, expect, test } from 'vitest';
import { type Dashboard, openBrowser, openPage, startDashboard } from '../_browser.ts';
import { begin } from './_workflows.ts';

let browser: Browser;
let dashboard: Dashboard;
beforeAll(async () => {
  dashboard = await startDashboard();
  browser = await openBrowser();
}, 180_000);

test('a browser that names its language as nobody else does is shown the pages all the same', async () => {
  const page = await openPage(browser);
  await page.addInitScript("Object.defineProperty(navigator, 'languages', { value: ['en-US@posix'] })");
  await page.goto(dashboard.server.url);
  await page.getByRole('link', { name: 'Price quote' }).first().waitFor();
});

test('every page fits a phone', async () => {
  const { url } = dashboard.server;
  const execution = await begin(url, 'example-price-quote', { quantity: 40 });
  const addresses = {
    '/': '.workflow-list, table, ul',
    '/workflows/example-price-quote': 'form',
    '/executions': 'li, tr',
    [`/executions/${execution}`]: '.run-head[data-state="completed"]',
    '/nothing/here': 'main',
  };
  for (const colorScheme of ['light', 'dark'] as const) {
    const page = await openPage(browser, { width: 375, height: 812, colorScheme, mayComplain: /404/ });
    for (const [address, shown] of Object.entries(addresses)) {
      await page.goto(url + address);
      await page.locator(`main :is(${shown}), main:is(${shown})`).first().waitFor();
      const wider = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
      expect([address, wider]).toEqual([address, 0]);
    }
  }
});

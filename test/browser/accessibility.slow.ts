/** What axe says of every page, in light and dark, wide and narrow, in both languages. */
import type { Browser } from 'playwright-core';
import { beforeAll, expect, test } from 'vitest';
import { type Dashboard, openBrowser, openPage, startDashboard } from '../_browser.ts';
import { violations } from './_axe.ts';
import { type Shown, somePages } from './_pages.ts';

let browser: Browser;
let dashboard: Dashboard;
let all: Shown[];
beforeAll(async () => {
  dashboard = await startDashboard();
  browser = await openBrowser();
  ({ all } = await somePages(dashboard));
}, 180_000);

test.each([
  { colorScheme: 'light', width: 1440, locale: 'en-GB' },
  { colorScheme: 'dark', width: 1440, locale: 'es-ES' },
  { colorScheme: 'light', width: 375, locale: 'es-ES' },
  { colorScheme: 'dark', width: 375, locale: 'en-GB' },
] as const)(
  'nothing is in the way of anybody: $colorScheme, $width px, $locale',
  { timeout: 600_000 },
  async (options) => {
    const page = await openPage(browser, { ...options, mayComplain: /404/ });
    const found: Record<string, string[]> = {};
    for (const { address, ready } of all) {
      await page.goto(dashboard.server.url + address);
      await page.locator(ready).first().waitFor({ timeout: 30_000 });
      const wrong = await violations(page);
      const wider = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
      if (wider > 0) wrong.push(`is ${wider} px wider than the screen`);
      if (wrong.length > 0) found[address] = wrong;
    }
    expect(found).toEqual({});
  },
);

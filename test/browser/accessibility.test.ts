/** What axe says of the pages that are looked at most, in light and dark; `accessibility.slow.ts` looks at all of them. */
import type { Browser } from 'playwright-core';
import { beforeAll, expect, test } from 'vitest';
import { type Dashboard, openBrowser, openPage, startDashboard } from '../_browser.ts';
import { violations } from './_axe.ts';
import { type Shown, somePages } from './_pages.ts';

let browser: Browser;
let dashboard: Dashboard;
let few: Shown[];
beforeAll(async () => {
  dashboard = await startDashboard();
  browser = await openBrowser();
  ({ few } = await somePages(dashboard));
}, 180_000);

test.each(['light', 'dark'] as const)(
  'nothing is in the way of anybody: %s',
  { timeout: 90_000 },
  async (colorScheme) => {
    const page = await openPage(browser, { colorScheme });
    const found: Record<string, string[]> = {};
    for (const { address, ready } of few) {
      await page.goto(dashboard.server.url + address);
      await page.locator(ready).first().waitFor({ timeout: 30_000 });
      const wrong = await violations(page);
      if (wrong.length > 0) found[address] = wrong;
    }
    expect(found).toEqual({});
  },
);

test('the palette leads anywhere, by keys alone', { timeout: 60_000 }, async () => {
  const page = await openPage(browser);
  await page.goto(dashboard.server.url);
  await page.locator('.workflows .line').first().waitFor();
  await page.keyboard.press('Control+k');
  const field = page.getByRole('combobox', { name: 'Go to' });
  await field.fill('briefing');
  await page.getByRole('option', { name: /Morning briefing/ }).waitFor();
  expect(await violations(page)).toEqual([]);
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: /Morning briefing/ }).waitFor();
  await page.keyboard.press('Control+k');
  await field.fill('exec');
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: 'Executions' }).waitFor();
  await page.keyboard.press('Control+k');
  await field.waitFor();
  await page.keyboard.press('Escape');
  await field.waitFor({ state: 'detached' });
});

test('whoever asks for less motion gets none', async () => {
  const page = await openPage(browser);
  await page.emulateMedia({ reducedMotion: 'reduce' });
  for (const { address, ready } of few) {
    await page.goto(dashboard.server.url + address);
    await page.locator(ready).first().waitFor();
    const moving = await page.evaluate(() => document.getAnimations().map((each) => String(each.effect)));
    expect([address, moving]).toEqual([address, []]);
  }
});

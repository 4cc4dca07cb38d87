/** The settings that need no accounts: what is kept, who may embed, what begins by the clock. */
import type { Browser } from 'playwright-core';
import { beforeAll, expect, test } from 'vitest';
import { type Dashboard, openBrowser, openPage, startDashboard } from '../_browser.ts';

let browser: Browser;
let dashboard: Dashboard;
beforeAll(async () => {
  const env = { RETENTION_DAYS: '14', EMBED_ORIGINS: 'https://shop.example.com' };
  dashboard = await startDashboard({ env });
  browser = await openBrowser();
}, 180_000);

test('the settings show what the environment says and what is stored', async () => {
  const page = await openPage(browser, { locale: 'es-ES' });
  await page.goto(`${dashboard.server.url}/settings/server`);
  await page.getByText('14 días').waitFor();
  const fact = (name: string) => page.locator('.facts > div', { hasText: name }).locator('dd').textContent();
  expect(await fact('Base de datos')).toMatch(/ [kM]B$/);
  expect(await fact('Cuentas')).toMatch(/^no/);
  await page.getByRole('link', { name: 'Horarios' }).click();
  await page
    .getByText(/Europe\/Madrid/)
    .first()
    .waitFor();
});

test('keys of embedding products are made, shown once, and removed', async () => {
  const page = await openPage(browser);
  await page.goto(`${dashboard.server.url}/settings/embedding`);
  await page.getByText('https://shop.example.com').waitFor();
  await page.getByRole('textbox', { name: 'Name' }).fill('Shop');
  await page.getByRole('button', { name: 'Make a key' }).click();
  const secret = page.getByRole('textbox', { name: /^The secret of “Shop”/ });
  expect(await secret.inputValue()).toMatch(/^emb_.{30,}/);
  await page.getByRole('button', { name: 'Done' }).click();
  await page.getByRole('button', { name: 'Remove the key Shop' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Remove' }).click();
  await page.getByText('No keys yet.').waitFor();
});

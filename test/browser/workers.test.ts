/** What people see of workers on other machines: in the settings, and where an execution waits for one. */
import type { Browser } from 'playwright-core';
import { beforeAll, expect, test } from 'vitest';
import { type Dashboard, openBrowser, openPage, startDashboard } from '../_browser.ts';
import { type PrefectStub, stubPrefect } from '../prefect/_stub.ts';

let browser: Browser;
let prefect: PrefectStub;
let dashboard: Dashboard;

beforeAll(async () => {
  prefect = await stubPrefect();
  dashboard = await startDashboard({ env: { PREFECT_API_URL: prefect.apiUrl } });
  browser = await openBrowser();
}, 60_000);

async function queueOne(): Promise<void> {
  const post = async (path: string, body: object) => {
    const init = { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) };
    return (await (await fetch(`${dashboard.server.url}${path}`, init)).json()) as { id: string };
  };
  const nodes = [{ id: 'start', type: 'trigger' }];
  const { id } = await post('/api/workflows', { name: 'For workers', nodes, connections: [] });
  expect(await post(`/api/workflow/${id}/execute`, {})).toMatchObject({ usingPrefect: true });
}

test('an execution that waits for a worker says so, and the settings say what is there', async () => {
  await queueOne();
  const page = await openPage(browser);
  await page.goto(`${dashboard.server.url}/executions`);
  await page.getByText('no worker is online: 1 waiting').waitFor();
  await page.goto(`${dashboard.server.url}/settings/workers`);
  await page.getByText('Takes executions').waitFor();
  await page.getByText('No worker is online').waitFor();
  const facts = page.locator('.workers-facts');
  expect(await facts.innerText()).toMatch(/Queued\s+1\s/);

  prefect.workers.push('builder-1');
  await page.reload();
  await page.getByRole('cell', { name: 'builder-1' }).waitFor({ timeout: 30_000 });
  expect(await page.getByText('No worker is online').count()).toBe(0);
});

test('a Prefect that is away is said to be, in Spanish too, on a phone', async () => {
  prefect.there = false;
  const page = await openPage(browser, { locale: 'es-ES', width: 375, height: 800, colorScheme: 'dark' });
  await page.goto(`${dashboard.server.url}/settings/workers`);
  await page.getByText('Ausente: mientras tanto').waitFor({ timeout: 30_000 });
  await page.getByText('Último error').waitFor();
  expect(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true);
  prefect.there = true;
});

/** What people see of workers on other machines: in the settings, and where an execution waits for one. */
import type { Browser } from 'playwright-core';
import { beforeAll, expect, test, vi } from 'vitest';
import { type Dashboard, openBrowser, openPage, startDashboard } from '../_browser.ts';
import { type PrefectStub, stubPrefect } from '../prefect/_stub.ts';

let browser: Browser;
let prefect: PrefectStub;
let dashboard: Dashboard;

beforeAll(async () => {
  prefect = await stubPrefect();
  dashboard = await startDashboard({ env: { PREFECT_API_URL: prefect.apiUrl } });
  browser = await openBrowser();
}, 180_000);

async function queueOne(): Promise<void> {
  const post = async (path: string, body: object) => {
    const init = { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) };
    return (await (await fetch(`${dashboard.server.url}${path}`, init)).json()) as { id: string };
  };
  const nodes = [{ id: 'start', type: 'trigger' }];
  const { id } = await post('/api/workflows', { name: 'For workers', nodes, connections: [] });
  // while the machine is too busy for its Prefect to be seen, the server runs them itself
  const queued = async () =>
    expect(await post(`/api/workflow/${id}/execute`, {})).toMatchObject({ usingPrefect: true });
  await vi.waitFor(queued, { timeout: 60_000, interval: 500 });
}

test('an execution that waits for a worker says so, and the settings say what is there', {
  timeout: 120_000,
}, async () => {
  await queueOne();
  const page = await openPage(browser);
  await page.goto(`${dashboard.server.url}/executions`);
  await page.getByText('no worker is online: 1 waiting').waitFor({ timeout: 30_000 });
  await page.goto(`${dashboard.server.url}/settings/workers`);
  await page.getByText('Takes executions').waitFor({ timeout: 30_000 });
  await page.getByText('No worker is online').waitFor({ timeout: 30_000 });
  const facts = page.locator('.workers-facts');
  expect(await facts.textContent()).toMatch(/Queued\s*1/);

  prefect.workers.push('builder-1');
  await page.reload();
  await page.getByRole('cell', { name: 'builder-1' }).waitFor({ timeout: 30_000 });
  expect(await page.getByText('No worker is online').count()).toBe(0);
});

test('a Prefect that is away is said to be, in Spanish too, on a phone', { timeout: 60_000 }, async () => {
  prefect.there = false;
  const page = await openPage(browser, { locale: 'es-ES', width: 375, height: 800, colorScheme: 'dark' });
  await page.goto(`${dashboard.server.url}/settings/workers`);
  await page.getByText('Ausente: mientras tanto').waitFor({ timeout: 30_000 });
  await page.getByText('Último error').waitFor();
  expect(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true);
  prefect.there = true;
});

/** The page of a workflow: its name and tags, what begins it, its revisions, its copies, its end. */
import { readFile } from 'node:fs/promises';
import type { Browser } from 'playwright-core';
import { beforeAll, expect, test } from 'vitest';
import { type Dashboard, openBrowser, openPage, startDashboard } from '../_browser.ts';
import { save } from './_workflows.ts';

let browser: Browser;
let dashboard: Dashboard;
beforeAll(async () => {
  dashboard = await startDashboard();
  browser = await openBrowser();
}, 180_000);

const start = { id: 'start', type: 'trigger', label: 'Start' };
const out = { id: 'out', type: 'output', label: 'Out' };
const patient = { timeout: 20_000 };

// biome-ignore lint/suspicious/noExplicitAny: tests look into answers of every shape
async function ask(path: string, method = 'GET', body?: object): Promise<any> {
  const headers = { 'content-type': 'application/json' };
  const answer = await fetch(dashboard.server.url + path, { method, headers, body: body && JSON.stringify(body) });
  return answer.json();
}

test('a name and tags are changed where they stand, and stay published', async () => {
  const { url } = dashboard.server;
  const id = await save(url, 'First name', [start, out], ['start > out']);
  const page = await openPage(browser);
  await page.goto(`${url}/workflows/${id}`);
  await page.getByRole('button', { name: 'Rename' }).click();
  await page.getByRole('textbox', { name: 'Name' }).fill('Second name');
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: 'Second name' }).waitFor();
  await page.getByRole('textbox', { name: 'Add a tag' }).fill('nightly');
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: 'Remove the tag nightly' }).waitFor();
  const saved = await ask(`/api/workflows/${id}`);
  expect(saved).toMatchObject({ name: 'Second name', tags: ['nightly'] });
  expect(saved.published).toBe(saved.revision);
  await page.getByRole('button', { name: 'Remove the tag nightly' }).click();
  await expect.poll(async () => (await ask(`/api/workflows/${id}`)).tags, patient).toEqual([]);
});

test('revisions are compared side by side, restored and published', async () => {
  const { url } = dashboard.server;
  const id = await save(url, 'Revised', [start, out], ['start > out']);
  const field = { id: 'field', type: 'addField', label: 'Field', config: { fieldName: 'a', fieldValue: 'one two' } };
  const connections = [
    { fromNodeId: 'start', toNodeId: 'field' },
    { fromNodeId: 'field', toNodeId: 'out' },
  ];
  await ask(`/api/workflows/${id}`, 'PUT', { nodes: [start, field, out], connections });
  const later = { ...field, config: { ...field.config, fieldValue: 'one three' } };
  await ask(`/api/workflows/${id}`, 'PUT', { nodes: [start, later, out], connections });
  const page = await openPage(browser);
  await page.goto(`${url}/workflows/${id}`);
  await page.getByRole('link', { name: 'Revisions' }).click();
  const part = page.locator('.diff-part', { hasText: 'changed Field' });
  expect(await part.locator('[data-side="before"]').textContent()).toBe('one two');
  expect(await part.locator('[data-side="after"] ins').textContent()).toBe('three');
  await page.getByRole('combobox', { name: 'From' }).selectOption('revision 1');
  await page.locator('.diff-part[data-kind="added"]', { hasText: 'Field' }).waitFor();
  await page.getByText('Start → Field').waitFor();
  expect(new URL(page.url()).search).toBe('?tab=revisions&from=1');

  const row = (number: number) => page.locator('.revision-list li', { hasText: `revision ${number}` });
  await row(2).getByRole('button', { name: 'Publish' }).click();
  await row(2).getByText('published', { exact: true }).waitFor();
  await row(1).getByRole('button', { name: 'Restore' }).click();
  await row(4).getByText('newest').waitFor();
  const now = await ask(`/api/workflows/${id}`);
  expect([now.revision, now.published, now.nodes.length]).toEqual([4, 2, 2]);
});

test('schedules say when they come again; a webhook gets a token that works', async () => {
  const { url } = dashboard.server;
  const clock = {
    id: 'clock',
    type: 'trigger',
    label: 'Clock',
    config: { triggerType: 'scheduled', cron: '0 9 * * 1-5' },
  };
  const hook = { id: 'hook', type: 'webhook', label: 'Hook' };
  const id = await save(url, 'Begun by others', [clock, hook, out], ['clock > out', 'hook > out']);
  const page = await openPage(browser);
  await page.goto(`${url}/workflows/${id}?tab=triggers`);
  await page.getByText('0 9 * * 1-5 · UTC').waitFor();
  await page.getByText('after that').click();
  expect(await page.locator('.schedule-later li').count()).toBe(4);
  await page.getByRole('button', { name: 'Make a token' }).click();
  const address = await page.getByRole('textbox', { name: 'The address with its token.' }).inputValue();
  const called = await fetch(`${address}?wait=20000`, { method: 'POST', body: '{}' });
  expect(called.status).toBe(200);
  await page.getByRole('button', { name: 'Replace the token' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Replace the token' }).click();
  await expect.poll(async () => (await fetch(address, { method: 'POST', body: '{}' })).status, patient).toBe(404);
});

test('a workflow is exported, duplicated and deleted', async () => {
  const { url } = dashboard.server;
  const id = await save(url, 'Kept: once', [start, out], ['start > out']);
  const page = await openPage(browser, { mayComplain: /404/ });
  await page.goto(`${url}/workflows/${id}`);
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: 'Export' }).click(),
  ]);
  expect(download.suggestedFilename()).toBe('kept-once.json');
  const file = JSON.parse(await readFile(await download.path(), 'utf8'));
  expect(file).toMatchObject({ name: 'Kept: once', nodes: [{ id: 'start' }, { id: 'out' }], tags: [] });
  await page.getByRole('button', { name: 'Duplicate' }).click();
  await page.getByRole('heading', { name: 'Copy of Kept: once' }).waitFor();
  expect(page.url()).not.toContain(id);
  await page.getByRole('button', { name: 'Delete' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('button', { name: 'Leave it' }).click();
  await page.getByRole('button', { name: 'Delete' }).click();
  const gone = page.url();
  await dialog.getByRole('button', { name: 'Delete' }).click();
  await page.getByRole('heading', { name: 'Workflows' }).waitFor();
  await page.goto(gone);
  await page.getByRole('heading', { name: 'This workflow is not here' }).waitFor();
});

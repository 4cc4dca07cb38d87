/** Coming in, going out, and what each may do, as people see it. */
import type { Browser, Page } from 'playwright-core';
import { beforeAll, expect, test } from 'vitest';
import { type Dashboard, openBrowser, openPage, type PageOptions, startDashboard } from '../_browser.ts';
import { cookieOf, PASSWORD, SETUP_TOKEN } from '../auth/_people.ts';

let browser: Browser;
let dashboard: Dashboard;
let url: string;
let owner: string;

beforeAll(async () => {
  dashboard = await startDashboard({ env: { CORTADO_AUTH: 'on', CORTADO_SETUP_TOKEN: SETUP_TOKEN } });
  url = dashboard.server.url;
  browser = await openBrowser();
}, 180_000);

const EMAIL = 'ana@example.com';
/** What the browser says by itself of an answer that is a refusal. */
const REFUSED = /status of 4\d\d/;

async function post(path: string, body: unknown, cookie = owner) {
  const response = await fetch(url + path, {
    method: 'POST',
    headers: { 'content-type': 'application/json', cookie },
    body: JSON.stringify(body),
  });
  return { status: response.status, cookie: cookieOf(response.headers), json: JSON.parse(await response.text()) };
}

/** A page of somebody who has signed in elsewhere. */
async function pageOf(cookie: string, options?: PageOptions): Promise<Page> {
  const page = await openPage(browser, options);
  const [name = '', value = ''] = cookie.split('=');
  await page.context().addCookies([{ name, value, url }]);
  return page;
}

async function member(email: string, role: string): Promise<string> {
  const { json } = await post('/api/members', { email, role });
  const joined = await post('/api/join', { token: json.url.split('#')[1], email, password: PASSWORD }, '');
  expect(joined.status).toBe(201);
  return joined.cookie;
}

const path = (page: Page) => page.evaluate(() => location.pathname + location.search + location.hash);
const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true });

async function fillDoor(page: Page, values: Record<string, string>): Promise<void> {
  for (const [label, value] of Object.entries(values)) await page.getByLabel(label, { exact: true }).fill(value);
}

test('before the first account every page says how to make it, and the link makes it', async () => {
  const page = await openPage(browser, { mayComplain: REFUSED });
  await page.goto(`${url}/executions`);
  await page.getByText('Open the setup link that the server printed').waitFor();
  expect(await path(page)).toBe('/setup');

  // Pasted over the address of the page that asks for it, a link changes the fragment alone.
  await page.goto(`${url}/setup#not-the-secret-of-this-server`);
  await fillDoor(page, { Email: EMAIL, Password: PASSWORD });
  await button(page, 'Make the account').click();
  await page.getByText('This link was used, or ran out').waitFor();

  await page.goto(`${url}/setup#${SETUP_TOKEN}`);
  await expect.poll(() => path(page)).toBe('/setup');
  await fillDoor(page, { Email: EMAIL, Name: 'Ana', Password: 'too short' });
  await button(page, 'Make the account').click();
  expect(
    await page.getByLabel('Password', { exact: true }).evaluate((input: HTMLInputElement) => input.validity.tooShort),
  ).toBe(true);
  await fillDoor(page, { Password: PASSWORD });
  await button(page, 'Make the account').click();
  await page.getByRole('button', { name: `Account: ${EMAIL}` }).waitFor();
  expect(await path(page)).toBe('/');
  expect(await page.evaluate(() => document.cookie)).toBe('');
  const [cookie] = await page.context().cookies();
  owner = `${cookie?.name}=${cookie?.value}`;
  await page.goto(`${url}/setup#${SETUP_TOKEN}`);
  await page.getByText('This server is set up').waitFor();
});

test('whoever is not signed in is asked to, and gets where they wanted to go', async () => {
  const page = await openPage(browser, { mayComplain: REFUSED });
  await page.goto(`${url}/executions?status=failed`);
  await page.getByRole('heading', { name: 'Sign in' }).waitFor();
  expect(await path(page)).toBe('/login?next=%2Fexecutions%3Fstatus%3Dfailed');
  const password = page.getByLabel('Password', { exact: true });
  expect(await password.getAttribute('autocomplete')).toBe('current-password');
  expect(await page.getByLabel('Email').getAttribute('autocomplete')).toBe('username');

  await fillDoor(page, { Email: EMAIL, Password: 'not this one' });
  await button(page, 'Show the password').click();
  expect(await password.getAttribute('type')).toBe('text');
  await page.keyboard.press('Escape');
  await button(page, 'Sign in').click();
  await page.getByRole('alert').getByText('The email or the password is wrong.').waitFor();
  await password.fill(PASSWORD);
  await password.press('Enter');
  await page.waitForURL(`${url}/executions?status=failed`);
  await page.getByRole('button', { name: `Account: ${EMAIL}` }).click();
  await button(page, 'Sign out').click();
  await page.getByRole('heading', { name: 'Sign in' }).waitFor();
  await page.goto(`${url}/`);
  await page.getByRole('heading', { name: 'Sign in' }).waitFor();
});

test('an address of another site is no place to go on at', async () => {
  for (const next of ['https://evil.example/', '//evil.example', '/\\evil.example', 'javascript:alert(1)', '/login']) {
    const page = await pageOf(owner);
    await page.goto(`${url}/login?next=${encodeURIComponent(next)}`);
    await page.getByRole('link', { name: 'Price quote' }).first().waitFor();
    expect(await path(page)).toBe('/');
    await page.context().close();
  }
});

test('too many tries are refused with the time to wait', async () => {
  const page = await openPage(browser, { mayComplain: REFUSED, locale: 'es-ES' });
  await page.goto(`${url}/login`);
  for (let tries = 0; tries < 10; tries += 1)
    await post('/api/login', { email: 'luis@example.com', password: 'no' }, '');
  await fillDoor(page, { Correo: 'luis@example.com', Contraseña: 'tampoco' });
  await button(page, 'Entrar').click();
  await page
    .getByRole('alert')
    .getByText(/Demasiados intentos. Prueba otra vez dentro de 1\d m \d+ s\./)
    .waitFor();
});

test('a session that ends while somebody looks leads to the sign-in and back', async () => {
  const { cookie } = await post('/api/login', { email: EMAIL, password: PASSWORD }, '');
  const page = await pageOf(cookie, { mayComplain: REFUSED });
  await page.goto(`${url}/workflows/example-price-quote`);
  await page.locator('.run-form').waitFor();
  await post('/api/logout', {}, cookie).catch(() => null);
  await button(page, 'Run').click();
  await page.getByText('Your session has ended').waitFor();
  await fillDoor(page, { Email: EMAIL, Password: PASSWORD });
  await button(page, 'Sign in').click();
  await page.waitForURL(`${url}/workflows/example-price-quote`);
  await page.locator('.run-form').waitFor();
});

test('an invitation makes a member of somebody else, who may look and do nothing', async () => {
  const page = await pageOf(owner);
  await page.goto(`${url}/settings/organization`);
  await page.getByLabel('Email').fill('vera@example.com');
  await page.locator('select[name=role]').selectOption('viewer');
  await button(page, 'Make the link').click();
  const link = await page.getByLabel('Link for vera@example.com.').getByRole('textbox').inputValue();
  await page.locator('.row', { hasText: 'vera@example.com' }).waitFor();
  await button(page, 'Done').click();
  expect(await page.content()).not.toContain(link);

  const other = await openPage(browser, { mayComplain: REFUSED });
  await other.goto(link);
  await other.getByText('You are invited as viewer.').waitFor();
  expect(await path(other)).toBe('/join');
  expect(await other.getByLabel('Email').inputValue()).toBe('vera@example.com');
  await fillDoor(other, { Password: PASSWORD });
  await button(other, 'Join').click();
  await other.getByRole('link', { name: 'Price quote' }).first().waitFor();
  expect(await other.getByRole('button', { name: /^Run/ }).count()).toBe(0);
  expect(await other.getByText('Import JSON').count()).toBe(0);
  await other.getByRole('link', { name: 'Price quote' }).first().click();
  await other.locator('.graph').waitFor();
  expect(await other.getByRole('button', { name: 'Run', exact: true }).count()).toBe(0);

  const { json } = await post('/api/workflow/example-refund-approval/execute', { inputs: {} });
  await other.goto(`${url}/executions/${json.executionId}`);
  await other.locator('.run-head[data-state="waiting"]').waitFor();
  for (const name of ['Cancel', 'Approve', 'Reject', 'Run again'])
    expect([name, await button(other, name).count()]).toEqual([name, 0]);
  await other.goto(`${url}/settings`);
  await button(other, 'Change the password').waitFor();
  const sections = await other.locator('.settings-nav a').allTextContents();
  expect(sections).toEqual(expect.arrayContaining(['Account', 'Organization']));
  expect(sections).not.toContain('API tokens');
  expect(sections).not.toContain('Audit log');

  // The link was good once.
  const late = await openPage(browser, { mayComplain: REFUSED });
  await late.goto(link);
  await late.getByText('This link was used, or ran out').waitFor();
});

test('what somebody may do changes under their eyes: a refusal is told in its sentence', async () => {
  const eva = await member('eva@example.com', 'editor');
  const page = await pageOf(eva, { mayComplain: REFUSED });
  await page.goto(`${url}/workflows/example-price-quote`);
  await page.locator('.run-form').waitFor();
  const owners = await pageOf(owner);
  await owners.goto(`${url}/settings/organization`);
  const role = owners.getByLabel('Role of eva@example.com');
  await role.focus();
  await role.selectOption('viewer');
  await owners.locator('.row', { hasText: 'eva@example.com' }).locator('select:focus').waitFor();
  await expect.poll(async () => (await page.request.get(`${url}/api/me`)).json()).toMatchObject({ role: 'viewer' });
  await button(page, 'Run').click();
  await page.getByRole('alert').getByText('Expected the scope "run", and eva@example.com has: read.').waitFor();

  await owners.getByRole('button', { name: 'Remove eva@example.com' }).click();
  await owners.getByRole('dialog').getByRole('button', { name: 'Remove' }).click();
  await expect.poll(() => owners.locator('.row', { hasText: 'eva@example.com' }).count()).toBe(0);
});

test('a token is shown once, works, and is void when it is revoked', async () => {
  const page = await pageOf(owner);
  await page.goto(`${url}/settings/tokens`);
  await page.getByLabel('Name').fill('nightly');
  await page.getByLabel('run').check();
  await button(page, 'Create the token').click();
  const token = await page.getByLabel('Token “nightly”.').getByRole('textbox').inputValue();
  expect(token).toMatch(/^cortado_/);
  const status = async () =>
    (await fetch(`${url}/api/workflows`, { headers: { authorization: `Bearer ${token}` } })).status;
  expect(await status()).toBe(200);
  await page.reload();
  await page.locator('.row', { hasText: 'nightly' }).locator('.muted', { hasText: 'used' }).waitFor();
  expect(await page.content()).not.toContain(token);
  await page.getByRole('button', { name: 'Revoke nightly' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Leave it' }).click();
  expect(await status()).toBe(200);
  await page.getByRole('button', { name: 'Revoke nightly' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Revoke' }).click();
  await page.getByText('No tokens yet.').waitFor();
  expect(await status()).toBe(401);
});

test('another organization is another dashboard', async () => {
  const page = await pageOf(owner);
  await page.goto(`${url}/settings/organization`);
  await page.getByLabel('Name').fill('Roastery');
  await button(page, 'Create').click();
  await page.getByRole('heading', { name: 'Roastery' }).waitFor();
  await page.getByRole('link', { name: 'Workflows' }).click();
  await page.getByText('No workflows yet').waitFor();
  await page.getByRole('button', { name: `Account: ${EMAIL}` }).click();
  await page.locator('.account-item[aria-pressed="false"]').click();
  await page.getByRole('link', { name: 'Price quote' }).first().waitFor();
});

test('a password is changed by who knows it', async () => {
  const page = await pageOf(await member('pablo@example.com', 'viewer'), { mayComplain: REFUSED });
  await page.goto(`${url}/settings`);
  await fillDoor(page, { 'Current password': 'not this one', 'New password': 'another horse battery' });
  await button(page, 'Change the password').click();
  await page.getByRole('alert').getByText('The current password is wrong.').waitFor();
  await fillDoor(page, { 'Current password': PASSWORD });
  await button(page, 'Change the password').click();
  await page.getByText('The password is changed.').waitFor();
  const again = await post('/api/login', { email: 'pablo@example.com', password: 'another horse battery' }, '');
  expect(again.status).toBe(200);
});

test('what was done is told, by who did it and as a file', async () => {
  const page = await pageOf(owner);
  await page.goto(`${url}/settings/audit`);
  await page.getByRole('cell', { name: 'token.created' }).first().waitFor();
  await page.getByLabel('What').fill('token');
  await page.getByLabel('What').press('Enter');
  await page.waitForURL(/\?action=token$/);
  await expect
    .poll(() => page.locator('tbody td:nth-child(3)').allTextContents())
    .toEqual(['token.revoked', 'token.created']);
  const [download] = await Promise.all([page.waitForEvent('download'), page.getByText('Download NDJSON').click()]);
  expect(download.suggestedFilename()).toBe('audit.ndjson');
});

test('no page breaks its own policy, on a phone either', async () => {
  const { json } = await post('/api/workflow/example-price-quote/execute', { inputs: {} });
  await post('/api/tokens', { name: 'a program of a machine far away', scopes: ['read', 'run', 'write'] });
  const addresses = {
    '/': '.workflows',
    '/workflows/example-price-quote': '.graph',
    '/executions': '.executions',
    [`/executions/${json.executionId}`]: '.run-head[data-state="completed"]',
    '/settings/account': '.setting-form',
    '/settings/organization': '.members .row',
    '/settings/tokens': '.row',
    '/settings/audit': '.table td',
    '/setup': '.door',
    '/join': '.door',
    '/nothing/here': '.empty',
  };
  for (const options of [{}, { width: 375, height: 812, colorScheme: 'dark', locale: 'es-ES' }] as const) {
    const page = await pageOf(owner, { ...options, mayComplain: /404/, mayBreach: /inline script/ });
    for (const [address, shown] of Object.entries(addresses)) {
      await page.goto(url + address);
      await page.locator(shown).first().waitFor();
      const wider = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
      expect([address, wider]).toEqual([address, 0]);
    }
    const ran = page.evaluate(() => {
      const script = document.createElement('script');
      script.textContent = 'document.documentElement.dataset.ran = "yes"';
      document.head.append(script);
      return document.documentElement.dataset.ran;
    });
    expect(await ran).toBeUndefined();
  }
});

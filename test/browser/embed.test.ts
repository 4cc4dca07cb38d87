/** The pages inside somebody else's product, in a real browser: another origin frames them, and the token is all they have. */
import type { Browser, FrameLocator, Page } from 'playwright-core';
import { beforeAll, expect, test } from 'vitest';
import { type Dashboard, openBrowser, openPage, startDashboard } from '../_browser.ts';
import { type Host, mint, startHost } from './_host-page.ts';
import { begin, orderStory, save } from './_workflows.ts';

let browser: Browser;
let dashboard: Dashboard;
let host: Host;
let stranger: Host;
beforeAll(async () => {
  [host, stranger] = await Promise.all([startHost(), startHost()]);
  dashboard = await startDashboard({ env: { EMBED_ORIGINS: host.origin } });
  browser = await openBrowser();
}, 180_000);

type Message = { readonly type: string; readonly [key: string]: unknown };
type Visit = { readonly mayComplain?: RegExp; readonly mayBreach?: RegExp; readonly width?: number };

const WAIT = { timeout: 30_000 };
const LONG = { timeout: 90_000 };

/** A page of `at` that runs `script` with what `/embed.js` gives; what the frames say is kept in `messages`. */
async function visit(at: Host, script: string, options: Visit = {}, body = '<div id="run"></div>'): Promise<Page> {
  at.page = `<!doctype html><title>Shop</title><h1>Your order</h1>${body}<script type="module">
    import { mountCortado } from '${dashboard.server.url}/embed.js';
    window.messages = [];
    const element = document.getElementById('run');
    const keep = (message) => window.messages.push(message);
    ${script}
  </script>`;
  const page = await openPage(browser, options);
  page.setDefaultTimeout(30_000);
  await page.goto(at.origin);
  return page;
}

const mounted = (options: object) =>
  `window.mounted = mountCortado(element, { ...${JSON.stringify(options)}, onMessage: keep });`;
const frameOf = (page: Page, index = 0): FrameLocator => page.locator('iframe').nth(index).contentFrame();
const messagesOf = (page: Page) =>
  page.evaluate(() => (window as unknown as { messages: Message[] }).messages) as Promise<Message[]>;
const typesOf = async (page: Page) => (await messagesOf(page)).map(({ type }) => type);
const styleOf = (frame: FrameLocator, name: string) =>
  frame.locator('html').evaluate((root, asked) => getComputedStyle(root).getPropertyValue(asked), name);

test('a run is seen live inside the page of another origin, which is told how it goes', async () => {
  const executionId = await begin(dashboard.server.url, await orderStory(dashboard), { order: 'ACME-1' });
  const { url } = await mint(dashboard.server.url, { executionId, scopes: ['watch'], origins: [host.origin] });
  const page = await visit(
    host,
    `const options = { url: ${JSON.stringify(url)}, onMessage: keep };
     for (const name of ['Ready', 'Resize', 'Status', 'Node', 'End']) {
       options['on' + name] = ({ type }) => keep({ type: 'called ' + type });
     }
     window.mounted = mountCortado(element, options);`,
  );
  const frame = frameOf(page);
  await frame.locator('.run-head[data-state="running"]').waitFor();
  await frame.locator('.graph-node[data-state="completed"]').first().waitFor();
  await frame.locator('.run-head[data-state="completed"]').waitFor();
  expect(await frame.getByRole('button', { name: 'Run again' }).count()).toBe(0);
  await expect.poll(() => typesOf(page), WAIT).toContain('called end');
  const messages = (await messagesOf(page)).filter(({ type }) => !type.startsWith('called'));
  const types = messages.map(({ type }) => type);
  expect(types).toEqual(expect.arrayContaining(['ready', 'resize', 'status', 'node']));
  expect(await typesOf(page)).toEqual(expect.arrayContaining(['called ready', 'called node', 'called status']));
  expect(messages.every(({ v }) => v === 1)).toBe(true);
  expect(messages.find(({ type }) => type === 'end')).toMatchObject({ executionId, status: 'completed', error: null });
  const afterEnd = types.slice(types.indexOf('end') + 1);
  expect(afterEnd.filter((type) => type !== 'resize')).toEqual([]);
  expect(messages.findLast(({ type }) => type === 'status')).toMatchObject({ status: 'completed', percentage: 100 });
  const told = messages.filter(({ type }) => type === 'node').map(({ nodeId, status }) => `${nodeId} ${status}`);
  expect(told).toEqual(expect.arrayContaining(['start completed', 'sorry skipped', 'tell completed', 'out completed']));
  const inner = page.frames().find((each) => each !== page.mainFrame());
  expect(inner?.url(), 'the token is out of the address').not.toContain('#');
  expect(await page.context().cookies()).toEqual([]);
  await frame.locator('.run-side').getByText('Order ACME-1', { exact: false }).first().waitFor({ state: 'attached' });

  // sizes do not chase each other: there is a time after which none is told any more
  const settled = async () => {
    const before = (await messagesOf(page)).length;
    await page.waitForTimeout(1_000);
    return (await messagesOf(page)).length === before;
  };
  await expect.poll(settled, LONG).toBe(true);
  const last = (await messagesOf(page)).findLast(({ type }) => type === 'resize');
  expect(await page.locator('iframe').evaluate((element) => element.clientHeight)).toBe(last?.height);

  await page.evaluate(() => (window as unknown as { mounted: { destroy(): void } }).mounted.destroy());
  expect(await page.locator('iframe').count()).toBe(0);
}, 180_000);

test('it looks as the page around says, at first and later, and text keeps its contrast', async () => {
  const executionId = await begin(dashboard.server.url, await orderStory(dashboard, 1), { order: 'ACME-4' });
  const { url } = await mint(dashboard.server.url, { executionId, scopes: ['watch'] });
  const theme = {
    mode: 'dark',
    accent: '#1d4ed8',
    font: 'Georgia, serif',
    radius: 0,
    compact: true,
    hide: ['graph', 'foot'],
    vars: { '--milk': 'rgb(1, 2, 3)', '--none': 'red', '--card': 'url(https://evil.example/x)' },
  };
  const page = await visit(host, mounted({ url, theme, locale: 'es' }));
  const frame = frameOf(page);
  await frame.locator('.run-head[data-state="completed"]').waitFor();
  const shown = async (name: string) => frame.locator(name).isVisible();
  expect(await frame.locator('html').evaluate((root) => getComputedStyle(root).backgroundColor)).toBe('rgb(1, 2, 3)');
  expect(await styleOf(frame, 'color-scheme')).toBe('dark');
  expect(await styleOf(frame, '--accent')).toBe('#1d4ed8');
  expect(await styleOf(frame, '--radius')).toBe('0px');
  expect(await styleOf(frame, 'font-family')).toContain('Georgia');
  expect(await styleOf(frame, '--card')).not.toContain('evil');
  expect([await shown('.run-graph'), await shown('.run-foot'), await shown('.log')]).toEqual([false, false, true]);
  await frame.getByText('completado').first().waitFor();

  const set = (next: object) =>
    page.evaluate(
      (given) => (window as unknown as { mounted: { setTheme(theme: object): void } }).mounted.setTheme(given),
      next,
    );
  await set({ mode: 'light', accent: 'gold' });
  await expect.poll(() => styleOf(frame, 'color-scheme')).toBe('light');
  expect([await shown('.run-graph'), await styleOf(frame, '--radius')]).toEqual([true, '6px']);
  for (const mode of ['light', 'dark']) {
    for (const accent of ['gold', '#1d4ed8', '#111', '#fff', 'rebeccapurple']) {
      await set({ mode, accent });
      await expect.poll(() => styleOf(frame, '--accent')).toBe(accent);
      await expect.poll(() => styleOf(frame, 'color-scheme')).toBe(mode);
      expect(await contrasts(frame), `${accent} in ${mode}`).toEqual([]);
    }
  }
}, 180_000);

/** The pairs of colours made from the accent that fall below WCAG AA, as a browser paints them. */
function contrasts(frame: FrameLocator): Promise<string[]> {
  return frame.locator('html').evaluate((root) => {
    const context = document.createElement('canvas').getContext('2d', { willReadFrequently: true })!;
    const probe = root.ownerDocument.body.appendChild(document.createElement('i'));
    const luminance = (color: string) => {
      probe.style.color = '';
      probe.style.color = color;
      context.fillStyle = getComputedStyle(probe).color;
      context.fillRect(0, 0, 1, 1);
      const [r = 0, g = 0, b = 0] = [...context.getImageData(0, 0, 1, 1).data].map((part) => {
        const value = part / 255;
        return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
      });
      return 0.2126 * r + 0.7152 * g + 0.0722 * b;
    };
    const pairs = [
      ['--button', '--button-ink'],
      ['--card', '--accent-ink'],
      ['--milk', '--accent-ink'],
    ];
    const low = pairs.flatMap(([back, front]) => {
      const [a = 0, b = 0] = [luminance(`var(${back})`), luminance(`var(${front})`)].sort((x, y) => y - x);
      const ratio = (a + 0.05) / (b + 0.05);
      return ratio < 4.5 ? [`${front} on ${back}: ${ratio.toFixed(2)}`] : [];
    });
    probe.remove();
    return low;
  });
}

test('a visitor runs a workflow by its form, sees the result, and goes on with the next token', async () => {
  const nodes = [
    { id: 't', type: 'trigger' },
    { id: 'n', type: 'manualInput', label: 'How many', config: { inputVarName: 'n', inputVarValue: 2 } },
    { id: 'w', type: 'delay', config: { amount: 12, unit: 'seconds' } },
    { id: 'o', type: 'output' },
  ];
  const workflowId = await save(dashboard.server.url, 'Order', nodes, ['t > n', 'n > w', 'w > o']);
  const grant = { workflowId, scopes: ['run'], viewer: 'visitor' };
  let asked = 0;
  host.token = () => {
    asked += 1;
    return mint(dashboard.server.url, { ...grant, expiresIn: asked === 1 ? 10 : 300 });
  };
  const page = await visit(
    host,
    `addEventListener('cortado-end', ({ detail }) => keep(detail), true);
     addEventListener('cortado-started', ({ detail }) => keep(detail), true);`,
    {},
    '<cortado-embed endpoint="/token" theme="light" accent="#0a7" min-height="200"></cortado-embed>',
  );
  const frame = frameOf(page);
  await frame.getByLabel('How many').fill('40');
  expect(await styleOf(frame, '--accent')).toBe('#0a7');
  await frame.getByRole('button', { name: 'Run' }).click();
  await frame.locator('.run-head[data-state="waiting"]').waitFor();
  await expect.poll(() => asked, WAIT).toBe(2);
  await frame.locator('.run-head[data-state="completed"]').waitFor({ timeout: 60_000 });
  await frame.locator('.run-side').getByText('40', { exact: true }).waitFor();
  expect(await frame.getByRole('alert').count(), 'no word of a token that ended').toBe(0);
  await expect.poll(() => typesOf(page), WAIT).toEqual(['started', 'end']);
  await frame.getByRole('button', { name: 'Run again' }).click();
  await frame.getByLabel('How many').waitFor();
}, 150_000);

test('where no token comes in time the picture stays, says so, and goes on when one comes', async () => {
  const workflowId = await orderStory(dashboard, 900);
  const executionId = await begin(dashboard.server.url, workflowId, { order: 'ACME-5' });
  const body = { executionId, scopes: ['watch'] };
  const { url } = await mint(dashboard.server.url, { ...body, expiresIn: 10 });
  const page = await visit(host, mounted({ url }), { mayComplain: /401/ });
  const frame = frameOf(page);
  await frame.locator('.run-head[data-state="running"]').waitFor();
  await frame.getByText('The permission to watch has ended').waitFor();
  expect(await frame.locator('.graph-node').count()).toBe(7);
  expect(await typesOf(page)).toContain('token-expiring');
  const next = await mint(dashboard.server.url, body);
  await page.evaluate(
    (token) => (window as unknown as { mounted: { setToken(token: string): void } }).mounted.setToken(token),
    next.token,
  );
  await frame.getByText('The permission to watch has ended').waitFor({ state: 'detached' });
  await frame.locator('.run-head[data-state="completed"]').waitFor({ timeout: 60_000 });
}, 150_000);

test('twenty frames on one page share one connection, and only what comes near is loaded', async () => {
  // they wait for as long as the test needs them to
  const nodes = [
    { id: 't', type: 'trigger' },
    { id: 'w', type: 'delay', config: { amount: 1, unit: 'hours' } },
  ];
  const workflowId = await save(dashboard.server.url, 'Wait', nodes, ['t > w']);
  const ids = await Promise.all(Array.from({ length: 20 }, () => begin(dashboard.server.url, workflowId)));
  const grants = await Promise.all(
    ids.map((executionId) => mint(dashboard.server.url, { executionId, scopes: ['watch'] })),
  );
  const page = await visit(
    host,
    `const urls = ${JSON.stringify(grants.map(({ url }) => url))};
     urls.forEach((url, index) => {
       const place = document.body.appendChild(document.createElement('div'));
       if (index === 19) place.style.marginTop = '6000px';
       mountCortado(place, { url, minHeight: 40, maxHeight: 40, theme: { hide: ['graph'] }, onMessage: keep });
     });`,
    { mayComplain: /^$/ },
    '',
  );
  await expect.poll(async () => (await typesOf(page)).filter((type) => type === 'ready').length, WAIT).toBe(19);
  expect(page.frames()).toHaveLength(21);
  const seen = async () =>
    new Set((await messagesOf(page)).filter(({ type }) => type === 'node').map((each) => each.executionId));
  await expect.poll(async () => (await seen()).size, WAIT).toBe(19);
  const viewers = async () =>
    Number(/^cortado_sse_viewers (\d+)$/m.exec(await (await fetch(`${dashboard.server.url}/metrics`)).text())?.[1]);
  expect(await viewers()).toBe(1);
  await page.locator('iframe').last().scrollIntoViewIfNeeded();
  await expect.poll(async () => (await seen()).size, WAIT).toBe(20);
  expect(await viewers()).toBe(1);
  // whoever leads goes with its frame
  await page
    .locator('iframe')
    .first()
    .evaluate((frame) => frame.remove());
  await Promise.all(
    ids.map((id) => fetch(`${dashboard.server.url}/api/workflow/execution/${id}/cancel`, { method: 'POST' })),
  );
  const endedOf = async () => (await messagesOf(page)).filter(({ type }) => type === 'end');
  await expect.poll(async () => new Set((await endedOf()).map((each) => each.executionId)).size, LONG).toBe(19);
  const messages = await messagesOf(page);
  for (const [index, { type, executionId }] of messages.entries()) {
    const after = messages
      .slice(index + 1)
      .filter((each) => each.type !== 'resize' && each.executionId === executionId);
    if (type === 'end') expect(after).toEqual([]);
  }
}, 180_000);

test('nobody else frames it, and nobody frames the dashboard', async () => {
  const executionId = await begin(dashboard.server.url, await orderStory(dashboard), { order: 'ACME-2' });
  const { url } = await mint(dashboard.server.url, { executionId, scopes: ['watch'] });
  const refused = /frame-ancestors|X-Frame-Options|Refused to (frame|display)|Framing/;
  const page = await visit(stranger, mounted({ url }), { mayComplain: refused, mayBreach: refused });
  const complained = page.waitForEvent('console', { predicate: (message) => refused.test(message.text()) });
  await complained;
  const inner = () => page.frames().find((each) => each !== page.mainFrame());
  expect(await inner()?.locator('.run-head').count()).toBe(0);
  expect(await typesOf(page)).toEqual([]);

  stranger.page = `<iframe src="${dashboard.server.url}/executions/${executionId}"></iframe>`;
  const other = await openPage(browser, { mayComplain: refused, mayBreach: refused });
  const refusal = other.waitForEvent('console', { predicate: (message) => refused.test(message.text()) });
  await other.goto(stranger.origin);
  await refusal;
  const framed = other.frames().find((each) => each !== other.mainFrame());
  expect(await framed?.locator('.frame').count()).toBe(0);
}, 180_000);

test('a token for other pages, one that ended, and none at all are told in a sentence', async () => {
  const executionId = await begin(dashboard.server.url, await orderStory(dashboard), { order: 'ACME-3' });
  const { url } = await mint(dashboard.server.url, {
    executionId,
    scopes: ['watch'],
    origins: ['https://other.example'],
  });
  const page = await visit(host, mounted({ url }));
  await frameOf(page).getByText('This token is for another page.').waitFor();
  await expect
    .poll(() => messagesOf(page), WAIT)
    .toContainEqual({ v: 1, type: 'error', message: 'This token is for another page.' });

  const address = `${dashboard.server.url}/embed/execution/${executionId}`;
  const late = await mint(dashboard.server.url, { executionId, scopes: ['watch'] });
  const asking = `mountCortado(element, { url: '${address}', getToken: async () => '${late.token}' });`;
  await frameOf(await visit(host, asking))
    .locator('.run-head')
    .waitFor();

  const wrong = await openPage(browser, { mayComplain: /401/ });
  await wrong.goto(`${address}#nonsense`);
  await wrong.getByText('The embed token cannot be used').waitFor();
  const none = await openPage(browser);
  await none.goto(address);
  await none.getByText('This page needs a token').waitFor();
}, 180_000);

test('the page to try it on shows a workflow in a frame, changes its looks, and writes the code', async () => {
  const page = await openPage(browser);
  page.setDefaultTimeout(30_000);
  await page.goto(`${dashboard.server.url}/docs/embed`);
  await page.getByLabel('Workflow').selectOption({ label: 'Price quote' });
  const frame = frameOf(page);
  await frame.getByLabel('Bags of 1 kg').waitFor();
  await page.getByLabel('Colours').selectOption('dark');
  await expect.poll(() => styleOf(frame, 'color-scheme')).toBe('dark');
  await frame.getByRole('button', { name: 'Run' }).click();
  await frame.locator('.run-head[data-state="completed"]').waitFor();
  await expect.poll(() => page.locator('#messages').textContent(), WAIT).toContain('"type":"end"');
  const code = await page.locator('#code').textContent();
  expect(code).toContain(`from '${dashboard.server.url}/embed.js'`);
  expect(code).toContain("mode: 'dark'");
  const types = await fetch(`${dashboard.server.url}/embed.d.ts`);
  expect(types.headers.get('content-type')).toBe('text/plain; charset=utf-8');
}, 180_000);

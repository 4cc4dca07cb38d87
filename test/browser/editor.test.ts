import { AxeBuilder } from '@axe-core/playwright';
import type { Browser, Locator, Page } from 'playwright-core';
import { beforeAll, expect, test } from 'vitest';
import { type Dashboard, openBrowser, openPage, startDashboard } from '../_browser.ts';
import { save } from './_workflows.ts';

let browser: Browser;
let dashboard: Dashboard;
beforeAll(async () => {
  dashboard = await startDashboard();
  browser = await openBrowser();
}, 180_000);

const LONG = { timeout: 30_000 };
const TEST_MS = 150_000;
const nodeOf = (page: Page, id: string) => page.locator(`[data-node="${id}"]`);
const portOf = (page: Page, id: string, port = '', side = 'source') =>
  nodeOf(page, id).locator(`.editor-port.${side}[data-port="${port}"]`);
const isSaved = (page: Page) => page.locator('.editor-state', { hasText: 'Saved as revision' }).waitFor(LONG);

type Stored = {
  id: string;
  name: string;
  revision: number;
  nodes: { id: string; type: string; label: string; x?: number; config: Record<string, unknown> }[];
  connections: { fromNodeId: string; fromPort?: string; toNodeId: string }[];
};
async function stored(id: string): Promise<Stored> {
  return (await (await fetch(`${dashboard.server.url}/api/workflows/${id}`)).json()) as Stored;
}
async function overApi(id: string, body: object): Promise<void> {
  const path = `${dashboard.server.url}/api/workflows/${id}`;
  const headers = { 'content-type': 'application/json' };
  const { status } = await fetch(path, { method: 'PUT', headers, body: JSON.stringify(body) });
  expect(status).toBe(200);
}
const links = ({ connections }: Stored) =>
  connections.map(
    ({ fromNodeId, fromPort, toNodeId }) => `${fromNodeId}${fromPort ? `.${fromPort}` : ''} > ${toNodeId}`,
  );

/** A page on which nothing is on its way to another place while it is pointed at. */
async function openStill(options: Parameters<typeof openPage>[1] = {}): Promise<Page> {
  const page = await openPage(browser, options);
  await page.emulateMedia({ reducedMotion: 'reduce' });
  page.setDefaultTimeout(20_000);
  return page;
}

async function open(id: string, options: Parameters<typeof openPage>[1] = {}): Promise<Page> {
  const page = await openStill(options);
  await page.goto(`${dashboard.server.url}/workflows/${id}/edit`);
  await page.locator('.editor-node').first().waitFor(LONG);
  return page;
}

/** Presses at the middle of one, lets go at the middle of the other. */
async function drag(page: Page, from: Locator, to: Locator | { x: number; y: number }): Promise<void> {
  const middle = async (of: Locator) => {
    await of.hover({ trial: true });
    const box = (await of.boundingBox())!;
    return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
  };
  const [start, end] = [await middle(from), 'x' in to ? to : await middle(to as Locator)];
  await page.mouse.move(start.x, start.y);
  await page.mouse.down();
  await page.mouse.move(start.x + 8, start.y + 8);
  await page.mouse.move((start.x + end.x) / 2, (start.y + end.y) / 2, { steps: 4 });
  await page.mouse.move(end.x, end.y, { steps: 4 });
  await page.mouse.up();
}

test(
  'by pointer: drag from the palette, connect, set, see the problem, undo, save, run with live states, look, test',
  async () => {
    const { url } = dashboard.server;
    const page = await openStill();
    await page.goto(url);
    await page.getByRole('link', { name: 'New workflow' }).click();
    await nodeOf(page, 'trigger').waitFor(LONG);
    await page.getByLabel('Name of the workflow').fill('Made by hand');

    await drag(page, page.locator('.rail-item[data-type="http"]'), { x: 620, y: 300 });
    await nodeOf(page, 'http').waitFor();
    expect(await nodeOf(page, 'http').getAttribute('aria-pressed')).toBe('true');
    // What is missing is said on the node, at the field and in the list.
    await page.locator('[data-node="http"][data-problem="problem"]').waitFor();
    await page.getByText('“Address” is needed.').waitFor();
    await page.locator('.problem-count', { hasText: 'Problems: 1' }).click();
    await page.locator('.rail-item[data-type="humanApproval"]').click();
    await page.locator('.rail-item[data-type="output"]').click();
    await page.locator('.editor-problems li button').first().click();
    await expect.poll(() => page.evaluate(() => document.activeElement?.id), LONG).toBe('config-httpUrl');
    await page.keyboard.type(`${dashboard.http.url}/json`);
    await page.locator('.problem-count[data-kind="none"], .problem-count[data-kind="warning"]').waitFor(LONG);

    // Each came after the node that was chosen; the trigger is still to be connected.
    await drag(page, portOf(page, 'trigger'), portOf(page, 'http', '', 'target'));
    await expect.poll(() => page.locator('.editor-edge').count(), LONG).toBe(3);
    await page.locator('.problem-count[data-kind="none"]').waitFor(LONG);
    await page.locator('.editor-pane').click({ position: { x: 30, y: 30 } });
    await page.keyboard.press('Control+z');
    await expect.poll(() => page.locator('.editor-edge').count(), LONG).toBe(2);
    await page.keyboard.press('Control+y');
    await expect.poll(() => page.locator('.editor-edge').count(), LONG).toBe(3);
    // A circle is refused.
    await drag(page, portOf(page, 'output'), portOf(page, 'http', '', 'target'));
    await expect.poll(() => page.locator('[role="status"].sr').textContent(), LONG).toContain('that would be a circle');
    expect(await page.locator('.editor-edge').count()).toBe(3);

    const before = (await nodeOf(page, 'output').boundingBox())!;
    await drag(page, nodeOf(page, 'output').locator('.node-name'), { x: before.x + 90, y: before.y + 160 });
    await expect.poll(async () => (await nodeOf(page, 'output').boundingBox())!.y, LONG).toBeGreaterThan(before.y + 60);

    await page.getByRole('button', { name: 'Save and run', exact: true }).click();
    await page.locator('[data-node="humanApproval"][data-state="waiting"]').waitFor(LONG);
    await page.locator('[data-node="output"][data-state="pending"]').waitFor();
    await nodeOf(page, 'humanApproval').click();
    await page.getByRole('tab', { name: 'Last run' }).click();
    await page.locator('.node-data').getByRole('button', { name: 'Approve' }).click();
    await page.locator('[data-node="output"][data-state="completed"]').waitFor(LONG);
    await page.locator('.editor-edge[data-edge="taken"]').nth(2).waitFor(LONG);
    await page.waitForURL(/\/workflows\/[^/]+\/edit$/);
    const id = page.url().split('/').at(-2)!;
    const saved = await stored(id);
    expect([saved.name, saved.revision]).toEqual(['Made by hand', 1]);
    expect(links(saved).sort()).toEqual(['http > humanApproval', 'humanApproval.true > output', 'trigger > http']);

    // The last input and output are one click away, and the test of a node begins with its last input.
    await nodeOf(page, 'http').click();
    await expect.poll(() => page.locator('.node-data').textContent(), LONG).toContain('status: up');
    await nodeOf(page, 'output').click();
    await page.getByRole('tab', { name: 'Test' }).click();
    await expect.poll(() => page.getByLabel('Input, as JSON').inputValue(), LONG).toContain('"status": "up"');
    await page.getByLabel('Input, as JSON').fill('{"tried": 7}');
    await page.getByRole('button', { name: 'Test the node' }).click();
    await expect.poll(() => page.locator('.tried').textContent(), LONG).toContain('tried: 7');
  },
  TEST_MS,
);

test(
  'by keyboard alone: build, connect by ports, set, copy, undo, save',
  async () => {
    const page = await openStill({ mayComplain: /422/ });
    const { url } = dashboard.server;
    await page.goto(`${url}/workflows/new`);
    await nodeOf(page, 'trigger').waitFor(LONG);
    const press = async (...keys: string[]) => {
      for (const key of keys) await page.keyboard.press(key);
    };
    const focused = () => page.evaluate(() => (document.activeElement as HTMLElement | null)?.dataset.node);
    const add = async (text: string, id: string) => {
      await press('/');
      await page.locator('dialog.chooser[open]').waitFor();
      await page.keyboard.type(text);
      await press('Enter');
      await expect.poll(focused, LONG).toBe(id);
    };
    // Nothing is chosen at first: an arrow goes to the first node.
    await press('ArrowRight');
    await expect.poll(focused, LONG).toBe('trigger');
    await add('manual inp', 'manualInput');
    await press('Enter');
    await expect.poll(() => page.evaluate(() => document.activeElement?.id), LONG).toBe('config-inputVarName');
    await press('Control+a');
    await page.keyboard.type('amount');
    await press('Escape');
    await expect.poll(focused, LONG).toBe('manualInput');
    await add('condition', 'condition');
    await add('output', 'output');
    await press('Shift+Tab');
    await expect.poll(focused, LONG).toBe('condition');
    // The second port, to a node that is made for it.
    await press('c');
    await page.locator('dialog.chooser[open]').waitFor();
    await page.keyboard.type('false');
    await press('Enter');
    await page.getByPlaceholder('Where does').waitFor();
    await press('Enter');
    await page.getByRole('combobox', { name: 'Add a node' }).waitFor();
    await page.keyboard.type('add field');
    await press('Enter');
    await expect.poll(focused, LONG).toBe('addField');
    await press('c', 'Enter');
    await page.getByPlaceholder('Where does').waitFor();
    await page.keyboard.type('output');
    await press('Enter');
    await expect.poll(() => page.locator('.editor-edge').count(), LONG).toBe(5);
    await expect.poll(focused, LONG).toBe('addField');

    await press('Control+c', 'Control+v');
    await nodeOf(page, 'addField2').waitFor();
    await press('Delete');
    await expect.poll(() => nodeOf(page, 'addField2').count(), LONG).toBe(0);
    await press('Control+z', 'Control+z', 'Control+Shift+z', 'Control+z');
    expect(await nodeOf(page, 'addField2').count()).toBe(0);

    // A field that is missing keeps it from being saved, and is found from the list.
    await press('Control+s');
    await page.locator('.editor-problems li button').first().focus();
    await press('Enter');
    await expect.poll(() => page.evaluate(() => document.activeElement?.id), LONG).toBe('config-fieldName');
    await page.keyboard.type('total');
    await press('Control+k');
    await page.getByPlaceholder('Name, type or id of a node').waitFor();
    await page.keyboard.type('condi');
    await press('Enter');
    await expect.poll(focused, LONG).toBe('condition');
    const before = await nodeOf(page, 'condition').getAttribute('style');
    await press('ArrowDown', 'Shift+ArrowDown');
    await expect.poll(() => nodeOf(page, 'condition').getAttribute('style'), LONG).not.toBe(before);
    await press('Control+s');
    await isSaved(page);
    await page.waitForURL(/\/edit$/);
    const saved = await stored(page.url().split('/').at(-2)!);
    expect(links(saved).sort()).toEqual([
      'addField > output',
      'condition.false > addField',
      'condition.true > output',
      'manualInput > condition',
      'trigger > manualInput',
    ]);
    expect(saved.nodes.find(({ id }) => id === 'manualInput')?.config).toEqual({ inputVarName: 'amount' });
    // Tab goes through all of it, and then leaves the canvas.
    await press('?');
    await page.locator('dialog.help[open]').waitFor();
    await press('Escape');
    await page.locator('dialog.help').waitFor({ state: 'detached' });
  },
  TEST_MS,
);

test(
  'an old document opens without places and with old keys, and nothing of it is lost',
  async () => {
    const { url } = dashboard.server;
    const nodes = [
      { id: 'start', type: 'trigger', status: 'completed' },
      { id: 1, type: 'llm', config: { prompt: 'Hello {{ name }}', customName: 'Greet', legacy: { keep: [1, 2] } } },
      { id: 'end', type: 'output' },
    ];
    const connections = [
      { fromNodeId: 'start', toNodeId: 1 },
      { fromNodeId: 1, toNodeId: 'end', outputType: 'error' },
    ];
    const made = await fetch(`${url}/api/workflows`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ name: 'Old', data: { nodes, connections } }),
    });
    const { id } = (await made.json()) as Stored;
    const page = await open(id, { locale: 'es-ES' });
    await expect.poll(() => page.locator('.editor-state').textContent(), LONG).toBe('Guardado como revisión 1');
    const boxes = await Promise.all(['start', '1', 'end'].map((node) => nodeOf(page, node).boundingBox()));
    expect(new Set(boxes.map((box) => Math.round(box!.x))).size).toBe(3);
    await nodeOf(page, '1').click();
    expect(await page.getByLabel('Nombre', { exact: true }).inputValue()).toBe('Greet');
    expect(await page.getByLabel('Pregunta').inputValue()).toBe('Hello {{ name }}');
    expect(JSON.parse(await page.getByLabel('legacy').inputValue())).toEqual({ keep: [1, 2] });
    await page.getByLabel('Pregunta').fill('Bye {{ name }}');
    await page.keyboard.press('Control+s');
    await page.locator('.editor-state', { hasText: 'revisión 2' }).waitFor(LONG);
    const saved = await stored(id);
    expect(saved.nodes[1]).toMatchObject({
      id: '1',
      config: { llmPrompt: 'Bye {{ name }}', customName: 'Greet', legacy: { keep: [1, 2] } },
    });
    expect(links(saved)).toEqual(['start > 1', '1.error > end']);
    expect(saved.nodes.every(({ x }) => typeof x === 'number')).toBe(true);
  },
  TEST_MS,
);

test(
  'two who edit the same: what fits is merged, what both changed is asked for; a closed tab loses nothing',
  async () => {
    const { url } = dashboard.server;
    const field = (id: string, fieldName: string) => ({
      id,
      type: 'addField',
      label: id,
      config: { fieldName, fieldValue: 'a' },
    });
    const nodes = [{ id: 'start', type: 'trigger' }, field('one', 'one'), field('two', 'two')];
    const id = await save(url, 'Shared', nodes, ['start > one', 'one > two']);
    const page = await open(id, { mayComplain: /412/ });
    await nodeOf(page, 'one').click();
    await page.getByLabel('Value', { exact: true }).fill('mine');
    await page.getByLabel('Name', { exact: true }).fill('Renamed by me');

    // The tab goes before anything is saved; its changes are there again.
    await expect.poll(() => page.evaluate(() => JSON.stringify(localStorage)), LONG).toContain('Renamed by me');
    page.on('dialog', (dialog) => dialog.accept());
    await page.reload();
    await page.getByText('were not saved. Here they are.').waitFor(LONG);
    await expect.poll(() => nodeOf(page, 'one').locator('.node-name').textContent(), LONG).toBe('Renamed by me');

    const theirs = nodes.map((node) =>
      node.id === 'one' ? { ...field('one', 'uno'), config: { fieldName: 'uno', fieldValue: 'theirs' } } : node,
    );
    await overApi(id, {
      nodes: [...theirs, { id: 'out', type: 'output', label: 'Out' }],
      connections: [
        { fromNodeId: 'start', toNodeId: 'one' },
        { fromNodeId: 'one', toNodeId: 'two' },
        { fromNodeId: 'two', toNodeId: 'out' },
      ],
    });
    await page.keyboard.press('Control+s');
    const clash = page.locator('dialog.clash[open]');
    await clash.waitFor(LONG);
    expect(await clash.textContent()).toContain('added node');
    expect(await clash.getByRole('button', { name: /Still to choose: 1/ }).isDisabled()).toBe(true);
    await clash.getByRole('radio').first().check();
    await clash.getByRole('button', { name: 'Merge and save' }).click();
    await page.locator('.editor-state', { hasText: 'Saved as revision 3' }).waitFor(LONG);
    const merged = await stored(id);
    expect(links(merged)).toEqual(['start > one', 'one > two', 'two > out']);
    expect(merged.nodes.find((node) => node.id === 'one')).toMatchObject({
      label: 'Renamed by me',
      config: { fieldName: 'uno', fieldValue: 'mine' },
    });

    // Leaving with changes asks; they are dropped only when one says so.
    await nodeOf(page, 'two').click();
    await page.getByLabel('Name', { exact: true }).fill('Not saved');
    await page.locator('.frame-head').getByRole('link', { name: 'Executions' }).click();
    const asked = page.getByRole('dialog', { name: 'Leave without saving?' });
    await asked.getByRole('button', { name: 'Stay' }).click();
    expect(page.url()).toContain('/edit');
    await page.locator('.frame-head').getByRole('link', { name: 'Executions' }).click();
    await asked.getByRole('button', { name: 'Save and leave' }).click();
    await page.waitForURL(/\/executions$/);
    expect((await stored(id)).nodes.find((node) => node.id === 'two')?.label).toBe('Not saved');
  },
  TEST_MS,
);

test(
  'it can be read and set on a phone, and large graphs stay light',
  async () => {
    const { url } = dashboard.server;
    const phone = await open('example-refund-approval', { width: 375, height: 812, colorScheme: 'dark' });
    const wider = await phone.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
    expect(wider).toBe(0);
    await phone.locator('.editor-node').first().dblclick();
    await phone.locator('.editor-panel[data-open]').waitFor();
    await phone.locator('.editor-panel').getByRole('button', { name: 'Close' }).click();
    await phone.locator('.editor-panel[data-open]').waitFor({ state: 'detached' });

    const count = 400;
    const nodes = Array.from({ length: count }, (_, at) => ({ id: `n${at}`, type: at === 0 ? 'trigger' : 'output' }));
    const id = await save(
      url,
      'Long',
      nodes,
      nodes.slice(1).map((node, at) => `n${at} > ${node.id}`),
    );
    const page = await open(id);
    expect(await page.locator('.editor-node').count()).toBeLessThan(60);
    await page.keyboard.press('Control+k');
    await page.keyboard.type('n399');
    await page.keyboard.press('Enter');
    await nodeOf(page, 'n399').waitFor(LONG);
  },
  TEST_MS,
);

test(
  'who does not see it, or sees little, is told all of it: in the light and in the dark',
  async () => {
    for (const colorScheme of ['light', 'dark'] as const) {
      const page = await open('example-api-data-processor', { colorScheme });
      const wrong: string[] = [];
      const look = async (where: string) => {
        const { violations } = await new AxeBuilder({ page }).setLegacyMode().analyze();
        for (const { id, nodes } of violations)
          wrong.push(`${where}: ${id} ${nodes.map(({ html }) => html.slice(0, 120)).join(' | ')}`);
      };
      await nodeOf(page, 'http').click();
      await page.getByLabel('Address').fill('');
      await page.locator('.problem-count[data-kind="problem"]').click();
      await page.getByRole('group', { name: 'Headers' }).getByRole('button', { name: 'Add' }).click();
      await look('a node with a problem');
      await page.keyboard.press('Control+k');
      await page.locator('dialog.chooser[open]').waitFor();
      await look('finding a node');
      await page.keyboard.press('Escape');
      await nodeOf(page, 'condition').click();
      await page.getByRole('group', { name: 'Further conditions' }).getByRole('button', { name: 'Add' }).click();
      await look('a list of groups');
      expect(wrong).toEqual([]);
    }
  },
  TEST_MS,
);

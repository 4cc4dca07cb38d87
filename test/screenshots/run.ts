/**
 * `npm run screenshots`: makes the pictures that README and docs show, in light and dark, from a server with the examples
 * and the demo's services. Nothing of a picture is drawn by hand, so they stay true.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { demoAnswers } from '../../server/demo/demo-answers.ts';
import { startHttpStub } from '../../server/demo/http-stub.ts';
import { startLlmStub } from '../../server/demo/llm-stub.ts';
import { builtServer } from '../_bundle.ts';
import { launchChromium } from '../_chromium.ts';
import { fill, type Given } from './given.ts';

const root = join(import.meta.dirname, '../..');
const WIDTH = 1180;

type Shot = {
  readonly name: string;
  readonly address: (given: Given) => string | Promise<string>;
  /** what is there once the page is as it should be seen */
  readonly ready: string;
  readonly height?: number;
};

const shots: readonly Shot[] = [
  { name: 'workflows', address: () => '/', ready: '.workflows .line .marks-line', height: 640 },
  {
    name: 'workflow',
    address: () => '/workflows/example-store-report?tab=revisions',
    ready: '.diff-part',
    height: 860,
  },
  { name: 'executions', address: () => '/executions', ready: '.executions .line', height: 700 },
  { name: 'run-view', address: async ({ run }) => `/executions/${await run()}`, ready: '.now .words', height: 720 },
  { name: 'editor', address: () => '/workflows/example-api-data-processor/edit', ready: '.node-sign', height: 720 },
  { name: 'embed', address: ({ embed }) => embed, ready: '.run-head', height: 620 },
  { name: 'settings', address: () => '/settings/server', ready: '.facts', height: 620 },
];

const folder = mkdtempSync(join(tmpdir(), 'cortado-screenshots-'));
const api = await startHttpStub({ port: 3010 });
const llm = await startLlmStub({ answers: demoAnswers, paceMs: 45, firstMs: 200 });
const server = await start();
const browser = await launchChromium();
try {
  const given = await fill(server.url);
  for (const colorScheme of ['light', 'dark'] as const) await takeAll(browser, colorScheme, given);
} finally {
  await browser.close();
  server.child.kill('SIGTERM');
  await server.ended;
  await Promise.all([api.close(), llm.close()]);
  rmSync(folder, { recursive: true, force: true });
}

async function takeAll(from: Browser, colorScheme: 'light' | 'dark', given: Given): Promise<void> {
  for (const { name, address, ready, height = 720 } of shots) {
    const context = await from.newContext({
      viewport: { width: WIDTH, height },
      colorScheme,
      locale: 'en-GB',
      reducedMotion: 'reduce',
    });
    const page = await context.newPage();
    await page.goto(new URL(await address(given), server.url).href);
    await page.locator(ready).first().waitFor({ timeout: 60_000 });
    await settle(page);
    await page.screenshot({ path: join(root, `docs/${name}-${colorScheme}.png`), type: 'png' });
    process.stdout.write(`docs/${name}-${colorScheme}.png\n`);
    await context.close();
  }
}

/** Skeletons appear late and fade, graphs are laid out when they are there. */
async function settle(page: Page): Promise<void> {
  await page.waitForFunction(() => document.querySelector('.skeletons') === null);
  await page.evaluate(() => document.fonts.ready);
  await page.waitForTimeout(700);
}

async function start(): Promise<{ url: string; child: ChildProcess; ended: Promise<void> }> {
  const env = {
    ...process.env,
    ...{ PORT: '0', DATABASE_URL: `file:${join(folder, 'cortado.db')}`, LOG_LEVEL: 'error' },
    ...{ OPENAI_BASE_URL: llm.url, OPENAI_API_KEY: 'demo', OPENAI_MODEL: 'demo' },
    HTTP_ALLOW: `127.0.0.1:${api.port}`,
  };
  const child = spawn(process.execPath, [await builtServer()], {
    cwd: root,
    env,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const url = await new Promise<string>((resolve, reject) => {
    let said = '';
    child.stdout.on('data', (part: Buffer) => {
      said += part;
      const found = /Cortado is at (http:\S+)\n/.exec(said);
      if (found) resolve(found[1] as string);
    });
    void ended.then(() => reject(new Error('The server ended before it listened.')));
  });
  return { url, child, ended };
}

/** What Lighthouse says of the list and of the run view: nothing keeps anybody out, nothing is done as it should not be. */
import { createServer } from 'node:net';
import lighthouse from 'lighthouse';
import { beforeAll, expect, test } from 'vitest';
import { type Dashboard, startDashboard } from '../_browser.ts';
import { launchChromium } from '../_chromium.ts';
import { whenDone } from '../_setup.ts';
import { begin } from './_workflows.ts';

let dashboard: Dashboard;
let port: number;
beforeAll(async () => {
  dashboard = await startDashboard();
  port = await freePort();
  const browser = await launchChromium([`--remote-debugging-port=${port}`]);
  whenDone(() => browser.close());
}, 180_000);

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1');
  await new Promise((resolve) => probe.once('listening', resolve));
  const address = probe.address();
  await new Promise((resolve) => probe.close(resolve));
  return typeof address === 'object' && address ? address.port : 0;
}

test.each(['list', 'run view'])('accessibility and best practices of the %s', { timeout: 300_000 }, async (page) => {
  const { url } = dashboard.server;
  const execution = await begin(url, 'example-price-quote', { quantity: 40 });
  const address = page === 'list' ? url : `${url}/executions/${execution}`;
  const onlyCategories = ['accessibility', 'best-practices'];
  const result = await lighthouse(address, { port, output: 'json', logLevel: 'error', onlyCategories });
  const { categories = {}, audits = {} } = result?.lhr ?? {};
  const wrong = Object.values(audits).filter(({ score }) => score !== null && score < 1);
  for (const name of onlyCategories) {
    expect(categories[name]?.score, wrong.map(({ id }) => id).join(', ')).toBeGreaterThanOrEqual(0.95);
  }
});

/** What Lighthouse says of the list and of the run view: nothing keeps anybody out, nothing is done as it should not be. */
import lighthouse from 'lighthouse';
import { beforeAll, expect, test } from 'vitest';
import { type Dashboard, startDashboard } from '../_browser.ts';
import { launchChromium } from '../_chromium.ts';
import { freePort } from '../_ports.ts';
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

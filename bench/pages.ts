/** What Lighthouse says of how fast the pages come, as on its simulated phone. */
import lighthouse from 'lighthouse';
import { launchChromium } from '../test/_chromium.ts';
import { freePort } from '../test/_ports.ts';
import type { Server } from './children.ts';
import { call } from './client.ts';

export type PageScore = {
  readonly page: string;
  /** 0 to 100 */
  readonly performance: number;
  readonly firstPaintMs: number;
  readonly largestPaintMs: number;
  readonly blockedMs: number;
};

/** The list of workflows, and the view of an execution that has ended. */
export async function measurePages({ url }: Server): Promise<PageScore[]> {
  const port = await freePort();
  const browser = await launchChromium([`--remote-debugging-port=${port}`]);
  try {
    const execute = `${url}/api/workflow/example-price-quote/execute?wait=10000`;
    const { executionId } = await call<{ executionId: string }>(execute, 'POST', { inputs: { quantity: 40 } });
    const scores: PageScore[] = [];
    for (const [page, path] of [
      ['list of workflows', '/'],
      ['run view', `/executions/${executionId}`],
    ] as const) {
      const result = await lighthouse(url + path, { port, logLevel: 'error', onlyCategories: ['performance'] });
      const { categories = {}, audits = {} } = result?.lhr ?? {};
      const ms = (name: string) => Math.round(audits[name]?.numericValue ?? Number.NaN);
      scores.push({
        page,
        performance: Math.round((categories.performance?.score ?? 0) * 100),
        firstPaintMs: ms('first-contentful-paint'),
        largestPaintMs: ms('largest-contentful-paint'),
        blockedMs: ms('total-blocking-time'),
      });
    }
    return scores;
  } finally {
    await browser.close();
  }
}

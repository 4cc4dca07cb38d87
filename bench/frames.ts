/** How smooth the run view is in a real browser: while rows arrive, and while somebody scrolls through all of them. */
import { setTimeout as delay } from 'node:timers/promises';
import type { Page } from 'playwright-core';
import { launchChromium } from '../test/_chromium.ts';
import type { Server } from './children.ts';
import { call, save } from './client.ts';
import { round } from './statistics.ts';
import type { Graph } from './workloads.ts';

export type Frames = {
  readonly what: string;
  /** lines of the log at the beginning and at the end */
  readonly shown: readonly [number, number];
  readonly rowsPerSecond: number;
  /** ms from one frame to the next */
  readonly p50Ms: number;
  readonly p95Ms: number;
  readonly p99Ms: number;
  readonly maxMs: number;
  /** of the frames that the screen could have shown */
  readonly droppedPercent: number;
  /** of the time, in tasks of more than 50 ms */
  readonly blockedPercent: number;
};

/** 9,000 steps at once, then ten lines of calls: each call is two rows, so that 200 rows come in a second. */
const AT_ONCE = 9_000;
const LINES = 10;
const CALLS = 99;
const CALL_MS = 100;
const SECONDS = 6;

function busyGraph(stub: string): Graph {
  const steps = Array.from({ length: AT_ONCE }, (_, index) => ({
    id: `s${index}`,
    type: index === 0 ? 'trigger' : 'addField',
    label: `Step ${index}`,
    config: index === 0 ? {} : { fieldName: 'step', fieldValue: String(index) },
  }));
  const calls = Array.from({ length: LINES * CALLS }, (_, index) => ({
    id: `c${index}`,
    type: 'http',
    label: `Call ${index}`,
    config: { url: `${stub}/json?delay=${CALL_MS}` },
  }));
  const line = steps.slice(1).map((_, index) => ({ fromNodeId: `s${index}`, toNodeId: `s${index + 1}` }));
  const lanes = calls.map(({ id }, index) => ({
    fromNodeId: index < LINES ? `s${AT_ONCE - 1}` : `c${index - LINES}`,
    toNodeId: id,
  }));
  return { nodes: [...steps, ...calls], connections: [...line, ...lanes], settings: { nodeConcurrency: 2 * LINES } };
}

type Recorded = { readonly frames: readonly number[]; readonly long: number; readonly rows: readonly [number, number] };

/** Records for `ms` how long each frame takes, while `scroll` pixels are scrolled in each. Runs in the page. */
async function record({ ms, scroll }: { ms: number; scroll: number }): Promise<Recorded> {
  const list = document.querySelector('.log-scroll') as HTMLElement;
  const row = () =>
    Number(
      document
        .querySelector('.run-foot')
        ?.textContent?.match(/row ([\d.,]+)/)?.[1]
        ?.replace(/\D/g, ''),
    );
  let long = 0;
  const observer = new PerformanceObserver((entries) => {
    for (const { duration } of entries.getEntries()) long += duration;
  });
  observer.observe({ type: 'longtask' });
  const first = row();
  const frames: number[] = [];
  if (scroll > 0) list.scrollTop = 0;
  await new Promise<void>((resolve) => {
    let before = 0;
    let began = 0;
    requestAnimationFrame(function step(now) {
      if (before === 0) began = now;
      else frames.push(now - before);
      before = now;
      if (scroll > 0) list.scrollTop += scroll;
      if (now - began < ms) requestAnimationFrame(step);
      else resolve();
    });
  });
  observer.disconnect();
  return { frames, long, rows: [first, row()] };
}

function described(what: string, { frames, long, rows }: Recorded, shown: readonly [number, number]): Frames {
  const sorted = [...frames].sort((a, b) => a - b);
  const at = (part: number) => round(sorted[Math.min(sorted.length - 1, Math.floor(part * sorted.length))] ?? 0, 1);
  const ms = frames.reduce((sum, frame) => sum + frame, 0);
  const could = Math.round((ms * 60) / 1_000);
  return {
    what,
    shown,
    rowsPerSecond: Math.round(((rows[1] - rows[0]) * 1_000) / ms),
    p50Ms: at(0.5),
    p95Ms: at(0.95),
    p99Ms: at(0.99),
    maxMs: at(1),
    droppedPercent: round((100 * Math.max(0, could - frames.length)) / could, 1),
    blockedPercent: round((100 * long) / ms, 1),
  };
}

const linesOf = (page: Page) =>
  page.locator('.log-space').evaluate((space) => {
    const line = Number.parseFloat(getComputedStyle(space.parentElement as Element).getPropertyValue('--line-height'));
    return Math.round(space.getBoundingClientRect().height / line);
  });

/** Opens the run of a graph of 10,000 nodes; answers what was seen while it ran, and after. */
export async function measureFrames(server: Server, stub: string): Promise<Frames[]> {
  const { id } = await save(server.url, 'Busy', busyGraph(stub));
  const browser = await launchChromium();
  try {
    const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
    const { executionId } = await call<{ executionId: string }>(`${server.url}/api/workflow/${id}/execute`, 'POST', {});
    await page.goto(`${server.url}/executions/${executionId}`);
    await page.locator('.run-foot[data-connection="live"]').waitFor({ timeout: 60_000 });
    await page.locator('.graph-frame').waitFor({ timeout: 60_000 });
    while ((await linesOf(page)) < AT_ONCE) await delay(20);
    const results: Frames[] = [];
    async function watch(what: string, ms: number, scroll: number): Promise<void> {
      const before = await linesOf(page);
      const recorded = await page.evaluate(record, { ms, scroll });
      results.push(described(what, recorded, [before, await linesOf(page)]));
    }
    await watch('rows arrive, the log follows', SECONDS * 1_000, 0);
    await page.locator('.run-foot[data-connection="ended"]').waitFor({ timeout: 120_000 });
    const lines = await linesOf(page);
    await watch('scrolling, 100 px a frame', 4_000, 100);
    await watch('scrolling through all in 5 s', 5_000, Math.ceil((lines * 34) / 300));
    return results;
  } finally {
    await browser.close();
  }
}

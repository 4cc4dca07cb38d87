/** The pages of the dashboard, each with what is there once it is loaded. */
import type { Dashboard } from '../_browser.ts';
import { begin, save } from './_workflows.ts';

export type Shown = { readonly address: string; readonly ready: string };

/** Runs a few workflows, so that every page has something to show. */
export async function somePages({ server }: Dashboard): Promise<{ few: Shown[]; all: Shown[] }> {
  const { url } = server;
  const start = { id: 'start', type: 'trigger', label: 'Start' };
  const throws = { id: 'code', type: 'code', label: 'Code', config: { code: 'throw new Error("It broke")' } };
  const failing = await save(url, 'Failing', [start, throws], ['start > code']);
  const failed = await begin(url, failing);
  const waiting = await begin(url, 'example-refund-approval');
  const completed = await begin(url, 'example-price-quote', { quantity: 40 });
  const few = [
    { address: '/', ready: '.workflows .line' },
    { address: '/executions', ready: '.executions .line' },
    { address: `/executions/${completed}`, ready: '.run-head[data-state="completed"]' },
    { address: '/workflows/example-price-quote', ready: '.executions .line' },
  ];
  const all = [
    ...few,
    { address: '/?search=nothing+like+it', ready: '.empty' },
    { address: '/executions?status=cancelled', ready: '.empty' },
    { address: `/executions/${failed}`, ready: '.run-head[data-state="failed"]' },
    { address: `/executions/${waiting}`, ready: '.run-head[data-state="waiting"]' },
    { address: '/executions/nothing', ready: '.empty' },
    { address: '/workflows/nothing', ready: '.empty' },
    { address: '/workflows/example-morning-briefing?tab=triggers', ready: '.schedule' },
    { address: '/workflows/example-lead-intake?tab=triggers', ready: '.trigger-row' },
    { address: '/workflows/example-price-quote?tab=revisions', ready: '.revision-list .row' },
    { address: '/workflows/example-price-quote/edit', ready: '.node-sign' },
    { address: '/databases', ready: 'main h1' },
    { address: '/dashboards', ready: 'main h1' },
    { address: '/settings/credentials', ready: '.setting h2' },
    { address: '/settings/embedding', ready: '.setting h2' },
    { address: '/settings/schedules', ready: '.schedule' },
    { address: '/settings/workers', ready: '.setting h2' },
    { address: '/settings/server', ready: '.facts' },
    { address: '/settings/audit', ready: '.setting h2' },
    { address: '/nothing/here', ready: '.empty' },
  ];
  return { few, all };
}

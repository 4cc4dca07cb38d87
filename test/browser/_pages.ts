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
  const database = await filled(url);
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
    { address: `/databases/${database}`, ready: '.grid-cell' },
    { address: `/databases/${database}?record=1`, ready: '.record-panel' },
    { address: '/dashboards', ready: 'main h1' },
    { address: '/dashboards/executions', ready: '.stat-value' },
    { address: '/dashboards/executions?edit=1', ready: '.board-move' },
    { address: '/shared/dashboard', ready: '.door' },
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

/** A database with a record of several types. */
async function filled(url: string): Promise<string> {
  const columns = [
    { name: 'Name', required: true },
    { name: 'Price', type: 'number', unit: '€' },
    { name: 'Kind', type: 'select', options: ['book', 'toy'] },
    { name: 'Paid', type: 'boolean' },
  ];
  const post = async (path: string, body: object) => {
    const init = { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) };
    return (await fetch(url + path, init)).json() as Promise<{ id: string }>;
  };
  const { id } = await post('/api/databases', { name: 'Stock', columns });
  await post(`/api/databases/${id}/records`, { values: { name: 'Tea', price: 2.5, kind: 'toy', paid: true } });
  return id;
}

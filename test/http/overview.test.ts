/** How things stand, as the dashboard asks it. */
import { beforeAll, expect, test } from 'vitest';
import { startServer } from '../_server.ts';
import { type Api, createApi } from './_api.ts';

let api: Api;
beforeAll(async () => {
  const env = { RETENTION_DAYS: '7', RETENTION_COUNT: '500', EMBED_ORIGINS: 'https://shop.example.com' };
  api = createApi((await startServer({ env })).url);
});

const trigger = (config: Record<string, unknown>) => ({ id: 't', type: 'trigger', label: 'T', config });
const out = { id: 'out', type: 'output', label: 'Out' };
const connections = [{ fromNodeId: 't', toNodeId: 'out' }];

async function save(name: string, config: Record<string, unknown>, tags: string[] = []): Promise<string> {
  const answer = await api('POST', '/api/workflows', {
    body: { name, tags, nodes: [trigger(config), out], connections },
  });
  expect(answer.status).toBe(201);
  return answer.json.id;
}

test('the list of workflows tells the last executions and the next schedule of each', async () => {
  const id = await save('Listed', { triggerType: 'scheduled', everySeconds: 86_400 }, ['daily', 'shop']);
  const started: string[] = [];
  for (let i = 0; i < 3; i++) {
    started.unshift((await api('POST', `/api/workflow/${id}/execute?wait=30000`, { body: {} })).json.executionId);
  }
  const find = async (query: string) =>
    (await api('GET', `/api/workflows?${query}`)).json.workflows.find((each: { id: string }) => each.id === id);
  const listed = await find('recent=2');
  expect(listed.recent).toEqual(started.slice(0, 2).map((executionId) => ({ executionId, status: 'completed' })));
  expect(Date.parse(listed.nextRunAt)).toBeGreaterThan(Date.now());
  expect((await find('')).recent).toEqual([]);
  expect(await find('tag=shop')).toMatchObject({ id });
  expect(await find('tag=sho')).toBeUndefined();
  expect(await find('search=DAIL')).toMatchObject({ id });
  expect((await api('GET', '/api/workflows?recent=x')).status).toBe(400);
});

test('schedules say when they come again, and what they do meanwhile', async () => {
  const cron = { triggerType: 'scheduled', cron: '0 9 * * 1-5', timezone: 'Europe/Madrid', overlap: 'allow' };
  const id = await save('Weekdays', cron);
  const { schedules } = (await api('GET', `/api/schedules?workflowId=${id}`)).json;
  expect(schedules).toEqual([
    {
      ...{ workflowId: id, workflowName: 'Weekdays', nodeId: 't', cron: '0 9 * * 1-5', everySeconds: null },
      ...{ timezone: 'Europe/Madrid', overlap: 'allow', lastExecution: null, nextTimes: expect.any(Array) },
    },
  ]);
  const [{ nextTimes }] = schedules;
  expect(nextTimes).toHaveLength(5);
  expect(nextTimes).toEqual([...nextTimes].sort());
  const hours = nextTimes.map((at: string) =>
    new Date(at).toLocaleTimeString('en-GB', { timeZone: 'Europe/Madrid', hour: '2-digit', minute: '2-digit' }),
  );
  expect(new Set(hours)).toEqual(new Set(['09:00']));
});

test('a webhook has an address, and a token once one is made', async () => {
  const id = await save('Hooked', {});
  const before = (await api('GET', `/api/workflows/${id}/webhook`)).json;
  expect(before).toEqual({ url: `${api.url}/api/webhook/${id}/`, hasToken: false });
  const made = (await api('POST', `/api/workflows/${id}/webhook-token`)).json;
  expect(made.url).toBe(before.url + made.token);
  expect((await api('GET', `/api/workflows/${id}/webhook`)).json.hasToken).toBe(true);
  expect((await api('GET', '/api/workflows/nothing/webhook')).status).toBe(404);
});

test('executions are counted, and found between two times', async () => {
  const id = await save('Counted', {});
  const { executionId } = (await api('POST', `/api/workflow/${id}/execute?wait=30000`, { body: {} })).json;
  const { createdAt } = (await api('GET', `/api/workflow/execution/${executionId}`)).json;
  const found = async (query: string) =>
    (await api('GET', `/api/executions?workflowId=${id}&${query}`)).json.executions.length;
  const later = new Date(Date.parse(createdAt) + 1).toISOString();
  expect(await found(`from=${createdAt}&to=${later}`)).toBe(1);
  expect(await found(`to=${createdAt}`)).toBe(0);
  expect((await api('GET', '/api/executions?to=soon')).status).toBe(422);
  const counts = await api('GET', '/api/executions/counts');
  expect(counts.json).toMatchObject({ moreUnfinished: false, failed: { count: 0, more: false } });
  expect((await api('GET', '/api/executions/counts?since=soon')).status).toBe(422);
});

test('the server says what its environment says, and what it keeps', async () => {
  const { json } = await api('GET', '/api/server');
  expect(json).toMatchObject({
    accounts: false,
    concurrency: 64,
    embedOrigins: ['https://shop.example.com'],
    retention: { days: 7, countPerWorkflow: 500 },
    storage: { kind: 'file', writable: true, message: null },
  });
  expect(json.storage.sizeBytes).toBeGreaterThan(4_096);
});

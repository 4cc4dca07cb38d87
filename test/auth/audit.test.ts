/** Who did what, and how it is asked for. */
import { expect, test } from 'vitest';
import { asking } from '../http/_workflows.ts';
import { openHouse, PASSWORD } from './_people.ts';

test('what people and programs do is written down, and nothing secret of it', async () => {
  const house = await openHouse();
  const ana = await house.setUp();
  const { api, id: tokenId, token } = await house.token(ana, ['read', 'run', 'write']);
  const { json: workflow } = await api('POST', '/api/workflows', { body: asking });
  await api('PUT', `/api/workflows/${workflow.id}`, { body: { ...asking, name: 'Another name' } });
  await api('PUT', `/api/workflows/${workflow.id}`, { body: { name: '' } });
  const byToken = await api('POST', `/api/workflow/${workflow.id}/execute`, { body: {} });
  const byAna = await ana.api('POST', `/api/workflow/${workflow.id}/execute?wait=1`, { body: {} });
  const executionId = byAna.json.executionId;
  await ana.api('POST', `/api/workflow/execution/${executionId}/cancel`);
  await ana.api('POST', '/api/logout');
  await house.api('POST', '/api/login', { body: { email: ana.email, password: PASSWORD } });

  const fresh = await house.api('POST', '/api/login', { body: { email: ana.email, password: PASSWORD } });
  const headers = { cookie: fresh.headers.getSetCookie()[0]!.split(';')[0]! };
  const { json } = await house.api('GET', '/api/audit', { headers });
  const told = json.events.map((event: { action: string; actor: { name: string }; target: string }) =>
    [event.action, event.actor.name, event.target].join(' '),
  );
  expect(told.toReversed()).toEqual([
    'account.setup ana@example.com ',
    `token.created ana@example.com ${tokenId}`,
    `workflow.created a token ${workflow.id}`,
    `workflow.changed a token ${workflow.id}`,
    `execution.started ana@example.com ${workflow.id}`,
    `execution.cancelled ana@example.com ${executionId}`,
    'session.end ana@example.com ',
    'session.begin ana@example.com ',
    'session.begin ana@example.com ',
  ]);
  expect(json.events[0]).toMatchObject({ actor: { type: 'user' }, address: '127.0.0.1' });
  for (const secret of [token, PASSWORD, ana.cookie.split('=')[1]!]) expect(JSON.stringify(json)).not.toContain(secret);

  const startedBy = async (id: string) =>
    (await house.api('GET', `/api/workflow/execution/${id}`, { headers })).json.startedBy;
  expect(await startedBy(byToken.json.executionId)).toBe('token:a token');
  expect(await startedBy(executionId)).toBe('user:ana@example.com');
});

test('is asked for by page, by filter, and as a file with one event a line', async () => {
  const house = await openHouse();
  const ana = await house.setUp();
  for (const name of ['one', 'two', 'three']) await ana.api('POST', '/api/organizations', { body: { name } });
  const make = (name: string) => ana.api('POST', '/api/tokens', { body: { name, scopes: ['read'] } });
  for (const name of ['a', 'b', 'c']) await make(name);
  const names = ({ json }: { json: { events: { details: { name: string } | null }[] } }) =>
    json.events.map(({ details }) => details?.name);
  const first = await ana.api('GET', '/api/audit?action=token&limit=2');
  expect(names(first)).toEqual(['c', 'b']);
  expect(names(await ana.api('GET', `/api/audit?action=token&limit=2&before=${first.json.next}`))).toEqual(['a']);
  expect((await ana.api('GET', '/api/audit?before=garbage')).status).toBe(400);
  expect((await ana.api('GET', '/api/audit?format=xml')).status).toBe(422);
  expect((await ana.api('GET', '/api/audit?format=ndjson&before=garbage')).status).toBe(400);

  const answer = await fetch(`${house.url}/api/audit?format=ndjson`, { headers: { cookie: ana.cookie } });
  expect(answer.headers.get('content-type')).toContain('application/x-ndjson');
  const lines = (await answer.text())
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line));
  expect(lines.map(({ action }) => action)).toEqual([...Array(3).fill('token.created'), 'account.setup']);
  const { api } = await house.token(ana, ['read', 'run', 'write']);
  expect((await api('GET', '/api/audit')).status).toBe(403);
});

/** The example workflows: as they are after an installation, and beside the demo's services. */
import { describe, expect, test, vi } from 'vitest';
import { demoAnswers } from '../../server/demo/demo-answers.ts';
import { startHttpStub } from '../../server/demo/http-stub.ts';
import { startLlmStub } from '../../server/demo/llm-stub.ts';
import { exampleWorkflows } from '../../server/workflows/examples.ts';
import { startServer } from '../_server.ts';
import { whenDone } from '../_setup.ts';

async function post(url: string, body: unknown = {}) {
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  return { status: response.status, body: await response.json() };
}

async function run(server: string, id: string, inputs: object = {}) {
  const { body } = await post(`${server}/api/workflow/${id}/execute?wait=10000`, { inputs });
  return body;
}

test('every example is valid, and nothing about it is odd', async () => {
  const { url } = await startServer();
  const { workflows } = await (await fetch(`${url}/api/workflows`)).json();
  const examples = exampleWorkflows();
  expect(workflows.map(({ id }: { id: string }) => id)).toEqual(examples.map(({ id }) => id));
  for (const { name, document } of examples) {
    expect(await post(`${url}/api/workflows`, { name, ...document })).toMatchObject({
      status: 201,
      body: { warnings: [] },
    });
  }
});

test('no two nodes of an example lie on each other', () => {
  for (const { name, document } of exampleWorkflows()) {
    const places = document.nodes.map(({ x, y }) => `${x},${y}`);
    expect(new Set(places).size, name).toBe(places.length);
  }
});

describe('without a network', () => {
  test('the store report sends each row its own way', async () => {
    const { url } = await startServer();
    const { status, finalOutput } = await run(url, 'example-store-report', { porto_revenue: 500 });
    expect(status).toBe('completed');
    expect(finalOutput).toEqual([
      { revenue: 18400, store: 'Vienna', verdict: 'Vienna is 6400 € over its target' },
      { revenue: 9750, store: 'Madrid', verdict: 'Madrid is 2250 € short: call the manager' },
      { revenue: 500, store: 'Porto', verdict: 'Porto is 11500 € short: call the manager' },
    ]);
  });

  test.each([
    [5, 137.5],
    [20, 522.5],
    [100, 2337.5],
  ])('the quote for %i bags is %d', async (quantity, total) => {
    const { url } = await startServer();
    expect((await run(url, 'example-price-quote', { quantity })).finalOutput).toMatchObject({ quantity, total });
  });

  test('a large refund waits for a person, a small one does not', async () => {
    const { url } = await startServer();
    expect((await run(url, 'example-refund-approval', { amount: 20 })).finalOutput).toMatchObject({ refunded: 20 });
    const { body } = await post(`${url}/api/workflow/example-refund-approval/execute`);
    const execution = `${url}/api/workflow/execution/${body.executionId}`;
    const now = async () => (await fetch(execution)).json();
    await vi.waitFor(
      async () => expect(await now()).toMatchObject({ status: 'waiting', currentNodeId: 'approval' }),
      5_000,
    );
    expect((await post(`${execution}/resume`, { approved: false })).status).toBe(200);
    await vi.waitFor(
      async () => expect(await now()).toMatchObject({ status: 'completed', finalOutput: { refunded: 0 } }),
      5_000,
    );
  });

  test('a lead is answered by the workflow', async () => {
    const { url } = await startServer();
    const { body: hook } = await post(`${url}/api/workflows/example-lead-intake/webhook-token`);
    const good = await post(hook.url, { email: 'ada@example.com', company: 'Acme', name: 'Ada' });
    expect(good).toEqual({
      status: 201,
      body: { accepted: true, message: 'Thank you, Ada. We answer within a day.' },
    });
    expect((await post(hook.url, { email: 'nobody' })).status).toBe(422);
  });

  test('the briefing runs, and says what day it is', async () => {
    const { url } = await startServer();
    expect((await run(url, 'example-morning-briefing')).finalOutput).toMatch(/^It is \w+day: /);
  });

  test('an API that is not there ends at the error output', async () => {
    const stub = await startHttpStub();
    await stub.close();
    const { url } = await startServer({ env: { HTTP_ALLOW: `127.0.0.1:${stub.port}` } });
    const [example] = exampleWorkflows({ apiUrl: stub.url }).filter(({ id }) => id === 'example-api-data-processor');
    const nodes = example?.document.nodes.map((node) => ({ ...node, config: { ...node.config, retries: 0 } }));
    const { body } = await post(`${url}/api/workflows`, { name: 'API', ...example?.document, nodes });
    const { status, progress, finalOutput } = await run(url, body.id);
    expect({ status, failed: progress.failedNodes }).toEqual({ status: 'completed', failed: 1 });
    expect(finalOutput.details.error.message).toContain('could not be reached');
  });
});

test('beside the demo, the API data processor reads an order and the model writes about it', async () => {
  const api = await startHttpStub();
  whenDone(() => api.close());
  const llm = await startLlmStub({ answers: demoAnswers });
  whenDone(() => llm.close());
  const { url } = await startServer({
    env: { OPENAI_BASE_URL: llm.url, OPENAI_API_KEY: 'demo', HTTP_ALLOW: `127.0.0.1:${api.port}` },
  });
  const save = async (id: string) => {
    const found = exampleWorkflows({ apiUrl: api.url }).find((example) => example.id === id);
    return (await post(`${url}/api/workflows`, { name: id, ...found?.document })).body.id;
  };
  const processor = await save('example-api-data-processor');
  expect((await run(url, processor, { order: '1042' })).finalOutput).toContain('Hello La Esquina,\n\nYour beans');
  expect((await run(url, processor, { order: '7' })).finalOutput).toEqual({
    message: 'The order could not be read.',
    details: { error: 'There is no order "7".' },
  });
  expect((await run(url, await save('example-launch-kit'))).finalOutput).toEqual({
    headline: 'Midnight Decaf: the cup that lets you sleep',
    newsletter: expect.stringContaining('Meet Midnight Decaf, a chocolatey espresso for the evening.'),
    shelfLabel: expect.stringContaining('hazelnut'),
  });
});

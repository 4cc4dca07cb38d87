/** A worker that cannot begin says what is not right, and what to do about it. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { beforeAll, expect, test, vi } from 'vitest';
import { startHttpStub } from '../../server/demo/http-stub.ts';
import { startServer } from '../_server.ts';
import { whenDone } from '../_setup.ts';
import { type House, openHouse } from '../auth/_people.ts';
import { stubPrefect } from '../prefect/_stub.ts';
import { spawnWorker, type WorkerOptions } from '../prefect/_worker-process.ts';

const OPERATOR = 'token-of-the-operators-workers';
let house: House;
let reader = '';
let plain = '';
let other = '';
let older = '';

beforeAll(async () => {
  const prefect = await stubPrefect();
  house = await openHouse({ env: { CORTADO_WORKER_TOKEN: OPERATOR, PREFECT_API_URL: prefect.apiUrl } });
  const ana = await house.setUp();
  reader = (await house.token(ana, ['read'])).token;
  plain = (await startServer()).url;
  const stub = await startHttpStub();
  whenDone(stub.close);
  other = stub.url;
  const old = createServer((_, response) => void response.end('{"protocol":99,"version":"9.9.9"}'));
  await new Promise<void>((resolve) => old.listen(0, '127.0.0.1', resolve));
  whenDone(() => void old.close());
  older = `http://127.0.0.1:${(old.address() as AddressInfo).port}`;
}, 60_000);

async function refusal(options: WorkerOptions): Promise<{ code: number | null; said: string }> {
  const worker = await spawnWorker({ env: {}, ...options });
  const code = await worker.exited;
  return { code, said: worker.said() };
}

test('names the token, the server, Prefect or the option that is not right', async () => {
  const cases: [string, WorkerOptions, number, RegExp][] = [
    ['no token', { server: house.url }, 4, /does not know this worker.*--token or CORTADO_WORKER_TOKEN/s],
    ['a wrong token', { server: house.url, args: ['--token', 'nonsense'] }, 4, /does not know this worker/],
    [
      'another scope',
      { server: house.url, args: ['--token', reader] },
      4,
      /does not take this token for a worker's.*--scope worker/s,
    ],
    ['no Prefect', { server: plain }, 4, /uses no Prefect.*PREFECT_API_URL/],
    ['no Cortado', { server: other }, 4, /Is this Cortado/],
    ['another protocol', { server: older }, 4, /9\.9\.9\. Bring both to the same version/],
    [
      'no Prefect there',
      { server: plain, args: ['--prefect-url', `${other}/api`] },
      4,
      /--prefect-url or PREFECT_API_URL/,
    ],
    ['a wrong option', { server: plain, args: ['--concurrency', 'many'] }, 2, /Expected --concurrency.*"many"/],
  ];
  for (const [what, options, code, sentence] of cases) {
    const { said, code: ended } = await refusal(options);
    expect(said, what).toMatch(sentence);
    expect(ended, what).toBe(code);
  }
}, 120_000);

test('with the right token one flag is enough, and a server that is not there yet is waited for', async () => {
  const worker = await spawnWorker({ server: house.url, env: { CORTADO_WORKER_TOKEN: OPERATOR } });
  await worker.ready;
  worker.signal('SIGTERM');
  expect(await worker.exited).toBe(0);

  const early = await spawnWorker({ server: 'http://127.0.0.1:9', env: { CORTADO_WORKER_TOKEN: OPERATOR } });
  await vi.waitFor(() => expect(early.said()).toContain('The server cannot be reached'), {
    timeout: 30_000,
    interval: 50,
  });
  early.signal('SIGTERM');
  expect([0, 4]).toContain(await early.exited);
}, 120_000);

/** Backups of a server that is at work, tried by starting from them. */
import { execFile } from 'node:child_process';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import Database from 'libsql';
import { beforeAll, expect, test } from 'vitest';
import { builtServer } from '../_bundle.ts';
import { startProcess } from '../_server.ts';
import { tempDir, whenDone } from '../_setup.ts';
import { createApi } from '../http/_api.ts';
import { line, out, start } from '../http/_workflows.ts';

const root = join(import.meta.dirname, '../..');
const run = promisify(execFile);

let bundle: string;
beforeAll(async () => {
  bundle = await builtServer();
});

async function backUp(folder: string, to: string): Promise<{ code: number; stdout: string; stderr: string }> {
  const env = { PATH: process.env.PATH, DATABASE_URL: `file:${join(folder, 'cortado.db')}` };
  const asked = run(process.execPath, [join(root, 'server/backup.ts'), to], { cwd: root, env });
  return asked.then(
    (said) => ({ code: 0, ...said }),
    (error: { code: number; stdout: string; stderr: string }) => error,
  );
}

/** What operations.md says under "Backup" is to be typed, with this machine's folders in place of the example's. */
function documented(backups: string): { backup: string; restore: string[] } {
  const text = readFileSync(join(root, 'docs/operations.md'), 'utf8');
  const section = text.slice(text.indexOf('## Backup'), text.indexOf('## Retention'));
  const [backup, restore] = [...section.matchAll(/```sh\n([\s\S]*?)```/g)].map(([, block]) => block!);
  const put = (line: string) => line.replace(/ +#.*/, '').replace('/backups/2026-11-30', backups);
  const { scripts } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  // what the npm script runs once the bundle is there
  expect(scripts.backup).toContain('node dist/server/backup.js');
  return {
    backup: put(backup!.trim()).replace('npm run backup --', `node ${join(dirname(bundle), 'backup.js')}`),
    restore: restore!.trim().split('\n').map(put),
  };
}

test('a backup of a server at work is restored as documented: what was done is there, and what was under way goes on', async () => {
  let release = () => {};
  const held = new Promise<void>((resolve) => {
    release = resolve;
  });
  const stub = createServer(async (_, response) => {
    await held;
    response.setHeader('content-type', 'application/json').end('{"late":true}');
  });
  await new Promise<void>((resolve) => stub.listen(0, '127.0.0.1', resolve));
  whenDone(() => void stub.close().closeAllConnections());
  const stubUrl = `http://127.0.0.1:${(stub.address() as AddressInfo).port}/`;

  const place = tempDir();
  const options = {
    folder: join(place, 'data'),
    command: [process.execPath, bundle],
    env: { HTTP_ALLOW: '127.0.0.1' },
  } as const;
  const server = await startProcess(options);
  const api = createApi(server.url);
  const columns = [{ name: 'Title', type: 'text' }];
  const orders = (await api('POST', '/api/databases', { body: { name: 'Orders', columns } })).json.id;
  const save = (id: string) => ({
    id,
    type: 'saveRecords',
    config: { targetEntityId: orders, fields: { title: '{{ execution.id }}' } },
  });
  const made = async (...nodes: Parameters<typeof line>) =>
    (await api('POST', '/api/workflows', { body: line(...nodes) })).json.id;
  const saves = await made(start, save('save'), out);
  const slow = await made(
    start,
    save('one'),
    { id: 'call', type: 'http', config: { httpUrl: stubUrl } },
    save('two'),
    out,
  );
  const asks = await made(start, { id: 'ask', type: 'humanApproval' }, save('save'), out);
  const begin = async (id: string) => (await api('POST', `/api/workflow/${id}/execute`, { body: {} })).json.executionId;
  const under = { slow: await begin(slow), asks: await begin(asks) };
  const statusOf = async (id: string, of = api) => (await of('GET', `/api/workflow/execution/${id}?logs=none`)).json;
  await expect.poll(async () => (await statusOf(under.asks)).status, { timeout: 30_000 }).toBe('waiting');
  await expect.poll(async () => (await statusOf(under.slow)).currentNodeId, { timeout: 30_000 }).toBe('call');

  let busy = true;
  let answered = 0;
  const lane = async () => {
    for (; busy; answered += 1) await api('POST', `/api/workflow/${saves}/execute?wait=30000`, { body: {} });
  };
  const load = Promise.all([lane(), lane(), lane()]);
  await expect.poll(() => answered, { timeout: 30_000 }).toBeGreaterThan(5);
  const { backup, restore } = documented(join(place, 'backups/today'));
  const env = { PATH: `${dirname(process.execPath)}:${process.env.PATH}`, DATABASE_URL: 'file:data/cortado.db' };
  const type = (command: string) => run('sh', ['-ec', command], { cwd: place, env });
  const before = answered;
  expect((await type(backup)).stdout).toContain('backups/today');
  const after = answered + 3;
  busy = false;
  await load;
  expect(readdirSync(join(place, 'backups'))).toEqual(['today']);
  expect(readdirSync(join(place, 'backups/today'))).toEqual(['cortado.databases', 'cortado.db']);

  // the worst has happened
  await server.end('SIGKILL');
  expect(restore.at(0)).toBe('systemctl stop cortado');
  for (const command of restore.slice(1, -1)) await type(command);
  expect(restore.at(-1)).toBe('systemctl start cortado');
  release();
  const again = createApi((await startProcess(options)).url);
  await expect.poll(async () => (await statusOf(under.slow, again)).status, { timeout: 30_000 }).toBe('completed');
  const told = await again('POST', `/api/workflow/execution/${under.asks}/resume`, { body: { approved: true } });
  expect(told.status, told.text).toBe(200);
  const unfinished = async () => (await again('GET', '/api/executions?status=pending,running,waiting')).json.executions;
  await expect.poll(unfinished, { timeout: 30_000 }).toEqual([]);

  const query = (path: string, sql: string) => {
    const database = new Database(join(place, 'data', path));
    try {
      return database.prepare(sql).all([]) as Record<string, string | number>[];
    } finally {
      database.close();
    }
  };
  for (const file of ['cortado.db', `cortado.databases/${orders}.db`]) {
    expect(query(file, 'PRAGMA integrity_check'), file).toEqual([{ integrity_check: 'ok' }]);
    expect(query(file, 'PRAGMA auto_vacuum')).toEqual([{ auto_vacuum: 2 }]);
  }
  const executions = query('cortado.db', 'SELECT id, workflowId, status FROM workflow_executions');
  expect(executions.length).toBeGreaterThanOrEqual(before + 2);
  expect(executions.length).toBeLessThanOrEqual(after + 2);
  const counted = query(`cortado.databases/${orders}.db`, 'SELECT c1 AS id, count(*) AS n FROM records GROUP BY c1');
  const records = new Map(counted.map(({ id, n }) => [id, n]));
  for (const { id, workflowId, status } of executions) {
    expect([status, records.get(id)], String(id)).toEqual(['completed', workflowId === slow ? 2 : 1]);
  }
}, 180_000);

test('says what is wrong, and leaves nothing half made', async () => {
  const folder = tempDir();
  const to = join(folder, 'backup');
  expect(await backUp(folder, to)).toMatchObject({ code: 1, stderr: expect.stringContaining('there is none') });
  writeFileSync(join(folder, 'cortado.db'), 'no database at all, but a file of that name');
  expect((await backUp(folder, to)).code).toBe(1);
  expect(readdirSync(folder)).toEqual(['cortado.db']);
  expect(await backUp(folder, folder)).toMatchObject({ code: 1, stderr: expect.stringContaining('is there already') });
  expect(await backUp(folder, '--help')).toMatchObject({ code: 1, stderr: expect.stringContaining('Usage') });
}, 60_000);

/** Backups of a server that is at work, tried by starting from them. */
import { execFile } from 'node:child_process';
import { cpSync, existsSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { startServer } from '../_server.ts';
import { tempDir } from '../_setup.ts';
import { createApi } from '../http/_api.ts';
import { asking, line, out, start } from '../http/_workflows.ts';

const root = join(import.meta.dirname, '../..');
const run = promisify(execFile);

async function backUp(folder: string, to: string): Promise<{ code: number; stdout: string; stderr: string }> {
  const env = { PATH: process.env.PATH, DATABASE_URL: `file:${join(folder, 'cortado.db')}` };
  const asked = run(process.execPath, [join(root, 'server/backup.ts'), to], { cwd: root, env });
  return asked.then(
    (said) => ({ code: 0, ...said }),
    (error: { code: number; stdout: string; stderr: string }) => error,
  );
}

test('a backup of a server at work holds all that was committed before it, and a server starts from it', async () => {
  const folder = tempDir();
  const server = await startServer({ folder });
  const api = createApi(server.url);
  const quick = (await api('POST', '/api/workflows', { body: { ...line(start, out), name: 'Quick' } })).json.id;
  const asks = (await api('POST', '/api/workflows', { body: asking })).json.id;
  const database = await api('POST', '/api/databases', {
    body: { name: 'Orders', columns: [{ name: 'Title', type: 'text' }] },
  });
  expect(database.status, database.text).toBe(201);
  const done = (await api('POST', `/api/workflow/${quick}/execute?wait=20000`, { body: {} })).json.executionId;
  const waiting = (await api('POST', `/api/workflow/${asks}/execute`, { body: {} })).json.executionId;
  await expect
    .poll(async () => (await api('GET', `/api/workflow/execution/${waiting}`)).json.status, { timeout: 20_000 })
    .toBe('waiting');

  let busy = true;
  const load = (async () => {
    let count = 0;
    for (; busy; count += 1) await api('POST', `/api/workflow/${quick}/execute?wait=20000`, { body: {} });
    return count;
  })();
  const to = join(tempDir(), 'backup');
  const made = await backUp(folder, to);
  busy = false;
  expect(made.code, made.stderr).toBe(0);
  expect(await load).toBeGreaterThan(0);
  expect(made.stdout).toContain(to);
  expect(existsSync(`${to}.partial`)).toBe(false);
  expect(readdirSync(to)).toEqual(['cortado.databases', 'cortado.db']);

  const restored = tempDir();
  cpSync(to, restored, { recursive: true });
  const again = createApi((await startServer({ folder: restored })).url);
  expect((await again('GET', `/api/workflow/execution/${done}`)).json).toMatchObject({ status: 'completed' });
  const answered = await again('POST', `/api/workflow/execution/${waiting}/resume`, { body: { approved: true } });
  expect(answered.status, answered.text).toBe(200);
  await expect
    .poll(async () => (await again('GET', `/api/workflow/execution/${waiting}`)).json.status, { timeout: 20_000 })
    .toBe('completed');
  expect((await again('GET', '/api/databases')).text).toContain('Orders');
}, 90_000);

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

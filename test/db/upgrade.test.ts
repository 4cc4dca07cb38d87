/** Databases that earlier versions made, in the hands of this one. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import Database from 'libsql';
import { beforeAll, expect, test, vi } from 'vitest';
import { sourceMigrations } from '../../db/migrate.ts';
import { openStore } from '../../db/open-store.ts';
import { startServer } from '../_server.ts';
import { openTempStore, tempDir, whenDone } from '../_setup.ts';
import { startServer as startSqld, withoutServer } from '../contract/_sqld.ts';
import { createApi } from '../http/_api.ts';
import { migrations, pastVersions, putPastDatabase, query, rowsOf } from './past/open.ts';
import { EMAIL, KEY, PASSWORD } from './past/words.ts';

const now = (): string => new Date().toISOString();
const open = (path: string) => openStore({ url: `file:${path}`, now });
const [oldest] = pastVersions as [string];
const newest = migrations.at(-1)!;
const appliedSql = 'SELECT hash, created_at AS "when" FROM __drizzle_migrations ORDER BY created_at';

let stub: string;
beforeAll(async () => {
  const chunk = (delta: object, finish_reason: string | null) =>
    `data: ${JSON.stringify({ id: 'c', object: 'chat.completion.chunk', created: 1, model: 'stub', choices: [{ index: 0, delta, finish_reason }] })}\n\n`;
  const server = createServer((request, response) => {
    if (!request.url?.startsWith('/v1')) {
      response.setHeader('content-type', 'application/json').end('{"price":20}');
      return;
    }
    response.writeHead(200, { 'content-type': 'text/event-stream' });
    response.end(`${chunk({ content: 'The end' }, null)}${chunk({}, 'stop')}data: [DONE]\n\n`);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  whenDone(() => void server.close().closeAllConnections());
  stub = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});

function expectSound(path: string): void {
  expect(query(path, 'PRAGMA integrity_check')).toEqual([{ integrity_check: 'ok' }]);
  expect(query(path, 'PRAGMA foreign_key_check')).toEqual([]);
  expect(query(path, appliedSql)).toEqual(migrations.map(({ hash, when }) => ({ hash, when })));
}

test('there is a database of every version before this one: else `node test/db/past/make.ts` on that version', () => {
  const before = migrations.map(({ tag }) => tag).slice(0, -1);
  expect(pastVersions).toEqual(expect.arrayContaining(before));
});

test.each(pastVersions)(
  'a database of %s is brought up to date with every row, and what was under way goes on',
  async (version) => {
    const folder = tempDir();
    const path = putPastDatabase(version, folder, stub);
    const before = rowsOf(path);
    const known = query(path, appliedSql);
    // a migration is never changed once it was applied somewhere
    expect(known).toEqual(migrations.slice(0, known.length).map(({ hash, when }) => ({ hash, when })));
    const said: string[] = [];
    const log = { warn: (_: object, message: string) => said.push(message), error: () => {} };
    await (await openStore({ url: `file:${path}`, now, log })).close();
    expect(said).toEqual([expect.stringMatching(/brought up to this version/)]);
    await (await openStore({ url: `file:${path}`, now, log })).close();
    expect(said, 'nothing is said where nothing is to be done').toHaveLength(1);
    expect(rowsOf(path, before)).toEqual(before);
    expectSound(path);
    const schemaSql =
      "SELECT type, name, tbl_name, sql FROM sqlite_master WHERE name NOT LIKE 'sqlite_%' ORDER BY type, name";
    expect(query(path, schemaSql)).toEqual(query((await openTempStore()).path, schemaSql));
    expect(query(path, 'PRAGMA auto_vacuum')).toEqual([{ auto_vacuum: 2 }]);
    await expectToGoOn(folder, version >= '0003');
  },
);

/** The server of today shows what had ended, and brings to its end what had not. */
async function expectToGoOn(folder: string, hasAccounts: boolean): Promise<void> {
  const auth: Record<string, string> = hasAccounts ? { CORTADO_AUTH: 'on', CORTADO_KEY: KEY } : {};
  const llm = { OPENAI_API_KEY: 'none', OPENAI_BASE_URL: `${stub}/v1` };
  const server = await startServer({ folder, env: { HTTP_ALLOW: '127.0.0.1', ...llm, ...auth } });
  const api = createApi(server.url);
  const headers: Record<string, string> = {};
  if (hasAccounts) {
    const signedIn = await api('POST', '/api/login', { body: { email: EMAIL, password: PASSWORD } });
    expect(signedIn.status, signedIn.text).toBe(200);
    headers.cookie = signedIn.headers
      .getSetCookie()
      .map((each) => each.split(';', 1)[0])
      .join('; ');
    expect((await api('GET', '/api/credentials', { headers })).json.credentials).toMatchObject([
      { name: 'shop', usable: true },
    ]);
    expect((await api('GET', '/api/tokens', { headers })).json.tokens).toMatchObject([{ name: 'CI' }]);
  }
  const list = async () => {
    const { json } = await api('GET', '/api/executions?limit=100', { headers });
    return json.executions as { executionId: string; workflowName: string; status: string; createdAt: string }[];
  };
  const unfinished = ['waiting', 'running', 'pending'];
  const ofTheTime = (await list()).filter(({ workflowName }) => workflowName !== 'Ticks');
  expect(ofTheTime).toHaveLength(14);
  await vi.waitFor(
    async () => {
      const left = (await list()).filter(({ status }) => unfinished.includes(status));
      expect(left.map(({ workflowName }) => workflowName).sort()).toEqual(['Asks', 'Asks', 'Parent']);
    },
    { timeout: 30_000 },
  );
  for (const { executionId, workflowName, status } of await list()) {
    if (workflowName !== 'Asks' || status !== 'waiting') continue;
    const told = await api('POST', `/api/workflow/execution/${executionId}/resume`, {
      headers,
      body: { approved: true },
    });
    expect(told.status, told.text).toBe(200);
  }
  await vi.waitFor(async () => expect((await list()).filter(({ status }) => unfinished.includes(status))).toEqual([]), {
    timeout: 30_000,
  });
  const ends = (await list())
    .filter(({ workflowName }) => workflowName !== 'Ticks')
    .map(({ workflowName, status }) => `${workflowName} ${status}`);
  expect(ends.sort()).toEqual([
    'Asks cancelled',
    ...Array(3).fill('Asks completed'),
    'Calls completed',
    ...Array(2).fill('Fails failed'),
    'Parent completed',
    ...Array(3).fill('Quick completed'),
    'Slow completed',
    'Waits completed',
    'Writes completed',
  ]);
  for (const { executionId, workflowName } of await list()) {
    const { json } = await api('GET', `/api/workflow/execution/${executionId}`, { headers });
    const logs = json.logs as { seq: number; nodeId: string; status: string; timestamp: string }[];
    expect(logs.map(({ seq }) => seq)).toEqual(logs.map((_, index) => index + 1));
    const times = logs.map(({ timestamp }) => timestamp);
    expect(times).toEqual([...times].sort());
    const terminal = logs.filter(({ status }) => !['running', 'waiting', 'retrying'].includes(status));
    expect(new Set(terminal.map(({ nodeId }) => nodeId)).size, workflowName).toBe(terminal.length);
    expect(json.progress, workflowName).toMatchObject({
      percentage: json.status === 'completed' ? 100 : expect.any(Number),
    });
    if (workflowName === 'Slow') expect(json.finalOutput).toEqual({ price: 20 });
    if (workflowName === 'Writes') expect(json.finalOutput).toEqual('The end');
  }
  await server.stop();
  expectSound(join(folder, 'cortado.db'));
}

/** A process that opens a database; it says `open`, or why not. */
function openElsewhere(
  path: string,
  migrationsFolder = sourceMigrations,
): { child: ChildProcess; said: Promise<string> } {
  const options = `{ url: ${JSON.stringify(`file:${path}`)}, migrationsFolder: ${JSON.stringify(migrationsFolder)}, now: () => new Date().toISOString() }`;
  const code = `import(${JSON.stringify(new URL('../../db/open-store.ts', import.meta.url).href)})
    .then(({ openStore }) => openStore(${options}))
    .then(() => { console.log('open'); setInterval(() => {}, 1000); }, (error) => console.log(error.code, error.message));`;
  const child = spawn(process.execPath, ['--input-type=module', '-e', code], { stdio: ['ignore', 'pipe', 'inherit'] });
  whenDone(() => void child.kill('SIGKILL'));
  return { child, said: once(child.stdout!, 'data').then(([said]) => String(said).trim()) };
}

test('a migration that is cut off by a crash is taken up again, from where it began', async () => {
  const folder = tempDir();
  const path = putPastDatabase(oldest, folder, stub);
  const before = rowsOf(path);
  // the same migrations, with a last one that never ends
  const endless = join(folder, 'endless');
  cpSync(sourceMigrations, endless, { recursive: true });
  const journalFile = join(endless, 'meta/_journal.json');
  const journal = JSON.parse(readFileSync(journalFile, 'utf8')) as { entries: object[] };
  journal.entries.push({ idx: 99, version: '6', when: newest.when + 1, tag: '0099_endless', breakpoints: true });
  writeFileSync(journalFile, JSON.stringify(journal));
  const count = 'WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n)';
  writeFileSync(join(endless, '0099_endless.sql'), `CREATE TABLE endless AS ${count} SELECT max(i) AS i FROM n;`);
  const { child } = openElsewhere(path, endless);
  // it holds the file for writing, and holds it still
  const isHeld = () => {
    const database = new Database(path, { timeout: 0 } as Database.Options);
    try {
      database.exec('BEGIN IMMEDIATE; ROLLBACK');
      return false;
    } catch {
      return true;
    } finally {
      database.close();
    }
  };
  let times = 0;
  await vi.waitFor(
    () => {
      times = isHeld() ? times + 1 : 0;
      expect(times).toBeGreaterThan(4);
    },
    { timeout: 30_000, interval: 20 },
  );
  child.kill('SIGKILL');
  await once(child, 'exit');
  expect(query(path, appliedSql)).toHaveLength(1);
  await (await open(path)).close();
  expect(rowsOf(path, before)).toEqual(before);
  expectSound(path);
}, 60_000);

test('of two servers that start at once on one file, one migrates it and the other is refused', async () => {
  const folder = tempDir();
  const path = putPastDatabase(oldest, folder, stub);
  const before = rowsOf(path);
  const said = await Promise.all([openElsewhere(path).said, openElsewhere(path).said]);
  expect(said.sort()).toEqual([expect.stringMatching(/^conflict .* is in use by /), 'open']);
  expect(rowsOf(path, before)).toEqual(before);
  expectSound(path);
}, 60_000);

test.skipIf(withoutServer)(
  'two servers that start at once on one libSQL server bring it up to date once',
  async () => {
    const { url } = await startSqld();
    const stores = await Promise.all([openStore({ url, now }), openStore({ url, now })]);
    for (const store of stores) whenDone(() => store.close());
    expect(await stores[0].workflows.list('default', { limit: 5 })).toMatchObject({ items: [] });
    const { createClient } = await import('@libsql/client');
    const client = createClient({ url });
    const { rows } = await client.execute(appliedSql);
    client.close();
    expect(rows.map(({ hash }) => hash)).toEqual(migrations.map(({ hash }) => hash));
  },
  60_000,
);

test('a database of a newer version is refused with a sentence, and not one byte of it is changed', async () => {
  const { path: made, close } = await openTempStore();
  await close();
  const newer = new Database(made);
  newer.exec(`INSERT INTO __drizzle_migrations (hash, created_at) VALUES ('later', ${newest.when + 1})`);
  newer.exec('CREATE TABLE of_the_future (id)');
  const path = join(tempDir(), 'backup.db');
  newer.exec(`VACUUM INTO '${path}'`);
  newer.close();
  const before = readFileSync(path);
  await expect(open(path)).rejects.toMatchObject({
    code: 'conflict',
    message: `The database "${path}" was written by a newer version of Cortado. Start that version, or restore a backup from before the update.`,
  });
  expect(readFileSync(path).equals(before)).toBe(true);
  expect(['-wal', '-shm'].filter((end) => existsSync(path + end))).toEqual([]);
});

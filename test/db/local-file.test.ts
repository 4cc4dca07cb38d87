/** What is true of a local database file: who may open it, and what is in it. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { openStore } from '../../db/open-store.ts';
import { openTempStore, tempDir } from '../_setup.ts';
import { at, claimed, commit, ended, finished, pending, row, workflow } from '../contract/_given.ts';
import { query } from './_query.ts';

const now = (): string => new Date().toISOString();
const open = (path: string) => openStore({ url: `file:${path}`, now });
const openStoreModule = new URL('../../db/open-store.ts', import.meta.url).href;

/** Another process that opens the database and holds it; answers what it printed first. */
async function openElsewhere(path: string, uid?: number): Promise<{ child: ChildProcess; said: string }> {
  const code = `import(${JSON.stringify(openStoreModule)})
    .then(({ openStore }) => openStore({ url: ${JSON.stringify(`file:${path}`)}, now: () => new Date().toISOString() }))
    .then(() => { console.log('open'); setInterval(() => {}, 1000); }, (error) => console.log(error.code, error.message));`;
  const child = spawn(process.execPath, ['--input-type=module', '-e', code], {
    stdio: ['ignore', 'pipe', 'inherit'],
    uid,
  });
  onTestFinished(() => void child.kill('SIGKILL'));
  const [said] = await once(child.stdout!, 'data');
  return { child, said: String(said).trim() };
}

it('refuses a second process, naming the first, until that one is gone however it went', async () => {
  const path = join(tempDir(), 'cortado.db');
  const { child, said } = await openElsewhere(path);
  expect(said).toBe('open');
  const sentence = new RegExp(`The database "${path}" is in use by process ${child.pid} \\(since 20`);
  await expect(open(path)).rejects.toMatchObject({ code: 'conflict', message: expect.stringMatching(sentence) });
  child.kill('SIGKILL');
  await once(child, 'exit');
  const store = await open(path);
  expect((await openElsewhere(path)).said).toContain(`is in use by process ${process.pid} `);
  await store.close();
});

it('refuses a second store in the same process', async () => {
  const { path, reopen } = await openTempStore();
  await expect(open(path)).rejects.toMatchObject({ code: 'conflict' });
  await reopen();
});

it('lets others read, and write for a moment, while it is open', async () => {
  const { path, store } = await openTempStore();
  const id = await workflow(store);
  expect(query(path, 'SELECT id FROM workflows')).toEqual([{ id }]);
});

it('makes the folders on the way', async () => {
  const folder = tempDir();
  const store = await open(join(folder, 'a', 'b', 'cortado.db'));
  await store.close();
  expect(existsSync(join(folder, 'a', 'b', 'cortado.db'))).toBe(true);
});

it('takes a path with spaces, percent and other signs as it is', async () => {
  const path = join(tempDir(), 'mañana 100% #1?.db');
  const { href } = new URL(`file:///`);
  const store = await openStore({ url: href + path.slice(1).split('/').map(encodeURIComponent).join('/'), now });
  await store.close();
  expect(existsSync(path)).toBe(true);
});

it('says of a file that is no database that it is none', async () => {
  const path = join(tempDir(), 'cortado.db');
  writeFileSync(path, 'certainly not a database '.repeat(100));
  const sentence = /cortado\.db" is not a Cortado database, or it is damaged/;
  await expect(open(path)).rejects.toMatchObject({ message: expect.stringMatching(sentence) });
});

it('says of a damaged file that it is damaged', async () => {
  const { path, close, store } = await openTempStore();
  await workflow(store);
  await close();
  const bytes = readFileSync(path);
  bytes.fill(0x5a, 100, bytes.length);
  writeFileSync(path, bytes);
  await expect(open(path)).rejects.toMatchObject({ message: expect.stringMatching(/damaged.*Restore a backup/) });
});

it('says of a folder that it may not write to', { timeout: 30_000 }, async () => {
  const folder = tempDir();
  chmodSync(folder, 0o555);
  // root may write anywhere, so there another user has to try
  const { said } = await openElsewhere(join(folder, 'cortado.db'), process.getuid?.() === 0 ? 65_534 : undefined);
  expect(said).toMatch(/^storage_unavailable .*cannot be (opened or created|written)/);
});

it('says of a path through a file that it cannot be', async () => {
  const folder = tempDir();
  writeFileSync(join(folder, 'file'), '');
  await expect(open(join(folder, 'file', 'cortado.db'))).rejects.toMatchObject({
    code: 'storage_unavailable',
    message: expect.stringContaining('cannot be opened or created'),
  });
});

it('says where it looked for migrations that are not there', async () => {
  const folder = tempDir();
  mkdirSync(join(folder, 'empty'));
  const options = { url: `file:${join(folder, 'cortado.db')}`, now, migrationsFolder: join(folder, 'empty') };
  await expect(openStore(options)).rejects.toMatchObject({ message: expect.stringContaining(join(folder, 'empty')) });
});

it('keeps its settings in the file', async () => {
  const { path } = await openTempStore();
  expect(query(path, 'PRAGMA auto_vacuum')).toEqual([{ auto_vacuum: 2 }]);
  expect(query(path, 'PRAGMA journal_mode')).toEqual([{ journal_mode: 'wal' }]);
});

it('finds everything again when it is opened anew', async () => {
  const ground = await openTempStore();
  const id = await workflow(ground.store, { concurrency: 2 });
  const execution = await ended(ground.store, id);
  const before = await ground.store.executions.get('default', execution);
  const again = await ground.reopen();
  expect(await again.executions.get('default', execution)).toEqual(before);
  expect((await again.workflows.get('default', id))?.document.settings).toEqual({ concurrency: 2 });
});

it('shrinks the file when it removes much', async () => {
  const { path, store } = await openTempStore();
  const id = await workflow(store);
  for (let i = 0; i < 10; i++) {
    const lease = await claimed(store, id);
    const rows = Array.from({ length: 40 }, (_, n) =>
      row(lease.executionId, n + 1, { outputData: `"${n}${'x'.repeat(20_000)}"` }),
    );
    await store.leases.commit(commit(lease, { rows, end: finished(1) }));
  }
  await store.upkeep.retain({ maxAgeDays: 1_000, maxPerWorkflow: 1_000 }, at(1));
  const before = statSync(path).size;
  expect(before).toBeGreaterThan(8_000_000);
  expect(await store.upkeep.retain({ maxAgeDays: 1, maxPerWorkflow: 1_000 }, at(9 * 86_400))).toBe(10);
  expect(statSync(path).size).toBeLessThan(before / 10);
  expect((await store.upkeep.health()).sizeBytes).toBeLessThan(before / 10);
});

it('comes to an end in a file that cannot shrink', async () => {
  const folder = tempDir();
  query(join(folder, 'cortado.db'), 'CREATE TABLE made_elsewhere (id)');
  const { path, store } = await openTempStore({ folder });
  expect(query(path, 'PRAGMA auto_vacuum')).toEqual([{ auto_vacuum: 0 }]);
  await ended(store, await workflow(store), { inputs: JSON.stringify('x'.repeat(50_000)) }, [1]);
  expect(await store.upkeep.retain({ maxAgeDays: 1, maxPerWorkflow: 1 }, at(9 * 86_400))).toBe(1);
  expect(query(path, 'PRAGMA freelist_count')).not.toEqual([{ freelist_count: 0 }]);
});

it('does not write large inputs anew with every commit', async () => {
  const { path, store } = await openTempStore();
  const lease = await claimed(store, await workflow(store), { inputs: JSON.stringify('x'.repeat(2_000_000)) });
  query(path, 'PRAGMA wal_checkpoint(TRUNCATE)');
  for (let seq = 1; seq <= 20; seq++) {
    const rows = [row(lease.executionId, seq)];
    await store.leases.commit(commit(lease, { rows, currentNodeId: 'n'.repeat(seq) }));
  }
  expect(statSync(`${path}-wal`).size).toBeLessThan(1_000_000);
});

it('copies itself while it is in use', async () => {
  const { store } = await openTempStore();
  const id = await workflow(store);
  const execution = await ended(store, id);
  const copy = join(tempDir(), 'copy.db');
  const [, during] = await Promise.all([store.upkeep.backup(copy), pending(store, id)]);
  expect(during).toBeTruthy();
  await expect(store.upkeep.backup(copy)).rejects.toMatchObject({ code: 'conflict' });
  const opened = await open(copy);
  expect(await opened.logs.read(execution, 0, 10)).toHaveLength(1);
  await opened.close();
});

it('answers the useful queries of the original system, word for word', async () => {
  const { path, store } = await openTempStore();
  await store.workflows.create(
    'default',
    'workflow123',
    { name: 'W', tags: [], document: { nodes: [], connections: [], settings: {} } },
    at(0),
  );
  await pending(store, 'workflow123', { id: 'later', createdAt: at(9) });
  const lease = await claimed(store, 'workflow123', { id: 'abc123', createdAt: at(1) });
  const running = [row('abc123', 1, { nodeType: 'http' }), row('abc123', 2, { nodeType: 'llm' })];
  await store.leases.commit(commit(lease, { rows: running, currentNodeId: 'n2' }));
  await ended(store, 'workflow123', { id: 'broken', createdAt: at(2) }, [7, 'failed']);
  const [all, logs, active, failed] = queries.map((sql) => query(path, sql));
  expect(all?.map(({ id, status, completedAt }) => [id, status, completedAt])).toEqual([
    ['later', 'pending', null],
    ['broken', 'failed', at(7)],
    ['abc123', 'running', null],
  ]);
  expect(logs).toEqual([
    { nodeType: 'http', nodeLabel: 'N1', status: 'completed', duration: 1.5, timestamp: at(1) },
    { nodeType: 'llm', nodeLabel: 'N2', status: 'completed', duration: 1.5, timestamp: at(2) },
  ]);
  expect(active).toEqual([{ id: 'abc123', workflowId: 'workflow123', currentNodeId: 'n2', startedAt: at(1) }]);
  expect(failed).toEqual([{ id: 'broken', workflowId: 'workflow123', error: 'it broke', completedAt: at(7) }]);
  expect(query(path, "SELECT id FROM execution_logs WHERE executionId = 'abc123' AND seq = 2")).toEqual([
    { id: 'abc123:0000000002' },
  ]);
});

const queries = [
  `-- Ver todas las ejecuciones de un workflow
SELECT id, status, createdAt, completedAt
FROM workflow_executions
WHERE workflowId = 'workflow123'
ORDER BY createdAt DESC
LIMIT 20;`,
  `-- Ver logs de una ejecución específica
SELECT nodeType, nodeLabel, status, duration, timestamp
FROM execution_logs
WHERE executionId = 'abc123'
ORDER BY timestamp ASC;`,
  `-- Ver ejecuciones en progreso
SELECT id, workflowId, currentNodeId, startedAt
FROM workflow_executions
WHERE status = 'running'
ORDER BY startedAt DESC;`,
  `-- Ver ejecuciones fallidas recientes
SELECT id, workflowId, error, completedAt
FROM workflow_executions
WHERE status = 'failed'
ORDER BY completedAt DESC
LIMIT 10;`,
];

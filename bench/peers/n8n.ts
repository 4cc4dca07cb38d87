import { cpSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { freePort, runProgram, startProgram } from '../children.ts';
import { load } from '../client.ts';
import { bytesInUse, readOnly } from '../database.ts';
import { install } from './install.ts';
import { type N8nWorkflow, n8nWorkflows } from './n8n-workflows.ts';
import type { Instance, Product } from './product.ts';
import { whenAnswered } from './when-answered.ts';

export const n8nVersion = '2.41.1';

export type N8nOptions = {
  readonly name: string;
  /** where it is installed, or will be */
  readonly folder: string;
  readonly stub: string;
  readonly newFolder: () => string;
  /** `legacy`: templates without the isolate that newer versions evaluate them in */
  readonly expressions: 'default' | 'legacy';
};

/** What a fair measurement sets: everything is stored, as Cortado does; nothing is asked of the outside. */
const settings = {
  DB_TYPE: 'sqlite',
  EXECUTIONS_MODE: 'regular',
  EXECUTIONS_DATA_SAVE_ON_SUCCESS: 'all',
  EXECUTIONS_DATA_SAVE_ON_ERROR: 'all',
  EXECUTIONS_DATA_PRUNE: 'false',
  N8N_DIAGNOSTICS_ENABLED: 'false',
  N8N_VERSION_NOTIFICATIONS_ENABLED: 'false',
  N8N_PERSONALIZATION_ENABLED: 'false',
  N8N_TEMPLATES_ENABLED: 'false',
  N8N_LICENSE_AUTO_RENEW_ENABLED: 'false',
  N8N_COMMUNITY_PACKAGES_ENABLED: 'false',
  N8N_DYNAMIC_BANNERS_ENABLED: 'false',
  N8N_SECURE_COOKIE: 'false',
  N8N_ENFORCE_SETTINGS_FILE_PERMISSIONS: 'false',
  N8N_ENCRYPTION_KEY: 'of-the-benchmark-alone',
  N8N_HOST: '127.0.0.1',
  N8N_LISTEN_ADDRESS: '127.0.0.1',
  NO_COLOR: '1',
};

/** Installs n8n, gives it the workloads, and publishes them. */
export async function n8n(options: N8nOptions): Promise<Product> {
  const home = await install(options.folder, { name: 'n8n', version: n8nVersion, native: ['sqlite3', 'isolated-vm'] });
  const program = join(home, 'bin/n8n');
  const workflows = n8nWorkflows(options.stub);
  const prepared = options.newFolder();
  await prepare(program, prepared, Object.values(workflows));
  const legacy = options.expressions === 'legacy';
  return {
    name: options.name,
    version: n8nVersion,
    settings: [
      'SQLite, regular mode, data of every execution saved',
      legacy ? 'N8N_EXPRESSION_ENGINE=legacy' : 'its default expression engine',
      'diagnostics and calls to the outside off',
    ],
    async start() {
      const folder = options.newFolder();
      cpSync(prepared, folder, { recursive: true });
      return startN8n(program, folder, legacy ? { N8N_EXPRESSION_ENGINE: 'legacy' } : {});
    },
  };
}

async function prepare(program: string, folder: string, workflows: readonly N8nWorkflow[]): Promise<void> {
  const input = join(folder, 'workflows');
  mkdirSync(input);
  for (const workflow of workflows) writeFileSync(join(input, `${workflow.id}.json`), JSON.stringify(workflow));
  const cli = (...args: string[]) =>
    runProgram(process.execPath, [program, ...args], { cwd: folder, env: { ...settings, N8N_USER_FOLDER: folder } });
  await cli('import:workflow', '--separate', `--input=${input}`);
  for (const { id } of workflows) await cli('publish:workflow', `--id=${id}`);
}

const endedSql = 'SELECT count(*) AS ended FROM execution_entity WHERE stoppedAt IS NOT NULL';

async function startN8n(program: string, folder: string, more: Record<string, string>): Promise<Instance> {
  const port = await freePort();
  const server = `http://127.0.0.1:${port}`;
  const databaseFile = join(folder, '.n8n/database.sqlite');
  const began = performance.now();
  const own = { N8N_USER_FOLDER: folder, N8N_PORT: `${port}`, N8N_RUNNERS_BROKER_PORT: `${await freePort()}` };
  const child = startProgram(process.execPath, [program, 'start'], {
    cwd: folder,
    env: { ...settings, ...more, ...own },
  });
  // while it starts it answers 200 with a page, then 404: only an answer of the workflow counts
  await whenAnswered(`${server}/webhook/W1`, (status, text) => status === 200 && text.includes('value 2'), child);
  const firstAnswerMs = performance.now() - began;
  const ended = () => readOnly(databaseFile, (database) => Number(database.prepare(endedSql).get()?.ended));
  await delay(500);
  let expected = ended();
  return {
    pid: child.pid,
    firstAnswerMs,
    async run(workload, atOnce, seconds) {
      const loaded = await load({ server, path: `/webhook/${workload}`, method: 'GET', atOnce, seconds, status: 200 });
      expected += loaded.answered;
      return loaded;
    },
    async settled() {
      while (ended() < expected) await delay(10);
    },
    storedBytes: () => bytesInUse(databaseFile),
    stop: child.stop,
  };
}

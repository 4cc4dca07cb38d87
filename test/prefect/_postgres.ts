/** A PostgreSQL server of our own on loopback: an empty cluster in a folder that goes with it. */
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { chownSync, existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { freePort } from '../_ports.ts';

/** PostgreSQL refuses to run as root, and a machine that has it has this user. */
const OWNER = 'postgres';
const DEBIAN = '/usr/lib/postgresql';

/** Where to reach it, and where its programs are. */
export type PostgresAt = { readonly bin: string; readonly port: number };
export type Postgres = PostgresAt & { stop(): Promise<void> };

/** The folder with `initdb` and `postgres`; null: there is none. */
export function findPostgres(): string | null {
  const debian = existsSync(DEBIAN) ? readdirSync(DEBIAN).map((version) => join(DEBIAN, version, 'bin')) : [];
  const newestFirst = debian.sort(
    (a, b) => Number.parseInt(b.split('/')[4]!, 10) - Number.parseInt(a.split('/')[4]!, 10),
  );
  const onPath = spawnSync('sh', ['-c', 'command -v initdb'], { encoding: 'utf8' }).stdout.trim();
  const folders = [...newestFirst, ...(onPath === '' ? [] : [dirname(onPath)]), '/usr/local/pgsql/bin'];
  return folders.find((folder) => existsSync(join(folder, 'initdb')) && existsSync(join(folder, 'postgres'))) ?? null;
}

/** Installs it from Debian. Throws when that fails. */
export function installPostgres(): void {
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  for (const args of [['update'], ['install', '-y', '--no-install-recommends', 'postgresql']]) {
    const { status } = spawnSync('apt-get', ['-q', ...args], { stdio: 'inherit', env });
    if (status !== 0) throw new Error(`"apt-get ${args.join(' ')}" ended with ${status}.`);
  }
}

/** Makes an empty cluster and serves it. */
export async function startPostgres(bin: string): Promise<Postgres> {
  const folder = mkdtempSync(join(tmpdir(), 'cortado-postgres-'));
  const identity = ownerOf(folder);
  const data = join(folder, 'data');
  const made = spawnSync(join(bin, 'initdb'), ['-D', data, '-U', 'cortado', '-A', 'trust', '-E', 'UTF8', '--no-sync'], {
    ...identity,
    cwd: folder,
    encoding: 'utf8',
  });
  if (made.status !== 0) throw new Error(`initdb ended with ${made.status}: ${made.stderr}`);
  const port = await freePort();
  // what is in it ends with the tests, so nothing waits for the disk
  const quick = ['fsync=off', 'synchronous_commit=off', 'full_page_writes=off', 'max_connections=200'];
  const settings = [`port=${port}`, 'listen_addresses=127.0.0.1', 'unix_socket_directories=', ...quick];
  const args = ['-D', data, ...settings.flatMap((setting) => ['-c', setting])];
  const child = spawn(join(bin, 'postgres'), args, { ...identity, cwd: folder, stdio: ['ignore', 'ignore', 'pipe'] });
  let said = '';
  child.stderr.on('data', (chunk: Buffer) => {
    said = `${said}${chunk}`.slice(-4_000);
  });
  const server = { bin, port, stop: () => end(child, folder) };
  const deadline = Date.now() + 60_000;
  while (spawnSync(join(bin, 'pg_isready'), ['-q', '-h', '127.0.0.1', '-p', String(port)]).status !== 0) {
    if (child.exitCode !== null || Date.now() > deadline) {
      await server.stop();
      throw new Error(`PostgreSQL did not start: ${said}`);
    }
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  return server;
}

/** An empty database; answers its address as Prefect wants it. */
export function createDatabase({ bin, port }: PostgresAt, name: string): string {
  const args = ['-h', '127.0.0.1', '-p', String(port), '-U', 'cortado', name];
  const { status, stderr } = spawnSync(join(bin, 'createdb'), args, { encoding: 'utf8' });
  if (status !== 0) throw new Error(`createdb ended with ${status}: ${stderr}`);
  return `postgresql+asyncpg://cortado@127.0.0.1:${port}/${name}`;
}

/** As root, somebody else has to own the folder and run it. */
function ownerOf(folder: string): { uid?: number; gid?: number } {
  if (process.getuid?.() !== 0) return {};
  const idOf = (flag: string) => Number(spawnSync('id', [flag, OWNER], { encoding: 'utf8' }).stdout);
  const [uid, gid] = [idOf('-u'), idOf('-g')];
  chownSync(folder, uid, gid);
  return { uid, gid };
}

async function end(child: ChildProcess, folder: string): Promise<void> {
  // an immediate shutdown: the data goes anyway
  if (child.exitCode === null && child.signalCode === null && child.kill('SIGQUIT')) await once(child, 'exit');
  rmSync(folder, { recursive: true, force: true });
}

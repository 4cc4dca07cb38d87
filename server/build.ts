/**
 * `npm run build`: the dashboard and the server as they run in production, in `dist/` or the folder after `--out`.
 * `--if-stale` does nothing when the sources are those of the last build.
 */
import { createHash } from 'node:crypto';
import { cp, mkdir, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { dirname, extname, join, resolve } from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import { parseArgs, promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';

const root = dirname(import.meta.dirname);
/** says from which sources a folder was built; written last, so that a build that was broken off is stale */
const STAMP = 'sources.sha256';
const sources = ['client', 'db', 'server', 'migrations', 'package.json', 'package-lock.json', 'vite.config.ts'];

/** What the build is made from, as one digest. */
export async function digestSources(): Promise<string> {
  const files: string[] = [];
  for (const source of sources) {
    if (extname(source)) files.push(source);
    else {
      const entries = await readdir(join(root, source), { recursive: true, withFileTypes: true });
      files.push(...entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name)));
    }
  }
  const hash = createHash('sha256').update(process.version);
  for (const file of files.sort()) {
    const path = file.startsWith(root) ? file : join(root, file);
    hash.update(`\n${path.slice(root.length)}\n`).update(await readFile(path));
  }
  return hash.digest('hex');
}

/**
 * The server in one file at `outDir`, with what is needed later (the model's client, undici, the thread that runs user
 * code, documentation) in files beside it, and migrations beside that folder. What is native stays outside. Names stay as they are, so that stacks
 * in logs can be read. All of it is ASCII: a text with a single character beyond Latin-1 takes twice the memory, as long
 * as the process lives.
 */
async function buildServer(outDir: string): Promise<void> {
  const { build } = await import('vite');
  await build({
    configFile: false,
    root,
    logLevel: 'warn',
    publicDir: false,
    ssr: { noExternal: true, external: ['libsql'], target: 'node' },
    build: {
      ssr: true,
      outDir,
      // A server that runs loads its later files from here: a build must not take them away.
      emptyOutDir: false,
      target: 'node22',
      minify: false,
      sourcemap: true,
      rolldownOptions: {
        input: {
          main: 'server/main.ts',
          worker: 'server/worker/main.ts',
          backup: 'server/backup.ts',
          'code-worker': 'server/code/worker.ts',
          'records-thread': 'server/records/thread.ts',
        },
        output: {
          entryFileNames: '[name].js',
          // beside the entry, so that a path from one of these leads to the same place
          chunkFileNames: '[name]-[hash].js',
          minify: { mangle: false, compress: true, codegen: { removeWhitespace: true, asciiOnly: true } },
        },
      },
    },
  });
  await removeOlderThan(outDir, Date.now() - KEPT_MS);
  await cp(join(root, 'migrations'), join(outDir, '../migrations'), { recursive: true });
}

const KEPT_MS = 30 * 86_400_000;

/** Files of builds that no server can still be running. */
async function removeOlderThan(folder: string, time: number): Promise<void> {
  for (const name of await readdir(folder)) {
    const path = join(folder, name);
    if ((await stat(path)).mtimeMs < time) await rm(path);
  }
}

const compress = { br: promisify(brotliCompress), gz: promisify(gzip) };
const quality = { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } };

/** Compresses the dashboard's files once, so that no request has to. */
async function precompress(folder: string): Promise<void> {
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile() || !/\.(js|css|html|svg|json|txt|map)$/.test(entry.name)) continue;
    const path = join(entry.parentPath, entry.name);
    const bytes = await readFile(path);
    if (bytes.length < 1024 || path.endsWith('.map')) continue;
    await writeFile(`${path}.br`, await compress.br(bytes, quality));
    await writeFile(`${path}.gz`, await compress.gz(bytes, { level: 9 }));
  }
}

async function buildAll(out: string): Promise<void> {
  const { build } = await import('vite');
  const client = join(out, 'client');
  const configFile = join(root, 'vite.config.ts');
  await build({ root: join(root, 'client'), configFile, logLevel: 'warn', build: { outDir: client } });
  await precompress(client);
  await buildServer(join(out, 'server'));
}

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: { out: { type: 'string', default: join(root, 'dist') }, 'if-stale': { type: 'boolean' } },
  });
  const out = resolve(values.out);
  const stamp = join(out, STAMP);
  const digest = await digestSources();
  if (values['if-stale'] && (await readFile(stamp, 'utf8').catch(() => '')) === digest) return;
  await mkdir(out, { recursive: true });
  await rm(stamp, { force: true });
  await buildAll(out);
  await writeFile(stamp, digest);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await main();

/**
 * `npm run build`: the dashboard and the server as they run in production, in `dist/`.
 * `--if-stale` does nothing when the sources are those of the last build.
 */
import { createHash } from 'node:crypto';
import { cp, mkdir, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { dirname, extname, join } from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';

const root = dirname(import.meta.dirname);
const dist = join(root, 'dist');
/** says from which sources `dist` was built; written last, so that a build that was broken off is stale */
const stamp = join(dist, 'sources.sha256');
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

async function isFresh(digest: string): Promise<boolean> {
  const built = await readFile(stamp, 'utf8').catch(() => '');
  return built === digest;
}

/**
 * The server in one file at `outDir`, with what is needed later (the model's client, undici, documentation) in files
 * beside it, and migrations beside that folder. What is native stays outside. Names stay as they are, so that stacks
 * in logs can be read.
 */
export async function buildServer(outDir: string): Promise<void> {
  const { build } = await import('vite');
  await build({
    configFile: false,
    root,
    logLevel: 'warn',
    publicDir: false,
    ssr: { noExternal: true, external: ['libsql'], target: 'node' },
    build: {
      ssr: 'server/main.ts',
      outDir,
      // A server that runs loads its later files from here: a build must not take them away.
      emptyOutDir: false,
      target: 'node22',
      minify: false,
      sourcemap: true,
      rolldownOptions: {
        output: {
          entryFileNames: 'main.js',
          // beside the entry, so that a path from one of these leads to the same place
          chunkFileNames: '[name]-[hash].js',
          minify: { mangle: false, compress: true, codegen: { removeWhitespace: true } },
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

async function buildAll(): Promise<void> {
  const { build } = await import('vite');
  await rm(stamp, { force: true });
  await build({ root: join(root, 'client'), configFile: join(root, 'vite.config.ts'), logLevel: 'warn' });
  await precompress(join(dist, 'client'));
  await buildServer(join(dist, 'server'));
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  await mkdir(dist, { recursive: true });
  const digest = await digestSources();
  if (!process.argv.includes('--if-stale') || !(await isFresh(digest))) {
    await buildAll();
    await writeFile(stamp, digest);
  }
}

/** What is made once and used by many tests, in a folder of its own below `node_modules`; the production build first. */
import { execFile } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, renameSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { digestSources } from '../server/build.ts';

const root = join(import.meta.dirname, '..');
const cache = join(root, 'node_modules/.cache/cortado');
const run = promisify(execFile);

/** Makes a folder of the cache once, whoever asks first; half-made ones are never seen. */
export async function cached(name: string, make: (folder: string) => Promise<void>): Promise<string> {
  const target = join(cache, name);
  if (existsSync(target)) return target;
  const making = join(cache, `${name}.${process.pid}`);
  mkdirSync(making, { recursive: true });
  await make(making);
  try {
    renameSync(making, target);
  } catch {
    // Somebody else was quicker.
    rmSync(making, { recursive: true, force: true });
  }
  return target;
}

const HOUR = 3_600_000;

function removeOld(prefix: string): void {
  for (const name of existsSync(cache) ? readdirSync(cache) : []) {
    const path = join(cache, name);
    if (name.startsWith(prefix) && Date.now() - statSync(path).mtimeMs > HOUR) rmSync(path, { recursive: true });
  }
}

/** The folder that `npm run build` makes of the sources as they are: `server`, `client`, `migrations`. */
export async function built(): Promise<string> {
  const digest = (await digestSources()).slice(0, 16);
  return cached(`built-${digest}`, async (folder) => {
    removeOld('built-');
    // Vite would build for tests in a process of theirs.
    const { VITEST: _, ...env } = process.env;
    const build = [join(root, 'server/build.ts'), '--out', folder];
    await run(process.execPath, build, { cwd: root, env: { ...env, NODE_ENV: 'production' } });
  });
}

/** The path of the production server. Ask in a `beforeAll`: it takes seconds where nobody asked before. */
export async function builtServer(): Promise<string> {
  return join(await built(), 'server/main.js');
}

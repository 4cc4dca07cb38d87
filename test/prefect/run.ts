/**
 * `npm run test:prefect`: the scenarios of `*.prefect.ts` with a real Prefect on a real PostgreSQL, both started here
 * on loopback with empty databases, and ended after them. Arguments are vitest's.
 *
 * Prefect is installed into a virtual environment below `node_modules`. PostgreSQL is looked for; where it is not
 * there, CI installs it from Debian, as root does with `--install`. On a machine without Python the scenarios are not
 * run, which is said; in CI that is a failure.
 */
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createDatabase, findPostgres, installPostgres, startPostgres } from './_postgres.ts';
import { createPrefect, installPrefect } from './_prefect.ts';

const root = join(import.meta.dirname, '../..');
const inCi = process.env.CI === 'true' || process.env.CI === '1';
const given = process.argv.slice(2);
const mayInstall = inCi || given.includes('--install');
const args = given.filter((arg) => arg !== '--install');

function stopShort(why: string): never {
  console.log(`NOT RUN: the scenarios with a real Prefect. ${why}`);
  process.exit(inCi ? 1 : 0);
}

if (spawnSync('python3', ['-m', 'venv', '--help']).status !== 0) {
  stopShort('They need Python 3 with its venv module (Debian: apt-get install python3-venv).');
}
if (findPostgres() === null && mayInstall && process.getuid?.() === 0) installPostgres();
const bin = findPostgres();
if (bin === null) {
  stopShort(
    'They need PostgreSQL 14 or newer (Debian: apt-get install postgresql). Root may say "npm run test:prefect -- --install".',
  );
}
installPrefect();

const postgres = await startPostgres(bin);
const prefect = await createPrefect(createDatabase(postgres, 'shared'));
let code = 1;
try {
  const began = performance.now();
  await prefect.start();
  console.log(`Prefect is ready after ${((performance.now() - began) / 1_000).toFixed(1)} s.`);
  const given = { apiUrl: prefect.apiUrl, postgres: { bin: postgres.bin, port: postgres.port } };
  const child = spawn(
    process.execPath,
    [join(root, 'node_modules/vitest/vitest.mjs'), 'run', '--mode', 'prefect', ...args],
    {
      cwd: root,
      stdio: 'inherit',
      env: { ...process.env, PREFECT_UNDER_TEST: JSON.stringify(given) },
    },
  );
  // an interrupt reaches the tests as well, and what was started here ends after them
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => child.kill(signal));
  [code] = (await once(child, 'exit')) as [number | null] as [number];
} finally {
  await prefect.stop();
  await postgres.stop();
}
process.exit(code ?? 1);

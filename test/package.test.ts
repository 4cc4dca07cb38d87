/** What an install from a fresh clone relies on. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';

const root = join(import.meta.dirname, '..');
const read = (path: string) => JSON.parse(readFileSync(join(root, path), 'utf8'));

test('every dependency has an exact version, and the lock file knows the same ones', () => {
  const { dependencies, devDependencies, optionalDependencies } = read('package.json');
  for (const version of Object.values({ ...dependencies, ...devDependencies, ...optionalDependencies })) {
    expect(version).toMatch(/^\d+\.\d+\.\d+(-[\w.]+)?$/);
  }
  expect(read('package-lock.json').packages['']).toMatchObject({ dependencies, devDependencies, optionalDependencies });
});

test('the lock file records no download addresses', () => {
  const { packages } = read('package-lock.json') as { packages: Record<string, { resolved?: string }> };
  expect(Object.keys(packages).filter((name) => packages[name]?.resolved !== undefined)).toEqual([]);
});

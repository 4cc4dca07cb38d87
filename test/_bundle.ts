/** The production bundle of the server, built once for the test file that asks. */
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { buildServer } from '../server/build.ts';
import { whenDone } from './_setup.ts';

/** Builds the bundle where it finds its native modules; answers the path of its one file. Ask in a `beforeAll`. */
export async function buildBundle(name: string): Promise<string> {
  const folder = join(import.meta.dirname, '../node_modules/.cache/cortado', `${name}-${process.pid}`);
  whenDone(() => rmSync(folder, { recursive: true, force: true }));
  await buildServer(join(folder, 'server'));
  return join(folder, 'server/main.js');
}

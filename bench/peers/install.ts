/** Peers as npm has them, in a folder of their own. */
import { existsSync, mkdirSync, readFileSync, realpathSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { runProgram } from '../children.ts';

export type Package = {
  readonly name: string;
  readonly version: string;
  /** what of it is native and has to be built here: no other install script is run */
  readonly native: readonly string[];
};

/** Installs a package in `folder`, unless it is there; answers where it is. Throws what npm says. */
export async function install(folder: string, { name, version, native }: Package): Promise<string> {
  const home = join(folder, 'node_modules', name);
  if (isThere(home, version, native)) return home;
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'package.json'), '{ "private": true }\n');
  await npm(folder, ['install', '--ignore-scripts', '--no-audit', '--no-fund', `${name}@${version}`]);
  if (native.length > 0) await npm(folder, ['rebuild', ...native]);
  writeFileSync(join(home, BUILT), `${native.join('\n')}\n`);
  return home;
}

/** written last, so that an install that was broken off is made anew */
const BUILT = '.built-for-the-benchmark';

function isThere(home: string, version: string, native: readonly string[]): boolean {
  if (!existsSync(join(home, BUILT))) return false;
  const found = JSON.parse(readFileSync(join(home, 'package.json'), 'utf8')) as { version: string };
  return found.version === version && readFileSync(join(home, BUILT), 'utf8') === `${native.join('\n')}\n`;
}

/** With the Node that runs this, also for what is built. */
async function npm(cwd: string, args: readonly string[]): Promise<void> {
  const headers = headersOfNode();
  const env = {
    PATH: `${dirname(process.execPath)}:${process.env.PATH ?? ''}`,
    ...(headers !== null && { npm_config_nodedir: headers }),
  };
  const { npm_execpath: script } = process.env;
  if (script === undefined) await runProgram('npm', args, { cwd, env });
  else await runProgram(process.execPath, [script, ...args], { cwd, env });
}

/** Node's own headers where they lie beside it, so that they are not fetched; null: somewhere else. */
function headersOfNode(): string | null {
  const base = dirname(dirname(realpathSync(process.execPath)));
  const places = [base, join(base, 'node_modules', `node-${process.platform}-${process.arch}`)];
  return places.find((place) => existsSync(join(place, 'include/node/common.gypi'))) ?? null;
}

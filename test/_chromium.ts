/** Chromium as its npm package brings it, for tests, the benchmark and the screenshots. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Browser, chromium } from 'playwright-core';
import { cached } from './_bundle.ts';

const root = join(import.meta.dirname, '..');

/** The program's path; unpacked once into a folder of the tests' own. */
export async function chromiumPath(): Promise<string> {
  const { version } = JSON.parse(readFileSync(join(root, 'node_modules/@sparticuz/chromium/package.json'), 'utf8'));
  const folder = await cached(`chromium-${version}`, async (making) => {
    const { default: packed } = await import('@sparticuz/chromium');
    const before = process.env.TMPDIR;
    // It unpacks into the system's temporary folder, whatever is there already.
    process.env.TMPDIR = making;
    try {
      await packed.executablePath();
    } finally {
      if (before === undefined) delete process.env.TMPDIR;
      else process.env.TMPDIR = before;
    }
  });
  return join(folder, 'chromium');
}

export const chromiumFlags = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** Whoever launches it closes it. `more` are further flags. */
export async function launchChromium(more: readonly string[] = []): Promise<Browser> {
  return chromium.launch({ executablePath: await chromiumPath(), args: [...chromiumFlags, ...more] });
}

/** What the production server holds when nothing happens. */
import { spawn } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { beforeAll, expect, test, vi } from 'vitest';
import { builtServer } from '../_bundle.ts';
import { startProcess } from '../_server.ts';
import { tempDir, whenDone } from '../_setup.ts';

/** Beyond a Node that does nothing, in MB: 36 on Node 24, and room for what other versions of it add. */
const MORE_THAN_NODE = 40;

let bundle: string;
beforeAll(async () => {
  bundle = await builtServer();
});

const memoryOf = (pid: number): number =>
  Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]) / 1024;

/** A Node with nothing to do; answers its process. */
function startBare(): number {
  const child = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1e6)'], { stdio: 'ignore' });
  whenDone(() => void child.kill('SIGKILL'));
  return child.pid!;
}

test('is text of one byte a character, wherever nothing observes how it is written', () => {
  const folder = dirname(bundle);
  const wide = readdirSync(folder)
    .filter((name) => name.endsWith('.js'))
    .filter((name) => /[^\0-\xff]/.test(readFileSync(join(folder, name), 'utf8')));
  expect(wide).toEqual([]);
});

test.skipIf(!existsSync('/proc/self/status'))(
  'at rest holds little more than Node itself',
  async () => {
    const folder = tempDir();
    const command = [process.execPath, bundle] as const;
    const bare = startBare();
    // the first start makes the database and works out schedules
    await (await startProcess({ command, folder })).end();
    const server = await startProcess({ command, folder });
    // V8 gives back what the start took after some seconds in which little happens
    await vi.waitFor(() => expect(memoryOf(server.child.pid!) - memoryOf(bare)).toBeLessThan(MORE_THAN_NODE), {
      timeout: 90_000,
      interval: 500,
    });
  },
  120_000,
);

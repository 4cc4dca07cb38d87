/** The key of a server: from its environment, or from a file beside its database that only it may read. */
import { chmodSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test, vi } from 'vitest';
import { parseKey } from '../../server/auth/key.ts';
import { keyFileOf, loadKeyFile } from '../../server/key-file.ts';
import { startFailing, startProcess } from '../_server.ts';
import { tempDir } from '../_setup.ts';

const body = JSON.stringify({ name: 'shop', kind: 'bearer', token: 'tok-0123456789', hosts: ['*'] });
const headers = { 'content-type': 'application/json' };
const usable = async (url: string) => (await (await fetch(`${url}/api/credentials`)).json()).credentials[0].usable;

test('a server makes its key at the first start, keeps it for itself, and says when it is another one', async () => {
  const folder = tempDir();
  const file = join(folder, 'cortado.key');
  const first = await startProcess({ folder });
  expect(parseKey(readFileSync(file, 'utf8'))).toHaveLength(32);
  expect(statSync(file).mode & 0o777).toBe(0o600);
  expect((await fetch(`${first.url}/api/credentials`, { method: 'POST', headers, body })).status).toBe(201);
  await first.end();

  const again = await startProcess({ folder });
  expect(await usable(again.url)).toBe(true);
  await again.end();

  renameSync(file, `${file}.lost`);
  const keyless = await startProcess({ folder, env: { LOG_LEVEL: 'warn' } });
  expect(await usable(keyless.url)).toBe(false);
  await vi.waitFor(() => expect(keyless.stderr()).toMatch(/"shop\\" was sealed under another key/));
  await keyless.end();
});

test('a server refuses a key file that others may read, that is damaged, and a wrong key, each with a sentence', async () => {
  const folder = tempDir();
  const file = join(folder, 'cortado.key');
  loadKeyFile(file);
  chmodSync(file, 0o644);
  expect(await startFailing({ folder })).toMatchObject({
    code: 1,
    stderr: `The key file "${file}" may be read by others. Take that away from them: chmod 600 ${file}\n`,
  });
  rmSync(file);
  writeFileSync(file, 'not a key', { mode: 0o600 });
  expect((await startFailing({ folder })).stderr).toMatch(/^The key file ".*" holds no key: expected 32 bytes/);
  const wrong = await startFailing({ folder, env: { CORTADO_KEY: 'hunter2hunter2' } });
  expect(wrong.stderr).toMatch(/^CORTADO_KEY is "…": expected 32 bytes in base64 or hex/);
  expect(wrong.stderr).not.toContain('hunter2');
});

test('a key file has the name of its database, and is made once', () => {
  expect(keyFileOf('/data/cortado.db')).toBe('/data/cortado.key');
  expect(keyFileOf('/data/my.shop.sqlite')).toBe('/data/my.shop.key');
  const file = join(tempDir(), 'new', 'a.key');
  expect(loadKeyFile(file)).toEqual(loadKeyFile(file));
});

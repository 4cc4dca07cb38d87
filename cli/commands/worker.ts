/** Starts a worker on this machine. It is the server's program, not a client: here it is found, and given its options. */
import { existsSync } from 'node:fs';
import process from 'node:process';
import { type Command, text } from '../command.ts';
import type { ExitCode } from '../failure.ts';
import { readLogin, tokenFor } from '../login-file.ts';

const root = new URL('../../', import.meta.url);
/** As it was built for production; where the tools of development are, as it is written, which is never old. */
const BUILT = 'dist/server/worker.js';
const WRITTEN = 'server/worker/main.ts';

const OWN = ['token', 'concurrency', 'name', 'prefect-url', 'grace'] as const;

type Program = { runWorker(argv: readonly string[], env: NodeJS.ProcessEnv): Promise<ExitCode> };

export const worker: Command = {
  args: '',
  summary: 'Advance executions on this machine, taken from the Prefect of a server',
  options: Object.fromEntries(OWN.map((name) => [name, { type: 'string' as const }])),
  help: [
    '    --token <token>        Lets it in: CORTADO_WORKER_TOKEN, else an API token with the scope worker',
    '    --concurrency <n>      Executions advanced at once; 16 by default',
    '    --prefect-url <url>    Where Prefect is; PREFECT_API_URL, else as the server has it',
    '    --name <name>          What it is called in Prefect; the name of the machine by default',
    '    --grace <seconds>      What runs gets so long to end when the worker is stopped; 25 by default',
  ],
  async run({ api, values }) {
    const given = OWN.flatMap((name) => {
      const value = text(values, name);
      return value === undefined ? [] : [`--${name}`, value];
    });
    const stored = tokenFor(api.server, process.env, await readLogin(process.env));
    const env = { ...process.env, ...(stored !== null && { CORTADO_TOKEN: stored }) };
    const isThere = (path: string) => existsSync(new URL(path, root));
    const path = isThere(BUILT) && !isThere('node_modules/vite') ? BUILT : WRITTEN;
    const program = (await import(new URL(path, root).href)) as Program;
    return program.runWorker(['--server', api.server, ...given], env);
  },
};

/** What `cortado worker` can be told on its command line; the rest is in its environment. */
import { hostname } from 'node:os';
import process from 'node:process';
import { parseArgs } from 'node:util';

export type Flags = {
  readonly server: string;
  readonly token: string | null;
  /** executions advanced at once */
  readonly concurrency: number;
  readonly name: string;
  readonly prefectUrl: string | null;
  /** what runs gets so long to end when the worker is stopped (ms) */
  readonly graceMs: number;
};

/** Something on the command line is not as it should be; a sentence for people. */
export class FlagError extends Error {}

const options = {
  server: { type: 'string' },
  token: { type: 'string' },
  concurrency: { type: 'string' },
  name: { type: 'string' },
  'prefect-url': { type: 'string' },
  grace: { type: 'string' },
} as const;

type Env = Readonly<Record<string, string | undefined>>;

/** Throws `FlagError`. */
export function readFlags(argv: readonly string[], env: Env): Flags {
  const values = parse(argv);
  const server = values.server || env.CORTADO_URL || 'http://127.0.0.1:3001';
  if (!/^https?:\/\/./.test(server) || !URL.canParse(server)) {
    throw new FlagError(`Expected the server as http://host:port, got "${server}" (--server or CORTADO_URL).`);
  }
  return {
    server,
    token: values.token || env.CORTADO_WORKER_TOKEN || env.CORTADO_TOKEN || null,
    concurrency: whole('--concurrency', values.concurrency || env.CONCURRENCY || '16', 1, 1_000),
    name: values.name || `${hostname()}-${process.pid}`,
    prefectUrl: values['prefect-url'] || env.PREFECT_API_URL || null,
    graceMs: whole('--grace', values.grace || '25', 0, 86_400) * 1_000,
  };
}

function parse(argv: readonly string[]) {
  try {
    return parseArgs({ args: [...argv], options, strict: true }).values;
  } catch (error) {
    const [sentence = ''] = (error as Error).message.split(/\. |\n/);
    throw new FlagError(`${sentence.replace(/\.$/, '')}. "npx cortado worker --help" shows the options.`);
  }
}

function whole(name: string, text: string, min: number, max: number): number {
  const value = Number(text);
  if (/^\d+$/.test(text) && value >= min && value <= max) return value;
  throw new FlagError(`Expected ${name} to be a whole number from ${min} to ${max}, got "${text}".`);
}

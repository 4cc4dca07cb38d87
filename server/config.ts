/** The environment is read and checked once, here. Everything else is given what it needs. */
import * as z from 'zod';
import { type AllowEntry, parseAllowList } from './guard/allow-list.ts';

const logLevels = ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'] as const;

const units: Record<string, number> = { '': 1, b: 1, kb: 1024, mb: 1024 ** 2, gb: 1024 ** 3 };

function whole(min: number, max: number, what: string) {
  const expected = `expected a whole number from ${min} to ${max}: ${what}`;
  return z
    .string()
    .regex(/^\d+$/, expected)
    .transform(Number)
    .refine((value) => value >= min && value <= max, expected);
}

const size = z.string().transform((text, context) => {
  const [, digits, unit] = /^(\d+)\s*([kmg]?b)?$/i.exec(text.trim()) ?? [];
  const bytes = Number(digits) * units[(unit ?? '').toLowerCase()]!;
  if (bytes >= 1024 && bytes <= units.gb! / 2) return bytes;
  context.addIssue({ code: 'custom', message: 'expected a size from 1KB to 512MB, such as 16MB' });
  return z.NEVER;
});

const databaseUrl = z.string().superRefine((text, context) => {
  const problem = text.startsWith('file:') ? wrongPath(text) : wrongServer(text);
  if (problem !== null) context.addIssue({ code: 'custom', message: problem });
});
const databaseExpected = 'expected file:<path>, or a libsql:// or http(s):// address';

function wrongPath(text: string): string | null {
  if (/^file:\/\/(?!\/|localhost\/)/.test(text)) {
    return 'expected file:<path>, or file:///<path> from the root: what follows two slashes is the name of a machine';
  }
  if (/^file:(\/*$|:memory:)/.test(text)) return databaseExpected;
  return decodes(text) ? null : 'expected a path in which "%" begins a code such as %20; "%" itself is %25';
}

function wrongServer(text: string): string | null {
  if (!/^(libsql|https?|wss?):\/\/./.test(text) || !URL.canParse(text)) return databaseExpected;
  const { username, password } = new URL(text);
  if (username === '' && password === '') return null;
  return 'expected an address without a user and password: what opens the server is DATABASE_AUTH_TOKEN';
}

function decodes(text: string): boolean {
  try {
    decodeURIComponent(text);
    return true;
  } catch {
    return false;
  }
}

const octet = '(25[0-5]|2[0-4]\\d|1?\\d?\\d)';
const loopback = new RegExp(`^(localhost|127(\\.${octet}){3}|::1|\\[::1\\])$`);

/** CORTADO_URL is the terminal client's. */
const othersOwn = ['CORTADO_URL'];
/** What a later version reads: whoever sets it expects something that does not happen. */
const laterOwn =
  /^(CORTADO_.+|PREFECT_(API_URL|API_AUTH_STRING|API_KEY|WORK_POOL|FALLBACK)|EMBED_ORIGINS|TRUST_PROXY)$/;

const allowList = z.string().transform((text, context) => {
  try {
    return parseAllowList(text);
  } catch (error) {
    context.addIssue({ code: 'custom', message: (error as Error).message });
    return z.NEVER;
  }
});

const environment = z.object({
  PORT: whole(0, 65_535, 'the port to listen on').default(3001),
  HOST: z
    .string()
    .regex(
      loopback,
      'expected 127.0.0.1, ::1 or localhost: without authentication Cortado listens to this machine only',
    )
    .default('127.0.0.1'),
  DATABASE_URL: databaseUrl.default('file:data/cortado.db'),
  DATABASE_AUTH_TOKEN: z.string().optional(),
  CORTADO_AUTH: z
    .enum(['off'], { error: 'expected off: this version knows no identities, and listens to this machine only' })
    .optional(),
  CONCURRENCY: whole(1, 10_000, 'how many executions run at once').default(32),
  HTTP_ALLOW: allowList.default([]),
  OPENAI_API_KEY: z.string().optional(),
  OPENAI_BASE_URL: z.url({ protocol: /^https?$/, error: 'expected an http(s) address' }).optional(),
  OPENAI_MODEL: z.string().optional(),
  PAYLOAD_MAX: size.default(16 * 1024 ** 2),
  RETENTION_DAYS: whole(1, 36_500, 'days that finished executions are kept').default(30),
  RETENTION_COUNT: whole(1, 1_000_000_000, 'how many finished executions of a workflow are kept').default(10_000),
  LOG_LEVEL: z.enum(logLevels, { error: `expected one of ${logLevels.join(', ')}` }).default('info'),
});

export type Config = {
  readonly port: number;
  readonly host: string;
  readonly database: { readonly url: string; readonly authToken: string | undefined };
  readonly concurrency: number;
  /** what workflows may call beside the public internet */
  readonly httpAllow: readonly AllowEntry[];
  readonly openai: {
    readonly apiKey: string | undefined;
    readonly baseURL: string | undefined;
    readonly model: string | undefined;
  };
  /** bytes of JSON */
  readonly payloadMax: number;
  readonly retention: { readonly maxAgeDays: number; readonly maxPerWorkflow: number };
  readonly logLevel: (typeof logLevels)[number];
  /** sentences about variables that look like ours and are not */
  readonly warnings: readonly string[];
};

/** A wrong environment: its message lists every wrong variable, one to a line. */
export class ConfigError extends Error {
  constructor(problems: readonly string[]) {
    super(problems.length === 1 ? problems[0] : ['The configuration is wrong:', ...problems].join('\n  '));
    this.name = 'ConfigError';
  }
}

/** An address as it may be shown. */
function withoutSecrets(text: string): string {
  return text.replace(/\/\/[^/?#]*@/, '//…@').replace(/((?:token|key|password)=)[^&#]*/gi, '$1…');
}

/** Reads the configuration from environment variables. An empty variable counts as absent. Throws `ConfigError`. */
export function readConfig(env: Record<string, string | undefined>): Config {
  const given = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== undefined && value !== ''));
  const parsed = environment.safeParse(given);
  if (!parsed.success) {
    throw new ConfigError(
      parsed.error.issues.map((issue) => {
        const name = String(issue.path[0]);
        return `${name} is "${withoutSecrets(given[name] ?? '')}": ${issue.message}.`;
      }),
    );
  }
  const values = parsed.data;
  const known = new Set(Object.keys(environment.shape));
  const warnings = Object.keys(given)
    .filter((name) => laterOwn.test(name) && !known.has(name) && !othersOwn.includes(name))
    .map((name) => `The variable ${name} is set, but means nothing to this version of Cortado.`);
  return {
    port: values.PORT,
    host: values.HOST.replace(/^\[|\]$/g, ''),
    database: { url: values.DATABASE_URL, authToken: values.DATABASE_AUTH_TOKEN },
    concurrency: values.CONCURRENCY,
    httpAllow: values.HTTP_ALLOW,
    openai: { apiKey: values.OPENAI_API_KEY, baseURL: values.OPENAI_BASE_URL, model: values.OPENAI_MODEL },
    payloadMax: values.PAYLOAD_MAX,
    retention: { maxAgeDays: values.RETENTION_DAYS, maxPerWorkflow: values.RETENTION_COUNT },
    logLevel: values.LOG_LEVEL,
    warnings,
  };
}

/** The environment is read and checked once, here. Everything else is given what it needs. */
import * as z from 'zod';
import {
  allowList,
  databaseUrl,
  flag,
  key,
  list,
  loopback,
  origin,
  prefectUrl,
  proxy,
  size,
  whole,
  workPool,
} from './config-values.ts';
import type { AllowEntry } from './guard/allow-list.ts';
import type { PrefectAddress, PrefectProof } from './prefect/requests.ts';
import type { PrefectFallback } from './queue/prefect.ts';

const logLevels = ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'] as const;

/** These are the terminal client's. */
const othersOwn = ['CORTADO_URL', 'CORTADO_TOKEN'];
/** What a later version reads: whoever sets it expects something that does not happen. */
const laterOwn = /^CORTADO_.+$/;

function unsafe(host: string): string {
  return (
    `HOST is "${host}": without authentication Cortado listens to this machine only (127.0.0.1, ::1 or localhost). ` +
    'Set CORTADO_AUTH=on to have accounts, then open the setup link that the server prints.'
  );
}

/** What may be set. Made to be read once: what the server was started with stays, and not how that was checked. */
const environment = () =>
  z.object({
    PORT: whole(0, 65_535, 'the port to listen on').default(3001),
    HOST: z.string().default('127.0.0.1'),
    DATABASE_URL: databaseUrl.default('file:data/cortado.db'),
    DATABASE_AUTH_TOKEN: z.string().optional(),
    CONCURRENCY: whole(1, 10_000, 'how many executions run at once').default(64),
    HTTP_ALLOW: allowList.default([]),
    OPENAI_API_KEY: z.string().optional(),
    OPENAI_BASE_URL: z.url({ protocol: /^https?$/, error: 'expected an http(s) address' }).optional(),
    OPENAI_MODEL: z.string().optional(),
    PAYLOAD_MAX: size.default(16 * 1024 ** 2),
    RETENTION_DAYS: whole(1, 36_500, 'days that finished executions are kept').default(30),
    RETENTION_COUNT: whole(1, 1_000_000_000, 'how many finished executions of a workflow are kept').default(10_000),
    CORTADO_AUTH: flag.optional(),
    CORTADO_SETUP_TOKEN: z
      .string()
      .min(20, 'expected at least 20 characters that nobody can guess')
      .max(200, 'expected at most 200 characters')
      .optional(),
    CORTADO_WORKER_TOKEN: z
      .string()
      .regex(/^[!-~]{20,200}$/, 'expected 20 to 200 printable characters that nobody can guess, without blanks')
      .optional(),
    CORTADO_KEY: key.optional(),
    CORTADO_KEY_OLD: list(key).default([]),
    PUBLIC_URL: origin.optional(),
    EMBED_ORIGINS: list(origin).default([]),
    TRUST_PROXY: list(proxy).default([]),
    WEBHOOK_PER_MINUTE: whole(1, 1_000_000, 'calls of one webhook from one address in a minute').default(6_000),
    OTEL_EXPORTER_OTLP_ENDPOINT: z.url({ protocol: /^https?$/, error: 'expected an http(s) address' }).optional(),
    OTEL_TRACES_SAMPLER_ARG: z.coerce
      .number({ error: 'expected which share of traces is told, 0 to 1' })
      .min(0, 'expected a share from 0')
      .max(1, 'expected a share to 1')
      .default(1),
    PREFECT_API_URL: prefectUrl.optional(),
    PREFECT_API_AUTH_STRING: z.string().optional(),
    PREFECT_API_KEY: z.string().optional(),
    PREFECT_WORK_POOL: workPool.default('cortado'),
    PREFECT_FALLBACK: z.enum(['local', 'wait'], { error: 'expected local or wait' }).default('local'),
    LOG_LEVEL: z.enum(logLevels, { error: `expected one of ${logLevels.join(', ')}` }).default('info'),
  });

type Values = z.infer<ReturnType<typeof environment>>;

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
  readonly auth: {
    /** whether callers have to say who they are */
    readonly required: boolean;
    /** what the first user's setup link carries, when the operator has decided it */
    readonly setupToken: string | undefined;
    /** what workers of the operator come with, which advance the executions of every organization */
    readonly workerToken: string | undefined;
  };
  /** seals secrets; the current one undefined: as the key file has it */
  readonly key: { readonly current: Uint8Array | undefined; readonly old: readonly Uint8Array[] };
  /** the address people use, without a slash at its end */
  readonly publicUrl: string | null;
  /** origins of pages that may frame `/embed/*` */
  readonly embedOrigins: readonly string[];
  /** CIDRs and addresses of proxies whose `X-Forwarded-*` headers are believed */
  readonly trustProxy: readonly string[];
  /** calls of one webhook from one address */
  readonly webhookPerMinute: number;
  /** bytes of JSON */
  readonly payloadMax: number;
  readonly retention: { readonly maxAgeDays: number; readonly maxPerWorkflow: number };
  /** the collector that executions are told to, and which share of them; null: none is */
  readonly tracing: { readonly endpoint: string; readonly ratio: number } | null;
  /** the Prefect that hands executions to other machines; null: this server runs them itself */
  readonly prefect: PrefectConfig | null;
  readonly logLevel: (typeof logLevels)[number];
  /** sentences about variables that look like ours and are not */
  readonly warnings: readonly string[];
};

export type PrefectConfig = {
  readonly address: PrefectAddress;
  readonly workPool: string;
  /** what becomes of executions while Prefect is away */
  readonly fallback: PrefectFallback;
};

/** A wrong environment: its message lists every wrong variable, one to a line. */
export class ConfigError extends Error {
  constructor(problems: readonly string[]) {
    super(problems.length === 1 ? problems[0] : ['The configuration is wrong:', ...problems].join('\n  '));
    this.name = 'ConfigError';
  }
}

/** A value as it may be shown. */
function withoutSecrets(name: string, text: string): string {
  if (/TOKEN|KEY|AUTH_STRING/.test(name)) return '…';
  return text.replace(/\/\/[^/?#]*@/, '//…@').replace(/((?:token|key|password)=)[^&#]*/gi, '$1…');
}

/** Reads the configuration from environment variables. An empty variable counts as absent. Throws `ConfigError`. */
export function readConfig(env: Record<string, string | undefined>): Config {
  const given = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== undefined && value !== ''));
  const variables = environment();
  const parsed = variables.safeParse(given);
  if (!parsed.success) {
    throw new ConfigError(
      parsed.error.issues.map((issue) => {
        const name = String(issue.path[0]);
        return `${name} is "${withoutSecrets(name, given[name] ?? '')}": ${issue.message}.`;
      }),
    );
  }
  const values = parsed.data;
  const required =
    values.CORTADO_AUTH === 'on' || (values.CORTADO_AUTH === undefined && values.CORTADO_SETUP_TOKEN !== undefined);
  if (!required && !loopback.test(values.HOST)) throw new ConfigError([unsafe(values.HOST)]);
  if (values.PREFECT_API_AUTH_STRING !== undefined && values.PREFECT_API_KEY !== undefined) {
    throw new ConfigError([
      'Expected one of PREFECT_API_AUTH_STRING (a Prefect of your own) and PREFECT_API_KEY (Prefect Cloud), got both.',
    ]);
  }
  const known = new Set(Object.keys(variables.shape));
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
    auth: { required, setupToken: values.CORTADO_SETUP_TOKEN, workerToken: values.CORTADO_WORKER_TOKEN },
    key: { current: values.CORTADO_KEY, old: values.CORTADO_KEY_OLD },
    publicUrl: values.PUBLIC_URL?.replace(/\/+$/, '') ?? null,
    embedOrigins: [...new Set(values.EMBED_ORIGINS.map((each) => new URL(each).origin))],
    trustProxy: values.TRUST_PROXY.flat(),
    webhookPerMinute: values.WEBHOOK_PER_MINUTE,
    payloadMax: values.PAYLOAD_MAX,
    retention: { maxAgeDays: values.RETENTION_DAYS, maxPerWorkflow: values.RETENTION_COUNT },
    tracing: tracingOf(values),
    prefect: prefectOf(values),
    logLevel: values.LOG_LEVEL,
    warnings,
  };
}

function tracingOf(values: Values): Config['tracing'] {
  const { OTEL_EXPORTER_OTLP_ENDPOINT: endpoint, OTEL_TRACES_SAMPLER_ARG: ratio } = values;
  return endpoint === undefined ? null : { endpoint, ratio };
}

function prefectOf(values: Values): PrefectConfig | null {
  const { PREFECT_API_URL: apiUrl, PREFECT_API_AUTH_STRING: text, PREFECT_API_KEY: key } = values;
  if (apiUrl === undefined) return null;
  const proof: PrefectProof =
    text !== undefined ? { kind: 'string', value: text } : key !== undefined ? { kind: 'key', value: key } : null;
  return { address: { apiUrl, proof }, workPool: values.PREFECT_WORK_POOL, fallback: values.PREFECT_FALLBACK };
}

import { type Logger, pino, stdSerializers } from 'pino';

/** Keys whose values never appear in a log, at the top and one and two levels down. */
const secrets = ['apiKey', 'authToken', 'authorization', 'cookie', 'headers', 'password', 'sealed', 'secret', 'token'];
const paths = secrets.flatMap((key) => [key, `*.${key}`, `*.*.${key}`]);

export type Log = Logger;

/** Bytes of lines that are kept until they can be written; further ones are lost. */
const UNWRITTEN_MAX = 1024 * 1024;

/** A log that cannot be written, because its disk is full or its reader gone, is no reason to end. */
function standardError() {
  const destination = pino.destination({ fd: 2, sync: true, maxLength: UNWRITTEN_MAX });
  destination.on('error', () => {});
  return destination;
}

/** One JSON line an event on stderr; readable lines when stderr is a terminal. */
export async function createLog(level: string, pretty: boolean): Promise<Log> {
  const options = {
    level,
    base: null,
    timestamp: () => `,"time":"${new Date().toISOString()}"`,
    formatters: { level: (label: string) => ({ level: label }) },
    serializers: { err: errorForLog, error: errorForLog },
    redact: { paths, censor: '[secret]' },
  };
  if (!pretty) return pino(options, standardError());
  // Loaded only for terminals: a server under a supervisor starts without it.
  const { default: prettyStream } = await import('pino-pretty');
  return pino(
    options,
    prettyStream({ destination: standardError(), ignore: 'pid,hostname', translateTime: 'SYS:HH:MM:ss.l' }),
  );
}

/** What errors of HTTP packages carry of the exchange that failed. */
const EXCHANGE = ['headers', 'extras', 'request', 'response', 'options', 'config', 'body', 'error'];

/** An error as the log has it: its message and stack, without what looks like a secret in them. */
export function errorForLog(error: unknown): unknown {
  if (!(error instanceof Error)) return typeof error === 'string' ? withoutSecrets(error) : error;
  const told: Record<string, unknown> = { ...stdSerializers.err(error) };
  for (const key of EXCHANGE) delete told[key];
  for (const key of ['message', 'stack']) {
    if (typeof told[key] === 'string') told[key] = withoutSecrets(told[key]);
  }
  return told;
}

function withoutSecrets(text: string): string {
  return text
    .replace(/\b(Bearer|Basic)\s+[\w+/=.~-]{6,}/gi, '$1 [secret]')
    .replace(/\b(sk-|cortado_|ses_|setup_|join_)[\w-]{8,}/g, '$1[secret]')
    .replace(/\/\/[^\s/?#@]*@/g, '//[secret]@')
    .replace(/([?&][\w-]*(?:token|key|secret|password|signature)=)[^&#\s"']+/gi, '$1[secret]');
}

import { type Logger, pino, stdSerializers } from 'pino';

/** Keys whose values never appear in a log, at the top and one and two levels down. */
const secrets = ['apiKey', 'authToken', 'authorization', 'cookie', 'password', 'secret', 'token'];
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
    serializers: { err: stdSerializers.err, error: stdSerializers.err },
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

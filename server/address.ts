/** Where the server listens, in words: the same on every runtime. */
import { StartError } from './start-error.ts';

export function urlOf(host: string, port: number): string {
  return `http://${host.includes(':') ? `[${host}]` : host}:${port}`;
}

/** Says what is wrong with an address; the runtimes' errors carry the same codes. */
export function explain(error: unknown, { host, port }: { host: string; port: number }): unknown {
  const code = (error as { code?: unknown }).code;
  const where = `port ${port} of ${host}`;
  switch (code) {
    case 'EADDRINUSE':
      return new StartError(
        `Cortado cannot listen on ${where}: another program uses it. Stop that one, or set PORT to another port (0 takes any that is free).`,
        { cause: error },
      );
    case 'EACCES':
      return new StartError(`Cortado may not listen on ${where}. Set PORT to one above 1023.`, { cause: error });
    case 'EADDRNOTAVAIL':
      return new StartError(
        `Cortado cannot listen on ${where}: this machine has no such address. Set HOST to 127.0.0.1.`,
        {
          cause: error,
        },
      );
    default:
      return error;
  }
}

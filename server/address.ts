/** Where the server listens, in words: the same on every runtime. */
import { StartError } from './start-error.ts';

export function urlOf(host: string, port: number): string {
  return `http://${host.includes(':') ? `[${host}]` : host}:${port}`;
}

/** What the server says when it listens: its address, and the way to the first account while there is none. */
export function greeting(url: string, publicUrl: string | null, setupToken: string | null): string {
  const line = `Cortado is at ${url}\n`;
  if (setupToken === null) return line;
  return `${line}Nobody has an account yet. Make the first one at ${publicUrl ?? url}/setup#${setupToken}\n`;
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

/** What `cortado login` keeps: the server, and a token that only it is shown. */
import { chmod, mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { dirname, join } from 'node:path';
import { exitCodes, Failure } from './failure.ts';

export type Login = { readonly url: string; readonly token: string; readonly tokenId: string };
type Env = Readonly<Record<string, string | undefined>>;

/** In the user's own folder for settings; `XDG_CONFIG_HOME` and `APPDATA` say where that is. */
export function loginFile(env: Env): string {
  const folder = env.XDG_CONFIG_HOME || env.APPDATA || join(env.HOME || homedir(), '.config');
  return join(folder, 'cortado', 'login.json');
}

/** Null: nobody has signed in. */
export async function readLogin(env: Env): Promise<Login | null> {
  const path = loginFile(env);
  try {
    const { url, token, tokenId } = JSON.parse(await readFile(path, 'utf8')) as Partial<Login>;
    if (typeof url === 'string' && typeof token === 'string') return { url, token, tokenId: tokenId ?? '' };
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    if (!(error instanceof SyntaxError)) throw unreadable(path, error);
  }
  throw unreadable(path, 'it holds something else');
}

/** The file is never there without its mode: it is written beside, and moved. */
export async function writeLogin(env: Env, login: Login): Promise<string> {
  const path = loginFile(env);
  const beside = `${path}.${process.pid}`;
  try {
    await mkdir(dirname(path), { recursive: true, mode: 0o700 });
    await rm(beside, { force: true });
    await writeFile(beside, `${JSON.stringify(login)}\n`, { mode: 0o600, flag: 'wx' });
    await chmod(beside, 0o600);
    await rename(beside, path);
    return path;
  } catch (error) {
    await rm(beside, { force: true });
    throw new Failure(exitCodes.refused, `The token cannot be kept in "${path}": ${(error as Error).message}.`);
  }
}

export async function removeLogin(env: Env): Promise<void> {
  await rm(loginFile(env), { force: true });
}

/** `CORTADO_TOKEN` is for whatever server is asked; a kept token only for the one that made it. */
export function tokenFor(server: string, env: Env, stored: Login | null): string | null {
  if (env.CORTADO_TOKEN) return env.CORTADO_TOKEN;
  return stored && plain(stored.url) === plain(server) ? stored.token : null;
}

function plain(url: string): string {
  return new URL(url).href.replace(/\/+$/, '');
}

function unreadable(path: string, cause: unknown): Failure {
  const reason = cause instanceof Error ? cause.message : String(cause);
  return new Failure(
    exitCodes.usage,
    `The sign-in in "${path}" cannot be read (${reason}). Remove it, and sign in again.`,
  );
}

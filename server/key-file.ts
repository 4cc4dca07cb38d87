/** The key of a server that was given none: a file beside its database, made at the first start. */
import { Buffer } from 'node:buffer';
import { mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { basename, dirname, extname, join } from 'node:path';
import process from 'node:process';
import { type Key, newKey, parseKey } from './auth/key.ts';
import { StartError } from './start-error.ts';

/** `data/cortado.db` has its key in `data/cortado.key`. */
export function keyFileOf(databaseFile: string): string {
  return join(dirname(databaseFile), `${basename(databaseFile, extname(databaseFile))}.key`);
}

/** Reads the key file, or makes it. Throws a sentence when it holds no key, cannot be read, or others may read it. */
export function loadKeyFile(path: string): Key {
  try {
    return read(path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw explain(error, path);
  }
  try {
    const key = newKey();
    mkdirSync(dirname(path), { recursive: true });
    // `wx`: of two that start at once, one makes it
    writeFileSync(path, `${Buffer.from(key).toString('base64')}\n`, { mode: 0o600, flag: 'wx', flush: true });
    return key;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return read(path);
    throw explain(error, path);
  }
}

function read(path: string): Key {
  const text = readFileSync(path, 'utf8');
  if (process.platform !== 'win32' && (statSync(path).mode & 0o077) !== 0) {
    throw new StartError(`The key file "${path}" may be read by others. Take that away from them: chmod 600 ${path}`);
  }
  const key = parseKey(text);
  if (key) return key;
  throw new StartError(
    `The key file "${path}" holds no key: expected 32 bytes in base64 or hex. Put the key back from a backup; where it is lost, remove the file, and set every credential again.`,
  );
}

function explain(error: unknown, path: string): unknown {
  if (error instanceof StartError) return error;
  const reason = error instanceof Error ? error.message : String(error);
  const sentence = `The key file "${path}" cannot be read or made (${reason}). Make its folder one that this program may write to, or set CORTADO_KEY.`;
  return new StartError(sentence, { cause: error });
}

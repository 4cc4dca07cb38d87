/**
 * `npm run backup -- <folder>`: copies the database and the databases beside it into a new folder, while the server runs.
 * It writes nothing but that folder, which has its name only once everything in it is whole.
 */
import { existsSync } from 'node:fs';
import { mkdir, readdir, rename, rm, stat } from 'node:fs/promises';
import { basename, join, resolve } from 'node:path';
import process from 'node:process';
import { copyDatabase } from '../db/backup.ts';
import { pathOf } from '../db/connect.ts';
import { ConfigError, readConfig } from './config.ts';
import { placeOf } from './records/place.ts';
import { StartError } from './start-error.ts';

async function backUp(database: { url: string; authToken: string | undefined }, folder: string): Promise<number> {
  const place = placeOf(database);
  if (place.kind !== 'local') {
    throw new StartError('Expected DATABASE_URL to be a file: a database server makes its own backups.');
  }
  const main = pathOf(database.url);
  if (!existsSync(main)) throw new StartError(`Expected a database at "${main}", and there is none. Set DATABASE_URL.`);
  if (existsSync(folder)) throw new StartError(`Expected a new folder, and "${folder}" is there already.`);
  const making = `${folder}.partial`;
  await rm(making, { recursive: true, force: true });
  try {
    await mkdir(making, { recursive: true, mode: 0o700 });
    // first, so that a node which counts as done in it has its records in what is copied after it
    await copyDatabase(main, join(making, basename(main)));
    const beside = existsSync(place.folder) ? await readdir(place.folder) : [];
    const files = beside.filter((name) => name.endsWith('.db'));
    if (files.length > 0) await mkdir(join(making, basename(place.folder)));
    for (const name of files) {
      // removed for good in the meantime
      if (!existsSync(join(place.folder, name))) continue;
      await copyDatabase(join(place.folder, name), join(making, basename(place.folder), name));
    }
    await rename(making, folder);
    return sizeOf(folder);
  } catch (error) {
    await rm(making, { recursive: true, force: true });
    throw error;
  }
}

async function sizeOf(folder: string): Promise<number> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile());
  const sizes = await Promise.all(files.map((file) => stat(join(file.parentPath, file.name))));
  return sizes.reduce((sum, { size }) => sum + size, 0);
}

async function main(): Promise<void> {
  const [given] = process.argv.slice(2);
  if (given === undefined || given.startsWith('-')) {
    throw new StartError('Usage: npm run backup -- <new folder>. DATABASE_URL says which database, as for the server.');
  }
  const folder = resolve(given);
  const bytes = await backUp(readConfig(process.env).database, folder);
  process.stdout.write(`The backup is in ${folder} (${(bytes / 1e6).toFixed(1)} MB). The key is not in it.\n`);
}

main().catch((error: unknown) => {
  const forPeople = error instanceof ConfigError || error instanceof StartError;
  process.stderr.write(`${forPeople ? error.message : error instanceof Error ? error.stack : String(error)}\n`);
  process.exitCode = 1;
});

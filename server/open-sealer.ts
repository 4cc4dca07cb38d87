/** The sealer of this server, and every secret of its database brought under the current key. */
import { pathOf } from '../db/connect.ts';
import type { Sealed } from '../db/secret-store.ts';
import { createSealer, type Sealer, sealAnew } from './auth/sealer.ts';
import type { Config } from './config.ts';
import { keyFileOf, loadKeyFile } from './key-file.ts';
import type { Log } from './log.ts';

/**
 * Without `CORTADO_KEY` the key is in a file beside the database; a database on a server has no such place, and seals
 * nothing until there is a key. Throws `StartError` when the key file cannot be used.
 */
export async function openSealer({ key, database }: Config, sealed: Sealed, log: Log): Promise<Sealer> {
  const isFile = database.url.startsWith('file:');
  const current = key.current ?? (isFile ? loadKeyFile(keyFileOf(pathOf(database.url))) : null);
  const sealer = createSealer({ current, old: key.old });
  const { changed, locked } = await sealAnew(sealed, sealer);
  if (changed > 0) log.info({ changed }, 'Secrets were sealed anew under the current key.');
  for (const why of locked) log.warn(why);
  return sealer;
}

import { pathOf } from '../../db/connect.ts';
import type { Place } from './messages.ts';

/** Records are beside the main file in a folder named after it, or on the same server. */
export function placeOf({ url, authToken }: { url: string; authToken: string | undefined }): Place {
  if (!url.startsWith('file:')) return { kind: 'remote', url, authToken };
  return { kind: 'local', folder: `${pathOf(url).replace(/\.db$/, '')}.databases` };
}

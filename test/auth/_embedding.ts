/** Embedding on a store, with a key of the test's own. */
import type { Store } from '../../db/store.ts';
import { createEmbed } from '../../server/auth/embed.ts';
import { createEmbedKeys } from '../../server/auth/embed-keys.ts';
import { newKey } from '../../server/auth/key.ts';
import { createSealer } from '../../server/auth/sealer.ts';

export function embedding(store: Store, clock = { now: () => Date.now() }) {
  const sealer = createSealer({ current: newKey(), old: [] });
  const embedKeys = createEmbedKeys({ store: store.embedKeys, sealer, newId: () => crypto.randomUUID(), clock });
  const ownSecret = crypto.getRandomValues(new Uint8Array(32));
  return { embedKeys, embed: createEmbed({ ownSecret, sharedKey: embedKeys.find, clock }) };
}

/** Secrets that products share with Cortado, so that their back ends sign embed tokens themselves. Several at once: one can follow another. */
import { Buffer } from 'node:buffer';
import type { SealedPlace } from '../../db/secret-store.ts';
import type { Store } from '../../db/store.ts';
import type { SharedKey } from './embed.ts';
import type { Sealer } from './sealer.ts';
import { newSecret } from './secret.ts';

export type EmbedKeyService = {
  /** `secret` is told here, once. */
  add(organizationId: string, name: string): Promise<{ kid: string; name: string; createdAt: string; secret: string }>;
  find(kid: string): Promise<SharedKey | null>;
};

type Deps = {
  readonly store: Store['embedKeys'];
  readonly sealer: Pick<Sealer, 'seal' | 'open'>;
  readonly newId: () => string;
  readonly clock: { now(): number };
};

export function createEmbedKeys({ store, sealer, newId, clock }: Deps): EmbedKeyService {
  const placeOf = (organizationId: string, kid: string): SealedPlace => ({
    purpose: 'embed',
    organizationId,
    name: kid,
  });

  return {
    async add(organizationId, name) {
      const key = { kid: newId(), name, createdAt: new Date(clock.now()).toISOString() };
      const secret = newSecret('emb');
      await store.add(organizationId, { ...key, sealed: sealer.seal(secret, placeOf(organizationId, key.kid)) });
      return { ...key, secret };
    },
    async find(kid) {
      const found = await store.find(kid);
      if (!found) return null;
      const { organizationId, sealed } = found;
      return { organizationId, secret: Buffer.from(sealer.open(sealed, placeOf(organizationId, kid))) };
    },
  };
}

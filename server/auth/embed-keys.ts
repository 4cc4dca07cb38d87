/** Secrets that products share with Cortado, so that their back ends sign embed tokens themselves. Several at once: one can follow another. */
import { Buffer } from 'node:buffer';
import type { Store } from '../../db/store.ts';
import type { SharedKey } from './embed.ts';
import { newSecret } from './secret.ts';

export type SealedPlace = { readonly purpose: 'embed'; readonly organizationId: string; readonly name: string };
export type Seals = {
  seal(text: string, place: SealedPlace): string;
  open(sealed: string, place: SealedPlace): string;
};

export type EmbedKeyService = {
  /** `secret` is told here, once. */
  add(organizationId: string, name: string): Promise<{ kid: string; name: string; createdAt: string; secret: string }>;
  find(kid: string): Promise<SharedKey | null>;
};

type Deps = {
  readonly store: Store['embedKeys'];
  readonly seals: Seals;
  readonly newId: () => string;
  readonly clock: { now(): number };
};

export function createEmbedKeys({ store, seals, newId, clock }: Deps): EmbedKeyService {
  const placeOf = (organizationId: string, kid: string): SealedPlace => ({
    purpose: 'embed',
    organizationId,
    name: kid,
  });

  return {
    async add(organizationId, name) {
      const key = { kid: newId(), name, createdAt: new Date(clock.now()).toISOString() };
      const secret = newSecret('emb');
      await store.add(organizationId, { ...key, sealed: seals.seal(secret, placeOf(organizationId, key.kid)) });
      return { ...key, secret };
    },
    async find(kid) {
      const found = await store.find(kid);
      if (!found) return null;
      const { organizationId, sealed } = found;
      return { organizationId, secret: Buffer.from(seals.open(sealed, placeOf(organizationId, kid))) };
    },
  };
}

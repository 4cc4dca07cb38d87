/**
 * The port to secrets that must be used again and so cannot be hashed: they come sealed, and the key is not here.
 */

/** Fields of a credential, sealed together; what they are, only who seals them knows. */
export type SealedCredential = {
  readonly name: string;
  readonly kind: string;
  readonly sealed: string;
  readonly createdAt: string;
  readonly updatedAt: string;
};

export type Credentials = {
  /** By name. */
  list(organizationId: string): Promise<SealedCredential[]>;
  get(organizationId: string, name: string): Promise<SealedCredential | null>;
  /** Throws `conflict` when there is one of this name. */
  add(organizationId: string, credential: SealedCredential): Promise<void>;
  /** False: there is none of this name. */
  change(organizationId: string, name: string, kind: string, sealed: string, now: string): Promise<boolean>;
  remove(organizationId: string, name: string): Promise<boolean>;
};

/** A secret that a product shares with Cortado to sign embed tokens by itself; `kid` names it in the token's header. */
export type EmbedKey = {
  readonly kid: string;
  readonly name: string;
  readonly sealed: string;
  readonly createdAt: string;
};

export type EmbedKeys = {
  /** Newest first. */
  list(organizationId: string): Promise<EmbedKey[]>;
  add(organizationId: string, key: EmbedKey): Promise<void>;
  find(kid: string): Promise<(EmbedKey & { readonly organizationId: string }) | null>;
  remove(organizationId: string, kid: string): Promise<boolean>;
};

/** Where a sealed text belongs: it opens nowhere else. Of an embed key, `name` is its `kid`. */
export type SealedPlace = {
  readonly purpose: 'credentials' | 'embed';
  readonly organizationId: string;
  readonly name: string;
};

/** Every sealed text of the database, so that it can be sealed anew under another key. */
export type Sealed = {
  /** Replaces each text by what `reseal` makes of it, all or none; answers how many changed. */
  replace(reseal: (sealed: string, place: SealedPlace) => string): Promise<number>;
};

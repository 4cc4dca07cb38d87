/** Credentials of organizations: they go in, and come out for nodes only. */
import { type Credential, type CredentialSecret, hostsOf } from '../../db/credential.ts';
import { CodedError } from '../../db/errors.ts';
import type { Credentials, SealedCredential, SealedPlace } from '../../db/secret-store.ts';
import type { Sealer } from './sealer.ts';

/** What may be said of a credential. */
export type ListedCredential = {
  readonly name: string;
  readonly kind: string;
  /** names of the fields that are set */
  readonly fields: string[];
  readonly hosts: string[];
  /** whether it can be opened with the keys that the server has */
  readonly usable: boolean;
  readonly createdAt: string;
  readonly updatedAt: string;
};

export type CredentialService = {
  list(organizationId: string): Promise<ListedCredential[]>;
  /** Throws `conflict` when there is one of this name, or no key to seal it with. */
  add(organizationId: string, name: string, secret: CredentialSecret): Promise<ListedCredential>;
  /** Replaces all of it; null: there is none of this name. */
  change(organizationId: string, name: string, secret: CredentialSecret): Promise<ListedCredential | null>;
  remove(organizationId: string, name: string): Promise<boolean>;
  /** Null: there is none of this name. Throws `conflict` when it cannot be opened. */
  open(organizationId: string, name: string): Promise<Credential | null>;
};

type Deps = { readonly store: Credentials; readonly sealer: Sealer; readonly clock: { now(): number } };

export function createCredentialService({ store, sealer, clock }: Deps): CredentialService {
  const now = () => new Date(clock.now()).toISOString();
  const place = (organizationId: string, name: string): SealedPlace => ({
    purpose: 'credentials',
    organizationId,
    name,
  });
  const seal = (organizationId: string, name: string, secret: CredentialSecret) =>
    sealer.seal(JSON.stringify(secret), place(organizationId, name));
  const unseal = (organizationId: string, { name, sealed }: SealedCredential) =>
    JSON.parse(sealer.open(sealed, place(organizationId, name))) as CredentialSecret;

  function listed(organizationId: string, row: SealedCredential): ListedCredential {
    const { name, kind, createdAt, updatedAt } = row;
    try {
      const secret = unseal(organizationId, row);
      return { ...saidOf(secret), name, usable: true, createdAt, updatedAt };
    } catch (error) {
      if (!(error instanceof CodedError)) throw error;
      return { name, kind, fields: [], hosts: [], usable: false, createdAt, updatedAt };
    }
  }

  return {
    async list(organizationId) {
      return (await store.list(organizationId)).map((row) => listed(organizationId, row));
    },
    async add(organizationId, name, secret) {
      const times = { createdAt: now(), updatedAt: now() };
      const sealed = seal(organizationId, name, secret);
      await store.add(organizationId, { name, kind: secret.kind, sealed, ...times });
      return { ...saidOf(secret), name, usable: true, ...times };
    },
    async change(organizationId, name, secret) {
      const before = await store.get(organizationId, name);
      if (!before) return null;
      const updatedAt = now();
      const sealed = seal(organizationId, name, secret);
      if (!(await store.change(organizationId, name, secret.kind, sealed, updatedAt))) return null;
      return { ...saidOf(secret), name, usable: true, createdAt: before.createdAt, updatedAt };
    },
    remove: (organizationId, name) => store.remove(organizationId, name),
    async open(organizationId, name) {
      const row = await store.get(organizationId, name);
      if (!row) return null;
      const secret = unseal(organizationId, row);
      return { name, secret, hosts: hostsOf(secret) };
    },
  };
}

function saidOf(secret: CredentialSecret): { kind: string; fields: string[]; hosts: string[] } {
  const { kind, hosts: _, ...values } = secret;
  const fields = Object.keys(values).filter((field) => (values as Record<string, unknown>)[field] !== undefined);
  return { kind, fields, hosts: [...hostsOf(secret)] };
}

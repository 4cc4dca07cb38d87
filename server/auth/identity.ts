/** Who asks, and what they may do. */
import { type Actor, type Role, type Scope, scopes } from '../../db/account-store.ts';
import { DEFAULT_ORGANIZATION } from '../../db/model.ts';

export type Identity = {
  readonly actor: Actor;
  readonly organizationId: string;
  readonly scopes: ReadonlySet<Scope>;
  /** digest of what proved it; streams and limits are counted by it. Empty where nobody has to prove anything. */
  readonly proof: string;
  /** when it ends by itself, in ms since 1970; null: not at all */
  readonly until: number | null;
  /** set when it is a person who signed in */
  readonly session: { readonly userId: string; readonly role: Role } | null;
};

/** In place of an organization: a worker that the operator has let in advances everybody's executions. */
export const EVERY_ORGANIZATION = '*';

const scopesOf: Record<Role, readonly Scope[]> = {
  owner: ['read', 'run', 'write', 'admin'],
  editor: ['read', 'run', 'write'],
  viewer: ['read'],
};

export function scopesOfRole(role: Role): ReadonlySet<Scope> {
  return new Set(scopesOf[role]);
}

/** Everybody who reaches a server that asks nobody who they are. */
export const LOCAL: Identity = {
  actor: { type: 'local', id: 'local', name: 'this machine' },
  organizationId: DEFAULT_ORGANIZATION,
  scopes: new Set(scopes),
  proof: '',
  until: null,
  session: null,
};

/** Who comes with the token that the operator gave server and workers in their environment. */
export function operatorsWorker(proof: string): Identity {
  return {
    actor: { type: 'token', id: 'worker', name: 'CORTADO_WORKER_TOKEN' },
    organizationId: EVERY_ORGANIZATION,
    scopes: new Set<Scope>(['worker']),
    proof,
    until: null,
    session: null,
  };
}

/** How an execution records who began it; null where nobody had to say who they are. */
export function startedBy({ actor }: Identity): string | null {
  return actor.type === 'local' ? null : `${actor.type}:${actor.name}`;
}

/** How what is written records who did it. */
export function actorOf({ actor }: Identity): string {
  return actor.type === 'local' ? 'local' : `${actor.type}:${actor.name}`;
}

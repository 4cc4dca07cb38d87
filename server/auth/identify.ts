/** From what a request carries to who asks: a session's cookie, or a Bearer token. */
import type { Store } from '../../db/store.ts';
import { type Identity, operatorsWorker, scopesOfRole } from './identity.ts';
import { digest } from './secret.ts';

export type Proofs = { readonly bearer: string | null; readonly session: string | null };

export type Identify = {
  /** Null: the proof proves nothing, or there is none. */
  (proofs: Proofs): Promise<Identity | null>;
  /** Asks the database again the next time, for one proof or for all: something has changed. */
  forget(proof?: string): void;
};

type Source = Pick<Store, 'sessions' | 'apiTokens'>;
type Known = { readonly identity: Promise<Identity | null>; readonly until: number };

/** So long an answer is used again (ms): a change at another server is in force here after that. */
const FRESH_MS = 10_000;
const KNOWN_MAX = 10_000;
/** A session goes on for so long after it was last used, and is extended at most once in a while (ms). */
export const SESSION_MS = 14 * 24 * 3_600_000;
const EXTEND_AFTER_MS = 3_600_000;
const USED_EVERY_MS = 60_000;

/** `workerToken` lets in the workers of the operator; without one nothing does. */
export function createIdentify(
  { sessions, apiTokens }: Source,
  clock: { now(): number },
  workerToken?: string,
): Identify {
  const workerProof = workerToken === undefined ? null : digest(workerToken);
  const known = new Map<string, Known>();

  async function ofToken(proof: string): Promise<Identity | null> {
    const now = clock.now();
    const token = await apiTokens.find(proof, iso(now));
    if (!token) return null;
    if (now - Date.parse(token.lastUsedAt ?? iso(0)) > USED_EVERY_MS) await apiTokens.used(token.id, iso(now));
    return {
      actor: { type: 'token', id: token.id, name: token.name },
      organizationId: token.organizationId,
      scopes: new Set(token.scopes),
      proof,
      until: token.expiresAt === null ? null : Date.parse(token.expiresAt),
      session: null,
    };
  }

  async function ofSession(proof: string): Promise<Identity | null> {
    const now = clock.now();
    const signedIn = await sessions.find(proof, iso(now));
    if (!signedIn) return null;
    const { user, membership } = signedIn;
    let until = Date.parse(signedIn.expiresAt);
    if (until - now < SESSION_MS - EXTEND_AFTER_MS) {
      until = now + SESSION_MS;
      await sessions.extend(proof, iso(until));
    }
    return {
      actor: { type: 'user', id: user.id, name: user.email },
      organizationId: membership.id,
      scopes: scopesOfRole(membership.role),
      proof,
      until,
      session: { userId: user.id, role: membership.role },
    };
  }

  function identify({ bearer, session }: Proofs): Promise<Identity | null> {
    const secret = bearer ?? session;
    if (secret === null) return Promise.resolve(null);
    const proof = digest(secret);
    if (bearer !== null && proof === workerProof) return Promise.resolve(operatorsWorker(proof));
    const now = clock.now();
    // a session is no token, whatever it is sent as
    const key = `${bearer === null ? 'session' : 'token'}:${proof}`;
    const found = known.get(key);
    if (found && found.until > now) return found.identity;
    const identity = bearer === null ? ofSession(proof) : ofToken(proof);
    if (known.size >= KNOWN_MAX) known.clear();
    known.set(key, { identity, until: now + FRESH_MS });
    identity.catch(() => known.delete(key));
    return identity;
  }

  return Object.assign(identify, {
    forget(proof?: string) {
      if (proof === undefined) return known.clear();
      known.delete(`session:${proof}`);
      known.delete(`token:${proof}`);
    },
  });
}

function iso(ms: number): string {
  return new Date(ms).toISOString();
}

/** Identities, put together. A server that asks nobody who they are has none of this. */
import type { Store } from '../../db/store.ts';
import { createIdentify, type Identify } from './identify.ts';
import { createSignIn, type SignIn } from './sign-in.ts';

export type Auth = { readonly identify: Identify; readonly signIn: SignIn };

type Deps = {
  readonly store: Pick<Store, 'accounts' | 'invitations' | 'sessions' | 'apiTokens'>;
  readonly clock: { now(): number };
  readonly newId: () => string;
  readonly workerToken?: string | undefined;
};

export function createAuth(deps: Deps): Auth {
  return { identify: createIdentify(deps.store, deps.clock, deps.workerToken), signIn: createSignIn(deps) };
}

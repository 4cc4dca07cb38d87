/** How people come in: the setup link, invitations, and their password. */
import type { NewUser, Role, User } from '../../db/account-store.ts';
import { CodedError } from '../../db/errors.ts';
import { DEFAULT_ORGANIZATION } from '../../db/model.ts';
import type { Store } from '../../db/store.ts';
import { SESSION_MS } from './identify.ts';
import { hashPassword, verifyPassword } from './password.ts';
import { digest, newSecret } from './secret.ts';
import { createThrottle } from './throttle.ts';

/** A session that has just begun; its secret goes into the cookie, and nowhere else. */
export type NewSession = { readonly secret: string; readonly user: User; readonly organizationId: string };
export type Joining = {
  readonly token: string;
  readonly email: string;
  readonly name: string;
  readonly password: string;
};
export type Inviting = { readonly email: string; readonly role: Role };

export type SignIn = {
  /** Whether nobody has an account yet. Asked once there is one, it asks the database no more. */
  needsSetup(): Promise<boolean>;
  /** Makes the link for the first user valid: `token`, or a new one; answers it. */
  openSetup(token?: string): Promise<string>;
  /** Throws `unauthorized` with the same sentence whether the email or the password is wrong, `rate_limited` after too many tries. */
  signIn(email: string, password: string, address: string): Promise<NewSession>;
  /**
   * Uses an invitation up, that of the setup link too. Somebody who has an account joins with its password.
   * Throws `not_found` for a link that is used up or ran out, `unauthorized` for another password.
   */
  join(joining: Joining, address: string): Promise<NewSession>;
  invite(organizationId: string, inviting: Inviting): Promise<{ token: string; expiresAt: string }>;
  /** Ends every other session of the user. Throws `unauthorized` when `current` is not the password. */
  changePassword(userId: string, change: { current: string; next: string }, proof: string): Promise<void>;
};

type Deps = {
  readonly store: Pick<Store, 'accounts' | 'invitations' | 'sessions'>;
  readonly clock: { now(): number };
  readonly newId: () => string;
};

const INVITATION_MS = 7 * 24 * 3_600_000;
/** Wrong passwords: of one account, and from one address, in a quarter of an hour. */
const PER_ACCOUNT = { points: 10, seconds: 900 };
const PER_ADDRESS = { points: 50, seconds: 900 };

export function createSignIn({ store, clock, newId }: Deps): SignIn {
  const { accounts, invitations, sessions } = store;
  const perAccount = createThrottle(PER_ACCOUNT);
  const perAddress = createThrottle(PER_ADDRESS);
  const iso = (ms = 0) => new Date(clock.now() + ms).toISOString();
  let anybody = false;

  async function begin(user: User, organizationId: string): Promise<NewSession> {
    const secret = newSecret('ses');
    const times = { createdAt: iso(), expiresAt: iso(SESSION_MS) };
    await sessions.begin({ digest: digest(secret), userId: user.id, organizationId, ...times });
    const { id, email, name } = user;
    return { secret, user: { id, email, name }, organizationId };
  }

  /** Counts the try first, so that many at once are not all let through. */
  async function check(email: string, password: string, address: string): Promise<NewUser> {
    const account = email.toLowerCase();
    await perAddress.take(address);
    await perAccount.take(account);
    const user = await accounts.byEmail(email);
    if (!(await verifyPassword(password, user?.passwordHash ?? null)) || !user) {
      throw new CodedError('unauthorized', 'The email or the password is wrong.');
    }
    await Promise.all([perAddress.forgive(address), perAccount.forgive(account)]);
    return user;
  }

  return {
    async needsSetup() {
      anybody ||= await accounts.any();
      return !anybody;
    },

    async openSetup(token = newSecret('setup')) {
      const invitation = { organizationId: DEFAULT_ORGANIZATION, email: null, role: 'owner' } as const;
      await invitations.add({ ...invitation, digest: digest(token), expiresAt: iso(INVITATION_MS) });
      return token;
    },

    async signIn(email, password, address) {
      const user = await check(email, password, address);
      const [first] = await accounts.organizations(user.id);
      if (!first) throw new CodedError('forbidden', 'This account is a member of no organization any more.');
      return begin(user, first.id);
    },

    async join({ token, email, name, password }, address) {
      await perAddress.take(address);
      const invitation = await invitations.find(digest(token), iso());
      if (!invitation) throw goneLink();
      if (invitation.email !== null && invitation.email.toLowerCase() !== email.toLowerCase()) {
        throw new CodedError('invalid', `Expected "email" to be the one that was invited: ${invitation.email}.`);
      }
      const known = (await accounts.byEmail(email)) && (await check(email, password, address));
      const user = known ?? { id: newId(), email, name, passwordHash: await hashPassword(password) };
      const accepted = await invitations.accept(digest(token), known ? { id: known.id } : user, iso());
      if (!accepted) throw goneLink();
      await perAddress.forgive(address);
      return begin(user, invitation.organizationId);
    },

    async invite(organizationId, { email, role }) {
      const token = newSecret('join');
      const expiresAt = iso(INVITATION_MS);
      await invitations.add({ organizationId, email, role, digest: digest(token), expiresAt });
      return { token, expiresAt };
    },

    async changePassword(userId, { current, next }, proof) {
      const user = await accounts.byId(userId);
      await perAccount.take(user?.email.toLowerCase() ?? userId);
      if (!(await verifyPassword(current, user?.passwordHash ?? null))) {
        throw new CodedError('unauthorized', 'The current password is wrong.');
      }
      await accounts.setPassword(userId, await hashPassword(next));
      await sessions.endOthers(userId, proof);
    },
  };
}

function goneLink(): CodedError {
  const sentence = 'This link was used, or ran out. Ask for another one, or sign in.';
  return new CodedError('not_found', sentence);
}

/**
 * The port to who may do what: people, organizations, sessions, API tokens, and what was done by whom.
 *
 * Secrets never reach it: passwords come as hashes, everything else that proves who somebody is as a SHA-256 digest.
 */
import type { Page, PageRequest } from './store.ts';

export const roles = ['owner', 'editor', 'viewer'] as const;
export type Role = (typeof roles)[number];

export const scopes = ['read', 'run', 'write', 'admin', 'worker'] as const;
/** What a caller may do: see, start and steer executions, change workflows, manage the organization, advance executions. */
export type Scope = (typeof scopes)[number];

export type User = { readonly id: string; readonly email: string; readonly name: string };
export type NewUser = User & { readonly passwordHash: string };
export type Organization = { readonly id: string; readonly name: string };
export type Membership = Organization & { readonly role: Role };
export type Member = User & { readonly role: Role; readonly since: string };

/** A link that makes its reader a member, once. `email` null: the setup link, which makes the first user. */
export type Invitation = {
  readonly organizationId: string;
  readonly organizationName: string;
  readonly email: string | null;
  readonly role: Role;
  readonly expiresAt: string;
};
export type NewInvitation = Omit<Invitation, 'organizationName'> & { readonly digest: string };

export type Accounts = {
  /** Whether anybody has an account. */
  any(): Promise<boolean>;
  /** The email is compared without case. */
  byEmail(email: string): Promise<NewUser | null>;
  byId(userId: string): Promise<NewUser | null>;
  setPassword(userId: string, passwordHash: string): Promise<void>;
  /** Organizations of a user, by name. */
  organizations(userId: string): Promise<Membership[]>;
  createOrganization(organization: Organization, ownerId: string, now: string): Promise<void>;
  /** Owners first, then by email. */
  members(organizationId: string): Promise<Member[]>;
  /** False: no such member. Throws `conflict` when nobody would be left who owns the organization. */
  setRole(organizationId: string, userId: string, role: Role): Promise<boolean>;
  /** Ends the sessions they have there as well. As `setRole`. */
  removeMember(organizationId: string, userId: string): Promise<boolean>;
};

export type Invitations = {
  /** An earlier one of the same organization and email is void. */
  add(invitation: NewInvitation): Promise<void>;
  find(digest: string, now: string): Promise<Invitation | null>;
  /** Those that are open, of one organization, soonest to end first. */
  list(organizationId: string, now: string): Promise<(Invitation & { readonly email: string })[]>;
  withdraw(organizationId: string, email: string): Promise<boolean>;
  /**
   * Uses an invitation up: its reader becomes a member, and a user when `user` is new. False when another was faster or
   * it ran out. Throws `conflict` when there is a user with this email already and `user` is new.
   */
  accept(digest: string, user: NewUser | { readonly id: string }, now: string): Promise<boolean>;
};

/** Who is signed in, in which of their organizations. */
export type SignedIn = { readonly user: User; readonly membership: Membership; readonly expiresAt: string };

export type Sessions = {
  begin(session: {
    readonly digest: string;
    readonly userId: string;
    readonly organizationId: string;
    readonly createdAt: string;
    readonly expiresAt: string;
  }): Promise<void>;
  find(digest: string, now: string): Promise<SignedIn | null>;
  extend(digest: string, expiresAt: string): Promise<void>;
  /** Moves a session to another organization of its user; false when they are no member of it. */
  enter(digest: string, organizationId: string): Promise<boolean>;
  end(digest: string): Promise<void>;
  /** All sessions of a user but one. */
  endOthers(userId: string, digest: string | null): Promise<void>;
  /** Forgets what ran out; answers how many. */
  sweep(now: string): Promise<number>;
};

export type ApiToken = {
  readonly id: string;
  readonly name: string;
  readonly scopes: readonly Scope[];
  readonly createdBy: string;
  readonly createdAt: string;
  readonly expiresAt: string | null;
  readonly lastUsedAt: string | null;
};

export type ApiTokens = {
  add(organizationId: string, token: Omit<ApiToken, 'lastUsedAt'> & { readonly digest: string }): Promise<void>;
  /** Newest first. */
  list(organizationId: string): Promise<ApiToken[]>;
  /** Revokes it; the one that was, null when there is none. */
  remove(organizationId: string, id: string): Promise<{ readonly name: string; readonly digest: string } | null>;
  find(digest: string, now: string): Promise<(ApiToken & { readonly organizationId: string }) | null>;
  used(id: string, at: string): Promise<void>;
};

/** Who did something: a user, a token, an embedding page, or `local` where nobody has to sign in. */
export type Actor = {
  readonly type: 'local' | 'user' | 'token' | 'embed' | 'anonymous';
  readonly id: string;
  readonly name: string;
};

export type AuditEvent = {
  readonly id: string;
  readonly organizationId: string;
  readonly at: string;
  readonly actor: Actor;
  /** `<noun>.<verb>`, as `token.created` */
  readonly action: string;
  readonly target: string | null;
  /** the network address it came from */
  readonly address: string | null;
  readonly details: Readonly<Record<string, unknown>> | null;
};

export type AuditFilter = PageRequest & {
  /** an action, or its noun */
  readonly action?: string;
  readonly actor?: string;
  readonly target?: string;
};

export type Audit = {
  add(event: AuditEvent): Promise<void>;
  /** Newest first. */
  list(organizationId: string, filter: AuditFilter): Promise<Page<AuditEvent>>;
  /** Forgets what is older than a time; answers how many. */
  sweep(before: string): Promise<number>;
};

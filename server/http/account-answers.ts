/** What answers about people, organizations and tokens look like. */
import * as z from 'zod';
import { roles, scopes } from '../../db/account-store.ts';

const organization = z.object({ id: z.string(), name: z.string() });
const person = z.object({ id: z.string(), email: z.string(), name: z.string() });
const role = z.enum(roles);

export const meAnswer = z.object({
  /** `setup`: nobody has an account yet. `local`: nobody has to sign in. */
  state: z.enum(['local', 'setup', 'signed-out', 'signed-in']),
  actor: z.object({ type: z.string(), id: z.string(), name: z.string() }).nullable(),
  organization: organization.nullable(),
  organizations: z.array(organization.extend({ role })),
  role: role.nullable(),
  scopes: z.array(z.enum(scopes)),
});
export type MeAnswer = z.infer<typeof meAnswer>;

export const invitationAnswer = z.object({ organization, email: z.string().nullable(), role, expiresAt: z.string() });
export type InvitationAnswer = z.infer<typeof invitationAnswer>;

export const memberAnswer = person.extend({ role, since: z.string() });
const openInvitation = z.object({ email: z.string(), role, expiresAt: z.string() });
export const membersAnswer = z.object({
  members: z.array(memberAnswer),
  invitations: z.array(openInvitation),
  next: z.null(),
});
export type MembersAnswer = z.infer<typeof membersAnswer>;
/** `url` is shown once: whoever opens it becomes a member. */
export const invitedAnswer = openInvitation.extend({ url: z.string() });
export type InvitedAnswer = z.infer<typeof invitedAnswer>;

export const organizationAnswer = organization;
export type OrganizationAnswer = z.infer<typeof organizationAnswer>;

export const tokenAnswer = z.object({
  id: z.string(),
  name: z.string(),
  scopes: z.array(z.enum(scopes)),
  createdBy: z.string(),
  createdAt: z.string(),
  expiresAt: z.string().nullable(),
  lastUsedAt: z.string().nullable(),
});
export const tokensAnswer = z.object({ tokens: z.array(tokenAnswer), next: z.null() });
export type TokensAnswer = z.infer<typeof tokensAnswer>;
/** `token` is shown once. */
export const newTokenAnswer = tokenAnswer.extend({ token: z.string() });
export type NewTokenAnswer = z.infer<typeof newTokenAnswer>;

export const auditEventAnswer = z.object({
  id: z.string(),
  at: z.string(),
  actor: z.object({ type: z.string(), id: z.string(), name: z.string() }),
  action: z.string(),
  target: z.string().nullable(),
  address: z.string().nullable(),
  details: z.record(z.string(), z.unknown()).nullable(),
});
export const auditAnswer = z.object({ events: z.array(auditEventAnswer), next: z.string().nullable() });
export type AuditAnswer = z.infer<typeof auditAnswer>;

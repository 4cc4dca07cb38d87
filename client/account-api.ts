/** What the dashboard asks of the server about people, organizations, tokens and secrets. */
import { type Answered, answer, api, defined, type PageOf } from './api.ts';

export type Me = Answered<typeof api.me.$get>;
export type Scope = Me['scopes'][number];
export type Role = NonNullable<Me['role']>;
export type Invitation = Answered<typeof api.invitation.$get>;
export type Members = Answered<typeof api.members.$get>;
export type Member = Members['members'][number];
export type ApiToken = Answered<typeof api.tokens.$get>['tokens'][number];
export type Joining = { token: string; email: string; password: string; name?: string };

export const roles = ['viewer', 'editor', 'owner'] as const satisfies readonly Role[];

export const whoAmI = (): Promise<Me> => answer(api.me.$get());
export const setUp = (json: Joining): Promise<Me> => answer(api.setup.$post({ json }));
export const join = (json: Joining): Promise<Me> => answer(api.join.$post({ json }));
export const signIn = (json: { email: string; password: string }): Promise<Me> => answer(api.login.$post({ json }));
export const signOut = (): Promise<unknown> => answer(api.logout.$post());

/** What an invitation's link is for. */
export function invitationOf(secret: string): Promise<Invitation> {
  return answer(api.invitation.$get({}, { headers: { Authorization: `Bearer ${secret}` } }));
}

export const changePassword = (json: { current: string; next: string }): Promise<unknown> =>
  answer(api.me.password.$post({ json }));

export const enterOrganization = (organizationId: string): Promise<Me> =>
  answer(api.me.organization.$post({ json: { organizationId } }));

export const createOrganization = (name: string): Promise<{ id: string }> =>
  answer(api.organizations.$post({ json: { name } }));

export const listMembers = (): Promise<Members> => answer(api.members.$get());
/** Answers the link, which nobody can ask for again. */
export const invite = (json: { email: string; role: Role }): Promise<{ url: string }> =>
  answer(api.members.$post({ json }));
export const changeRole = (userId: string, role: Role): Promise<unknown> =>
  answer(api.members[':userId'].$put({ param: { userId }, json: { role } }));
export const removeMember = (userId: string): Promise<unknown> =>
  answer(api.members[':userId'].$delete({ param: { userId } }));
export const withdrawInvitation = (email: string): Promise<unknown> =>
  answer(api.invitations[':email'].$delete({ param: { email } }));

export const listTokens = async (): Promise<ApiToken[]> => (await answer(api.tokens.$get())).tokens;
/** Answers the token itself, which nobody can ask for again. */
export const createToken = (json: {
  name: string;
  scopes: Scope[];
  expiresInDays?: number;
}): Promise<{ token: string }> => answer(api.tokens.$post({ json }));
export const revokeToken = (tokenId: string): Promise<unknown> =>
  answer(api.tokens[':tokenId'].$delete({ param: { tokenId } }));

export type AuditEvent = {
  readonly id: string;
  readonly at: string;
  readonly actor: { readonly type: string; readonly id: string; readonly name: string };
  readonly action: string;
  readonly target: string | null;
  readonly address: string | null;
  readonly details: Readonly<Record<string, unknown>> | null;
};
export type AuditQuery = { readonly action?: string; readonly actor?: string };

type AuditPage = { readonly events: AuditEvent[]; readonly next: string | null };

export async function listAudit(query: AuditQuery, before?: string): Promise<PageOf<AuditEvent>> {
  const asked = fetch(`/api/audit?${new URLSearchParams(defined({ ...query, before }))}`);
  const { events, next } = await answer<AuditPage>(asked);
  return { items: events, next };
}

/** Where everything that fits is had as a file, one event a line. */
export function auditFile(query: AuditQuery): string {
  return `/api/audit?${new URLSearchParams(defined({ ...query, format: 'ndjson' }))}`;
}

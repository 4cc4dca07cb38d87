/** Who belongs to an organization. */
import { Hono } from 'hono';
import { CodedError } from '../../../db/errors.ts';
import type { InvitedAnswer, MembersAnswer } from '../account-answers.ts';
import { inviteBody, roleBody } from '../account-schemas.ts';
import { jsonBody } from '../body.ts';
import type { HttpDeps } from '../deps.ts';
import { organizationOf } from '../organization.ts';
import type { Recorder } from '../recorder.ts';
import { required } from './account.ts';

export function memberRoutes(deps: HttpDeps, record: Recorder) {
  const { store, config, clock } = deps;
  const iso = () => new Date(clock.now()).toISOString();

  return new Hono()
    .get('/api/members', async (c) => {
      const [members, invitations] = await Promise.all([
        store.accounts.members(organizationOf(c)),
        store.invitations.list(organizationOf(c), iso()),
      ]);
      const open = invitations.map(({ email, role, expiresAt }) => ({ email, role, expiresAt }));
      return c.json({ members, invitations: open, next: null } satisfies MembersAnswer, 200);
    })
    .post('/api/members', jsonBody(inviteBody, config), async (c) => {
      const inviting = c.req.valid('json');
      const { token, expiresAt } = await required(deps.auth).signIn.invite(organizationOf(c), inviting);
      await record(c, { action: 'member.invited', target: inviting.email, details: { role: inviting.role } });
      // behind `#`: a browser tells nobody that part of an address
      const url = `${config.publicUrl ?? new URL(c.req.url).origin}/join#${token}`;
      return c.json({ ...inviting, expiresAt, url } satisfies InvitedAnswer, 201);
    })
    .put('/api/members/:userId', jsonBody(roleBody, config), async (c) => {
      const { userId } = c.req.param();
      const { role } = c.req.valid('json');
      if (!(await store.accounts.setRole(organizationOf(c), userId, role))) throw noMember(userId);
      required(deps.auth).identify.forget();
      await record(c, { action: 'member.role', target: userId, details: { role } });
      return c.body(null, 204);
    })
    .delete('/api/members/:userId', async (c) => {
      const { userId } = c.req.param();
      if (!(await store.accounts.removeMember(organizationOf(c), userId))) throw noMember(userId);
      required(deps.auth).identify.forget();
      await record(c, { action: 'member.removed', target: userId });
      return c.body(null, 204);
    })
    .delete('/api/invitations/:email', async (c) => {
      const { email } = c.req.param();
      if (!(await store.invitations.withdraw(organizationOf(c), email))) {
        throw new CodedError('not_found', `There is no open invitation of "${email}".`);
      }
      await record(c, { action: 'member.uninvited', target: email });
      return c.body(null, 204);
    });
}

function noMember(userId: string): CodedError {
  return new CodedError('not_found', `There is no member "${userId}".`);
}

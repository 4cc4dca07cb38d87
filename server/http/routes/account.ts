/** Coming in and going out: the setup link, invitations, passwords, sessions. */
import { type Context, Hono } from 'hono';
import { CodedError } from '../../../db/errors.ts';
import type { Auth } from '../../auth/auth.ts';
import { digest } from '../../auth/secret.ts';
import type { NewSession } from '../../auth/sign-in.ts';
import type { InvitationAnswer, MeAnswer, OrganizationAnswer } from '../account-answers.ts';
import { enterBody, joinBody, loginBody, organizationBody, passwordBody } from '../account-schemas.ts';
import { jsonBody } from '../body.ts';
import { addressOf, proofsOf } from '../caller.ts';
import type { HttpDeps } from '../deps.ts';
import type { Recorder } from '../recorder.ts';
import { setSessionCookie } from '../session-cookie.ts';

export function accountRoutes(deps: HttpDeps, record: Recorder) {
  const { store, config, clock } = deps;
  const auth = () => required(deps.auth);

  /** Who is who after a session began: the request itself came from nobody. */
  async function welcome(c: Context, session: NewSession, action: string): Promise<MeAnswer> {
    const { user, organizationId } = session;
    setSessionCookie(c, config, session.secret);
    const actor = { type: 'user', id: user.id, name: user.email } as const;
    await record(c, { action, as: { actor, organizationId } });
    const identity = await auth().identify({ bearer: null, session: session.secret });
    if (identity) c.set('identity', identity);
    return me(c);
  }

  async function me(c: Context): Promise<MeAnswer> {
    const { actor, organizationId, scopes, session } = c.get('identity');
    const nobody = { actor: null, organization: null, organizations: [], role: null, scopes: [] };
    if (actor.type === 'anonymous') {
      return { ...nobody, state: (await auth().signIn.needsSetup()) ? 'setup' : 'signed-out' };
    }
    const organizations = session ? await store.accounts.organizations(session.userId) : [];
    const named = organizations.find(({ id }) => id === organizationId);
    return {
      state: actor.type === 'local' ? 'local' : 'signed-in',
      actor,
      organization: { id: organizationId, name: named?.name ?? organizationId },
      organizations,
      role: session?.role ?? null,
      scopes: [...scopes],
    };
  }

  return new Hono()
    .get('/api/me', async (c) => c.json(await me(c), 200))
    .get('/api/invitation', async (c) => {
      const token = c.req.header('authorization')?.replace(/^Bearer +/i, '') ?? '';
      const found = deps.auth && (await store.invitations.find(digest(token), new Date(clock.now()).toISOString()));
      if (!found) throw new CodedError('not_found', 'This link was used, or ran out. Ask for another one.');
      const { organizationId: id, organizationName: name, email, role, expiresAt } = found;
      return c.json({ organization: { id, name }, email, role, expiresAt } satisfies InvitationAnswer, 200);
    })
    .post('/api/setup', jsonBody(joinBody, config), async (c) => {
      const { signIn } = auth();
      if (!(await signIn.needsSetup())) throw new CodedError('conflict', 'There is an account already: sign in.');
      return c.json(await welcome(c, await join(c, auth(), c.req.valid('json')), 'account.setup'), 201);
    })
    .post('/api/join', jsonBody(joinBody, config), async (c) =>
      c.json(await welcome(c, await join(c, auth(), c.req.valid('json')), 'account.join'), 201),
    )
    .post('/api/login', jsonBody(loginBody, config), async (c) => {
      const { email, password } = c.req.valid('json');
      const session = await auth().signIn.signIn(email, password, addressOf(c, config.trusts));
      return c.json(await welcome(c, session, 'session.begin'), 200);
    })
    .post('/api/logout', async (c) => {
      const { session } = proofsOf(c);
      const { actor, proof } = c.get('identity');
      if (session !== null) await store.sessions.end(digest(session));
      deps.auth?.identify.forget(proof);
      setSessionCookie(c, config, null);
      if (actor.type === 'user') await record(c, { action: 'session.end' });
      return c.body(null, 204);
    })
    .post('/api/me/password', jsonBody(passwordBody, config), async (c) => {
      const { proof, actor } = c.get('identity');
      await auth().signIn.changePassword(actor.id, c.req.valid('json'), proof);
      auth().identify.forget();
      await record(c, { action: 'account.password' });
      return c.body(null, 204);
    })
    .post('/api/me/organization', jsonBody(enterBody, config), async (c) => {
      const { organizationId } = c.req.valid('json');
      const { proof } = c.get('identity');
      if (!(await store.sessions.enter(proof, organizationId))) throw noOrganization(organizationId);
      auth().identify.forget(proof);
      const identity = await auth().identify(proofsOf(c));
      if (identity) c.set('identity', identity);
      return c.json(await me(c), 200);
    })
    .post('/api/organizations', jsonBody(organizationBody, config), async (c) => {
      const organization: OrganizationAnswer = { id: deps.newId(), name: c.req.valid('json').name };
      const { actor } = c.get('identity');
      await store.accounts.createOrganization(organization, actor.id, new Date(clock.now()).toISOString());
      await record(c, { action: 'organization.created', as: { actor, organizationId: organization.id } });
      return c.json(organization, 201);
    });

  async function join(
    c: Context,
    { signIn }: Auth,
    body: { token: string; email: string; name?: string; password: string },
  ) {
    const name = body.name ?? body.email.split('@', 1)[0]!;
    return signIn.join({ ...body, name }, addressOf(c, config.trusts));
  }
}

/** Throws `conflict` where nobody signs in. */
export function required(auth: Auth | null): Auth {
  if (auth) return auth;
  const sentence = 'This server asks nobody to sign in. Set CORTADO_AUTH=on to have accounts.';
  throw new CodedError('conflict', sentence);
}

function noOrganization(id: string): CodedError {
  return new CodedError('not_found', `There is no organization "${id}" that you are a member of.`);
}

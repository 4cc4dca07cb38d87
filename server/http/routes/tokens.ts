/** API tokens: for programs, and for the terminal client. */
import { Hono } from 'hono';
import { CodedError } from '../../../db/errors.ts';
import { digest, newSecret } from '../../auth/secret.ts';
import type { NewTokenAnswer, TokensAnswer } from '../account-answers.ts';
import { tokenBody } from '../account-schemas.ts';
import { jsonBody } from '../body.ts';
import type { HttpDeps } from '../deps.ts';
import { organizationOf } from '../organization.ts';
import type { Recorder } from '../recorder.ts';
import { required } from './account.ts';

const DAY_MS = 24 * 3_600_000;

export function tokenRoutes(deps: HttpDeps, record: Recorder) {
  const { store, config, clock } = deps;
  const iso = (ms = 0) => new Date(clock.now() + ms).toISOString();

  return new Hono()
    .get('/api/tokens', async (c) => {
      const tokens = await store.apiTokens.list(organizationOf(c));
      const answer = tokens.map((token) => ({ ...token, scopes: [...token.scopes] }));
      return c.json({ tokens: answer, next: null } satisfies TokensAnswer, 200);
    })
    .post('/api/tokens', jsonBody(tokenBody, config), async (c) => {
      required(deps.auth);
      const { name, scopes, expiresInDays } = c.req.valid('json');
      const identity = c.get('identity');
      const beyond = scopes.filter((scope) => !identity.scopes.has(scope) && !mayLend(scope, identity.scopes));
      if (beyond.length > 0) {
        throw new CodedError('forbidden', `Expected scopes that you have yourself, got: ${beyond.join(', ')}.`);
      }
      const secret = newSecret('cortado');
      const token = {
        id: deps.newId(),
        name,
        scopes: [...new Set(scopes)],
        createdBy: identity.actor.name,
        createdAt: iso(),
        expiresAt: expiresInDays === undefined ? null : iso(expiresInDays * DAY_MS),
      };
      await store.apiTokens.add(organizationOf(c), { ...token, digest: digest(secret) });
      await record(c, { action: 'token.created', target: token.id, details: { name, scopes } });
      return c.json({ ...token, lastUsedAt: null, token: secret } satisfies NewTokenAnswer, 201);
    })
    .delete('/api/tokens/:tokenId', async (c) => {
      const { tokenId } = c.req.param();
      const { scopes, actor } = c.get('identity');
      const token = (await store.apiTokens.list(organizationOf(c))).find(({ id }) => id === tokenId);
      if (!token) throw new CodedError('not_found', `There is no token "${tokenId}".`);
      if (!scopes.has('admin') && token.createdBy !== actor.name) {
        throw new CodedError('forbidden', `Only ${token.createdBy} and owners may revoke this token.`);
      }
      const removed = await store.apiTokens.remove(organizationOf(c), tokenId);
      deps.auth?.identify.forget(removed?.digest);
      await record(c, { action: 'token.revoked', target: tokenId, details: { name: token.name } });
      return c.body(null, 204);
    });
}

/** Nobody is a worker by role: who manages the organization may let machines be. */
function mayLend(scope: string, scopes: ReadonlySet<string>): boolean {
  return scope === 'worker' && scopes.has('admin');
}

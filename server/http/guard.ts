/** What holds before any route runs: whose pages may ask, who asks, and whether they may. */
import type { Context, MiddlewareHandler } from 'hono';
import { matchedRoutes } from 'hono/route';
import { CodedError } from '../../db/errors.ts';
import { type Identity, LOCAL } from '../auth/identity.ts';
import { type Access, access, accessOf } from './access.ts';
import { proofsOf } from './caller.ts';
import type { HttpDeps } from './deps.ts';
import { refuseCrossSite, refuseForeignHost } from './same-site.ts';

declare module 'hono' {
  interface ContextVariableMap {
    identity: Identity;
    /** `<METHOD> <path with parameters>` of the route that answers; null: none does */
    route: string | null;
  }
}

/** Answered before there is a first user. */
const BEFORE_SETUP = new Set([
  ...['GET /health', 'GET /ready', 'GET /openapi.json', 'GET /docs'],
  ...['GET /api/me', 'GET /api/invitation', 'POST /api/setup'],
]);
/** A webhook's token is in its address: who knows it may call from anywhere. */
const FROM_ANYWHERE = new Set(['POST /api/webhook/:workflowId/:token']);

/** Their answers tell of people or carry secrets: nothing on the way may keep them. */
const KEPT_BY_NOBODY = new Set(
  Object.keys(access).filter((route) =>
    /\/api\/(me|setup|join|log|invitation|organization|member|token|audit|credential|embed-)|webhook-token$|^\w+ \/internal\//.test(
      route,
    ),
  ),
);

export function createGuard({ auth, config }: Pick<HttpDeps, 'auth' | 'config'>): MiddlewareHandler {
  const ownOrigins = config.publicUrl === null ? [] : [new URL(config.publicUrl).origin];
  const hosts = new Set(config.publicUrl === null ? [] : [new URL(config.publicUrl).host]);

  /** Throws `unauthorized` where nobody is who they have to be. */
  async function identityOf(c: Context, wanted: Access): Promise<Identity> {
    if (auth === null) return LOCAL;
    const identity = await auth.identify(proofsOf(c));
    if (identity || isOpen(wanted)) return identity ?? ANONYMOUS;
    const sentence = 'Expected a request of somebody who is signed in, or with "Authorization: Bearer <API token>".';
    throw new CodedError('unauthorized', sentence);
  }

  return async (c, next) => {
    if (auth === null) refuseForeignHost(c, hosts);
    const route = routeOf(c);
    c.set('route', route);
    // what is no route is a page, a file or a 404: none of them tells anything of anybody
    if (route === null) return next();
    const wanted = accessOf(route);
    if (KEPT_BY_NOBODY.has(route)) c.header('Cache-Control', 'no-store');
    if (wanted === null) throw new CodedError('forbidden', `Nobody may ask ${route}.`);
    const bearer = auth !== null && proofsOf(c).bearer !== null;
    if (!bearer && !FROM_ANYWHERE.has(route)) refuseCrossSite(c, ownOrigins);
    if (auth && !BEFORE_SETUP.has(route) && (await auth.signIn.needsSetup())) {
      throw new CodedError('unauthorized', 'Nobody has an account yet. Open the setup link that the server printed.');
    }
    const identity = await identityOf(c, wanted);
    refuseUnless(identity, wanted);
    c.set('identity', identity);
    return next();
  };
}

/** Who nobody knows: what is public is theirs, and no organization. */
const ANONYMOUS: Identity = {
  ...LOCAL,
  actor: { type: 'anonymous', id: 'anonymous', name: 'anonymous' },
  organizationId: '',
  scopes: new Set(),
};

/** Whether the route itself finds out who may. */
function isOpen(wanted: Access): wanted is 'public' | 'embed' {
  return wanted === 'public' || wanted === 'embed';
}

function refuseUnless({ scopes, session, actor }: Identity, wanted: Access): void {
  if (isOpen(wanted)) return;
  if (wanted !== 'person') {
    if (scopes.has(wanted)) return;
    const has = [...scopes].join(', ') || 'none';
    throw new CodedError('forbidden', `Expected the scope "${wanted}", and ${actor.name} has: ${has}.`);
  }
  if (session === null) throw new CodedError('forbidden', 'Expected somebody who is signed in with a password.');
}

function routeOf(c: Context): string | null {
  const route = matchedRoutes(c).find(({ method }) => method !== 'ALL');
  return route === undefined ? null : `${route.method} ${route.path}`;
}

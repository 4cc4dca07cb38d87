import type { Context } from 'hono';
import { setCookie } from 'hono/cookie';
import { SESSION_MS } from '../auth/identify.ts';
import { cookieName, isSecure } from './caller.ts';
import type { HttpConfig } from './deps.ts';

type Config = Pick<HttpConfig, 'publicUrl' | 'trusts'>;

/** Gives the browser a session, or takes it away when `secret` is null. No script can read it, no other site can send it. */
export function setSessionCookie(c: Context, config: Config, secret: string | null): void {
  const secure = config.publicUrl?.startsWith('https:') || isSecure(c, config.trusts);
  const maxAge = secret === null ? 0 : SESSION_MS / 1_000;
  setCookie(c, cookieName(secure), secret ?? '', { path: '/', httpOnly: true, sameSite: 'Lax', secure, maxAge });
}

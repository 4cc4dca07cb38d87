/** A server with accounts, and the people who use it. */

import { type ServerOptions, startServer, type TestServer } from '../_server.ts';
import { type Api, createApi } from '../http/_api.ts';

export const SETUP_TOKEN = 'setup-token-of-the-tests';
export const PASSWORD = 'correct horse battery';

export type Person = { readonly api: Api; readonly id: string; readonly email: string; readonly cookie: string };

export type House = TestServer & {
  /** of nobody */
  readonly api: Api;
  /** Makes the first account. */
  setUp(): Promise<Person>;
  /** Invites somebody to the organization of `by`, and signs them in there. */
  invite(by: Person, email: string, role: 'owner' | 'editor' | 'viewer'): Promise<Person>;
  /** An API token that `by` makes. */
  token(
    by: Person,
    scopes: readonly string[],
  ): Promise<{ readonly api: Api; readonly id: string; readonly token: string }>;
};

export async function openHouse(options: ServerOptions = {}): Promise<House> {
  const env = { CORTADO_AUTH: 'on', CORTADO_SETUP_TOKEN: SETUP_TOKEN, ...options.env };
  const server = await startServer({ ...options, env });
  const api = createApi(server.url);

  async function enter(path: string, token: string, email: string): Promise<Person> {
    const answer = await api('POST', path, { body: { token, email, password: PASSWORD } });
    if (answer.status !== 201) throw new Error(`${answer.status} ${answer.text}`);
    return signedIn(server.url, answer.headers, answer.json.actor.id, email);
  }

  return {
    ...server,
    api,
    setUp: () => enter('/api/setup', SETUP_TOKEN, 'ana@example.com'),
    async invite(by, email, role) {
      const { json } = await by.api('POST', '/api/members', { body: { email, role } });
      return enter('/api/join', json.url.split('#')[1], email);
    },
    async token(by, scopes) {
      const { json } = await by.api('POST', '/api/tokens', { body: { name: 'a token', scopes } });
      return { api: withHeaders(createApi(server.url), { authorization: `Bearer ${json.token}` }), ...json };
    },
  };
}

export function cookieOf(headers: Headers): string {
  return headers
    .getSetCookie()
    .map((line) => line.split(';', 1)[0]!)
    .join('; ');
}

export function signedIn(url: string, headers: Headers, id: string, email: string): Person {
  const cookie = cookieOf(headers);
  return { api: withHeaders(createApi(url), { cookie }), id, email, cookie };
}

export function withHeaders(api: Api, headers: Record<string, string>): Api {
  const call: typeof api = Object.assign(
    (method: string, path: string, options: Parameters<Api>[2] = {}) =>
      api(method, path, { ...options, headers: { ...headers, ...options.headers } }),
    { url: api.url },
  );
  return call;
}

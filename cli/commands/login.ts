/** Signing in: by email and password once, from then on by a token. */
import { hostname } from 'node:os';
import process from 'node:process';
import { createApi, Refusal } from '../api.ts';
import { ask } from '../ask.ts';
import type { Command } from '../command.ts';
import { exitCodes, Failure } from '../failure.ts';
import { readLogin, removeLogin, writeLogin } from '../login-file.ts';

const DAYS = 90;

export const login: Command = {
  args: '',
  summary: 'Sign in with email and password, and keep an API token for this server',
  options: {},
  help: [
    'Asks for both; without a terminal it reads two lines from standard input.',
    `The token is good for ${DAYS} days and kept where only you can read it; CORTADO_TOKEN wins over it.`,
  ],
  async run({ api: { server }, json, out, err }) {
    const [email = '', password = ''] = await ask([
      { text: `Email for ${server}: `, hidden: false },
      { text: 'Password: ', hidden: true },
    ]);
    const nobody = createApi(server);
    const headers = { 'content-type': 'application/json' };
    const body = JSON.stringify({ email: email.trim(), password });
    const response = await nobody.open('/api/login', { method: 'POST', headers, body }).catch(wrongPassword);
    const me = (await response.json()) as { scopes: string[] };
    const cookie = response.headers
      .getSetCookie()
      .map((line) => line.split(';', 1)[0])
      .join('; ');
    try {
      if (!me.scopes.includes('write')) throw new Failure(exitCodes.refused, VIEWER);
      const asked = { name: `cortado login on ${hostname()}`, scopes: me.scopes, expiresInDays: DAYS };
      const { token, id } = await nobody.send<{ token: string; id: string }>('POST', '/api/tokens', asked, { cookie });
      const path = await writeLogin(process.env, { url: server, token, tokenId: id });
      if (json) out.write(`${JSON.stringify({ server, file: path })}\n`);
      else err.write(`Signed in at ${server}. The token is in ${path}.\n`);
      return exitCodes.completed;
    } finally {
      // the session was for making the token
      await nobody.send('POST', '/api/logout', undefined, { cookie }).catch(() => {});
    }
  },
};

export const logout: Command = {
  args: '',
  summary: 'Revoke the token that signing in has kept, and forget it',
  options: {},
  async run({ err }) {
    const stored = await readLogin(process.env);
    if (stored === null) {
      err.write('Nobody is signed in.\n');
      return exitCodes.completed;
    }
    const path = `/api/tokens/${encodeURIComponent(stored.tokenId)}`;
    await createApi(stored.url, stored.token)
      .send('DELETE', path)
      .catch((error: unknown) => {
        const gone = error instanceof Refusal && (error.status === 401 || error.status === 404);
        if (!gone) throw error;
      });
    await removeLogin(process.env);
    err.write(`Signed out of ${stored.url}.\n`);
    return exitCodes.completed;
  },
};

const VIEWER =
  'Who may only read cannot make tokens. Ask an owner for a token of scope "read", and set CORTADO_TOKEN to it.';

/** The hint of other commands, to sign in, would be no help here. */
function wrongPassword(error: unknown): never {
  if (error instanceof Refusal && error.status === 401) {
    throw new Failure(exitCodes.refused, 'The email or the password is wrong.');
  }
  throw error;
}

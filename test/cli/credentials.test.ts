/** Signing in, tokens and credentials from a terminal. */
import { readFileSync, statSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { tempDir, whenDone } from '../_setup.ts';
import { openHouse, PASSWORD } from '../auth/_people.ts';
import { cortado } from './_cli.ts';

async function ground() {
  const house = await openHouse();
  const ana = await house.setUp();
  const home = tempDir();
  const cli = (args: string[], stdin?: string, env: Record<string, string> = {}) =>
    cortado(house.url, args, { stdin, env: { XDG_CONFIG_HOME: home, ...env } });
  return { house, ana, cli, file: join(home, 'cortado', 'login.json') };
}

test('login keeps a token where only its user can read it; logout revokes it', async () => {
  const { house, ana, cli, file } = await ground();
  const stranger = await cli(['list']);
  expect(stranger).toMatchObject({ code: 4, out: '' });
  expect(stranger.err).toContain('Sign in with "npx cortado login", or set CORTADO_TOKEN');
  const wrong = await cli(['login'], `${ana.email}\nwrong password\n`);
  expect(wrong).toMatchObject({ code: 4, err: 'The email or the password is wrong.\n' });

  const login = await cli(['login'], `${ana.email}\n${PASSWORD}\n`);
  expect(login.code, login.err).toBe(0);
  expect(statSync(file).mode & 0o777).toBe(0o600);
  const kept = JSON.parse(readFileSync(file, 'utf8'));
  expect(kept).toMatchObject({ url: house.url });
  expect(login.out + login.err).not.toContain(kept.token);
  expect((await cli(['list'])).code).toBe(0);
  expect((await cli(['list'], '', { CORTADO_TOKEN: 'cortado_wrong' })).code).toBe(4);

  expect((await cli(['logout'])).code).toBe(0);
  expect((await ana.api('GET', '/api/tokens')).json.tokens).toEqual([]);
  expect((await cli(['list'])).code).toBe(4);
});

test('a kept token is shown to no other server', async () => {
  const { ana, cli } = await ground();
  await cli(['login'], `${ana.email}\n${PASSWORD}\n`);
  const seen: (string | undefined)[] = [];
  const other = createServer((request, response) => {
    seen.push(request.headers.authorization);
    response.setHeader('content-type', 'application/json').end('{"workflows": [], "next": null}');
  });
  await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
  whenDone(() => new Promise<void>((resolve) => other.close(() => resolve())));
  const url = `http://127.0.0.1:${(other.address() as AddressInfo).port}`;
  expect((await cli(['list', '--server', url])).code).toBe(0);
  expect(seen).toEqual([undefined]);
});

test('makes, lists and revokes tokens, and sets, lists and removes credentials', async () => {
  const { house, ana, cli } = await ground();
  const { token: admin } = await house.token(ana, ['read', 'run', 'write', 'admin']);
  const as = (args: string[], stdin?: string) => cli(args, stdin, { CORTADO_TOKEN: admin });

  const made = await as(['token', 'create', 'CI', '--scope', 'read', '--scope', 'run', '--days', '30']);
  expect(made.out).toMatch(/^cortado_\S+\n$/);
  expect((await cli(['list'], '', { CORTADO_TOKEN: made.out.trim() })).code).toBe(0);
  const [ci] = JSON.parse((await as(['token', 'list', '--json'])).out);
  expect(ci).toMatchObject({ name: 'CI', scopes: ['read', 'run'] });
  expect((await as(['token', 'list'])).out).toContain('CI');
  expect((await as(['token', 'revoke', ci.id])).code).toBe(0);
  expect((await cli(['list'], '', { CORTADO_TOKEN: made.out.trim() })).code).toBe(4);

  const set = ['credential', 'set', 'shop', '--kind', 'bearer'];
  expect((await as(set, 'tok-0123456789\n')).err).toContain('Expected --host');
  const done = await as([...set, '--host', 'api.example.com'], 'tok-0123456789\n');
  expect(done.err).toBe('"shop" is set. It is sent to api.example.com, and nowhere else.\n');
  expect((await as([...set, '--host', '*.example.com'], 'tok-9876543210')).code).toBe(0);
  expect((await as(['credential', 'set', 'x', '--kind', 'magic'])).code).toBe(2);
  const listed = await as(['credential', 'list']);
  expect(listed.out).toMatch(/shop\s+bearer\s+\*\.example\.com/);
  expect((await as(['credential', 'list', '--json'])).out).not.toMatch(/tok-/);
  expect((await as(['credential', 'remove', 'shop'])).code).toBe(0);
  expect((await as(['credential', 'remove', 'shop'])).code).toBe(4);
});

/** What somebody who has the database, or reads the log, does not learn. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { hashPassword, verifyPassword } from '../../server/auth/password.ts';
import { tempDir } from '../_setup.ts';
import { openHouse, PASSWORD, SETUP_TOKEN } from './_people.ts';

test('the database keeps no secret that opens anything', async () => {
  const folder = tempDir();
  const house = await openHouse({ folder });
  const ana = await house.setUp();
  const { token } = await house.token(ana, ['read']);
  const { json } = await ana.api('POST', '/api/members', { body: { email: 'ben@example.com', role: 'viewer' } });
  const invitation = json.url.split('#')[1];
  await house.stop();
  const files = ['cortado.db', 'cortado.db-wal'].map((name) => {
    try {
      return readFileSync(join(folder, name), 'latin1');
    } catch {
      return '';
    }
  });
  expect(files.join('')).toContain('ana@example.com');
  for (const secret of [PASSWORD, SETUP_TOKEN, token, invitation, ana.cookie.split('=')[1]!]) {
    expect(files.join('').includes(secret), secret.slice(0, 8)).toBe(false);
  }
});

test('a password is kept as a hash with a salt of its own, whose costs are in it', async () => {
  const [one, other] = await Promise.all([hashPassword('the same'), hashPassword('the same')]);
  expect(one).toMatch(/^\$scrypt\$ln=15,r=8,p=3\$[\w+/]{22}\$[\w+/]{43}$/);
  expect(one).not.toBe(other);
  expect(await verifyPassword('the same', one)).toBe(true);
  expect(await verifyPassword('another', one)).toBe(false);
  expect(await verifyPassword('the same', null)).toBe(false);
  const cheaper = '$scrypt$ln=4,r=8,p=1$c2FsdHNhbHRzYWx0c2FsdA$';
  expect(await verifyPassword('x', `${cheaper}AAAA`)).toBe(false);
});

test('a password is the same in whatever way its letters are put together', async () => {
  expect(await verifyPassword('cafe\u0301 au lait', await hashPassword('caf\u00e9 au lait'))).toBe(true);
});

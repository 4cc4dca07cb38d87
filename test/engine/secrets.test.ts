/** Texts without the secrets in them, however these are encoded or cut. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createSecrets, REDACTED, type Secrets } from '../../server/engine/secrets.ts';

const SECRET = 'p@ss/w0rd+&"x"=é%';

function knowing(...list: string[]): Secrets {
  const secrets = createSecrets();
  for (const secret of list) secrets.add(secret);
  return secrets;
}
const base64 = (text: string) => Buffer.from(text).toString('base64');

describe('a text', () => {
  test.each([
    ['as it is', SECRET],
    ['for a URL', encodeURIComponent(SECRET)],
    ['for a URL in lower case', encodeURIComponent(SECRET).replace(/%../g, (code) => code.toLowerCase())],
    ['for a form', new URLSearchParams({ a: SECRET }).toString().slice(2)],
    ['in JSON', JSON.stringify(SECRET).slice(1, -1)],
    ['in HTML', SECRET.replaceAll('&', '&amp;').replaceAll('"', '&quot;')],
    ['in base64', base64(SECRET)],
    ['in base64url', Buffer.from(SECRET).toString('base64url')],
  ])('is without a secret that is written %s', (_, written) => {
    expect(knowing(SECRET).text(`before ${written} after ${written}`)).toBe(`before ${REDACTED} after ${REDACTED}`);
  });

  test('is without a secret in the middle of something that is base64', () => {
    for (const before of ['', 'u', 'us', 'user:']) {
      for (const after of ['', '1', '12', '123']) {
        const clean = knowing(SECRET).text(base64(`${before}${SECRET}${after}`));
        expect(clean).toContain(REDACTED);
        const left = clean
          .split(REDACTED)
          .map((part) => Buffer.from(part, 'base64').toString('latin1'))
          .join('');
        expect(left.length).toBeLessThanOrEqual(before.length + after.length + 4);
      }
    }
  });

  test('keeps what is shorter than a secret may be, and what only looks like it', () => {
    expect(knowing('abcde').text('abcde')).toBe('abcde');
    expect(knowing('a.c.e.g').text('abcdefg a.c.e.g')).toBe(`abcdefg ${REDACTED}`);
    expect(createSecrets().text('anything')).toBe('anything');
  });

  test('that was cut is without the beginning of a secret', () => {
    const secrets = knowing('sk-0123456789');
    expect(secrets.cut('key: sk-01234567')).toBe(`key: ${REDACTED}`);
    expect(secrets.cut('key: sk-01')).toBe('key: sk-01');
    expect(secrets.cut('key: sk-0123456789.')).toBe(`key: ${REDACTED}.`);
  });
});

test('a value is without them in texts and keys, and the same where there are none', () => {
  const secrets = knowing('sk-0123456789');
  const clean = { a: [1, null, true, 'x'], b: { c: 'y' } };
  expect(secrets.value(clean)).toBe(clean);
  const echoed = { 'sk-0123456789': [{ deep: 'a sk-0123456789 b' }, clean], n: 1 };
  expect(secrets.value(echoed)).toEqual({ [REDACTED]: [{ deep: `a ${REDACTED} b` }, clean], n: 1 });
  expect(secrets.value(JSON.parse('{"__proto__": "sk-0123456789"}'))).toEqual(
    JSON.parse(`{"__proto__": "${REDACTED}"}`),
  );
});

test('of text that flows, no piece and no two pieces together tell a secret', () => {
  const secret = fc.stringMatching(/^[ab]{6,9}$/);
  const around = fc.stringMatching(/^[abc]{0,20}$/);
  fc.assert(
    fc.property(secret, around, around, fc.array(fc.nat(6), { minLength: 1 }), (hidden, before, after, sizes) => {
      const secrets = knowing(hidden);
      const whole = before + hidden + after;
      let shown = '';
      for (let at = 0, turn = 0; at < whole.length; turn += 1) {
        const size = sizes[turn % sizes.length]! + 1;
        shown += secrets.flow(whole.slice(at, at + size));
        at += size;
      }
      shown += secrets.rest();
      expect(shown).not.toContain(hidden);
      expect(shown).toContain(REDACTED);
    }),
  );
});

test('text that flows is not held back when it cannot become a secret', () => {
  const secrets = knowing('sk-0123456789');
  expect(secrets.flow('Hello ')).toBe('Hello ');
  expect(secrets.flow('as')).toBe('a');
  expect(secrets.flow('k me')).toBe('sk me');
  expect(secrets.flow('sk')).toBe('');
  expect(secrets.rest()).toBe('sk');
});

/** What workflows cannot reach, tried on a server that is there. */
import { networkInterfaces } from 'node:os';
import { describe, expect, test } from 'vitest';
import { NodeFailure } from '../../server/engine/node.ts';
import { createAgent } from '../../server/guard/agent.ts';
import { createGuard } from '../../server/guard/guard.ts';
import { behind, getter, local, resolver, textOf } from './_ground.ts';

/** The refusal of a call; fails when it came through, or failed otherwise. */
async function refusalOf(call: Promise<unknown>): Promise<NodeFailure> {
  const failure = await call.then(
    () => null,
    (error: unknown) => error,
  );
  expect(failure).toBeInstanceOf(NodeFailure);
  expect(failure).toMatchObject({ code: 'address_refused', transient: false, noEffect: true });
  return failure as NodeFailure;
}

describe('an address that is written out', () => {
  test.each([
    '127.0.0.1',
    '127.1',
    '127.0.0.1.',
    '127.255.255.254',
    '0x7f.1',
    '0x7f000001',
    '2130706433',
    '017700000001',
    '0177.0.0.1',
    '１２７.0.0.1',
    '127。0。0。1',
    '%31%32%37.0.0.1',
    '0',
    '0.0.0.0',
    '[::]',
    '[::1]',
    '[0:0:0:0:0:0:0:1]',
    '[::ffff:127.0.0.1]',
    '[::ffff:7f00:1]',
    '[::127.0.0.1]',
    '[64:ff9b::7f00:1]',
    '[64:ff9b::127.0.0.1]',
    '[64:ff9b:1::7f00:1]',
    '[2002:7f00:1::]',
    '[2001:0:4136:e378:8000:63bf:80ff:fffe]',
    '169.254.169.254',
    '[fd00:ec2::254]',
    '10.0.0.1',
    'localhost',
    'LOCALHOST',
    'localhost.',
    'some.localhost',
    'some.localhost.',
  ])('%s is refused, and not called', async (host) => {
    const there = await local();
    const { get, asked } = behind();
    await refusalOf(get(`http://${host}:${there.port}/`));
    await refusalOf(get(`https://${host}:${there.port}/`));
    expect(there.paths).toEqual([]);
    expect(asked).toEqual([]);
  });

  test('is refused although the call names another host', async () => {
    const there = await local();
    const { agent } = behind();
    await refusalOf(getter(agent, { host: 'example.com' })(`http://127.0.0.1:${there.port}/`));
    expect(there.paths).toEqual([]);
  });
});

describe('a name', () => {
  test('that resolves to this machine is refused, with a sentence that says what to set', async () => {
    const there = await local();
    const { get } = behind('', { 'inside.example': ['127.0.0.1'] });
    const { message } = await refusalOf(get(`http://inside.example:${there.port}/`));
    expect(message).toBe(
      `Expected an address on the public internet, but "inside.example:${there.port}" leads to 127.0.0.1, the server's own machine. If workflows are to reach it, add "inside.example:${there.port}" to HTTP_ALLOW and start the server again.`,
    );
    expect(there.paths).toEqual([]);
  });

  test.each([
    ['10.0.0.7'],
    ['169.254.169.254'],
    ['fd00:ec2::254'],
    ['::ffff:7f00:1'],
    ['fe80::1%eth0'],
    ['127.0.0.1', '::1', '10.0.0.1'],
    ['no address'],
  ])('that resolves to %s is refused', async (...addresses) => {
    const { get } = behind('', { 'inside.example': addresses });
    await refusalOf(get('http://inside.example/'));
    await refusalOf(get('http://inside.example./'));
  });

  test('that nobody knows is no refusal: it may be known later', async () => {
    const { get } = behind();
    await expect(get('http://nowhere.example/')).rejects.toMatchObject({ code: 'network', transient: true });
  });

  test("that resolves to an address of this machine's own is refused, public as it is", async () => {
    const { get } = behind('', { 'me.example': ['93.184.216.34'], 'me6.example': ['2606:2800::1'] }, [
      '127.0.0.1',
      '93.184.216.34',
      '2606:2800::1',
    ]);
    expect((await refusalOf(get('http://me.example/'))).message).toContain("the server's own machine");
    await refusalOf(get('http://me6.example/'));
    await refusalOf(get('http://[::ffff:93.184.216.34]/'));
  });

  test("is refused on this machine's real addresses too, where nothing is injected", async () => {
    const agent = createAgent({ allow: [] });
    const there = await local();
    for (const { address, family, scopeid } of Object.values(networkInterfaces()).flatMap((each) => each ?? [])) {
      if (scopeid) continue;
      const host = family === 'IPv6' ? `[${address}]` : address;
      await refusalOf(getter(agent)(`http://${host}:${there.port}/`));
    }
    await agent.close();
  });
});

describe('between look-up and connection', () => {
  test('a name is asked for once, and the connection goes where the answer said', async () => {
    const there = await local();
    const turns = [['127.0.0.2'], ['127.0.0.1'], ['127.0.0.1']];
    // Allowed is one address of this machine; the name leads there first and elsewhere when it is asked again.
    const { get, asked } = behind('127.0.0.1', { 'turning.example': () => turns.pop()! });
    expect(textOf(await get(`http://turning.example:${there.port}/`))).toBe('secret');
    expect(asked).toEqual(['turning.example']);
  });

  test('a name that turns to this machine is refused at the next connection', async () => {
    const there = await local((_, response) => response.setHeader('connection', 'close').end('secret'));
    const turns = [['10.0.0.1'], ['127.0.0.1']];
    const { get, asked } = behind('127.0.0.1', { 'turning.example': () => turns.pop()! });
    expect(textOf(await get(`http://turning.example:${there.port}/first`))).toBe('secret');
    const { message } = await refusalOf(get(`http://turning.example:${there.port}/second`));
    expect(message).toContain('leads to 10.0.0.1, an address of a private network');
    expect(asked).toHaveLength(2);
    expect(there.paths).toEqual(['/first']);
  });

  test('of a mixed answer, what is not public is left out', async () => {
    const there = await local();
    const { get } = behind('127.0.0.1', { 'mixed.example': ['::1', '10.0.0.1', '127.0.0.1', '169.254.169.254'] });
    expect(textOf(await get(`http://mixed.example:${there.port}/`))).toBe('secret');
  });

  test.each([true, false])('the addresses that net.connect is given are those that passed (all: %s)', async (all) => {
    const { lookup } = resolver({ 'mixed.example': ['::1', '2606:4700::1111', '10.0.0.1', '1.1.1.1'] });
    const guard = createGuard({ allow: [], lookup, ownAddresses: () => [] })(new URL('http://mixed.example'));
    const given = await new Promise((resolve) =>
      guard.lookup('mixed.example', { all }, (...answer) => resolve(answer)),
    );
    const both = [
      { address: '2606:4700::1111', family: 6 },
      { address: '1.1.1.1', family: 4 },
    ];
    expect(given).toEqual(all ? [null, both] : [null, '2606:4700::1111', 6]);
  });

  test('of an IPv6 address that nobody answers at and an IPv4 address, the second is reached', async () => {
    const there = await local();
    const { get } = behind('127.0.0.1,::1', { 'both.example': ['::1', '127.0.0.1'] });
    expect(textOf(await get(`http://both.example:${there.port}/`))).toBe('secret');
  });

  test('a connection that is kept opens no other name and no other port', async () => {
    const there = await local();
    const { get } = behind(`open.example:${there.port}`, {
      'open.example': ['127.0.0.1'],
      'other.example': ['127.0.0.1'],
    });
    for (let n = 0; n < 3; n += 1) await get(`http://open.example:${there.port}/`);
    await refusalOf(get(`http://other.example:${there.port}/`));
    await refusalOf(get(`http://127.0.0.1:${there.port}/`));
    await refusalOf(get(`https://open.example:${there.port + 1}/`));
    expect(there.hosts).toEqual(Array(3).fill(`open.example:${there.port}`));
  });

  test('many calls at once are all refused', async () => {
    const there = await local();
    const { get } = behind('', { 'inside.example': ['127.0.0.1'] });
    const calls = Array.from({ length: 300 }, () => refusalOf(get(`http://inside.example:${there.port}/`)));
    await Promise.all(calls);
    expect(there.paths).toEqual([]);
  });
});

describe('what is allowed', () => {
  const names = { 'api.internal': ['127.0.0.1'], 'a.b.example.com': ['127.0.0.1'], 'example.com': ['127.0.0.1'] };
  const reached = async (allow: (port: number) => string, host: string) => {
    const there = await local();
    const { get } = behind(allow(there.port), names);
    await get(`http://${host}:${there.port}/`);
    expect(there.hosts).toEqual([`${host}:${there.port}`]);
  };
  const closed = async (allow: (port: number) => string, host: string) => {
    const there = await local();
    await refusalOf(behind(allow(there.port), names).get(`http://${host}:${there.port}/`));
  };

  test.each<[string, (port: number) => string, string]>([
    ['a name', () => 'api.internal', 'api.internal'],
    ['a name with the dot of the root', () => 'api.internal', 'api.internal.'],
    ['a name on its port', (port) => `api.internal:${port}`, 'api.internal'],
    ['names below one', () => '*.example.com', 'a.b.example.com'],
    ['an address', () => '127.0.0.1', '127.0.0.1'],
    ['an address on its port', (port) => `127.0.0.1:${port}`, '127.0.0.1'],
    ['an address by a name', (port) => `127.0.0.1:${port}`, 'api.internal'],
    ['an address by the name of this machine', (port) => `127.0.0.1:${port}`, 'localhost'],
    ['a range', () => '127.0.0.0/8', 'api.internal'],
    ['everything', () => '0.0.0.0/0,::/0', 'api.internal'],
    ['this machine by its name', (port) => `localhost:${port}`, 'localhost'],
  ])('is reached: %s', (_, allow, host) => reached(allow, host));

  test.each<[string, (port: number) => string, string]>([
    ['another port of a name', (port) => `api.internal:${port + 1}`, 'api.internal'],
    ['another port of an address', (port) => `127.0.0.1:${port + 1}`, '127.0.0.1'],
    ['a name above', () => '*.example.com', 'example.com'],
    ['a name that only ends alike', () => '*.b.example.com,xample.com', 'example.com'],
    ['an address by its name alone', () => 'api.internal', '127.0.0.1'],
    ['another range', () => '10.0.0.0/8,::1', '127.0.0.1'],
  ])('is not: %s', (_, allow, host) => closed(allow, host));

  test('an address may be written as IPv6 where the IPv4 in it is allowed', async () => {
    const there = await local();
    const { get } = behind(`127.0.0.1:${there.port}`);
    expect(textOf(await get(`http://[::ffff:127.0.0.1]:${there.port}/`))).toBe('secret');
  });

  test('what a refusal says to set is what opens it', async () => {
    const there = await local();
    for (const host of ['inside.example', '127.0.0.1', '[::ffff:7f00:1]', 'localhost.']) {
      const known = { 'inside.example': ['127.0.0.1'] };
      const url = `http://${host}:${there.port}/`;
      const { message } = await refusalOf(behind('', known).get(url));
      const entry = /add "([^"]+)" to HTTP_ALLOW/.exec(message)?.[1] ?? '';
      expect(textOf(await behind(entry, known).get(url))).toBe('secret');
    }
  });
});

/** Credentials in http and llm nodes: sent where they are meant for, and in nothing that is kept. */
import { describe, expect, test } from 'vitest';
import type { CredentialSecret } from '../../db/credential.ts';
import { hostsOf } from '../../db/credential.ts';
import { CodedError } from '../../db/errors.ts';
import type { JsonRecord } from '../../db/model.ts';
import type { HttpReply, HttpRequest, LlmRequest, NodeServices } from '../../server/engine/node.ts';
import { failureOf, type Given, run } from './_run.ts';

const TOKEN = 'tok-0123456789/+x';
const bearer: CredentialSecret = { kind: 'bearer', token: TOKEN, hosts: ['api.example.com'] };
const credentials = (list: Record<string, CredentialSecret>, organizationId = 'default') => ({
  open: async (organization: string, name: string) => {
    const secret = organization === organizationId ? list[name] : undefined;
    return secret === undefined ? null : { name, secret, hosts: hostsOf(secret) };
  },
});

type Answer = { status?: number; headers?: Record<string, string>; body?: unknown; cut?: boolean };

/** The far side of the network: what it is asked, and what it answers. */
function world(secret: CredentialSecret, answer: (request: HttpRequest) => Answer = () => ({})) {
  const asked: HttpRequest[] = [];
  const http: NodeServices['http'] = {
    async send(request): Promise<HttpReply> {
      asked.push(request);
      const { status = 200, headers = {}, body = {}, cut = false } = answer(request);
      const text = typeof body === 'string' ? body : JSON.stringify(body);
      const type = { 'content-type': typeof body === 'string' ? 'text/plain' : 'application/json' };
      return { status, headers: { ...type, ...headers }, body: new TextEncoder().encode(text), cut };
    },
  };
  const given: Given = { services: { http, credentials: credentials({ shop: secret }) } };
  return { asked, given };
}
const config = (more: object = {}) => ({ httpUrl: 'https://api.example.com/orders', credential: 'shop', ...more });

describe('an http node', () => {
  test.each<[CredentialSecret, string, string]>([
    [bearer, 'authorization', `Bearer ${TOKEN}`],
    [{ kind: 'basic', user: 'ana', password: 'pässword', hosts: ['*'] }, 'authorization', 'Basic YW5hOnDDpHNzd29yZA=='],
    [{ kind: 'header', header: 'X-Shop-Key', value: TOKEN, hosts: ['*'] }, 'x-shop-key', TOKEN],
    [{ kind: 'openai', apiKey: TOKEN, hosts: ['*'] }, 'authorization', `Bearer ${TOKEN}`],
  ])('sends a credential of kind $kind', async (secret, header, value) => {
    const { asked, given } = world(secret);
    const mine = { authType: 'bearer', authToken: 'mine', headers: { Authorization: 'mine', 'X-Shop-Key': 'mine' } };
    await run('http', config(mine), {}, given);
    expect(asked[0]?.headers[header]).toBe(value);
  });

  test.each([
    ['api.example.com', 'https://api.example.com/x', true],
    ['api.example.com', 'https://API.example.com:443/x', true],
    ['api.example.com', 'http://api.example.com/x', false],
    ['api.example.com', 'https://api.example.com:8443/x', false],
    ['api.example.com', 'https://evil.example/api.example.com', false],
    ['api.example.com', 'https://api.example.com.evil.example/', false],
    ['api.example.com', 'https://api.example.com@evil.example/', false],
    ['api.example.com', 'https://notapi.example.com/', false],
    ['*.example.com', 'https://a.b.example.com/', true],
    ['*.example.com', 'https://example.com/', false],
    ['*.example.com', 'https://evilexample.com/', false],
    ['http://127.0.0.1:8080', 'http://127.0.0.1:8080/', true],
    ['http://127.0.0.1:8080', 'http://127.0.0.1:8081/', false],
    ['http://[::1]:8080', 'http://[::1]:8080/', true],
    ['*', 'http://anywhere.example:99/', true],
  ])('with a credential for %s, calling %s: %s', async (host, httpUrl, allowed) => {
    const { asked, given } = world({ ...bearer, hosts: [host] });
    if (allowed) {
      await run('http', config({ httpUrl }), {}, given);
      expect(asked[0]?.headers.authorization).toBe(`Bearer ${TOKEN}`);
      return;
    }
    const failure = await failureOf('http', config({ httpUrl }), {}, given);
    expect(failure).toMatchObject({ code: 'credential_refused', transient: false });
    expect(failure.message).toContain(`The credential "shop" is for "${host}", and is not sent to "`);
    expect(asked).toEqual([]);
  });

  test.each([
    ['another host', 'https://evil.example/', false],
    ['another port', 'https://api.example.com:8443/', false],
    ['another scheme', 'http://api.example.com/', false],
    ['the same origin', '/elsewhere', true],
  ])('on a redirect to %s', async (_, location, told) => {
    const secrets: CredentialSecret[] = [
      { ...bearer, hosts: ['*'] },
      { kind: 'header', header: 'X-Shop-Key', value: TOKEN, hosts: ['*'] },
    ];
    for (const secret of secrets) {
      const { asked, given } = world(secret, ({ url }) =>
        url.pathname === '/orders' ? { status: 307, headers: { location } } : {},
      );
      await run('http', config({ httpMethod: 'POST' }), {}, given);
      expect(asked).toHaveLength(2);
      expect(JSON.stringify(asked[1]?.headers).includes(TOKEN)).toBe(told);
    }
  });

  test('fails for good when there is none of this name, also in its own organization only', async () => {
    const { asked, given } = world(bearer);
    const unknown = await failureOf('http', config({ credential: 'shoop' }), {}, given);
    expect(unknown).toMatchObject({ code: 'no_credential', transient: false });
    expect(unknown.message).toContain('There is no credential "shoop".');
    const elsewhere = { execution: { executionId: 'e', workflowId: 'w', organizationId: 'acme' } };
    expect(await failureOf('http', config(), {}, { ...given, ...elsewhere })).toMatchObject({ code: 'no_credential' });
    expect(asked).toEqual([]);
  });

  test('says why when it cannot be opened; only a database that is away is worth another try', async () => {
    const failing = (error: Error): Given => ({ services: { credentials: { open: () => Promise.reject(error) } } });
    const locked = await failureOf('http', config(), {}, failing(new CodedError('conflict', 'Another key.')));
    expect(locked).toMatchObject({ code: 'credential_locked', transient: false });
    expect(locked.message).toBe('The credential "shop" cannot be opened: Another key.');
    const away = await failureOf('http', config(), {}, failing(new CodedError('storage_unavailable', 'Full.')));
    expect(away).toMatchObject({ code: 'storage_unavailable', transient: true, noEffect: true });
  });

  test('keeps nothing of it when the server echoes it: body, keys, headers', async () => {
    const basic: CredentialSecret = { kind: 'basic', user: 'ana', password: 'hunter2hunter2', hosts: ['*'] };
    const { given } = world(basic, ({ headers }) => ({
      headers: { 'x-echo': headers.authorization! },
      body: {
        headers,
        password: 'hunter2hunter2',
        hunter2hunter2: [encodeURIComponent('ana:hunter2hunter2'), 'YTpodW50ZXIyaHVudGVyMjpi'],
        ok: 'ana',
      },
    }));
    const result = await run('http', config(), {}, given);
    expect(result).toMatchObject({ outputData: { password: '[redacted]', ok: 'ana' }, statusCode: 200 });
    const kept = JSON.stringify(result);
    expect(kept).not.toMatch(/hunter2|YW5hOmh1bnRlcj|aHVudGVyMmh1bnRlcj|odW50ZXIyaHVudGVyM/);
    expect(result.headers).toMatchObject({ 'x-echo': 'Basic [redacted]' });
  });

  test('keeps nothing of it when the call fails, wherever the answer was cut', async () => {
    for (let fill = 2_048 - TOKEN.length - 1; fill <= 2_048; fill += 1) {
      const { given } = world(bearer, () => ({ status: 401, body: `${'.'.repeat(fill)}${TOKEN} is not known` }));
      const failure = await failureOf('http', config(), {}, given);
      expect(JSON.stringify([failure.message, failure.extras])).not.toContain(TOKEN.slice(0, 6));
      expect(failure.cause).toBeUndefined();
    }
    const { given } = world(bearer, () => ({ status: 500, body: `no: ${TOKEN.slice(0, 9)}`, cut: true }));
    expect((await failureOf('http', config(), {}, given)).extras.body).toBe('no: [redacted]');
    const text = world(bearer, () => ({ body: `<p>${TOKEN}</p>` }));
    const failure = await failureOf('http', config({ responseType: 'json' }), {}, text.given);
    expect(failure.message).toContain('got "<p>[redacted]</p>"');
  });

  test('keeps nothing of it when the network says it', async () => {
    const http = { send: () => Promise.reject(new Error(`invalid header: Bearer ${TOKEN}`)) };
    const given: Given = { services: { http, credentials: credentials({ shop: bearer }) } };
    const failure = await failureOf('http', config(), {}, given);
    expect(failure.message).toBe('invalid header: Bearer [redacted]');
  });

  test('says of what is no address nothing that could be secret', async () => {
    const urls = [
      'user:hunter2@example.com/x?key=abc',
      'ftp://user:hunter2@example.com/',
      'example.com?api_key=abc#t=abc',
    ];
    for (const httpUrl of urls) {
      const { message } = await failureOf('http', { httpUrl }, {}, world(bearer).given);
      expect(message).toContain('example.com');
      expect(message).not.toMatch(/hunter2|abc/);
    }
  });
});

describe('an llm node', () => {
  const openai: CredentialSecret = { kind: 'openai', apiKey: TOKEN };

  /** A model that says `pieces`; `ownKey` stands for the server's. */
  function model(secret: CredentialSecret, pieces: string[] = ['ok'], ownKey = 'sk-of-the-server') {
    const asked: LlmRequest[] = [];
    const shown: string[] = [];
    const llm: NodeServices['llm'] = {
      async complete(request) {
        asked.push(request);
        request.onKey(request.apiKey ?? ownKey);
        for (const piece of pieces) request.onText(piece);
        return { text: pieces.join(''), model: 'm', finishReason: 'stop', usage: null };
      },
    };
    const services = { llm, credentials: credentials({ shop: secret }) };
    const given: Given = { services, onText: (text) => shown.push(text) };
    return { asked, shown, given };
  }
  const ask = (more: object = {}) => ({ llmPrompt: 'Hello', credential: 'shop', ...more });

  test.each<[CredentialSecret, object, string]>([
    [openai, {}, 'https://api.openai.com/v1'],
    [{ ...openai, baseURL: 'http://10.0.0.5:8000/v1' }, {}, 'http://10.0.0.5:8000/v1'],
    [bearer, { baseURL: 'https://api.example.com/v1' }, 'https://api.example.com/v1'],
  ])('asks with the key of the credential, where it belongs', async (secret, more, baseURL) => {
    const { asked, given } = model(secret);
    await run('llm', ask(more), {}, given);
    expect(asked[0]).toMatchObject({ apiKey: TOKEN, baseURL });
  });

  test('does not send the key to another address, nor to that of the server', async () => {
    const { asked, given } = model(openai);
    const failure = await failureOf('llm', ask({ baseURL: 'https://evil.example/v1' }), {}, given);
    expect(failure).toMatchObject({ code: 'credential_refused', transient: false });
    expect(await failureOf('llm', ask(), {}, model(bearer).given)).toMatchObject({ code: 'credential_refused' });
    expect(asked).toEqual([]);
  });

  test('wants a key', async () => {
    const basic: CredentialSecret = { kind: 'basic', user: 'ana', password: 'hunter2hunter2', hosts: ['*'] };
    const failure = await failureOf('llm', ask(), {}, model(basic).given);
    expect(failure).toMatchObject({ code: 'wrong_credential', transient: false });
    expect(failure.message).toContain('"shop" to be of kind openai or bearer');
  });

  test('shows and keeps nothing of the key, however the stream cuts it', async () => {
    for (const size of [1, 2, 3, 5, 100]) {
      const text = `Your key is ${TOKEN}, keep it. ${TOKEN}`;
      const pieces = text.match(new RegExp(`.{1,${size}}`, 'g'))!;
      const { shown, given } = model(openai, pieces);
      const result = await run('llm', ask(), {}, given);
      expect(shown.join('')).toBe('Your key is [redacted], keep it. [redacted]');
      expect(result.outputData).toBe('Your key is [redacted], keep it. [redacted]');
    }
  });

  test('shows and keeps nothing of the key of the server', async () => {
    const { shown, given } = model(openai, ['sk-of-', 'the-server']);
    const result = await run('llm', { llmPrompt: 'Hello' }, {}, given);
    expect([shown.join(''), result.outputData]).toEqual(['[redacted]', '[redacted]']);
  });

  test('does not repeat it in what it says of an answer that does not fit', async () => {
    const { given } = model(openai, ['x'.repeat(190), TOKEN]);
    const failure = await failureOf('llm', ask({ outputType: 'number' }), {}, given);
    expect(failure.code).toBe('unfit_answer');
    expect(JSON.stringify([failure.message, failure.extras as JsonRecord])).not.toContain(TOKEN.slice(0, 4));
  });
});

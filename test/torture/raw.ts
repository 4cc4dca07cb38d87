/** What may come over a connection: requests as no program would write them, and what is no request at all. */
import { Buffer } from 'node:buffer';

/** Pieces that are sent one after the other, each with a turn of the event loop before it. */
export type Raw = {
  readonly name: string;
  readonly parts: readonly (string | Buffer)[];
  /** whether the server has to refuse it, with 4xx or by closing; else it may answer, but never with 500 */
  readonly bad?: true;
  /** how many answers there have to be: a request that can be understood is answered, with a problem in JSON if not with what it asked for */
  readonly answers?: number;
  /** how the sender ends: it closes its side (the default), breaks the connection, or waits for the server to close */
  readonly end?: 'half' | 'reset' | 'wait';
};

type Random = { random(): number; between(from: number, to: number): number };
export type Target = { readonly host: string; readonly workflowId: string; readonly executionId: string };

const bytes = (length: number, { random }: Random) =>
  Buffer.from(Array.from({ length }, () => Math.floor(random() * 256)));
const get = (path: string, host: string, ...headers: string[]) =>
  `GET ${path} HTTP/1.1\r\n${[`Host: ${host}`, ...headers].join('\r\n')}\r\n\r\n`;
/** The last request of a connection, which is to be answered. */
const asked = (name: string, request: string, answers = 1): Raw => ({
  name,
  parts: [Buffer.from(request.replace(/\r\n\r\n$/, '\r\nConnection: close\r\n\r\n'), 'latin1')],
  end: 'wait',
  answers,
});
const post = (path: string, host: string, headers: readonly string[], body: string) =>
  `POST ${path} HTTP/1.1\r\n${[`Host: ${host}`, 'Content-Type: application/json', ...headers].join('\r\n')}\r\n\r\n${body}`;

/** Lines that are no request, or an odd one. */
function lines({ host }: Target): Raw[] {
  const bad = [
    '\r\n\r\n\0',
    'GET\r\n\r\n',
    'GET / HTTP/9.9\r\n\r\n',
    'GET /\r\n\r\n',
    ' GET / HTTP/1.1\r\n\r\n',
    'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n',
    'get / http/1.1\r\n\r\n',
    `GET /a b HTTP/1.1\r\nHost: ${host}\r\n\r\n`,
    `GET /\0 HTTP/1.1\r\nHost: ${host}\r\n\r\n`,
    `GET / HTTP/1.1\nHost: ${host}\n\n\0`,
    `FOO / HTTP/1.1\r\nHost: ${host}\r\n\r\n`,
    '\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03',
    'GET / HTTP/1.1\r\n\r\n',
    `GET * HTTP/1.1\r\nHost: ${host}\r\n\r\n`,
    `GET health HTTP/1.1\r\nHost: ${host}\r\n\r\n`,
  ];
  const methods = ['OPTIONS', 'TRACE', 'PROPFIND', 'PATCH', 'PURGE', 'M-SEARCH', 'HEAD', 'QUERY'];
  const paths = [
    '/%',
    '/%zz',
    '/%00',
    '/%ff%fe',
    '/api/workflow/execution/%',
    '/api/workflows/%E0%A4%A',
    '/..%2f..%2fetc/passwd',
    '/../../../../etc/passwd',
    '/assets/..%5c..%5cpackage.json',
    '//evil.example/',
    '/?%',
    '/api/executions?limit=%',
    `/api/executions/stream?ids=${'a,'.repeat(200)}`,
    `/${'a'.repeat(9_000)}`,
    '/.',
    '/#a',
    '/a?b#c',
    '/%2e%2e/%2e%2e/',
    'http://evil.example/',
  ];
  return [
    ...bad.map((text, index): Raw => ({ name: `line ${index}`, parts: [Buffer.from(text, 'latin1')], bad: true })),
    ...methods.map((method) => asked(method, `${method} /api/workflows HTTP/1.1\r\nHost: ${host}\r\n\r\n`)),
    { name: 'OPTIONS *', parts: [`OPTIONS * HTTP/1.1\r\nHost: ${host}\r\n\r\n`] },
    { name: 'CONNECT', parts: [`CONNECT evil.example:443 HTTP/1.1\r\nHost: ${host}\r\n\r\n`], bad: true },
    ...paths.map((path) => asked(`path ${path.slice(0, 40)}`, get(path, host))),
    { name: 'a path of 64 kB', parts: [get(`/${'a'.repeat(64_000)}`, host)], bad: true },
  ];
}

function headers({ host }: Target): Raw[] {
  const bad = [
    'no colon',
    'a name with blanks: x',
    ': nothing',
    'Nul: a\0b',
    `Long: ${'x'.repeat(70_000)}`,
    'Content-Length: -1',
    'Content-Length: 1e3',
    'Content-Length: 0x10',
    'Content-Length: 5, 6',
    'Content-Length: 5\r\nContent-Length: 6',
    'Content-Length: 99999999999999999999999',
    'Transfer-Encoding: xchunked\r\nContent-Length: 3',
    'Transfer-Encoding: chunked\r\nContent-Length: 3',
    'Transfer-Encoding: chunked, identity',
  ];
  const upgrades = [
    'Upgrade: websocket\r\nConnection: Upgrade',
    'Upgrade: h2c\r\nConnection: Upgrade, HTTP2-Settings\r\nHTTP2-Settings: AAMAAABk',
    'Host: evil.example',
    'Connection: close, close',
  ];
  const odd = [
    'Expect: a miracle',
    'Expect: 100-continue',
    'Last-Event-ID: \xff',
    'Cookie: cortado=%; __Host-cortado=%%%',
    'Authorization: Bearer \xe9',
    'Accept-Encoding: gzip;q=9',
    'If-None-Match: W/"',
    'X-Forwarded-For: \xff, 1.2.3.4',
    'Range: bytes=0-,-1',
    'Traceparent: 00-x',
    `Cookie: ${'a=b; '.repeat(1_500)}`,
  ];
  return [
    ...bad.map(
      (header, index): Raw => ({
        name: `header ${index}`,
        parts: [Buffer.from(`POST /api/workflows HTTP/1.1\r\nHost: ${host}\r\n${header}\r\n\r\n`, 'latin1')],
        bad: true,
      }),
    ),
    ...odd.map((header) => asked(`header ${header.slice(0, 30)}`, get('/api/workflows', host, header))),
    ...upgrades.map((header): Raw => ({ name: header.slice(0, 30), parts: [get('/api/workflows', host, header)] })),
    { name: '3,000 headers', parts: [get('/health', host, ...Array.from({ length: 3_000 }, (_, n) => `h${n}: x`))] },
    { name: 'no host', parts: ['GET /health HTTP/1.0\r\n\r\n'] },
    { name: 'another host', parts: [get('/api/workflows', 'evil.example')], bad: true },
  ];
}

/** Bodies that end too early, go on too long, or are cut into pieces that are none. */
function bodies({ host, workflowId }: Target): Raw[] {
  const at = `/api/workflow/${workflowId}/execute`;
  const chunked = (body: string): string => post(at, host, ['Transfer-Encoding: chunked'], body);
  const hidden = post(at, host, ['Content-Length: 2', 'Connection: close'], '{}');
  return [
    { name: 'a body that stops', parts: [post(at, host, ['Content-Length: 100'], '{"inputs": {')], bad: true },
    {
      name: 'a body that breaks off',
      parts: [post(at, host, ['Content-Length: 100'], '{"inputs": {')],
      bad: true,
      end: 'reset',
    },
    { name: 'a chunk that stops', parts: [chunked('20\r\n{"inp')], bad: true },
    { name: 'a chunk of no size', parts: [chunked('zz\r\n{}\r\n0\r\n\r\n')], bad: true },
    { name: 'a chunk of too large a size', parts: [chunked('FFFFFFFFFFFFFFFFFF\r\n{}')], bad: true },
    { name: 'a chunk without its end', parts: [chunked('2\r\n{}0\r\n\r\n')], bad: true },
    { name: 'an extension of 1 MB', parts: [chunked(`2;${'x'.repeat(1_000_000)}\r\n{}\r\n0\r\n\r\n`)], bad: true },
    { name: 'trailers', parts: [chunked(`0\r\n${'T: x\r\n'.repeat(20_000)}\r\n`)], bad: true },
    {
      name: 'bytes that are no UTF-8',
      parts: [post(at, host, ['Content-Length: 4'], ''), Buffer.from([0x22, 0xff, 0xfe, 0x22])],
      bad: true,
    },
    {
      name: 'a packed body',
      parts: [post(at, host, ['Content-Encoding: gzip', 'Content-Length: 2'], '{}')],
      bad: true,
    },
    { name: 'more than is said', parts: [post(at, host, ['Content-Length: 2', 'Connection: close'], '{}garbage')] },
    {
      name: '12 MB',
      parts: [post(at, host, ['Content-Length: 12000000', 'Connection: close'], ''), Buffer.alloc(12_000_000, 0x20)],
      bad: true,
    },
    { name: '1 TB, it says', parts: [post(at, host, ['Content-Length: 1000000000000'], '{')], bad: true },
    // one request, whatever it looks like to whoever reads lengths otherwise
    {
      name: 'smuggled by a length',
      parts: [
        post(
          '/api/workflows/validate',
          host,
          [`Content-Length: ${hidden.length}`, 'Transfer-Encoding: chunked'],
          `0\r\n\r\n${hidden}`,
        ),
      ],
      bad: true,
    },
    {
      name: 'smuggled by a chunk',
      parts: [
        post(
          '/api/workflows/validate',
          host,
          ['Content-Length: 4', 'Transfer-Encoding: chunked'],
          `5c\r\n${hidden}\r\n0\r\n\r\n`,
        ),
      ],
      bad: true,
    },
    {
      name: 'smuggled by an odd name',
      parts: [
        post(
          '/api/workflows/validate',
          host,
          ['Content-Length: 4', 'Transfer-Encoding : chunked'],
          `0\r\n\r\n${hidden}`,
        ),
      ],
      bad: true,
    },
    {
      name: 'smuggled by two lengths',
      parts: [
        post(
          '/api/workflows/validate',
          host,
          ['Content-Length: 2', `Content-Length: ${hidden.length + 2}`],
          `{}${hidden}`,
        ),
      ],
      bad: true,
    },
  ];
}

/** Many requests at once on a connection, and streams whose viewers go in odd ways. */
function connections({ host, executionId }: Target): Raw[] {
  const stream = get(`/api/workflow/execution/${executionId}/stream`, host);
  const all = get('/api/executions/stream', host);
  return [
    asked('200 requests in a line', get('/health', host).repeat(200), 200),
    {
      name: 'requests, then garbage',
      parts: [get('/health', host).repeat(5), 'garbage\r\n\r\n', get('/health', host)],
    },
    {
      name: 'a request in single bytes',
      parts: [...get('/health', host, 'Connection: close')],
      end: 'wait',
      answers: 1,
    },
    { name: 'requests, and nobody to read the answers', parts: [get('/openapi.json', host).repeat(60)], end: 'reset' },
    { name: 'a stream that was ended before', parts: [stream] },
    { name: 'a stream whose viewer closes its side', parts: [all] },
    { name: 'a stream whose viewer breaks off', parts: [all], end: 'reset' },
    { name: 'streams in a line', parts: [all, all, stream] },
    { name: 'HEAD of a stream', parts: [all.replace('GET', 'HEAD')] },
    { name: 'a stream, then garbage', parts: [all, 'garbage'] },
    { name: 'nothing', parts: [] },
    { name: 'nothing, and gone', parts: [], end: 'reset' },
  ];
}

/** All of them, once; then what chance makes of them, without end. */
export function* rawRequests(target: Target, chance: Random): Generator<Raw> {
  const known = [...lines(target), ...headers(target), ...bodies(target), ...connections(target)];
  yield* known;
  for (;;) {
    const one = known[Math.floor(chance.random() * known.length)]!;
    const whole = Buffer.concat(one.parts.map((part) => Buffer.from(part)));
    const at = Math.floor(chance.random() * (whole.length + 1));
    const noise = bytes(Math.floor(chance.between(1, 40)), chance);
    const rest = whole.subarray(chance.random() < 0.5 ? at : Math.min(whole.length, at + noise.length));
    const end = chance.random() < 0.3 ? 'reset' : 'half';
    if (chance.random() < 0.2)
      yield { name: 'garbage', parts: [bytes(Math.floor(chance.between(1, 3_000)), chance)], end };
    else if (chance.random() < 0.3) yield { name: `${one.name}, cut short`, parts: [whole.subarray(0, at)], end };
    else yield { name: `${one.name}, with noise in it`, parts: [whole.subarray(0, at), noise, rest], end };
  }
}

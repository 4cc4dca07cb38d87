/** A credential: what a node shows a service to be let in. It is stored sealed, and opened for one attempt at a time. */
import * as z from 'zod';

/** Names are ids: they stand in configs, addresses and the audit trail. */
export const credentialName = z
  .string()
  .regex(
    /^[A-Za-z0-9][A-Za-z0-9_.-]{0,99}$/,
    'expected 1 to 100 letters, digits, ".", "_" and "-", a letter or a digit first',
  );

const SECRET_MAX = 10_000;
/** What a header takes; an error would otherwise come with the value in it. */
const visible = z
  .string()
  .max(SECRET_MAX)
  .regex(/^[!-~]+$/, 'expected printable ASCII characters without blanks');
const headerValue = z
  .string()
  .max(SECRET_MAX)
  .regex(/^[!-~]([ -~]*[!-~])?$/, 'expected printable ASCII characters, with no blank at either end');
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is refused
const basicPart = /^[^\u0000-\u001f\u007f]*$/;
const headerName = z
  .string()
  .max(100)
  .regex(/^[A-Za-z0-9!#$%&'*+.^_`|~-]+$/, 'expected the name of a header, such as X-API-Key')
  .refine(
    (name) => !FRAMING.has(name.toLowerCase()),
    'expected a header that does not belong to the connection itself',
  );
const FRAMING = new Set(['host', 'content-length', 'transfer-encoding', 'connection', 'upgrade', 'te', 'trailer']);

const host = z
  .string()
  .max(300)
  .refine(
    (text) => text === '*' || patternOf(text) !== null,
    'expected a host such as api.example.com, *.example.com or http://127.0.0.1:8080, or * for any',
  );
/** Required: a name alone must not be enough to have a secret sent somewhere else. */
const hosts = z.array(host).min(1).max(100);

const bearer = z.strictObject({ kind: z.literal('bearer'), token: visible, hosts });
const basic = z.strictObject({
  kind: z.literal('basic'),
  user: z
    .string()
    .max(1_000)
    .regex(/^[^:]*$/, 'expected no colon')
    .regex(basicPart, 'expected no control characters'),
  password: z.string().min(1).max(SECRET_MAX).regex(basicPart, 'expected no control characters'),
  hosts,
});
const header = z.strictObject({ kind: z.literal('header'), header: headerName, value: headerValue, hosts });
const openai = z.strictObject({
  kind: z.literal('openai'),
  apiKey: visible,
  baseURL: z
    .url({ protocol: /^https?$/, error: 'expected an http(s) address' })
    .max(2_000)
    .optional(),
  /** left out: the host of `baseURL`, or OpenAI's */
  hosts: hosts.optional(),
});

const expected = { error: 'expected "kind" to be one of bearer, basic, header and openai' };
export const credentialSchema = z.discriminatedUnion('kind', [bearer, basic, header, openai], expected);
const name = credentialName;
export const newCredentialSchema = z.discriminatedUnion(
  'kind',
  [bearer.extend({ name }), basic.extend({ name }), header.extend({ name }), openai.extend({ name })],
  expected,
);
export type CredentialSecret = z.output<typeof credentialSchema>;
export type CredentialKind = CredentialSecret['kind'];
/** A credential that is open: its name, where it may be sent, and its secret. */
export type Credential = {
  readonly name: string;
  readonly secret: CredentialSecret;
  readonly hosts: readonly string[];
};

export const OPENAI_URL = 'https://api.openai.com/v1';

/** Where a credential may be sent. */
export function hostsOf(secret: CredentialSecret): readonly string[] {
  if (secret.hosts) return secret.hosts;
  return [new URL((secret.kind === 'openai' && secret.baseURL) || OPENAI_URL).origin];
}

/** The parts that nobody may see, without what stands around them; of basic authentication also the pair as it is sent. */
export function secretsOf(secret: CredentialSecret): readonly string[] {
  switch (secret.kind) {
    case 'bearer':
      return [secret.token];
    case 'basic':
      return [secret.password, `${secret.user}:${secret.password}`];
    case 'header':
      return [secret.value];
    case 'openai':
      return [secret.apiKey];
    default:
      return secret satisfies never;
  }
}

/** Whether a secret that is meant for `hosts` may be sent to an address. Without a scheme a host means https. */
export function mayGoTo(hosts: readonly string[], url: URL): boolean {
  return hosts.some((text) => {
    if (text === '*') return true;
    const pattern = patternOf(text);
    if (pattern === null || pattern.origin.protocol !== url.protocol || pattern.origin.port !== url.port) return false;
    const { hostname } = pattern.origin;
    return pattern.under ? url.hostname.endsWith(`.${hostname}`) : url.hostname === hostname;
  });
}

function patternOf(text: string): { origin: URL; under: boolean } | null {
  const [, scheme = 'https://', under, rest] = /^(https?:\/\/)?(\*\.)?([^\s/?#@\\*]+)$/i.exec(text) ?? [];
  const origin = rest === undefined ? null : URL.parse(`${scheme}${rest}`);
  return origin && { origin, under: under !== undefined };
}

/** Credentials: their secrets come from standard input, never from the command line that others can see. */
import { Refusal } from '../api.ts';
import { askSecret } from '../ask.ts';
import { type Command, type Context, text } from '../command.ts';
import { type ExitCode, exitCodes, usage } from '../failure.ts';
import { ago, oneLine, table } from '../terminal.ts';

type Listed = {
  readonly name: string;
  readonly kind: string;
  readonly fields: readonly string[];
  readonly hosts: readonly string[];
  readonly usable: boolean;
  readonly updatedAt: string;
};

/** The field that takes the secret, by kind. */
const SECRET_OF: Record<string, string> = { bearer: 'token', basic: 'password', header: 'value', openai: 'apiKey' };

export const credential: Command = {
  args: '<set|list|remove> [name]',
  summary: 'Set, list and remove the credentials that nodes use by name',
  options: {
    kind: { type: 'string' },
    host: { type: 'string', multiple: true },
    user: { type: 'string' },
    header: { type: 'string' },
    'base-url': { type: 'string' },
  },
  help: [
    'set <name>  Reads the secret from standard input: cortado credential set shop --kind bearer --host … < secret.txt',
    '    --kind <kind>     bearer, basic, header or openai',
    '    --host <host>     Where it may be sent, such as api.example.com; again for more, * for anywhere',
    '    --user <name>     Of basic: its password is the secret',
    '    --header <name>   Of header: X-API-Key by default',
    '    --base-url <url>  Of openai: a server that is not OpenAI’s',
  ],
  async run(context) {
    const [verb, name] = context.args;
    if (verb === 'list') return list(context);
    if (verb === 'set' && name !== undefined) return set(context, name);
    if (verb === 'remove' && name !== undefined) return remove(context, name);
    throw usage('Expected credential list, credential set <name> --kind <kind>, or credential remove <name>.');
  },
};

async function list({ api, json, out, err }: Context): Promise<ExitCode> {
  const { credentials } = await api.get<{ credentials: Listed[] }>('/api/credentials');
  if (json) out.write(`${JSON.stringify(credentials)}\n`);
  else if (credentials.length === 0) err.write('There are no credentials. "npx cortado credential set" makes one.\n');
  else {
    const now = Date.now();
    const rows = credentials.map(({ name, kind, hosts, usable, updatedAt }) => [
      ...[name, kind, usable ? oneLine(hosts.join(', '), 60) : 'sealed under another key', ago(updatedAt, now)],
    ]);
    out.write(`${table(out, ['NAME', 'KIND', 'FOR', 'CHANGED'], rows)}\n`);
  }
  return exitCodes.completed;
}

async function set(context: Context, name: string): Promise<ExitCode> {
  const { api, json, out, err } = context;
  const body = await bodyFrom(context);
  const path = `/api/credentials/${encodeURIComponent(name)}`;
  const saved = await api.send<Listed>('PUT', path, body).catch((error: unknown) => {
    if (!(error instanceof Refusal) || error.status !== 404) throw error;
    return api.send<Listed>('POST', '/api/credentials', { name, ...body });
  });
  if (json) out.write(`${JSON.stringify(saved)}\n`);
  else err.write(`"${name}" is set. It is sent to ${saved.hosts.join(', ')}, and nowhere else.\n`);
  return exitCodes.completed;
}

async function bodyFrom({ values }: Context): Promise<Record<string, unknown>> {
  const kind = text(values, 'kind') ?? '';
  const field = Object.hasOwn(SECRET_OF, kind) ? SECRET_OF[kind] : undefined;
  if (field === undefined) throw usage(`Expected --kind to be bearer, basic, header or openai, got "${kind}".`);
  const hosts = values.host as string[] | undefined;
  if (hosts === undefined && kind !== 'openai') {
    throw usage('Expected --host: where the secret may be sent, such as api.example.com, or "*" for anywhere.');
  }
  const user = text(values, 'user');
  if (kind === 'basic' && user === undefined) throw usage('Expected --user for --kind basic.');
  const baseURL = text(values, 'base-url');
  return {
    kind,
    ...(hosts && { hosts }),
    ...(kind === 'basic' && { user }),
    ...(kind === 'header' && { header: text(values, 'header') ?? 'X-API-Key' }),
    ...(kind === 'openai' && baseURL !== undefined && { baseURL }),
    [field]: await askSecret(`Secret (${field}): `),
  };
}

async function remove({ api, err }: Context, name: string): Promise<ExitCode> {
  await api.send('DELETE', `/api/credentials/${encodeURIComponent(name)}`);
  err.write(`"${name}" is removed.\n`);
  return exitCodes.completed;
}

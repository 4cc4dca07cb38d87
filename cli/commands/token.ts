/** API tokens. */
import { type Command, type Context, text } from '../command.ts';
import { type ExitCode, exitCodes, usage } from '../failure.ts';
import { oneLine, table } from '../terminal.ts';

type Token = {
  readonly id: string;
  readonly name: string;
  readonly scopes: readonly string[];
  readonly createdBy: string;
  readonly expiresAt: string | null;
  readonly lastUsedAt: string | null;
};

export const token: Command = {
  args: '<create|list|revoke> [name or id]',
  summary: 'Make, list and revoke API tokens',
  options: { scope: { type: 'string', multiple: true }, days: { type: 'string' } },
  help: [
    'create <name>  Makes one and prints its secret, this once; revoke <id> voids it',
    '    --scope <scope>  read, run, write, admin or worker; again for more, read by default',
    '    --days <n>       Ends it after so many days; never by default',
  ],
  async run(context) {
    const [verb, wanted] = context.args;
    if (verb === 'list') return list(context);
    if (verb === 'create' && wanted !== undefined) return create(context, wanted);
    if (verb === 'revoke' && wanted !== undefined) return revoke(context, wanted);
    throw usage('Expected token list, token create <name>, or token revoke <id>.');
  },
};

async function list({ api, json, out, err }: Context): Promise<ExitCode> {
  const { tokens } = await api.get<{ tokens: Token[] }>('/api/tokens');
  if (json) out.write(`${JSON.stringify(tokens)}\n`);
  else if (tokens.length === 0) err.write('There are no tokens. "npx cortado token create <name>" makes one.\n');
  else {
    const day = (iso: string | null) => iso?.slice(0, 10) ?? '–';
    const rows = tokens.map((each) => [
      ...[each.id, oneLine(each.name, 40), each.scopes.join(','), oneLine(each.createdBy, 30)],
      ...[day(each.lastUsedAt), day(each.expiresAt)],
    ]);
    out.write(`${table(out, ['ID', 'NAME', 'SCOPES', 'BY', 'USED', 'ENDS'], rows)}\n`);
  }
  return exitCodes.completed;
}

async function create({ api, values, json, out, err }: Context, name: string): Promise<ExitCode> {
  const days = text(values, 'days');
  if (days !== undefined && !/^[1-9]\d{0,3}$/.test(days)) throw usage(`Expected --days to be a number, got "${days}".`);
  const scopes = (values.scope as string[] | undefined)?.flatMap((each) => each.split(',')) ?? ['read'];
  const body = { name, scopes, ...(days !== undefined && { expiresInDays: Number(days) }) };
  const made = await api.send<Token & { token: string }>('POST', '/api/tokens', body);
  if (json) out.write(`${JSON.stringify(made)}\n`);
  else {
    out.write(`${made.token}\n`);
    err.write(`"${made.name}" may ${made.scopes.join(', ')}. Its secret is not shown again.\n`);
  }
  return exitCodes.completed;
}

async function revoke({ api, err }: Context, id: string): Promise<ExitCode> {
  await api.send('DELETE', `/api/tokens/${encodeURIComponent(id)}`);
  err.write(`${id} is void.\n`);
  return exitCodes.completed;
}

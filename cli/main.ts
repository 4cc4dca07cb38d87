/** The terminal client: finds the command, reads its options, and turns what it does into an exit code. */
import process from 'node:process';
import { type ParseArgsConfig, parseArgs } from 'node:util';
import packageJson from '../package.json' with { type: 'json' };
import { createApi } from './api.ts';
import { type Command, text, type Values } from './command.ts';
import { approve, cancel, reject, resume, retry } from './commands/control.ts';
import { credential } from './commands/credential.ts';
import { database } from './commands/database.ts';
import { executions, list } from './commands/lists.ts';
import { login, logout } from './commands/login.ts';
import { logs, status } from './commands/look.ts';
import { run } from './commands/run.ts';
import { token } from './commands/token.ts';
import { exportFile, importFiles } from './commands/transfer.ts';
import { worker } from './commands/worker.ts';
import { exitCodes, Failure, usage } from './failure.ts';
import { type Login, readLogin, tokenFor } from './login-file.ts';

const commands: Record<string, Command> = {
  run,
  list,
  executions,
  status,
  logs,
  cancel,
  retry,
  approve,
  reject,
  resume,
  import: importFiles,
  export: exportFile,
  database,
  login,
  logout,
  token,
  credential,
  worker,
};

const DEFAULT_SERVER = 'http://127.0.0.1:3001';
const common = {
  server: { type: 'string' },
  json: { type: 'boolean' },
  help: { type: 'boolean', short: 'h' },
  version: { type: 'boolean' },
} as const satisfies ParseArgsConfig['options'];

/** Runs one command line; answers the exit code. */
export async function main(argv: readonly string[]): Promise<number> {
  const { stdout: out, stderr: err } = process;
  // A reader that has seen enough (`| head`) is no error.
  for (const stream of [out, err]) stream.on('error', () => process.exit(exitCodes.completed));
  try {
    const [name, ...rest] = argv[0]?.startsWith('-') ? ['', ...argv] : argv;
    if (name === undefined || name === '' || name === 'help') return overview(rest);
    const command = commandOf(name);
    const { values, positionals } = read(rest, command.options, `${name} --help`);
    if (values.help) {
      out.write(helpFor(name, command));
      return exitCodes.completed;
    }
    const most = command.args.includes('…') ? Number.POSITIVE_INFINITY : (command.args.match(/[<[]/g)?.length ?? 0);
    if (positionals.length > most) throw usage(`Expected ${name} ${command.args || 'without arguments'}, got more.`);
    const stored = await readLogin(process.env);
    const server = serverOf(values, stored);
    const api = createApi(server, tokenFor(server, process.env, stored));
    return await command.run({ api, args: positionals, values, json: values.json === true, out, err });
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    err.write(`${error.message}\n`);
    return error.exitCode;
  }
}

function commandOf(name: string): Command {
  const command = Object.hasOwn(commands, name) ? commands[name] : undefined;
  if (command) return command;
  throw usage(`There is no command "${name}". "npx cortado --help" shows those there are.`);
}

function read(
  argv: readonly string[],
  own: Command['options'],
  help: string,
): { values: Values; positionals: string[] } {
  try {
    return parseArgs({ args: [...argv], options: { ...own, ...common }, allowPositionals: true, strict: true });
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    if (!code?.startsWith('ERR_PARSE_ARGS')) throw error;
    // The first sentence names the option; the rest is about `--`, and of no help to who mistyped one.
    const [sentence = message] = message.split(/\. |\n/);
    throw usage(`${sentence.replace(/\.$/, '')}. "npx cortado ${help}" shows the options.`);
  }
}

function serverOf(values: Values, stored: Login | null): string {
  const server = text(values, 'server') ?? (process.env.CORTADO_URL || (stored?.url ?? DEFAULT_SERVER));
  if (/^https?:\/\/./.test(server) && URL.canParse(server)) return server;
  throw usage(`Expected the server as http://host:port, got "${server}" (--server or CORTADO_URL).`);
}

function overview(argv: readonly string[]): number {
  const { values, positionals } = read(argv, {}, '--help');
  if (values.version) {
    process.stdout.write(`${packageJson.version}\n`);
    return exitCodes.completed;
  }
  const [topic] = positionals;
  process.stdout.write(topic === undefined ? helpForAll() : helpFor(topic, commandOf(topic)));
  return exitCodes.completed;
}

const commonHelp = [
  '    --server <url>  Where the server is; CORTADO_URL, else where you signed in, else http://127.0.0.1:3001',
  '    --json          Answers for programs, one JSON text a line',
  '-h, --help          This',
];

function helpForAll(): string {
  const width = Math.max(...Object.entries(commands).map(([name, { args }]) => `${name} ${args}`.length));
  const lines = Object.entries(commands).map(
    ([name, { args, summary }]) => `  ${`${name} ${args}`.padEnd(width)}  ${summary}`,
  );
  return [
    'Cortado runs workflows in the background and shows them live.',
    '',
    'npx cortado <command> [options]',
    '',
    ...lines,
    '',
    ...commonHelp.map((line) => `  ${line}`),
    '',
    'Exit codes: 0 completed, 1 the execution failed, 2 wrong usage, 3 the execution was cancelled,',
    '4 the server cannot be reached or refused, 130 following was given up (the execution goes on).',
    '',
  ].join('\n');
}

function helpFor(name: string, { args, summary, help = [] }: Command): string {
  const parts = [...help, ...commonHelp].map((line) => /^(.*?\S) {2,}(.*)$/.exec(line)?.slice(1) ?? [line]);
  const width = Math.max(...parts.map(([option = '']) => option.length));
  const lines = parts.map(([option = '', says = '']) => `  ${option.padEnd(width)}  ${says}`.trimEnd());
  return [`npx cortado ${name} ${args}`.trimEnd(), '', summary, '', ...lines, ''].join('\n');
}

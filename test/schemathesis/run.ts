/**
 * `npm run test:api`: schemathesis (PyPI) asks a real server with accounts whatever its OpenAPI document allows, and more:
 * no 5xx, no answer off its schema, no route that answers without a proof but the public ones.
 *
 * It is installed into a virtual environment below `node_modules`. Without Python this says that it was skipped.
 */
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const VERSION = '4.32.5';
const root = join(import.meta.dirname, '../..');
const venv = join(root, `node_modules/.cache/cortado/schemathesis-${VERSION}`);
const CHECKS = [
  ...['not_a_server_error', 'status_code_conformance', 'content_type_conformance'],
  ...['response_headers_conformance', 'response_schema_conformance', 'ignored_auth'],
];

function run(command: string, args: readonly string[], cwd = root): void {
  const { status } = spawnSync(command, args, { cwd, stdio: 'inherit' });
  if (status !== 0) throw new Error(`"${command} ${args[0]}" ended with ${status}.`);
}

function installed(): string {
  const program = join(venv, 'bin/schemathesis');
  if (existsSync(program)) return program;
  run('python3', ['-m', 'venv', venv]);
  run(join(venv, 'bin/pip'), ['install', '--quiet', '--disable-pip-version-check', `schemathesis==${VERSION}`]);
  return program;
}

/** Starts the bundle; answers its address and the way to end it. */
async function start(folder: string): Promise<{ url: string; end(): Promise<void> }> {
  run(process.execPath, ['server/build.ts', '--if-stale']);
  const env = {
    ...process.env,
    ...{ PORT: '0', DATABASE_URL: `file:${join(folder, 'cortado.db')}`, LOG_LEVEL: 'error', CORTADO_AUTH: 'on' },
    CORTADO_SETUP_TOKEN: SETUP_TOKEN,
  };
  const child = spawn(process.execPath, ['dist/server/main.js'], {
    cwd: root,
    env,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const url = await new Promise<string>((resolve, reject) => {
    let said = '';
    child.stdout.on('data', (part: Buffer) => {
      said += part;
      const found = /Cortado is at (http:\S+)\n/.exec(said);
      if (found) resolve(found[1]!);
    });
    void ended.then(() => reject(new Error('The server ended before it listened.')));
  });
  return {
    url,
    async end() {
      child.kill('SIGTERM');
      await ended;
    },
  };
}

const SETUP_TOKEN = 'setup-token-of-schemathesis';

/** An API token that may do everything, of the first account. */
async function ownersToken(url: string): Promise<string> {
  const post = async (path: string, body: object, headers: Record<string, string> = {}) => {
    const init = {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: JSON.stringify(body),
    };
    const answer = await fetch(`${url}${path}`, init);
    if (answer.status !== 201) throw new Error(`${path} answered ${answer.status}: ${await answer.text()}`);
    return answer;
  };
  const account = { token: SETUP_TOKEN, email: 'owner@example.com', password: 'correct horse battery' };
  const cookie = (await post('/api/setup', account)).headers.getSetCookie()[0]!.split(';', 1)[0]!;
  const scopes = ['read', 'run', 'write', 'admin', 'worker'];
  const made = await post('/api/tokens', { name: 'schemathesis', scopes }, { cookie });
  return ((await made.json()) as { token: string }).token;
}

if (spawnSync('python3', ['--version']).status !== 0) {
  console.log(
    'SKIPPED: the API is held against its document by schemathesis, which needs Python 3, and there is none.',
  );
  process.exit();
}
const program = installed();
const folder = mkdtempSync(join(tmpdir(), 'cortado-schemathesis-'));
const server = await start(folder);
try {
  const token = await ownersToken(server.url);
  // it leaves notes of its own where it runs
  run(
    program,
    [
      ...['run', `${server.url}/openapi.json`, '--header', `Authorization: Bearer ${token}`],
      ...['--checks', CHECKS.join(','), '--phases', 'examples,coverage,fuzzing', '--max-examples', '25'],
      // one that is open to the whole organization does not end
      ...['--exclude-path', '/api/executions/stream', '--request-timeout', '20', '--workers', '2'],
      ...['--continue-on-failure', '--no-color', '--seed', '1'],
    ],
    folder,
  );
} finally {
  await server.end();
  rmSync(folder, { recursive: true, force: true });
}

/** Who may import whom, which package stays behind which folder, and how large things may grow. */
import { expect, test } from 'vitest';
import { readSources, type SourceFile } from './_source.ts';

const sources = readSources();
const program = sources.filter(({ path }) => !path.startsWith('test/'));

/** Folder → what of ours its files may import beside each other. The longest folder that fits a file counts. */
const mayImport: Record<string, readonly string[]> = {
  'db/': [],
  'server/engine/': [
    'db/credential.ts',
    'db/database-model.ts',
    'db/model.ts',
    'db/execution-state.ts',
    'db/errors.ts',
    'db/safe-parse.ts',
    'db/store.ts',
  ],
  'server/nodes/': [
    'server/engine/node.ts',
    'server/engine/policy.ts',
    'db/database-model.ts',
    'db/model.ts',
    'db/errors.ts',
    'db/safe-parse.ts',
  ],
  'server/workflows/': ['server/nodes/', 'server/engine/', 'db/'],
  'server/llm/': ['server/engine/node.ts', 'db/model.ts'],
  'server/guard/': ['server/engine/node.ts'],
  'server/code/': ['server/engine/node.ts', 'db/model.ts'],
  'server/events/': ['db/'],
  'server/prefect/': ['server/engine/deps.ts'],
  'server/queue/': ['server/engine/', 'server/prefect/', 'db/'],
  'server/executions/': ['server/queue/dispatcher.ts', 'db/'],
  'server/auth/': ['db/'],
  'server/metrics/': ['db/'],
  'server/dashboards/': ['server/records/service.ts', 'server/records/csv-cell.ts', 'db/'],
  'server/tracing/': ['server/engine/node.ts', 'db/'],
  'server/remote/': ['server/engine/', 'db/'],
  'server/records/': ['server/engine/liquid.ts', 'server/engine/node.ts', 'db/'],
  'server/http/': [
    'server/executions/',
    'server/workflows/',
    'server/events/',
    'server/auth/',
    'server/metrics/',
    'server/dashboards/',
    'server/records/',
    'server/remote/',
    'server/nodes/',
    'server/engine/policy.ts',
    'db/',
  ],
  'server/worker/': [
    'server/engine/',
    'server/nodes/',
    'server/prefect/',
    'server/remote/wire.ts',
    'server/remote/record-wire.ts',
    'server/queue/lease-keeper.ts',
    'server/queue/one-at-a-time.ts',
    'db/',
  ],
  'server/worker/main.ts': ['server/', 'db/'],
  'server/worker/compose.ts': ['server/', 'db/'],
  'server/demo/': [],
  'server/': ['server/', 'db/'],
  'client/': ['db/execution-state.ts', 'db/dashboard-changes.ts', 'db/errors.ts'],
  'cli/': [],
  'bench/': ['server/', 'db/', 'test/'],
};
/** The same for imports of types alone. */
const mayImportTypes: Record<string, readonly string[]> = {
  'server/http/': ['server/engine/node.ts'],
  'client/': [
    'db/model.ts',
    'db/dashboard.ts',
    'db/database-model.ts',
    'server/http/app.ts',
    'server/http/embed-answers.ts',
    'server/executions/',
    'server/workflows/',
  ],
  'cli/': ['db/', 'server/http/app.ts'],
  'server/demo/': ['db/model.ts'],
};

/** Package → where it may be imported. */
const packageHomes: Record<string, readonly string[]> = {
  'drizzle-orm': ['db/'],
  '@libsql/client': ['db/'],
  libsql: ['db/'],
  'p-queue': ['server/queue/pool.ts', 'server/queue/prefect.ts'],
  '@opentelemetry/api': ['server/tracing/otlp.ts'],
  '@opentelemetry/exporter-trace-otlp-http': ['server/tracing/otlp.ts'],
  '@opentelemetry/resources': ['server/tracing/otlp.ts'],
  '@opentelemetry/sdk-trace': ['server/tracing/otlp.ts'],
  openai: ['server/llm/'],
  'quickjs-emscripten-core': ['server/code/'],
  hono: ['server/http/', 'client/api.ts'],
  '@hono/node-server': ['server/http/', 'server/listen.ts'],
  'solid-js': ['client/'],
  '@solidjs/router': ['client/'],
  papaparse: ['server/records/csv.ts'],
  pino: ['server/log.ts'],
  echarts: ['client/dashboards/chart-library.ts'],
  vite: ['server/build.ts', 'test/', 'bench/'],
};

const LINES_A_FILE = 320;
const LINES_A_FUNCTION = 80;
/** Files that are one long list by nature. */
const mayBeLong = ['db/store.ts', 'client/locales/node-words/es.ts'];

function ruleFor(rules: Record<string, readonly string[]>, path: string): readonly string[] {
  const folder = Object.keys(rules)
    .filter((each) => path.startsWith(each))
    .sort((a, b) => b.length - a.length)[0];
  return folder === undefined ? [] : [folder, ...rules[folder]!];
}

function within(path: string, places: readonly string[]): boolean {
  return places.some((place) => path === place || (place.endsWith('/') && path.startsWith(place)));
}

function isOurs(to: string): boolean {
  return /^(db|server|client|cli|test|bench)\//.test(to);
}

test('a folder imports only what its layer may know', () => {
  const wrong = program.flatMap(({ path, imports }) =>
    imports
      .filter(({ to, typeOnly }) => {
        const allowed = [...ruleFor(mayImport, path), ...(typeOnly ? ruleFor(mayImportTypes, path) : [])];
        return isOurs(to) && !within(to, allowed);
      })
      .map(({ to }) => `${path} imports ${to}`),
  );
  expect(wrong).toEqual([]);
});

test('nothing of the program imports an entry or a test', () => {
  const entries = ['server/main.ts', 'server/backup.ts', 'server/main.deno.ts', 'server/worker/main.ts', 'test/'];
  const wrong = program
    .filter(({ path }) => !path.startsWith('bench/'))
    .flatMap(({ path, imports }) =>
      imports.filter(({ to }) => within(to, entries)).map(({ to }) => `${path} imports ${to}`),
    );
  expect(wrong).toEqual([]);
});

test('a package stays behind its folder', () => {
  const wrong = program.flatMap(({ path, imports }) =>
    imports
      .filter(({ to }) => packageHomes[to] && !within(path, packageHomes[to]))
      .map(({ to }) => `${path} imports ${to}`),
  );
  expect(wrong).toEqual([]);
});

test('the engine is given time, chance, the network and the process as values', () => {
  const wrong = sources
    .filter(({ path }) => path.startsWith('server/engine/'))
    .flatMap(({ path, text }) =>
      [
        ...withoutComments(text).matchAll(
          /\b(Date\.now|new Date\(\)|Math\.random|setTimeout|setInterval|process\.|globalThis\.fetch\()/g,
        ),
      ].map(([what]) => `${path} uses ${what}`),
    );
  expect(wrong).toEqual([]);
});

test('the environment is read in one place', () => {
  const readers = [
    'server/main.ts',
    'server/backup.ts',
    'server/main.deno.ts',
    'server/worker/main.ts',
    'cli/',
    'server/demo/',
    'test/',
    'bench/',
    'vite.config.ts',
  ];
  const wrong = sources.filter(
    ({ path, text }) => withoutComments(text).includes('process.env') && !within(path, readers),
  );
  expect(wrong.map(({ path }) => path)).toEqual([]);
});

test('no file imports itself by a detour', () => {
  expect(findCycles(sources)).toEqual([]);
});

test('files and functions stay readable', () => {
  const long = program
    .filter(({ path, lines }) => lines > LINES_A_FILE && !mayBeLong.includes(path))
    .map(({ path, lines }) => `${path} has ${lines} lines`);
  const wide = program.flatMap(({ path, functions }) =>
    functions
      .filter(({ lines }) => lines > LINES_A_FUNCTION)
      .map(({ line, lines }) => `${path}:${line} is a function of ${lines} lines`),
  );
  expect([...long, ...wide]).toEqual([]);
});

test('files have plain names, and none is a dumping ground', () => {
  const wrong = program
    .map(({ path }) => path)
    .filter(
      (path) => /(^|\/)(utils?|helpers?|types|common|misc|index)\.tsx?$/.test(path) && path !== 'server/nodes/index.ts',
    )
    .concat(program.map(({ path }) => path).filter((path) => !/^[a-z0-9/.-]+$/.test(path)));
  expect(wrong).toEqual([]);
});

/** Cycles of imports when files are loaded; imports of types vanish, and what is loaded later waits for nobody. */
function findCycles(files: readonly SourceFile[]): string[] {
  const graph = new Map(
    files.map(({ path, imports }) => [
      path,
      imports.filter((each) => !each.typeOnly && !each.lazy).map(({ to }) => to),
    ]),
  );
  const done = new Set<string>();
  const cycles: string[] = [];
  function visit(path: string, trail: readonly string[]): void {
    const at = trail.indexOf(path);
    if (at >= 0) cycles.push([...trail.slice(at), path].join(' → '));
    if (at >= 0 || done.has(path)) return;
    for (const next of graph.get(path) ?? []) visit(next, [...trail, path]);
    done.add(path);
  }
  for (const path of graph.keys()) visit(path, []);
  return cycles;
}

function withoutComments(text: string): string {
  return text.replace(/\/\*[\s\S]*?\*\//g, '').replace(/(^|\s)\/\/.*$/gm, '');
}

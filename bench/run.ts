/**
 * `npm run bench`: what the bundled server does on this machine. Prints tables, and writes the same as JSON.
 *
 * The server, the HTTP stub, the viewers and the load are processes of their own that share the machine's cores, as
 * they did when the peers were measured. Compare only what was measured in one run.
 */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { startHelper, startServer } from './children.ts';
import { load, save, webhookOf, whenIdle } from './client.ts';
import { measureDatabases } from './databases.ts';
import { measureFrames } from './frames.ts';
import { measureHistory } from './history.ts';
import { measurePages } from './pages.ts';
import { measureAgainst, measurePeers, type Peers } from './peers/run.ts';
import { summarise } from './profile.ts';
import {
  framesTable,
  historyTable,
  pagesTable,
  printStartup,
  printTable,
  printViewers,
  throughputRow,
  throughputTable,
  tracingTable,
} from './report.ts';
import { databasesTables, storageTable } from './report-databases.ts';
import { retentionTable } from './report-retention.ts';
import type { Results } from './results.ts';
import { measureRetention } from './retention.ts';
import { measureStartup } from './startup.ts';
import { percentiles } from './statistics.ts';
import { measureStorage } from './storage.ts';
import { cases, measure, type Throughput } from './throughput.ts';
import { measureTracing } from './tracing.ts';
import { measureIdleViewers, measureViewers, watchings } from './viewers.ts';
import { w1, w3 } from './workloads.ts';

const HELP = `npm run bench -- [options]
  --quick           shorter, fewer repeats, no million
  --only <parts>    of startup, throughput, parallel, viewers, tracing, frames, pages, history,
                    retention, databases, storage; with commas
  --repeats <n>     3 by default; median, least and most are shown
  --seconds <n>     of each measurement, 3 by default
  --million <n>     executions stored for "history" and "retention", and records for "databases", 1000000 by default
  --out <folder>    for the JSON, bench/results by default
  --json <file>     where the JSON goes instead
  --profile         a CPU profile of W1 at 50 at once, instead of all the above
  --peers [names]   Cortado beside n8n, n8n-legacy, node-red, prefect (with commas; all by default), instead of all the above
  --peers-in <dir>  where they are installed and stay; by default in a temporary folder (n8n takes 2.9 GB)
  --against <dist>  this build and that of another folder in turn, instead of all the above`;

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    quick: { type: 'boolean', default: false },
    only: { type: 'string' },
    repeats: { type: 'string' },
    seconds: { type: 'string' },
    million: { type: 'string', default: '1000000' },
    json: { type: 'string' },
    out: { type: 'string', default: join(import.meta.dirname, 'results') },
    profile: { type: 'boolean', default: false },
    peers: { type: 'boolean', default: false },
    'peers-in': { type: 'string' },
    against: { type: 'string' },
    help: { type: 'boolean', default: false },
  },
});
if (values.help) {
  console.log(HELP);
  process.exit();
}

const repeats = Number(values.repeats ?? (values.quick ? 1 : 3));
const seconds = Number(values.seconds ?? (values.quick ? 1 : 3));
const wanted = values.only?.split(',') ?? [
  'startup',
  'throughput',
  'parallel',
  'viewers',
  'tracing',
  'frames',
  'pages',
  ...(values.quick ? [] : ['history', 'retention', 'databases', 'storage']),
];
const root = mkdtempSync(join(tmpdir(), 'cortado-bench-'));
const newFolder = () => mkdtempSync(join(root, 'run-'));
process.once('exit', () => rmSync(root, { recursive: true, force: true }));
process.once('SIGINT', () => process.exit(130));
mkdirSync(values.out, { recursive: true });

const helper = startHelper('stub-process.ts');
const stub = { url: await helper.ask<string>({}), pid: helper.pid };
const results: { -readonly [Part in keyof Results]: Results[Part] } = {
  at: new Date().toISOString(),
  node: process.version,
  cores: cpus().length,
  cpu: cpus()[0]?.model,
  repeats,
  seconds,
};

async function throughput(): Promise<void> {
  const server = await startServer(newFolder());
  const rows: Throughput[] = [];
  for (const each of cases(stub.url)) {
    const result = await measure(server, each, { repeats, seconds, helpers: [stub.pid] });
    rows.push(result);
    console.error(throughputRow(result).slice(0, 2).join(': '));
  }
  await server.stop();
  results.throughput = rows;
  printTable(throughputTable(rows));
}

/** W3 with calls of 100 ms, one at a time, on a server that has worked before: are they made at once? */
async function parallel(): Promise<void> {
  const server = await startServer(newFolder());
  const { id } = await save(server.url, 'W3, slow calls', w3('reply', stub.url, 100));
  const path = await webhookOf(server.url, id);
  await load({ server: server.url, path, atOnce: 50, seconds, status: 200 });
  await whenIdle(server.url);
  const { latencies } = await load({ server: server.url, path, atOnce: 1, seconds, status: 200 });
  await server.stop();
  const call = await load({
    server: stub.url,
    path: '/json?delay=100',
    method: 'GET',
    atOnce: 1,
    seconds,
    status: 200,
  });
  const ms = percentiles(latencies).p50;
  const callMs = percentiles(call.latencies).p50;
  results.parallel = { ms, callMs };
  console.log(`\nW3 with calls of 100 ms, one execution: ${ms.toFixed(1)} ms; one such call: ${callMs.toFixed(1)} ms`);
}

async function viewers(): Promise<void> {
  const server = await startServer(newFolder());
  const viewed = await measureViewers(server, stub, values.quick ? watchings.slice(0, 3) : watchings, repeats);
  await server.stop();
  const resting = await startServer(newFolder());
  const idle = await measureIdleViewers(resting, stub.url, values.quick ? 1_000 : 5_000);
  await resting.stop();
  results.viewers = { viewed, idle };
  printViewers(viewed, idle);
}

async function tracing(): Promise<void> {
  const rounds = values.quick ? 1 : Math.max(5, repeats);
  results.tracing = await measureTracing(newFolder, stub.url, { repeats: rounds, seconds });
  printTable(tracingTable(results.tracing));
}

async function databases(): Promise<void> {
  const result = await measureDatabases(newFolder(), Number(values.million));
  results.databases = result;
  for (const table of databasesTables(result)) printTable(table);
}

async function storage(): Promise<void> {
  const result = measureStorage(newFolder(), Math.min(Number(values.million), 200_000));
  results.storage = result;
  printTable(storageTable(result));
}

async function history(): Promise<void> {
  const few = await measureHistory(newFolder(), stub.url, 100, seconds);
  const many = await measureHistory(newFolder(), stub.url, Number(values.million), seconds);
  results.history = [few, many];
  printTable(historyTable([few, many]));
}

async function retention(): Promise<void> {
  results.retention = await measureRetention(newFolder(), stub, Number(values.million));
  printTable(retentionTable(results.retention));
}

/** The run view in a real browser. */
async function frames(): Promise<void> {
  const server = await startServer(newFolder());
  const seen = await measureFrames(server, stub.url);
  await server.stop();
  results.frames = seen;
  printTable(framesTable(seen));
}

/** What Lighthouse says of the pages. */
async function pages(): Promise<void> {
  const server = await startServer(newFolder());
  const scores = await measurePages(server);
  await server.stop();
  results.pages = scores;
  printTable(pagesTable(scores));
}

async function profile(): Promise<void> {
  const folder = join(values.out, 'profile');
  const server = await startServer(newFolder(), ['--cpu-prof', `--cpu-prof-dir=${folder}`]);
  const { id } = await save(server.url, 'W1', w1('reply', stub.url));
  const path = await webhookOf(server.url, id);
  const { answered, seconds: took } = await load({
    server: server.url,
    path,
    atOnce: 50,
    seconds: seconds * 3,
    status: 200,
  });
  await server.stop();
  console.log(`W1, 50 at once, under the profiler: ${Math.round(answered / took)} executions/s\n`);
  console.log(summarise(folder).join('\n'));
  console.log(`\nThe profile is in ${folder}: open it in the developer tools of a browser.`);
}

const parts: Record<string, () => Promise<void>> = {
  async startup() {
    const startup = await measureStartup(newFolder, values.quick ? 1 : 5);
    results.startup = startup;
    printStartup(startup);
  },
  throughput,
  parallel,
  viewers,
  tracing,
  frames,
  pages,
  history,
  retention,
  databases,
  storage,
};

function peers(): Peers {
  const wanted = positionals.flatMap((each) => each.split(','));
  const all = ['n8n', 'n8n-legacy', 'node-red', 'prefect'];
  return { folder: values['peers-in'] ?? null, wanted: wanted.length > 0 ? wanted : all };
}

const ground = { stub, newFolder, repeats, seconds };
if (values.profile) await profile();
else {
  if (values.peers) results.peers = await measurePeers(peers(), ground);
  else if (values.against !== undefined) results.against = await measureAgainst(values.against, ground);
  else
    for (const name of wanted) {
      const part = parts[name];
      if (!part) throw new Error(`Expected --only to be of ${Object.keys(parts).join(', ')}, got "${name}".`);
      await part();
    }
  const file = values.json ?? join(values.out, `bench-${results.at.replace(/[:.]/g, '-')}.json`);
  writeFileSync(file, `${JSON.stringify(results, null, 2)}\n`);
  console.log(`\nAlso in ${file}`);
}
await helper.stop();

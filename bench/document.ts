/**
 * `npm run bench:docs [-- results.json …]`: takes the parts of these results over into `docs/benchmarks.json`, and writes
 * `docs/benchmarks.md` from that.
 */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { goalsOf } from './goals.ts';
import type { SideBySide } from './peers/run.ts';
import {
  framesTable,
  historyTable,
  middle,
  shown,
  type Table,
  throughputTable,
  tracingTable,
  viewersTable,
} from './report.ts';
import { databasesTables, storageTable } from './report-databases.ts';
import { retentionTable } from './report-retention.ts';
import type { Ground, Results } from './results.ts';

const docs = join(import.meta.dirname, '../docs');
const jsonFile = join(docs, 'benchmarks.json');
export const documentFile = join(docs, 'benchmarks.md');

type Part = Exclude<keyof Results, keyof Ground | 'against'>;
/** Parts may come from several runs, each with the ground that it was measured on. */
export type Published = { readonly [P in Part]?: { readonly ground: Ground; readonly data: Required<Results>[P] } };

const parts = [
  'peers',
  'throughput',
  'parallel',
  'viewers',
  'tracing',
  'startup',
  'history',
  'retention',
  'frames',
  'databases',
  'storage',
] as const satisfies readonly Part[];

export function readPublished(): Published {
  return existsSync(jsonFile) ? (JSON.parse(readFileSync(jsonFile, 'utf8')) as Published) : {};
}

function withResults(published: Published, results: Results): Published {
  const { at, node, cores, cpu, repeats, seconds } = results;
  const ground = { at, node, cores, cpu, repeats, seconds };
  const fresh = parts
    .filter((part) => results[part] !== undefined)
    .map((part) => [part, { ground, data: results[part] }]);
  return { ...published, ...Object.fromEntries(fresh) };
}

function table({ head, rows }: Omit<Table, 'title'>): string {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  return [line(head), line(head.map((_, at) => (at === 0 ? '---' : '---:'))), ...rows.map(line)].join('\n');
}

const section = (title: string, ...blocks: string[]) => [`## ${title}`, ...blocks].join('\n\n');

function groundOf(
  { at, node, cores, cpu, repeats, seconds }: Ground,
  often = `${repeats} times, ${seconds} s each`,
): string {
  return `Measured on ${at.slice(0, 10)} with Node ${node.slice(1)} on ${cores} cores (${cpu ?? 'unknown'}), ${often}.`;
}

function goals(published: Published): string {
  const data = Object.fromEntries(parts.map((part) => [part, published[part]?.data])) as Partial<Results>;
  const rows = goalsOf(data).map(({ what, goal, measured, isReached }) => [
    what,
    goal,
    measured,
    isReached ? 'yes' : '**no**',
  ]);
  return table({ head: ['goal', 'wanted', 'measured', 'reached'], rows });
}

/** How much of the machine was not there for what was measured. */
function taken({ measured }: SideBySide): string {
  const others = measured.flatMap(({ answers }) => answers.map(({ othersPercent }) => othersPercent.median));
  const [least, most] = [Math.min(...others), Math.max(...others)].map(Math.round);
  return `Other programs took ${least} to ${most} % of a core meanwhile, and the disk with it.`;
}

function sideBySide({ measured, skipped }: SideBySide): string {
  const [first] = measured;
  const blocks = (first?.answers ?? []).map(({ workload, atOnce }, index) => {
    const rows = measured.flatMap(({ name, answers }) => {
      const answer = answers[index];
      if (!answer) return [];
      const bytes = answer.bytesEach === null ? 'none' : middle(answer.bytesEach);
      const { perSecond, ratio, p50Ms, p99Ms, cpuMsEach, peakMb, othersPercent } = answer;
      return [
        [
          name,
          shown(perSecond, 1),
          shown(ratio, 2),
          shown(p50Ms, 1),
          shown(p99Ms, 1),
          shown(cpuMsEach, 2),
          bytes,
          middle(peakMb),
          middle(othersPercent),
        ],
      ];
    });
    const head = ['', 'executions/s', 'ratio', 'p50 ms', 'p99 ms', 'CPU ms each', 'bytes each', 'peak MB', 'others %'];
    return `**${workload}, ${atOnce} at once**\n\n${table({ head, rows })}`;
  });
  const rest = table({
    head: ['', 'first answer ms', 'idle MB', 'W3 with calls of 100 ms: ms'],
    rows: measured.map((each) => [each.name, shown(each.firstAnswerMs), shown(each.idleMb), shown(each.slowMs, 1)]),
  });
  const settings = measured.map(({ name, version, settings }) => `- ${name} ${version}: ${settings.join('; ')}.`);
  const missing = skipped.map(({ name, why }) => `- ${name}: not measured. ${why}`);
  return [...blocks, rest, [...settings, ...missing].join('\n')].join('\n\n');
}

const workloads = `- **W1**: webhook → set → HTTP GET to a stub → if status = 200 → the answer.
- **W2**: webhook → a line of 50 nodes without I/O.
- **W3**: webhook → 10 HTTP GETs at once → join → the answer.

The caller is answered with what the last node has; "now" answers at once. The load, the stub and what is measured share the
machine's cores. Each figure is the median (least–most) of the rounds; *ratio* is Cortado's executions/s by those of the
line, taken within each round; *others %* is CPU that other programs of the machine took meanwhile, of one core: where it is
high, read ratios and CPU rather than rates.`;

const again = `\`\`\`sh
npm ci
npm run bench -- --json all.json                                # all but the peers; a million executions, and of records
npm run bench -- --peers --peers-in ../peers --json peers.json  # installs them (n8n: 2.9 GB), and measures in turn
npm run bench:docs -- all.json peers.json                       # writes this page
\`\`\``;

const known = ['n8n', 'n8n, legacy', 'Node-RED', 'Prefect'];

/** Peers that the benchmark knows and this run was not asked for. */
function unasked({ peers }: Published): string {
  const named = new Set([...(peers?.data.measured ?? []), ...(peers?.data.skipped ?? [])].map(({ name }) => name));
  const left = known.filter((name) => !named.has(name));
  return left.map((name) => `- ${name}: \`--peers\` measures it too, but not in the run of this page.`).join('\n');
}

const unmeasured = `- Other machines, disks and operating systems; more than one server on one database; libSQL servers.
- n8n with Postgres and in queue mode, and with more than one process.
- Windmill, Trigger.dev and Temporal: none of them is installed from npm alone.
- Networks: everything is on the loopback interface, without TLS.
- Language models: their answers take longer than everything above.`;

/** The page, from what is published. */
export function documentOf(published: Published): string {
  const { peers, throughput, viewers, tracing, startup, history, retention, frames, databases, storage } = published;
  const blocks = [
    '# Benchmarks',
    '<!-- Made from benchmarks.json by `npm run bench:docs`. -->',
    'Compare only what stands in one table: it was measured in one run.',
    section('Goals', goals(published)),
    section('Workloads', workloads),
  ];
  if (peers) blocks.push(section('Side by side', groundOf(peers.ground), taken(peers.data), sideBySide(peers.data)));
  if (throughput)
    blocks.push(section('Cortado alone', groundOf(throughput.ground), table(throughputTable(throughput.data))));
  if (viewers) {
    const { viewed, idle } = viewers.data;
    const resting = `${idle.viewers} idle viewers: ${idle.mbOnTop} MB on top, ${idle.kbPerViewer} kB each, ${idle.cpuPercent} % CPU.`;
    blocks.push(
      section('From a transition to its viewers', groundOf(viewers.ground), table(viewersTable(viewed)), resting),
    );
  }
  if (tracing) {
    const { title, ...rest } = tracingTable(tracing.data);
    const often = `${tracing.data[0]?.perSecond.runs} times, ${tracing.ground.seconds} s each`;
    blocks.push(section('Traces', groundOf(tracing.ground, often), `${title}.`, table(rest)));
  }
  if (startup) {
    const { coldStartMs, firstStartMs, idleMb, idleCpuPercent } = startup.data;
    const rows = [
      ['first answer, database there (ms)', shown(coldStartMs)],
      ['first answer, database made (ms)', shown(firstStartMs)],
      ['memory idle (MB)', shown(idleMb)],
      ['CPU idle (%)', shown(idleCpuPercent, 1)],
    ];
    blocks.push(section('Start and rest', groundOf(startup.ground), table({ head: ['what', 'measured'], rows })));
  }
  if (history) {
    const { title, ...rest } = historyTable(history.data);
    blocks.push(section('History', groundOf(history.ground), `${title}.`, table(rest)));
  }
  if (retention) {
    const { title, ...rest } = retentionTable(retention.data);
    blocks.push(section('Retention at work', groundOf(retention.ground, 'once'), `${title}.`, table(rest)));
  }
  if (frames) {
    const { title, ...rest } = framesTable(frames.data);
    blocks.push(section('In the browser', groundOf(frames.ground), `${title}.`, table(rest)));
  }
  if (databases) {
    const tables = databasesTables(databases.data).flatMap(({ title, ...rest }) => [`${title}.`, table(rest)]);
    blocks.push(section('Databases', groundOf(databases.ground, 'once'), ...tables));
  }
  if (storage) {
    const { title, ...rest } = storageTable(storage.data);
    blocks.push(section('How records are kept', groundOf(storage.ground, 'once'), `${title}.`, table(rest)));
  }
  blocks.push(
    section('Make it again', again),
    section('Not measured', [unasked(published), unmeasured].filter((text) => text !== '').join('\n')),
  );
  return `${blocks.join('\n\n')}\n`;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const given = process.argv.slice(2).map((file) => JSON.parse(readFileSync(file, 'utf8')) as Results);
  const published = given.reduce(withResults, readPublished());
  writeFileSync(jsonFile, `${JSON.stringify(published, null, 1)}\n`);
  writeFileSync(documentFile, documentOf(published));
}

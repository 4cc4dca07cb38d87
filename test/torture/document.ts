/**
 * `npm run torture:docs [-- results.json …]`: takes the scenarios of these results over into `docs/reliability.json`, and
 * writes `docs/reliability.md` from that.
 */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Result } from './context.ts';
import type { Results } from './results.ts';
import { scenarios as suite } from './scenarios.ts';

const docs = join(import.meta.dirname, '../../docs');
const jsonFile = join(docs, 'reliability.json');
export const documentFile = join(docs, 'reliability.md');

/** Scenarios may come from several runs, each with what it ran on. */
export type Published = Record<string, Result & Omit<Results, 'scenarios'>>;

export function readPublished(): Published {
  return existsSync(jsonFile) ? (JSON.parse(readFileSync(jsonFile, 'utf8')) as Published) : {};
}

function withResults(published: Published, { scenarios, ...ground }: Results): Published {
  const all = {
    ...published,
    ...Object.fromEntries(scenarios.map((result) => [result.name, { ...result, ...ground }])),
  };
  return Object.fromEntries(suite.flatMap(({ name }) => (all[name] ? [[name, all[name]]] : [])));
}

/** Longer figures than this are no cell of a table. */
const CELL_MAX = 60;

const counted = (count: number, one: string, many: string) =>
  `${count.toLocaleString('en-US')} ${count === 1 ? one : many}`;

const said = (figure: number | string) => (typeof figure === 'number' ? figure.toLocaleString('en-US') : figure);

const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  return [line(head), line(head.map((_, at) => (at === 0 ? '---' : '---:'))), ...rows.map(line)].join('\n');
}

function overview(published: Published): string {
  const rows = Object.values(published).map(({ name, seconds, violations, at, short }) => [
    `[${name}](#${name})`,
    short ? 'short' : 'long',
    seconds.toLocaleString('en-US'),
    at.slice(0, 10),
    violations.length === 0 ? 'none' : `**${violations.length}**`,
  ]);
  return table(['scenario', 'form', 'seconds', 'run on', 'violations'], rows);
}

function section({ name, does, figures, violations, seed, node, cores }: Published[string]): string {
  const entries = Object.entries(figures).map(([what, figure]) => [what, said(figure)] as const);
  const cells = entries.filter(([, figure]) => figure.length <= CELL_MAX);
  const long = entries.filter(([, figure]) => figure.length > CELL_MAX);
  const blocks = [
    `### ${name}`,
    does,
    ...(cells.length > 0 ? [table(['what', 'figure'], cells)] : []),
    ...long.map(([what, figure]) => `<details><summary>${what}</summary>\n\n${figure}\n\n</details>`),
    violations.length === 0
      ? 'Everything held.'
      : `${counted(violations.length, 'thing did', 'things did')} not hold:\n\n${violations.map((each) => `- ${each}`).join('\n')}`,
    `\`npm run torture -- --only ${name} --seed ${seed}\`, with Node ${node.slice(1)} on ${cores} cores.`,
  ];
  return blocks.join('\n\n');
}

const laws = `After every scenario the database itself is read, and this must hold:

1. **Accepted = finished + recoverable**: every execution whose id a client was given is there once, and has ended after the last
   start. Asked again with its \`Idempotency-Key\`, it is the same one.
2. **No finished node runs again**: each node has one row that ends it, and it is the node's last. The HTTP server that the nodes
   call counts: no node called oftener than it has begun attempts, and none after its end.
3. **Nothing is stuck**: no lease, no place in a queue, no wake-up and no kept text is left.
4. **Logs are whole**: \`seq\` runs from 1 without holes to \`lastSeq\`, times never go back, no length is negative, counts are those of
   the rows, every node of the workflow has come to its end.
5. **What a viewer was shown is there**, unchanged and in order, however often the stream broke off.
6. \`PRAGMA integrity_check\` and \`foreign_key_check\` find nothing.

The server is the production build, unchanged. What has to break under it is broken below: the database package, the clock and
the sockets of its process are wrapped before it is loaded. What happens by chance follows from a seed, which is printed.`;

const found = `The suite has found these, which are mended and have a test of their own:

- A sub-workflow that was to begin while the disk was full failed its parent for good. A node that needs the storage now stands
  still until it works again, and that counts as none of its retries.
- A clock that was set back put a retry off until it showed the old time again, and schedules with it; one that was set forward
  made a node of some milliseconds last hours, and used up the time that an execution may be active.
- An execution that was created before the clock was set back started, by its own dates, before it was created.
- A language model that never ended a line, or a refusal, filled the memory; what could not be read of it went into the server's
  log as it came.
- A process that stood still for longer than the time of a call took the call for unanswered when it went on, although the answer
  had come meanwhile; when it stood still three times during one call, six of 37 executions had failed. A call has its whole time
  while the process is awake, and what a sleep breaks is tried again without using up a retry.

What looked like a leak in the soak, 32 kB a minute, is V8's own. Two snapshots of the heap, 4,307 executions apart, differed by
1 kB in what the program makes, and by 336 kB in compiled code, lists of what depends on it, and where the lines of a file end.
It comes to its end: under three times the soak's load the heap grew by 140 kB a minute in minutes 2 to 5, and by 8 kB in
minutes 13 to 30, of 22.9 MB. That is why the soak has a second server, whose V8 compiles nothing: there, sixteen bytes that are
kept of each execution stand out from what goes up and down.

Fuzzing (\`npm run test:slow\`) found more, in what reads documents, files and requests.`;

const again = `\`\`\`sh
npm ci
npm run torture -- --json torture.json      # all of it, an hour or more; --short takes about a minute, as CI runs it
npm run torture -- --help                   # the scenarios, and how to run one with a seed
npm run torture:docs -- torture.json        # writes this page
\`\`\``;

const untried = `- A real loss of power: the model cuts and damages the log as SQLite's documents say that disks do. A disk that says it has
  written what it has not is beyond any database.
- A database file whose own pages rot while nothing is written: a start finds damage that SQLite finds, and asks for the backup.
- A clock that is set back keeps nodes that wait until a time waiting until it shows that time.
- Effects of calls that were cut off: whether the other side acted is not known. Only \`Idempotency-Key\`, which such calls carry, lets
  it act once ([workflows](workflows.md)).
- Other operating systems and file systems; network file systems, which SQLite warns of.
- The libSQL server's own faults, and networks between servers that lose or delay packets.
- More than one fault at a time, but for clocks and standing still, and crashes while another crash is made good.
- Prefect and workers on other machines are killed by tests of their own (\`npm run test:prefect\`), not by this suite.`;

/** The page, from what is published. */
export function documentOf(published: Published): string {
  const blocks = [
    '# Reliability',
    '<!-- Made from reliability.json by `npm run torture:docs`. -->',
    'What was done to a server so that it loses something, how often, and what came of it.',
    overview(published),
    `## What must hold\n\n${laws}`,
    `## What was done\n\n${Object.values(published).map(section).join('\n\n')}`,
    `## What was found\n\n${found}`,
    `## Make it again\n\n${again}`,
    `## Not tried\n\n${untried}`,
  ];
  return `${blocks.join('\n\n')}\n`;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const given = process.argv.slice(2).map((file) => JSON.parse(readFileSync(file, 'utf8')) as Results);
  const published = given.reduce(withResults, readPublished());
  writeFileSync(jsonFile, `${JSON.stringify(published, null, 1)}\n`);
  writeFileSync(documentFile, documentOf(published));
}

/**
 * A database of a million records: how fast a file of them is imported, what questions cost, what an export takes and
 * whether the memory stays flat, and whether executions go on meanwhile.
 */
import { once } from 'node:events';
import { createWriteStream, statSync } from 'node:fs';
import { open, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { startServer } from './children.ts';
import { call } from './client.ts';
import { forgetPeak, memoryOf, peakOf } from './machine.ts';
import { round, spread } from './statistics.ts';

export type Question = { readonly question: string; readonly firstMs: number; readonly medianMs: number };
export type Databases = {
  readonly records: number;
  readonly importSeconds: number;
  readonly importPerSecond: number;
  readonly bulkPerSecond: number;
  /** the longest answer of /health while the import ran */
  readonly healthMaxMs: number;
  readonly fileMb: number;
  readonly questions: readonly Question[];
  readonly exportSeconds: number;
  readonly exportMb: number;
  /** of the server: before the import, the most while it ran, the most while all was exported */
  readonly memoryMb: { readonly before: number; readonly importing: number; readonly exporting: number };
};

const columns = [
  { name: 'Number', unique: true },
  { name: 'Customer' },
  { name: 'Region', type: 'select', options: ['north', 'south', 'east', 'west', 'center'], index: true },
  { name: 'Price', type: 'number', index: true },
  { name: 'Amount', type: 'number' },
  { name: 'Paid', type: 'boolean' },
  { name: 'Ordered', type: 'date', time: true, index: true },
  { name: 'Total', type: 'number' },
];
const regions = ['north', 'south', 'east', 'west', 'center'];

/** The same rows on every machine. */
export function createRow() {
  let seed = 1;
  const random = () => {
    seed = (seed * 1_103_515_245 + 12_345) & 0x7fffffff;
    return seed / 0x7fffffff;
  };
  return (index: number) => ({
    number: `N${index}`,
    customer: `Customer ${Math.floor(random() * 50_000)} of ${regions[index % 5]} street`,
    region: regions[Math.floor(random() * 5)]!,
    price: Math.round(random() * 100_000) / 100,
    amount: Math.floor(random() * 20),
    paid: random() < 0.5,
    ordered: new Date(1_700_000_000_000 + Math.floor(random() * 60_000_000_000)).toISOString(),
    total: Math.round(random() * 1_000_000) / 100,
  });
}

async function writeCsv(path: string, records: number): Promise<void> {
  const row = createRow();
  const file = createWriteStream(path);
  file.write(`${columns.map(({ name }) => name).join(',')}\n`);
  for (let index = 0; index < records; index += 1) {
    if (!file.write(`${Object.values(row(index)).join(',')}\n`)) await once(file, 'drain');
  }
  file.end();
  await once(file, 'finish');
}

const questions: [string, string, object][] = [
  ['first page', 'query', { limit: 50 }],
  ['sorted by price', 'query', { sort: [{ column: 'price', direction: 'desc' }], limit: 50 }],
  ['filter on region', 'query', { filter: { column: 'region', value: 'east' }, limit: 50, total: true }],
  [
    'filter on region and price, sorted by date',
    'query',
    {
      filter: {
        and: [
          { column: 'region', value: 'east' },
          { column: 'price', op: 'greaterThan', value: 900 },
        ],
      },
      sort: [{ column: 'ordered', direction: 'desc' }],
      limit: 50,
    },
  ],
  ['search for two words', 'query', { search: 'customer 4711', limit: 50 }],
  ['one by its key', 'query', { filter: { column: 'number', value: 'N777777' }, limit: 1 }],
  ['count by region', 'aggregate', { groupBy: [{ column: 'region' }], measures: [{ op: 'count' }] }],
  [
    'sum of price by region',
    'aggregate',
    { groupBy: [{ column: 'region' }], measures: [{ op: 'sum', column: 'price' }] },
  ],
  [
    'sum of price by month',
    'aggregate',
    { groupBy: [{ column: 'ordered', bucket: 'month' }], measures: [{ op: 'sum', column: 'price' }] },
  ],
];

export async function measureDatabases(folder: string, records: number): Promise<Databases> {
  const csv = join(folder, 'orders.csv');
  await writeCsv(csv, records);
  const server = await startServer(folder);
  try {
    const before = memoryOf(server.pid);
    const { id } = await call<{ id: string }>(`${server.url}/api/databases`, 'POST', { name: 'Orders', columns });
    const imported = await importCsv(server, id, csv);
    const asked: Question[] = [];
    for (const [question, path, body] of questions)
      asked.push(await ask(`${server.url}/api/databases/${id}/${path}`, question, body));
    const exported = await exportAll(server, id);
    const bulkPerSecond = await bulk(server.url);
    const files = join(folder, 'bench.databases');
    const sizes = (await readdir(files)).map((name) => statSync(join(files, name)).size);
    return {
      records,
      ...imported.times,
      bulkPerSecond,
      fileMb: Math.round(Math.max(...sizes) / 1024 ** 2),
      questions: asked,
      ...exported.times,
      memoryMb: { before, importing: imported.memory, exporting: exported.memory },
    };
  } finally {
    await server.stop();
  }
}

type Measured = { readonly url: string; readonly pid: number };

/** From the upload to the end of the execution. */
async function importCsv({ url, pid }: Measured, id: string, path: string) {
  forgetPeak(pid);
  const began = performance.now();
  const file = await open(path);
  const body = file.readableWebStream() as ReadableStream;
  const uploaded = await fetch(`${url}/api/databases/${id}/imports?name=orders.csv`, {
    method: 'POST',
    body,
    duplex: 'half',
  } as RequestInit);
  const { importId } = (await uploaded.json()) as { importId: number };
  await file.close();
  const { executionId } = await call<{ executionId: string }>(
    `${url}/api/databases/${id}/imports/${importId}/start`,
    'POST',
    {},
  );
  let healthMaxMs = 0;
  for (;;) {
    const asked = performance.now();
    await (await fetch(`${url}/health`)).text();
    healthMaxMs = Math.max(healthMaxMs, performance.now() - asked);
    const execution = await call<{ status: string; done: boolean; error: string }>(
      `${url}/api/workflow/execution/${executionId}?logs=none`,
    );
    if (execution.done && execution.status !== 'completed')
      throw new Error(`The import ${execution.status}: ${execution.error}`);
    if (execution.done) break;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  const seconds = (performance.now() - began) / 1_000;
  const { report } = await call<{ report: { inserted: number } }>(`${url}/api/databases/${id}/imports/${importId}`);
  return {
    memory: peakOf(pid),
    times: {
      importSeconds: round(seconds, 1),
      importPerSecond: Math.round(report.inserted / seconds),
      healthMaxMs: round(healthMaxMs, 1),
    },
  };
}

/** At first an index may be missing: large databases make those that questions need by themselves. */
async function ask(url: string, question: string, body: object): Promise<Question> {
  const once = async () => {
    const began = performance.now();
    await call(url, 'POST', body);
    return performance.now() - began;
  };
  const first = await once();
  await new Promise((resolve) => setTimeout(resolve, 4_000));
  const times: number[] = [];
  for (let run = 0; run < 9; run += 1) times.push(await once());
  return { question, firstMs: round(first, 1), medianMs: round(spread(times).median, 1) };
}

async function exportAll({ url, pid }: Measured, id: string) {
  forgetPeak(pid);
  const began = performance.now();
  const response = await fetch(`${url}/api/databases/${id}/export?format=csv`);
  let bytes = 0;
  for await (const chunk of response.body as unknown as AsyncIterable<Uint8Array>) bytes += chunk.length;
  const times = {
    exportSeconds: round((performance.now() - began) / 1_000, 1),
    exportMb: Math.round(bytes / 1024 ** 2),
  };
  return { memory: peakOf(pid), times };
}

/** Requests of 10,000 rows, one after the other. */
async function bulk(url: string): Promise<number> {
  const { id } = await call<{ id: string }>(`${url}/api/databases`, 'POST', { name: 'Bulk', columns });
  const row = createRow();
  let spent = 0;
  for (let request = 0; request < 10; request += 1) {
    const records = Array.from({ length: 10_000 }, (_, n) => ({ values: row(request * 10_000 + n) }));
    const began = performance.now();
    await call(`${url}/api/databases/${id}/records/bulk`, 'POST', { records });
    spent += performance.now() - began;
  }
  return Math.round(100_000 / (spent / 1_000));
}

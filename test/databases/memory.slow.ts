/** The memory of the production server while rows stream in and out: bounded, however many they are. */
import { readFileSync } from 'node:fs';
import { beforeAll, expect, test } from 'vitest';
import { builtServer } from '../_bundle.ts';
import { startProcess } from '../_server.ts';
import { createApi } from '../http/_api.ts';

let bundle: string;
beforeAll(async () => {
  bundle = await builtServer();
}, 120_000);

const columns = [
  { name: 'Number', unique: true },
  { name: 'Customer', index: true },
  { name: 'Price', type: 'number', index: true },
  { name: 'Ordered', type: 'date', time: true },
];

/** Made as it is sent. */
function csvOf(rows: number): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder();
  let at = -1;
  return new ReadableStream(
    {
      pull(controller) {
        if (at < 0) controller.enqueue(encoder.encode(`${columns.map(({ name }) => name).join(',')}\n`));
        const from = Math.max(at, 0);
        at = Math.min(from + 500, rows);
        const lines = Array.from({ length: at - from }, (_, n) => {
          const row = from + n;
          const ordered = new Date(1_700_000_000_000 + row * 61_000).toISOString();
          return `N${row},Customer ${(row * 7_919) % 50_000} of some street in some town,${row % 9_973},${ordered}\n`;
        });
        controller.enqueue(encoder.encode(lines.join('')));
        if (at >= rows) controller.close();
      },
    },
    { highWaterMark: 1 },
  );
}

// what a process holds is read from the kernel of Linux
test.skipIf(process.platform !== 'linux')(
  'four times the rows take no more memory, in or out',
  async () => {
    const { url, child } = await startProcess({ command: [process.execPath, bundle] });
    const api = createApi(url);
    const peak = () =>
      Math.round(Number(/VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${child.pid}/status`, 'utf8'))?.[1]) / 1_024);

    /** Imports and exports so many; the most memory that the server has ever held by then, in MB. */
    async function stream(rows: number): Promise<number> {
      const { json: database } = await api('POST', '/api/databases', { body: { name: `Rows ${rows}`, columns } });
      const at = `/api/databases/${database.id}`;
      const init = { method: 'POST', body: csvOf(rows), duplex: 'half' } as RequestInit;
      const { importId } = await (await fetch(`${url}${at}/imports?name=rows.csv`, init)).json();
      const started = await api('POST', `${at}/imports/${importId}/start`, { body: {} });
      expect(started.status, started.text).toBe(202);
      const execution = () => api('GET', `/api/workflow/execution/${started.json.executionId}?logs=none`);
      await expect
        .poll(async () => (await execution()).json, { timeout: 180_000, interval: 200 })
        .toMatchObject({ done: true });
      expect((await execution()).json.status).toBe('completed');
      for (const format of ['csv', 'ndjson']) {
        const exported = await fetch(`${url}${at}/export?format=${format}`);
        let lines = 0;
        for await (const chunk of exported.body!) for (const byte of chunk) if (byte === 10) lines += 1;
        expect(lines).toBe(format === 'csv' ? rows + 1 : rows);
      }
      return peak();
    }

    await stream(20_000);
    const few = await stream(40_000);
    const many = await stream(160_000);
    // measured: 65 MB, which are threads and caches that the larger one fills; and 190 before memory was held
    expect(many - few, `peaks of ${few} and ${many} MB`).toBeLessThan(150);
    expect(many).toBeLessThan(480);
  },
  420_000,
);

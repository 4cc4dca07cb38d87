import { open } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { Worker } from 'node:worker_threads';

/** Source text, so that it is there however the program was bundled. */
const work = `
  const { workerData } = require('node:worker_threads');
  const Database = require(workerData.libsql);
  const database = new Database(workerData.from, { timeout: 5000 });
  try {
    database.prepare('VACUUM INTO ?').run([workerData.to]);
  } finally {
    database.close();
  }
  const copy = new Database(workerData.to);
  try {
    const [{ integrity_check: found }] = copy.prepare('PRAGMA integrity_check(1)').all([]);
    if (found !== 'ok') throw new Error('The copy is damaged: ' + found);
  } finally {
    copy.close();
  }
`;

/** A consistent, compact copy of a database file that may be in use, checked, and made on a thread of its own: it can take seconds. */
export function copyDatabase(from: string, to: string): Promise<void> {
  const libsql = createRequire(import.meta.url).resolve('libsql');
  return new Promise<void>((resolve, reject) => {
    const worker = new Worker(work, { eval: true, workerData: { libsql, from, to } });
    worker.once('error', reject);
    worker.once('exit', (code) => (code === 0 ? resolve() : reject(new Error(`The copy ended with code ${code}`))));
  }).then(() => keep(to));
}

/** A backup that a power cut takes back is none. */
async function keep(path: string): Promise<void> {
  const file = await open(path, 'r+');
  await file.sync().finally(() => file.close());
}

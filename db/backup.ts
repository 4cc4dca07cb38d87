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
`;

/** A consistent, compact copy of the database file, made on a thread of its own, since it can take seconds. */
export function copyDatabase(from: string, to: string): Promise<void> {
  const libsql = createRequire(import.meta.url).resolve('libsql');
  return new Promise((resolve, reject) => {
    const worker = new Worker(work, { eval: true, workerData: { libsql, from, to } });
    worker.once('error', reject);
    worker.once('exit', (code) => (code === 0 ? resolve() : reject(new Error(`The copy ended with code ${code}`))));
  });
}

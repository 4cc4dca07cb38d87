/**
 * Kills its server at the n-th moment of writing: before and after each statement that writes, and before and after each
 * piece of an answer. What the moment was is written down first; a server that ends otherwise writes how many there were.
 *
 * `DIE_AT` is n, `DEATH_FILE` is where that is written.
 */
import { writeFileSync } from 'node:fs';
import { ServerResponse } from 'node:http';
import process from 'node:process';
import { isMainThread } from 'node:worker_threads';
import { listen } from './binding.ts';

const dieAt = Number(process.env.DIE_AT);
const file = process.env.DEATH_FILE!;
let moments = 0;

function moment(what: string): void {
  moments += 1;
  if (moments !== dieAt) return;
  writeFileSync(file, JSON.stringify({ reached: true, what }));
  process.kill(process.pid, 'SIGKILL');
}

/** What a statement does, to what: `INSERT INTO execution_logs`. */
function kindOf(sql: string): string {
  const words = sql
    .replace(/["`(;]/g, ' ')
    .trim()
    .split(/\s+/);
  return words.slice(0, words[0] === 'UPDATE' || words[0] === 'CREATE' ? 2 : 3).join(' ');
}

if (isMainThread) {
  listen({
    before: (sql) => moment(`before ${kindOf(sql)}`),
    after: (sql) => moment(`after ${kindOf(sql)}`),
  });
  for (const verb of ['write', 'end'] as const) {
    const own = ServerResponse.prototype[verb] as (...args: unknown[]) => unknown;
    ServerResponse.prototype[verb] = function (this: ServerResponse, ...args: unknown[]) {
      moment(`before an answer's ${verb}`);
      const answer = own.apply(this, args);
      moment(`after an answer's ${verb}`);
      return answer;
    } as never;
  }
  process.on('exit', () => writeFileSync(file, JSON.stringify({ reached: false, moments })));
}

/**
 * Kills its server at the n-th moment of writing: before and after each statement that writes, and before and after each
 * piece that it sends: of an answer, to a viewer, to what a node calls. What the moment was is written down first; a server that ends otherwise writes how many there were.
 *
 * `DIE_AT` is n, `DEATH_FILE` is where that is written, `DIE_IN` is `records` for what a thread for records writes instead.
 */
import { writeFileSync } from 'node:fs';
import { Socket } from 'node:net';
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

const inMain = process.env.DIE_IN !== 'records';
if (isMainThread && !inMain) writeFileSync(file, JSON.stringify({ reached: false, moments }));
if (isMainThread === inMain) {
  listen({
    before: (sql) => moment(`before ${kindOf(sql)}`),
    after: (sql) => moment(`after ${kindOf(sql)}`),
  });
  for (const verb of ['_write', '_writev'] as const) {
    const own = Socket.prototype[verb] as (...args: unknown[]) => unknown;
    Socket.prototype[verb] = function (this: Socket, ...args: unknown[]) {
      moment('before something is sent');
      const answer = own.apply(this, args);
      moment('after something is sent');
      return answer;
    } as never;
  }
  process.on('exit', () => {
    // other threads have nothing to say
    if (moments > 0) writeFileSync(file, JSON.stringify({ reached: false, moments }));
  });
}

import { expect, test } from 'vitest';
import { readTrace } from './on-disk.ts';

const wal = '17</data/cortado.db-wal>';
const write = `7 pwrite64(${wal}, "..."..., 4096, 32) = 4096`;
const sync = `7 fdatasync(${wal})  = 0`;
const answer = '7 writev(20<socket:[1]>, [{iov_base="HTTP/1.1 202 Accepted"...}], 1) = 99';

test('a trace shows what was told before it was on the disk', () => {
  expect(readTrace([write, sync, answer].join('\n'))).toEqual({ told: 1, synced: 1, early: [] });
  expect(readTrace([write, answer, sync].join('\n'))).toMatchObject({ told: 1, early: [answer] });
  const begun = `9 fdatasync(${wal} <unfinished ...>`;
  const ended = '9 <... fdatasync resumed>) = 0';
  expect(readTrace([write, begun, answer, ended].join('\n')).early).toEqual([answer]);
  expect(readTrace([write, begun, ended, answer].join('\n')).early).toEqual([]);
});

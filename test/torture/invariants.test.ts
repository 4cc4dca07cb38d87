/** The check that ends every scenario finds what it is there to find: each breach is made by hand on a sound database. */
import { copyFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'libsql';
import { beforeAll, expect, test } from 'vitest';
import { startServer } from '../_server.ts';
import { tempDir } from '../_setup.ts';
import { runScenario } from './context.ts';
import { someOf } from './die-points.ts';
import { checkDatabase, type Expected } from './invariants.ts';
import { allEnded, chain, saveWorkflow, submit } from './workload.ts';

let folder: string;
let accepted: string[];
beforeAll(async () => {
  folder = tempDir();
  const server = await startServer({ folder });
  const nodes = ['trigger', 'addField', 'output'].map((type) => ({
    id: type,
    type,
    config: type === 'addField' ? { fieldName: 'a', fieldValue: '1' } : {},
  }));
  const id = await saveWorkflow(server.url, 'plain', nodes, chain('trigger', 'addField', 'output'));
  accepted = await Promise.all(['a', 'b'].map((key) => submit(server.url, id, key)));
  await allEnded(server.url, accepted);
  await server.stop();
});

/** What is found wrong after some statements on a copy of the database; `?` stands for the first execution. */
function found(sql: string, more: Partial<Expected> = {}): string[] {
  const path = join(tempDir(), 'cortado.db');
  copyFileSync(join(folder, 'cortado.db'), path);
  const database = new Database(path);
  // a view cannot be changed
  database.exec(`CREATE TABLE changed AS SELECT * FROM execution_logs; DROP VIEW execution_logs;
    ALTER TABLE changed RENAME TO execution_logs`);
  database.exec(sql.replaceAll('?', `'${accepted[0]}'`));
  database.close();
  const violations: string[] = [];
  checkDatabase({ path, accepted, ...more }, (text) => violations.push(text));
  return violations;
}

test('a sound database is found sound', () => {
  expect(found('SELECT 1')).toEqual([]);
});

test.each([
  [
    'an execution is lost',
    'DELETE FROM execution_logs WHERE executionId = ?; DELETE FROM workflow_executions WHERE id = ?',
    /is lost/,
  ],
  ['a row is lost', 'DELETE FROM execution_logs WHERE executionId = ? AND seq = 2', /has a hole/],
  ['the last row is lost', 'DELETE FROM execution_logs WHERE executionId = ? AND seq = 3', /lastSeq is 3/],
  [
    'a node ended twice',
    "UPDATE execution_logs SET nodeId = 'trigger' WHERE executionId = ? AND seq = 2",
    /"trigger" ended 2 times/,
  ],
  [
    'a node never ended',
    "UPDATE execution_logs SET status = 'running' WHERE executionId = ? AND seq = 2",
    /"addField" ended 0 times/,
  ],
  [
    'a node was forgotten',
    "UPDATE execution_logs SET nodeId = 'trigger' WHERE executionId = ? AND seq = 2",
    /"addField" has no row/,
  ],
  [
    'it did not end',
    "UPDATE workflow_executions SET status = 'running' WHERE id = ?",
    /is "running" instead of "completed"/,
  ],
  ['a lease is left', "UPDATE workflow_executions SET leaseOwner = 'x' WHERE id = ?", /leaseOwner is still "x"/],
  [
    'a time goes back',
    "UPDATE execution_logs SET timestamp = '2000-01-01T00:00:00.000Z' WHERE executionId = ? AND seq = 2",
    /times go back/,
  ],
  ['a length is negative', 'UPDATE execution_logs SET duration = -1 WHERE executionId = ? AND seq = 2', /took -1 ms/],
  [
    'counts are wrong',
    'UPDATE workflow_executions SET completedNodes = 2 WHERE id = ?',
    /counts are 2,0,0 instead of 3,0,0/,
  ],
  ['a text is left', "INSERT INTO execution_tokens VALUES (?, 'n', 1, 0, 'x')", /kept text of .* was left/],
])('it is found when %s', (_, sql, sentence) => {
  expect(found(sql).join('\n')).toMatch(sentence);
});

test('it is found when a viewer was shown something else, or a node called too often or not at all', () => {
  const [executionId] = accepted as [string];
  const rows = [{ seq: 1, nodeId: 'trigger', status: 'error', attempt: 1 }];
  expect(found('SELECT 1', { seen: [{ executionId, rows, whole: false }] }).join()).toMatch(
    /was shown 1 trigger error 1/,
  );
  const calling = "UPDATE execution_logs SET nodeType = 'http' WHERE executionId = ? AND seq = 2";
  expect(found(calling, { hits: new Map() }).join()).toMatch(/"addField" ended without a call/);
  const hits = new Map([[`/${executionId}/addField`, [1]]]);
  expect(found(calling, { hits }).join()).toMatch(/"addField" called 1 times in 0 attempts/);
});

test('it is found when there is an execution that nobody was told of', () => {
  expect(found('SELECT 1', { accepted: accepted.slice(1) }).join()).toMatch(/nobody was told of it/);
});

test('what a scenario throws is a violation of it, and what it has begun is ended, last come first', async () => {
  const ended: string[] = [];
  const numbers: number[] = [];
  const scenario = {
    name: 'throws',
    does: 'Throws.',
    async run({ random, whenDone }: Parameters<Parameters<typeof runScenario>[0]['run']>[0]): Promise<never> {
      numbers.push(random());
      whenDone(() => void ended.push('first'));
      whenDone(() => void ended.push('second'));
      throw new Error('It broke.');
    },
  };
  const { violations } = await runScenario(scenario, { seed: 7, short: true });
  await runScenario(scenario, { seed: 7, short: true });
  expect(violations).toEqual([expect.stringContaining('It broke.')]);
  expect(ended).toEqual(['second', 'first', 'second', 'first']);
  expect(numbers[0]).toBe(numbers[1]);
});

test('moments of death that are chosen by chance are different ones', () => {
  const numbers = [0.1, 0.1, 0.9, 0.1, 0.5];
  expect(someOf(10, 3, () => numbers.shift()!)).toEqual([2, 10, 6]);
  expect(someOf(2, 5, Math.random).sort()).toEqual([1, 2]);
});

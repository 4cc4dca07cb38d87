/**
 * No statement of the program looks at more of the history than it answers. Every statement that the store sends is
 * gathered while all its verbs are used, and SQLite is asked how it would run each of them.
 */
import { join } from 'node:path';
import Database from 'libsql';
import { expect, it, onTestFinished } from 'vitest';
import { connect } from '../../db/connect.ts';
import { migrate } from '../../db/migrate.ts';
import { composeStore } from '../../db/open-store.ts';
import type { Store } from '../../db/store.ts';
import { tempDir } from '../_setup.ts';
import {
  at,
  claim,
  claimed,
  commit,
  document,
  ended,
  finished,
  pending,
  row,
  signal,
  workflow,
} from '../contract/_given.ts';

async function openListening(): Promise<{ store: Store; path: string; statements: Set<string> }> {
  const path = join(tempDir(), 'cortado.db');
  const url = `file:${path}`;
  const connection = await connect({ url, now: () => at(100) });
  await migrate(connection.client, url);
  const statements = new Set<string>();
  const { client, reader, driver, sweeper } = connection;
  const heard = (statement: unknown): void => {
    const sql = typeof statement === 'string' ? statement : (statement as { sql: string }).sql;
    statements.add(sql);
  };
  const { execute, batch } = client;
  client.execute = (statement: never) => {
    heard(statement);
    return execute.call(client, statement);
  };
  client.batch = (parts, mode) => {
    parts.forEach(heard);
    return batch.call(client, parts, mode);
  };
  const store = composeStore(
    {
      ...connection,
      reader: {
        all(sql, args) {
          statements.add(sql);
          return reader.all(sql, args);
        },
      },
      sweeper: {
        all(sql, args) {
          statements.add(sql);
          return sweeper.all(sql, args);
        },
        step(steps) {
          for (const { sql } of steps) statements.add(sql);
          return sweeper.step(steps);
        },
      },
    },
    {
      now: () => at(100),
      driver: {
        ...driver,
        commit(units) {
          for (const { fence, rest, applied } of units) {
            for (const sql of [fence.sql, applied?.sql]) if (sql) statements.add(sql);
            for (const step of rest) for (const sql of Object.values(step.sql)) statements.add(sql);
          }
          return driver.commit(units);
        },
      },
    },
  );
  onTestFinished(() => store.close());
  return { store, path, statements };
}

/** Each verb of the store at least once, with every filter. */
async function useAll(store: Store): Promise<void> {
  const id = await workflow(store, { concurrency: 2 });
  const { workflows, executions, leases, queue, logs, signals, tokens, schedules, webhooks, upkeep, overview } = store;
  await workflows.update('default', id, { name: 'W', tags: [], document: document(3) }, at(1));
  await workflows.publish('default', id, 2, at(1));
  await workflows.revisions('default', id);
  const [first] = (await workflows.list('default', { limit: 1, search: 'W' })).items;
  const before = Buffer.from(JSON.stringify([first?.updatedAt, id])).toString('base64url');
  await workflows.list('default', { limit: 1, before, tag: 'a', recent: 20 });
  const parent = await pending(store, id, { idempotencyKey: 'k' });
  await pending(store, id, { idempotencyKey: 'k' });
  const inputs = JSON.stringify('x'.repeat(10_000));
  const lease = await claimed(store, id, { parentId: parent, retryOf: parent, inputs });
  const large = row(lease.executionId, 1, { outputData: `"${'x'.repeat(20_000)}"` });
  const chunk = { nodeId: 'n1', attempt: 1, offset: 0, text: 'x' };
  const rest = { tokens: [chunk], tokensEnded: ['n1'], signals: [signal(parent)] };
  await leases.commit(commit(lease, { rows: [large, row(lease.executionId, 2)], ...rest }));
  await leases.renew([lease], at(60));
  await leases.commit(commit(lease, { lastSeq: 2, end: { kind: 'released' } }));
  const again = await claim(store, lease.executionId);
  await leases.holding(lease.executionId);
  await leases.spare(at(1));
  await signals.counts('me');
  await leases.commit(commit(again, { lastSeq: 2, end: { kind: 'waiting', wakeAt: at(9), signalsSeen: 0 } }));
  await signals.send(signal(lease.executionId));
  await signals.send(signal(lease.executionId));
  await signals.list(parent);
  await leases.due(at(50), 10, ['other']);
  await queue.give(again.executionId, at(50));
  await queue.unattended(at(60), at(60), 10);
  await queue.takeBack([{ executionId: again.executionId, queuedAt: at(50) }], at(60), true);
  await queue.states([parent], at(60));
  await queue.counts(at(60));
  await leases.nextDue(at(1));
  await leases.abandon();
  await executions.get('default', parent);
  await executions.head('default', parent);
  await executions.lastRetry('default', parent);
  await executions.countUnfinished(id, 'api');
  await executions.unfinishedChildren(parent);
  for (const workflowId of [undefined, id])
    for (const status of [undefined, ['completed'] as const, ['running'] as const])
      for (const trigger of [undefined, 'api'] as const)
        for (const cursor of [undefined, before]) {
          await executions.list('default', {
            limit: 5,
            workflowId,
            status,
            trigger,
            before: cursor,
            from: at(0),
            to: at(99),
          });
        }
  await logs.read(parent, 0, 10);
  await logs.readCapped(parent, 0, 10);
  await logs.tail(parent, 10, 1000);
  await logs.one(parent, 1);
  await tokens.read(parent);
  const tick = { workflowId: id, nodeId: 'n', organizationId: 'default', spec: 's', nextAt: at(9), plannedAt: at(1) };
  await schedules.replace(id, 1, [tick]);
  await schedules.stale(5);
  await schedules.due(at(9), 5);
  await schedules.advance(tick, at(19), at(10));
  await schedules.nextAt();
  await schedules.list('default');
  await webhooks.setToken('default', id, 'd', at(1));
  await webhooks.hasToken(id);
  await workflows.ofWebhook(id, 'd');
  await upkeep.counts();
  await store.statistics.rollUp(at(9 * 86_400));
  const asked = {
    organizationId: 'default',
    from: at(0),
    to: at(9 * 86_400),
    workflowIds: [],
    statuses: [],
    triggers: [],
  };
  await store.statistics.count({ ...asked, by: ['time', 'status'], cuts: [at(1)], timeDigits: 13 });
  await store.statistics.workflowNames('default', [id]);
  await overview.counts('default', at(0), 5);
  await overview.schedules('default', 5);
  await overview.schedules('default', 5, id);
  await overview.kept('default', 5);
  await overview.storage();
  const long = await claimed(store, id);
  const rows = Array.from({ length: 600 }, (_, i) => row(long.executionId, i + 1));
  await leases.commit(commit(long, { rows, end: finished() }));
  await ended(store, id);
  await upkeep.retain({ maxAgeDays: 1, maxPerWorkflow: 0 }, at(9 * 86_400));
  await workflows.remove('default', id, at(9));
}

/** Tables whose size is that of the history. */
const historic =
  /\b(workflow_executions|execution_log_pages|execution_log_payloads|execution_signals|execution_tokens|e|p|c|t)\b/;
/** These hold unfinished executions only, or are walked up to a limit. */
const partial = /USING (COVERING )?INDEX executions_(running|pending|waiting|queued)/;

/** What of a statement's plan grows with the history. */
function growing(database: Database.Database, sql: string): string[] {
  const plan = database.prepare(`EXPLAIN QUERY PLAN ${sql}`).all([]) as { detail: string }[];
  // what is sorted before it is cut: the offers of due work and the newest rows are cut before they are sorted
  const bounded = /due\(id\)|OVER \(/.test(sql);
  return plan
    .map(({ detail }) => detail)
    .filter((detail) =>
      detail.startsWith('SCAN ')
        ? historic.test(detail.split(' ')[1] ?? '') && !partial.test(detail)
        : detail.includes('TEMP B-TREE FOR ORDER BY') && sql.includes('LIMIT') && !bounded,
    )
    .map((detail) => `${detail} in ${sql}`);
}

it('reads and writes through indexes alone', async () => {
  const { store, path, statements } = await openListening();
  await useAll(store);
  expect(statements.size).toBeGreaterThan(60);
  const database = new Database(path);
  onTestFinished(() => void database.close());
  expect([...statements].flatMap((sql) => growing(database, sql))).toEqual([]);
  expect(growing(database, "SELECT id FROM workflow_executions WHERE leaseOwner = 'me'")).toHaveLength(1);
  expect(
    growing(database, "SELECT id FROM workflow_executions WHERE workflowId = 'w' ORDER BY error LIMIT 1"),
  ).toHaveLength(1);
});

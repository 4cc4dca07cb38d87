import { drizzle } from 'drizzle-orm/libsql/sqlite3';
import { createAccounts } from './accounts.ts';
import { createApiTokens } from './api-tokens.ts';
import { createAudit } from './audit.ts';
import { createCalledWorkflows, keepsNone } from './called-workflows.ts';
import { createChanges } from './changes.ts';
import { type Connection, type ConnectOptions, connect, explain, nameOf } from './connect.ts';
import { createDashboards } from './dashboards.ts';
import { createDatabases } from './databases.ts';
import { createDuties } from './duties.ts';
import { createExecutions } from './executions.ts';
import { createGroupWriter } from './group-writer.ts';
import { createInvitations } from './invitations.ts';
import { createLeases, extendLeasesUnit } from './leases.ts';
import { createLogs } from './logs.ts';
import { migrate } from './migrate.ts';
import { createOverview } from './overview.ts';
import { createQueue } from './queue.ts';
import { createReaderThread } from './reader-thread.ts';
import { createSchedules } from './schedules.ts';
import { createCredentials, createEmbedKeys, createSealed } from './secrets.ts';
import { createSessions } from './sessions.ts';
import { createSignals } from './signals.ts';
import type { Driver } from './sql.ts';
import { createStatistics } from './statistics.ts';
import { withCodedErrors } from './storage-failure.ts';
import type { Store } from './store.ts';
import { createTokens } from './tokens.ts';
import { createUpkeep } from './upkeep.ts';
import { createWebhooks } from './webhooks.ts';
import { createWorkflows } from './workflows.ts';

export type StoreLog = {
  warn(fields: object, message: string): void;
  error(fields: object, message: string): void;
};
export type StoreOptions = ConnectOptions & {
  readonly log?: StoreLog;
};

/**
 * Opens a database (`file:` for one process, `libsql://` or `http(s)://` for many), brings it to this version's schema
 * and makes the store of it. Throws sentences for people when the database cannot be used.
 */
export async function openStore(options: StoreOptions): Promise<Store> {
  const connection = await connect(options);
  try {
    const name = nameOf(options.url);
    const upgrading = () =>
      (options.log ?? stderrLog).warn(
        { database: name },
        'The database is brought up to this version; a large one takes minutes',
      );
    await migrate(connection.client, name, options.migrationsFolder, upgrading);
    return composeStore(connection, options);
  } catch (error) {
    connection.close();
    throw connection.file ? explain(error, connection.file.path) : error;
  }
}

/** The store on an open, migrated connection. `driver` stands in for the connection's own. */
export function composeStore(
  connection: Connection,
  {
    now,
    log = stderrLog,
    driver = connection.driver,
  }: Pick<StoreOptions, 'now' | 'log'> & { readonly driver?: Driver },
): Store {
  const { client, file } = connection;
  const reader = withCodedErrors(connection.reader);
  const sweeper = withCodedErrors(connection.sweeper);
  const db = drizzle(client);
  const changes = createChanges(log);
  // on a server others may have taken over what ran out, so there only its own owners put a lease off
  const afterOutage = file ? () => extendLeasesUnit(now(), later(now(), LEASE_AFTER_OUTAGE_MS)) : undefined;
  const writer = createGroupWriter({ driver, log, afterOutage });
  const deps = { writer, changes };
  const called = file ? createCalledWorkflows() : keepsNone;
  const thread = file && createReaderThread(file.path);
  const upkeep = createUpkeep({ reader, sweeper, file }, writer);
  let closing: Promise<void> | undefined;
  return {
    workflows: withCodedErrors(createWorkflows(db, connection.reader, called)),
    executions: createExecutions(reader, deps),
    leases: createLeases(reader, deps),
    queue: createQueue({ reader, sweeper }, deps),
    duties: createDuties(sweeper),
    logs: createLogs(reader),
    signals: createSignals(reader, deps),
    tokens: createTokens(reader),
    schedules: withCodedErrors(createSchedules(db)),
    webhooks: withCodedErrors(createWebhooks(db, connection.reader, called)),
    accounts: withCodedErrors(createAccounts(db)),
    invitations: withCodedErrors(createInvitations(db)),
    sessions: withCodedErrors(createSessions(db)),
    apiTokens: withCodedErrors(createApiTokens(db)),
    audit: withCodedErrors(createAudit(db)),
    credentials: withCodedErrors(createCredentials(db)),
    embedKeys: withCodedErrors(createEmbedKeys(db)),
    sealed: withCodedErrors(createSealed(db)),
    dashboards: withCodedErrors(createDashboards(db)),
    statistics: withCodedErrors(createStatistics(thread ?? connection.reader, connection.sweeper)),
    databases: withCodedErrors(createDatabases(db)),
    changes,
    upkeep,
    overview: createOverview(reader, upkeep, file && ((text) => file.pragma(text))),
    rowMax: connection.rowMax,
    close() {
      closing ??= Promise.all([writer.close(), thread?.close()]).then(() => connection.close());
      return closing;
    },
  };
}

const LEASE_AFTER_OUTAGE_MS = 30_000;

function later(time: string, ms: number): string {
  return new Date(Date.parse(time) + ms).toISOString();
}

const stderrLog: StoreLog = {
  warn: (fields, message) => console.warn(message, fields),
  error: (fields, message) => console.error(message, fields),
};

import type { LibSQLDatabase } from 'drizzle-orm/libsql';
import { text } from './execution-rows.ts';
import type { Reader } from './sql.ts';
import type { Webhooks } from './store.ts';
import { webhookTokens } from './tables.ts';

const hasSql = 'SELECT 1 FROM webhook_tokens WHERE workflowId = ?';
const authorizeSql = 'SELECT organizationId FROM webhook_tokens WHERE workflowId = ? AND digest = ?';

/** The token goes when its workflow is removed, so a token that is there is in force. */
export function createWebhooks(db: LibSQLDatabase, reader: Reader): Webhooks {
  return {
    async setToken(organizationId, workflowId, digest, now) {
      const columns = { organizationId, digest, createdAt: now };
      await db
        .insert(webhookTokens)
        .values({ workflowId, ...columns })
        .onConflictDoUpdate({ target: webhookTokens.workflowId, set: columns });
    },
    async hasToken(workflowId) {
      return (await reader.all(hasSql, [workflowId])).length > 0;
    },
    async authorize(workflowId, digest) {
      const [row] = await reader.all(authorizeSql, [workflowId, digest]);
      return row ? text(row[0]) : null;
    },
  };
}

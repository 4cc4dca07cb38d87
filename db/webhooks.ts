import type { LibSQLDatabase } from 'drizzle-orm/libsql';
import type { CalledWorkflows } from './called-workflows.ts';
import type { Reader } from './sql.ts';
import type { Webhooks } from './store.ts';
import { webhookTokens } from './tables.ts';

const hasSql = 'SELECT 1 FROM webhook_tokens WHERE workflowId = ?';

export function createWebhooks(db: LibSQLDatabase, reader: Reader, called: CalledWorkflows): Webhooks {
  return {
    async setToken(organizationId, workflowId, digest, now) {
      const columns = { organizationId, digest, createdAt: now };
      await db
        .insert(webhookTokens)
        .values({ workflowId, ...columns })
        .onConflictDoUpdate({ target: webhookTokens.workflowId, set: columns });
      called.forget(workflowId);
    },
    async hasToken(workflowId) {
      return (await reader.all(hasSql, [workflowId])).length > 0;
    },
  };
}

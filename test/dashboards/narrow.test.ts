/** Whatever a widget asks for, no token shows more than it says. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { narrowingSchema, type Source, sourceSchema } from '../../db/dashboard.ts';
import { narrowedSource } from '../../server/dashboards/narrow.ts';

const workflow = fc.constantFrom('w-1', 'w-2', 'w-3', '__proto__', 'constructor');
const database = fc.constantFrom('d-1', 'd-2', '__proto__', 'constructor');
const filter = fc.constantFrom('ACME', 'Rival').map((value) => ({ column: 'customer', op: 'equals', value }));
const source = fc
  .oneof(
    fc.record({ kind: fc.constant('executions'), workflowIds: fc.uniqueArray(workflow) }),
    fc.record({ kind: fc.constant('node'), workflowId: workflow, nodeId: fc.constant('n') }),
    fc.record({ kind: fc.constant('database'), databaseId: database, filter: fc.option(filter) }),
  )
  .map((each): Source => sourceSchema.parse(each));
const narrowing = fc
  .record(
    {
      workflowIds: fc.uniqueArray(workflow, { minLength: 1 }),
      databases: fc.dictionary(fc.constantFrom('d-1', 'd-2'), filter),
    },
    { requiredKeys: [] },
  )
  .map((each) => narrowingSchema.parse(each));

test('a narrowed source asks for nothing beyond what was asked, nor beyond what may be seen', () => {
  fc.assert(
    fc.property(source, narrowing, (asked, may) => {
      const narrowed = narrowedSource(asked, may);
      if (narrowed === null) {
        // only where they have nothing in common
        if (asked.kind === 'executions')
          expect(asked.workflowIds.some((id) => may.workflowIds?.includes(id)) || asked.workflowIds.length === 0).toBe(
            false,
          );
        else if (asked.kind === 'node') expect(may.workflowIds).not.toContain(asked.workflowId);
        else expect(Object.keys(may.databases ?? {})).not.toContain(asked.databaseId);
        return;
      }
      expect({ ...narrowed, workflowIds: null, filter: null }).toEqual({ ...asked, workflowIds: null, filter: null });
      if (narrowed.kind === 'executions' && asked.kind === 'executions') {
        if (may.workflowIds) {
          expect(narrowed.workflowIds.length, 'none would be all').toBeGreaterThan(0);
          for (const id of narrowed.workflowIds) expect(may.workflowIds).toContain(id);
        }
        if (asked.workflowIds.length > 0)
          for (const id of narrowed.workflowIds) expect(asked.workflowIds).toContain(id);
      }
      if (narrowed.kind === 'node' && may.workflowIds) expect(may.workflowIds).toContain(narrowed.workflowId);
      if (narrowed.kind === 'database' && asked.kind === 'database' && may.databases) {
        const parts = [asked.filter, may.databases[asked.databaseId]].filter((part) => part !== null);
        expect(narrowed.filter).toEqual(parts.length === 1 ? parts[0] : { and: parts });
      }
    }),
    { numRuns: 500 },
  );
});

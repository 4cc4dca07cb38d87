/** What viewers of an organization get, wherever the writing to them is left off. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { StatusNow } from '../../server/events/frames.ts';
import {
  flushOverview,
  joinOverview,
  type Overview,
  openOverview,
  takeOverviewStatus,
  writeWaves,
} from '../../server/events/overview.ts';
import { keep } from './_sink.ts';

const unused = () => {
  throw new Error('nothing is to be read here');
};
const progress = { percentage: 0, totalNodes: 0, completedNodes: 0, failedNodes: 0, skippedNodes: 0 };
const about = { workflowId: 'w', currentNodeId: null, progress };

function openWaves() {
  const overview: Overview = openOverview('o', {
    executions: { list: unused, head: unused },
    marks: null,
    schedule: () => {},
    write: () => {},
  });
  overview.loaded = true;
  const latest = new Map<string, number>();
  return {
    overview,
    latest,
    goesOn(executionId: string) {
      const lastSeq = (latest.get(executionId) ?? 0) + 1;
      latest.set(executionId, lastSeq);
      takeOverviewStatus(overview, { executionId, ...about, status: 'running', lastSeq } as StatusNow);
    },
    join() {
      const viewer = keep();
      joinOverview(overview, viewer);
      return viewer;
    },
    part(viewers: number) {
      let left = viewers;
      return writeWaves(overview, () => --left > 0);
    },
  };
}

test('everybody is told the latest of each execution, and never an older one after it', () => {
  const step = fc.oneof(
    fc.record({ execution: fc.constantFrom('a', 'b', 'c') }),
    fc.constant({ flush: true }),
    fc.constant({ join: true }),
    fc.record({ part: fc.integer({ min: 1, max: 4 }) }),
  );
  fc.assert(
    fc.property(fc.array(step, { minLength: 3, maxLength: 60 }), (steps) => {
      const waves = openWaves();
      const viewers = [waves.join()];
      for (const each of steps) {
        if ('execution' in each) waves.goesOn(each.execution);
        else if ('part' in each) waves.part(each.part);
        else if ('join' in each) viewers.push(waves.join());
        else flushOverview(waves.overview);
      }
      flushOverview(waves.overview);
      while (!waves.part(2));
      expect(waves.overview.waves).toEqual([]);
      for (const viewer of viewers) {
        const seen = new Map<string, number>();
        for (const { data } of viewer.frames()) {
          const [id, lastSeq] = [String(data.executionId), Number(data.lastSeq)];
          expect(lastSeq).toBeGreaterThan(seen.get(id) ?? 0);
          seen.set(id, lastSeq);
        }
        expect(Object.fromEntries(seen)).toEqual(Object.fromEntries(waves.latest));
      }
    }),
    { numRuns: 300 },
  );
});

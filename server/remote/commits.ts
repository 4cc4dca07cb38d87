/**
 * Commits of workers. The wire has rows without an owner: whose they are follows from the lease, and where signals may go
 * from the execution they come from.
 */

import { CodedError, isCoded } from '../../db/errors.ts';
import { safeParse } from '../../db/safe-parse.ts';
import type { LeaseCommit, Leases, NewSignal } from '../../db/store.ts';
import type { Clock } from '../engine/deps.ts';
import type { Facts, FactsOf, Reach } from './facts.ts';
import { type Unit, type UnitResult, unit as unitSchema } from './wire.ts';

export type CommitsDeps = {
  readonly leases: Pick<Leases, 'commit' | 'holding'>;
  readonly factsOf: FactsOf;
  readonly clock: Clock;
  /** bytes of one value */
  readonly payloadMax: number;
  /** a signal was sent to it: a hint */
  readonly wake: (executionId: string) => void;
};

const WRITTEN: UnitResult = { status: 200 };
const LOST: UnitResult = { status: 409 };

/** Units of one execution are written in the order in which they come. Rejects when the storage cannot be read. */
export function createCommits({ leases, factsOf, clock, payloadMax, wake }: CommitsDeps) {
  async function toCommit(reach: Reach, owner: string, given: unknown): Promise<LeaseCommit | UnitResult> {
    try {
      const unit = checked(given);
      const facts = await factsOf(reach, unit.executionId);
      refuseTooLarge(unit, payloadMax);
      return {
        ...unit,
        owner,
        organizationId: facts.organizationId,
        workflowId: facts.workflowId,
        now: new Date(clock.now()).toISOString(),
        rows: unit.rows.map((row) => ({ ...row, executionId: unit.executionId })),
        signals: await allowedSignals(leases, facts, unit),
      };
    } catch (error) {
      return refusalOf(error);
    }
  }

  return async (reach: Reach, owner: string, units: readonly unknown[]): Promise<UnitResult[]> => {
    // Everything is looked up before the first is handed over, so that nothing can come between them.
    const commits = await Promise.all(units.map((unit) => toCommit(reach, owner, unit)));
    return Promise.all(
      commits.map(async (commit) => {
        if (!('executionId' in commit)) return commit;
        return leases.commit(commit).then((held) => {
          if (held) for (const { executionId } of commit.signals ?? []) wake(executionId);
          return held ? WRITTEN : LOST;
        }, refusalOf);
      }),
    );
  };
}

/** What can never be written is told so; anything else is for the whole request to fail with. */
function refusalOf(error: unknown): UnitResult {
  if (isCoded(error, 'not_found')) return LOST;
  if (isCoded(error, 'too_large') || isCoded(error, 'invalid')) {
    return { status: 422, code: error.code, error: error.message };
  }
  throw error;
}

function checked(given: unknown): Unit {
  const parsed = safeParse(unitSchema, given);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw new CodedError('invalid', `A commit is not as expected: "${issue?.path.join('.')}": ${issue?.message}.`);
}

/** A UTF-16 unit is at most three bytes, so short texts are not counted. */
function refuseTooLarge({ rows }: Unit, max: number): void {
  for (const { inputData, outputData, result } of rows) {
    for (const text of [inputData, outputData, result]) {
      if (text === null || text.length * 3 <= max || Buffer.byteLength(text) <= max) continue;
      const sentence = `Expected a value of at most ${max} bytes of JSON, got ${Buffer.byteLength(text)}. PAYLOAD_MAX of the worker and of the server have to be the same.`;
      throw new CodedError('too_large', sentence);
    }
  }
}

/** To its own parent and to its own children; what else it says is left out. */
async function allowedSignals(
  leases: Pick<Leases, 'holding'>,
  { parentId, parentNodeId }: Facts,
  { executionId, signals = [] }: Unit,
): Promise<NewSignal[]> {
  const allowed = await Promise.all(
    signals.map(async (signal) => {
      if (signal.kind === 'resume') return false;
      if (signal.kind === 'child') return signal.executionId === parentId && signal.nodeId === parentNodeId;
      return (await leases.holding(signal.executionId))?.parentId === executionId;
    }),
  );
  return signals.filter((_, index) => allowed[index]);
}

/**
 * Commits on their way to the server. What was asked for while a request is under way goes with the next one, so a busy
 * worker makes larger requests by itself, and an idle one waits for nothing.
 *
 * 1. Of one execution at most one request is under way, and its commits are sent in the order in which they came.
 * 2. A commit is settled once: held or lost as the server says, or rejected when it can never be written.
 * 3. While the server is away commits stay, and are sent again as they are, marked as such: what was written already is
 *    recognised. They take at most `BUFFER_MAX`; what comes beyond that is rejected, and its execution is left to the
 *    next lease.
 */
import { CodedError } from '../../db/errors.ts';
import type { LeaseCommit } from '../../db/store.ts';
import type { CommitAnswer, Unit, UnitResult } from '../remote/wire.ts';
import type { Link } from './link.ts';

export type Commits = {
  /** As `Leases.commit`. */
  commit(unit: LeaseCommit): Promise<boolean>;
  /** UTF-16 units of text that wait for an answer. */
  pending(): number;
};

/** Text of all commits that are not answered yet, in UTF-16 units. */
const BUFFER_MAX = 256 * 1024 * 1024;
const REQUESTS_AT_ONCE = 4;
/** A request takes no further commit beyond so many, and so much text. */
const UNITS_MAX = 200;
const TEXT_MAX = 4 * 1024 * 1024;

type Waiting = {
  readonly owner: string;
  readonly unit: Unit;
  readonly size: number;
  readonly resolve: (held: boolean) => void;
  readonly reject: (error: unknown) => void;
};

export function createCommits(link: Link): Commits {
  let queue: Waiting[] = [];
  let size = 0;
  let underWay = 0;
  let scheduled = false;
  const busy = new Set<string>();

  /** The first in the queue that may go, as many as fit; those of an execution that is busy stay, in order. */
  function take(): Waiting[] {
    const taken: Waiting[] = [];
    const left: Waiting[] = [];
    const passed = new Set<string>();
    let text = 0;
    for (const each of queue) {
      const { executionId } = each.unit;
      const first = taken[0] ?? each;
      const fits = first === each || (taken.length < UNITS_MAX && text + each.size <= TEXT_MAX);
      if (fits && each.owner === first.owner && !busy.has(executionId) && !passed.has(executionId)) {
        taken.push(each);
        text += each.size;
      } else {
        passed.add(executionId);
        left.push(each);
      }
    }
    queue = left;
    for (const { unit } of taken) busy.add(unit.executionId);
    return taken;
  }

  /** Whatever is asked for within one turn of the event loop goes together. */
  function schedule(): void {
    if (scheduled) return;
    scheduled = true;
    setImmediate(() => {
      scheduled = false;
      while (underWay < REQUESTS_AT_ONCE && queue.length > 0) {
        const group = take();
        if (group.length === 0) return;
        void send(group);
      }
    });
  }

  async function send(group: Waiting[]): Promise<void> {
    underWay += 1;
    const body = { owner: group[0]!.owner, units: group.map(({ unit }) => unit) };
    try {
      const { results } = await link.ask<CommitAnswer>('POST', '/internal/commits', body, {
        timeoutMs: 30_000,
        onAgain: () => {
          for (const unit of body.units) unit.again = true;
        },
      });
      for (const [index, each] of group.entries()) settle(each, results[index]);
    } catch (error) {
      for (const each of group) each.reject(error);
    }
    underWay -= 1;
    for (const each of group) {
      size -= each.size;
      busy.delete(each.unit.executionId);
    }
    if (queue.length > 0) schedule();
  }

  return {
    commit(commit) {
      const unit = toUnit(commit);
      const length = sizeOf(unit);
      if (size > 0 && size + length > BUFFER_MAX) {
        const sentence = 'More is to be reported than this worker keeps while its server is away.';
        return Promise.reject(new CodedError('unavailable', sentence));
      }
      size += length;
      return new Promise((resolve, reject) => {
        queue.push({ owner: commit.owner, unit, size: length, resolve, reject });
        schedule();
      });
    },
    pending: () => size,
  };
}

function settle({ resolve, reject }: Waiting, result: UnitResult | undefined): void {
  if (result === undefined) reject(new Error('The server answered fewer results than it was given commits.'));
  else if ('error' in result) reject(new CodedError(result.code, result.error));
  else resolve(result.status === 200);
}

/** Without what the server knows better. */
function toUnit(commit: LeaseCommit): Unit {
  const { owner: _, organizationId: __, workflowId: ___, now: ____, rows, signals, ...rest } = commit;
  return {
    ...rest,
    rows: rows.map(({ executionId: _, ...row }) => row),
    ...(signals && signals.length > 0 && { signals: signals as Unit['signals'] }),
  } as Unit;
}

function sizeOf({ rows, end, tokens }: Unit): number {
  let size = 500;
  for (const { inputData, outputData, result, error } of rows) {
    size += 200 + lengthOf(inputData) + lengthOf(outputData) + lengthOf(result) + lengthOf(error);
  }
  for (const { text } of tokens ?? []) size += text.length;
  if (end?.kind === 'finished') size += end.nodeResults.length + lengthOf(end.finalOutput);
  return size;
}

function lengthOf(text: string | null): number {
  return text?.length ?? 0;
}

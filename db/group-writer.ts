/**
 * Writes of the hot path, gathered into groups: whatever was asked for within one turn of the event loop is one
 * transaction, so the cost of making it durable is shared. Busier times make larger groups by themselves.
 *
 * Owns: the queue, the order of writing, retrying a storage that fails. Does not own: what is written.
 *
 * Invariants
 * 1. A unit is settled once, and only after its COMMIT or when it can never be written.
 * 2. Units are written in the order in which they came.
 * 3. A unit that cannot be written is told so alone; the rest of its group is written.
 * 4. While the storage fails, patient units stay queued in order; all others are told `storage_unavailable` at once.
 * 5. A lock of somebody else and a broken connection are tried again in silence; only past `patienceMs` they count as failing.
 * 6. At most one group is on its way.
 */
import { clearTimeout, setImmediate, setTimeout } from 'node:timers';
import { CodedError } from './errors.ts';
import { type Driver, lengthOf, type Outcome, type Unit, UnitError } from './sql.ts';
import { describeFailure, failureKind } from './storage-failure.ts';

type State =
  | { readonly kind: 'idle' }
  | { readonly kind: 'scheduled' }
  | { readonly kind: 'writing' }
  | { readonly kind: 'failing'; readonly message: string; readonly timer: NodeJS.Timeout; readonly tries: number }
  | { readonly kind: 'closed' };

export type GroupWriter = {
  /** Its `committed` or `failed` is called later, never from within. */
  enqueue(unit: Unit): void;
  /** Null while the storage works, else what is wrong with it. */
  failure(): string | null;
  pending(): number;
  /** since it was made: groups and units that were written, and tries that failed */
  figures(): { readonly groups: number; readonly units: number; readonly failures: number };
  /** Writes what is queued; what cannot be written is told so. */
  close(): Promise<void>;
};

export type GroupWriterOptions = {
  readonly driver: Driver;
  readonly log: { warn(fields: object, message: string): void; error(fields: object, message: string): void };
  /** written before all else when the storage works again */
  readonly afterOutage?: () => Unit;
};

/** How long this kind of failure is taken for a passing one. */
const patienceMs = { busy: 5_000, connection: 1_000, storage: 0 } as const;
const SOON_MS = 10;
const RETRY_MS = { first: 100, most: 5_000 } as const;

export function createGroupWriter(options: GroupWriterOptions): GroupWriter {
  const { driver, log, afterOutage } = options;
  const figures = { groups: 0, units: 0, failures: 0 };
  let queue: Unit[] = [];
  let state: State = { kind: 'idle' };
  let troubledSince: number | null = null;
  /** how many units of the queue's front are written one by one, to find the one at fault */
  let alone = 0;
  let closing: Promise<void> | undefined;
  let written: (() => void) | undefined;

  function enqueue(unit: Unit): void {
    if (state.kind === 'closed' || closing) return refuse(unit, 'The storage is closed');
    if (state.kind === 'failing' && !unit.patient) return refuse(unit, state.message);
    queue.push(unit);
    if (state.kind === 'idle') schedule();
  }

  function schedule(): void {
    state = { kind: 'scheduled' };
    setImmediate(write);
  }

  function take(): Unit[] {
    if (alone > 0) {
      alone--;
      return queue.splice(0, 1);
    }
    let statements = 0;
    let length = 0;
    let count = 0;
    for (const unit of queue) {
      statements += 1 + unit.rest.length;
      length += lengthOf(unit.fence.args);
      for (const step of unit.rest) length += lengthOf(step.args);
      if (count > 0 && (statements > driver.maxStatements || length > driver.maxLength)) break;
      count++;
    }
    if (count < queue.length) return queue.splice(0, count);
    const all = queue;
    queue = [];
    return all;
  }

  async function write(): Promise<void> {
    const before = state;
    state = { kind: 'writing' };
    const group = take();
    try {
      const outcomes = group.length === 0 ? [] : await driver.commit(group);
      if (before.kind === 'failing') log.warn({ tries: before.tries }, 'The storage works again');
      settle(group, outcomes);
    } catch (error) {
      if (!setBack(group, error, before.kind === 'failing' ? before.tries : 0)) return;
    }
    next();
  }

  function next(): void {
    if (queue.length > 0) schedule();
    else {
      state = { kind: 'idle' };
      written?.();
    }
  }

  function settle(group: readonly Unit[], outcomes: readonly Outcome[]): void {
    troubledSince = null;
    figures.groups += 1;
    figures.units += group.length;
    for (let i = 0; i < group.length; i++) {
      const unit = group[i];
      const outcome = outcomes[i];
      if (unit && outcome) guard(() => unit.committed(outcome));
    }
  }

  /** Puts a group that was not written back in its place. False: the storage fails, and a later try is on its way. */
  function setBack(group: Unit[], error: unknown, tries: number): boolean {
    const kind = error instanceof UnitError ? 'statement' : failureKind(error);
    if (kind === 'statement') {
      const known = error instanceof UnitError || group.length === 1;
      const [bad] = known ? group.splice(error instanceof UnitError ? error.index : 0, 1) : [];
      if (!known) alone = group.length;
      queue = [...group, ...queue];
      if (bad) guard(() => bad.failed(error instanceof UnitError ? error.cause : error));
      return true;
    }
    queue = [...group, ...queue];
    figures.failures += 1;
    troubledSince ??= performance.now();
    if (tries === 0 && performance.now() - troubledSince < patienceMs[kind]) {
      state = { kind: 'scheduled' };
      setTimeout(write, SOON_MS);
      return false;
    }
    fail(error, tries + 1);
    return false;
  }

  function fail(error: unknown, tries: number): void {
    const message = describeFailure(error);
    if (tries === 1) log.error({ error }, `Writing fails. ${message}`);
    const told = closing ? queue : queue.filter((unit) => !unit.patient);
    queue = closing ? [] : queue.filter((unit) => unit.patient);
    for (const unit of told) refuse(unit, message, error);
    if (closing) {
      state = { kind: 'idle' };
      written?.();
      return;
    }
    const wait = Math.min(RETRY_MS.most, RETRY_MS.first * 2 ** (tries - 1));
    state = { kind: 'failing', message, tries, timer: setTimeout(retry, wait) };
    state.timer.unref();
  }

  async function retry(): Promise<void> {
    if (state.kind !== 'failing') return;
    const { tries } = state;
    try {
      await driver.probe();
      if (state.kind !== 'failing') return;
      if (afterOutage) queue.unshift(afterOutage());
      await write();
    } catch (error) {
      if (state.kind === 'failing') fail(error, tries + 1);
    }
  }

  function refuse(unit: Unit, message: string, cause?: unknown): void {
    queueMicrotask(() => guard(() => unit.failed(new CodedError('storage_unavailable', message, { cause }))));
  }

  function guard(call: () => void): void {
    try {
      call();
    } catch (error) {
      log.error({ error }, 'A callback of the group writer threw');
    }
  }

  return {
    enqueue,
    failure: () => (state.kind === 'failing' ? state.message : null),
    pending: () => queue.length,
    figures: () => ({ ...figures }),
    close() {
      closing ??= new Promise<void>((resolve) => {
        written = resolve;
        if (state.kind === 'failing') {
          clearTimeout(state.timer);
          schedule();
        } else if (state.kind === 'idle') resolve();
      }).then(() => {
        state = { kind: 'closed' };
      });
      return closing;
    },
  };
}

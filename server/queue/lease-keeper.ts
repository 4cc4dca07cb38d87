import type { Leases } from '../../db/store.ts';
import type { Clock, EngineLog } from '../engine/deps.ts';
import type { Running } from '../engine/host.ts';

export type LeaseKeeper = { start(): void; stop(): void };

export type LeaseKeeperDeps = {
  readonly leases: Pick<Leases, 'renew'>;
  /** what this process advances */
  readonly running: () => Iterable<Running>;
  readonly clock: Clock;
  readonly log: EngineLog;
};

/**
 * Keeps the leases of this process alive: one timer renews all that are held every `everyMs`, three times in the life of
 * a lease (`leaseMs`) where nothing is said. An execution whose lease somebody else took is stopped without writing.
 */
export function createLeaseKeeper(
  { leases, running, clock, log }: LeaseKeeperDeps,
  leaseMs: number,
  everyMs: number = leaseMs / 3,
): LeaseKeeper {
  let callOff: (() => void) | null = null;

  function schedule(): void {
    callOff = clock.after(everyMs, () => {
      void renew()
        .catch((error) => log.error({ err: error }, 'Leases could not be renewed; trying again.'))
        .finally(() => {
          if (callOff) schedule();
        });
    });
  }

  async function renew(): Promise<void> {
    const held = [...running()].flatMap((handle) => (handle.lease ? [{ handle, lease: handle.lease }] : []));
    if (held.length === 0) return;
    const until = new Date(clock.now() + leaseMs).toISOString();
    const asked = held.map(({ lease }) => lease);
    const lost = new Set(await leases.renew(asked, until));
    for (const { handle } of held) {
      if (lost.has(handle.executionId)) void stop(handle);
    }
  }

  /** Most of these have ended while the question was under way, and take no notice. */
  async function stop(handle: Running): Promise<void> {
    handle.lose();
    if ((await handle.done) !== 'lost') return;
    log.warn({ executionId: handle.executionId }, 'The lease of an execution was lost; this process stopped it.');
  }

  return {
    start: schedule,
    stop() {
      callOff?.();
      callOff = null;
    },
  };
}

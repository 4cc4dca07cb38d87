/**
 * What exactly one of several servers on a database does: whoever holds the duty does it, and when that one dies,
 * another takes over once its hold is over. A server that cannot say that it still holds it stops in time.
 */
import type { Duties } from '../../db/store.ts';
import type { Clock, EngineLog } from '../engine/deps.ts';

export type LeaderDeps = {
  readonly duties: Duties;
  readonly clock: Clock;
  readonly log: EngineLog & { info(fields: Record<string, unknown>, message: string): void };
};
export type LeaderOptions = {
  /** names this process and start */
  readonly owner: string;
  /** a hold lasts so long from its last renewal (ms); it is renewed three times in that */
  readonly holdMs: number;
};
/** Begun on taking the duty, ended on losing it, and perhaps begun again. */
export type Duty = { start(): void; stop(): Promise<void> };
export type Leader = {
  start(): void;
  /** Ends the duty and frees it. */
  stop(): Promise<void>;
};

const NAME = 'schedules and reconciler';

export function createLeader({ duties, clock, log }: LeaderDeps, options: LeaderOptions, duty: Duty): Leader {
  const { owner, holdMs } = options;
  let open = false;
  let leads = false;
  let until = 0;
  let cancelTimer = () => {};
  let underWay: Promise<void> = Promise.resolve();

  async function look(): Promise<void> {
    const now = clock.now();
    const wanted = now + holdMs;
    try {
      const held = await duties.hold(NAME, owner, new Date(now).toISOString(), new Date(wanted).toISOString());
      if (held) until = wanted;
      await lead(held);
    } catch (error) {
      log.warn({ err: error }, 'It could not be found out which server runs schedules; trying again.');
      // others may take it at `until`, so this one has stopped before
      if (leads && clock.now() > until - holdMs / 3) await lead(false);
    }
  }

  async function lead(held: boolean): Promise<void> {
    if (held === leads || (held && !open)) return;
    leads = held;
    if (held) {
      log.info({}, 'This server runs schedules.');
      duty.start();
    } else {
      log.info({}, 'Another server runs schedules.');
      await duty.stop();
    }
  }

  function again(): void {
    underWay = look().finally(() => {
      if (open) cancelTimer = clock.after(holdMs / 3, again);
    });
  }

  return {
    start() {
      open = true;
      again();
    },
    async stop() {
      open = false;
      cancelTimer();
      await underWay;
      if (!leads) return;
      leads = false;
      await duty.stop();
      await duties.release(NAME, owner).catch(() => {});
    },
  };
}

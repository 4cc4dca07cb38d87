/**
 * What a server does without Prefect about executions that an earlier start, with other settings, had given to it:
 * nobody hands them out any more, so those that no worker advances are run here.
 */
import type { Queue } from '../../db/store.ts';
import type { Clock, EngineLog } from '../engine/deps.ts';
import type { Duty } from './leader.ts';
import { oneAtATime } from './one-at-a-time.ts';

export type TakeBackDeps = {
  readonly queue: Pick<Queue, 'unattended' | 'takeBack'>;
  /** Something may be due. */
  readonly look: () => void;
  readonly clock: Clock;
  readonly log: EngineLog & { info(fields: Record<string, unknown>, message: string): void };
};

/** A worker that is still at one ends it, or its lease does: looked for so often (ms). */
const EVERY_MS = 15_000;
const PAGE = 200;

export function createTakeBack({ queue, look, clock, log }: TakeBackDeps): Duty {
  let open = false;
  let cancelTimer = () => {};

  const pass = oneAtATime(takeBack, (error) => {
    log.warn({ err: error }, 'What Prefect was given cannot be looked for; trying again.');
  });

  async function takeBack(): Promise<void> {
    let taken = 0;
    while (open) {
      const now = new Date(clock.now()).toISOString();
      const page = await queue.unattended(now, now, PAGE);
      const back = await queue.takeBack(page, now, true);
      taken += back.length;
      if (back.length < PAGE) break;
    }
    if (taken === 0) return;
    log.info({ executions: taken }, 'Prefect is not set up any more: this server runs what it had.');
    look();
  }

  function again(): void {
    pass.ask();
    cancelTimer = clock.after(EVERY_MS, again);
  }

  return {
    start() {
      open = true;
      again();
    },
    async stop() {
      open = false;
      cancelTimer();
      await pass.idle();
    },
  };
}

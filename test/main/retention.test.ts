import { expect, test, vi } from 'vitest';
import { keepRetention } from '../../server/retention.ts';
import { fakeClock } from '../queue/_fake-clock.ts';

const log = () => ({ info: vi.fn(), warn: vi.fn(), error: vi.fn() });

test('removes what is old a minute after the start and every hour, also after a failure', async () => {
  const clock = fakeClock('2030-01-01T00:00:00.000Z');
  const times: string[] = [];
  const retain = vi.fn(async (_: object, now: string) => {
    times.push(now.slice(11, 16));
    if (times.length === 1) throw new Error('the disk is full');
    return 3;
  });
  const said = log();
  const stop = keepRetention(
    { forget: async () => {}, upkeep: { retain }, clock, log: said },
    { maxAgeDays: 30, maxPerWorkflow: 10 },
  );
  await clock.advance(2 * 3_600_000 + 60_000);
  expect(times).toEqual(['00:01', '01:01', '02:01']);
  expect(said.error).toHaveBeenCalledOnce();
  expect(said.info).toHaveBeenCalledTimes(2);
  await stop();
  await clock.advance(3_600_000);
  expect(times).toHaveLength(3);
});

test('stopping waits for the step that is under way, and asks it to be the last', async () => {
  const clock = fakeClock('2030-01-01T00:00:00.000Z');
  let end: (removed: number) => void = () => {};
  let shouldStop: (() => boolean) | undefined;
  const retain = (_: object, __: string, asked?: () => boolean) => {
    shouldStop = asked;
    return new Promise<number>((resolve) => {
      end = resolve;
    });
  };
  const stop = keepRetention(
    { forget: async () => {}, upkeep: { retain }, clock, log: log() },
    { maxAgeDays: 1, maxPerWorkflow: 1 },
  );
  await clock.advance(60_000);
  let stopped = false;
  const stopping = stop().then(() => {
    stopped = true;
  });
  expect(shouldStop?.()).toBe(true);
  await Promise.resolve();
  expect(stopped).toBe(false);
  end(0);
  await stopping;
});

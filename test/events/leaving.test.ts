/** Viewers that leave before the server has looked up what they may see: nothing of them stays. */
import { get } from 'node:http';
import { setImmediate as turn } from 'node:timers/promises';
import { expect, test, vi } from 'vitest';
import { openLive } from './_live.ts';

type Live = Awaited<ReturnType<typeof openLive>>;

/** Makes the next look at an execution wait until it is let go. */
function slowHead({ store }: Live) {
  const { head } = store.executions;
  const asked = Promise.withResolvers<void>();
  const free = Promise.withResolvers<void>();
  Object.assign(store.executions, {
    head: async (...given: Parameters<typeof head>) => {
      asked.resolve();
      await free.promise;
      return head(...given);
    },
  });
  return {
    asked: asked.promise,
    async letGo() {
      free.resolve();
      for (let turns = 0; turns < 50; turns += 1) await turn();
    },
  };
}

test.for(['stream', 'many'])('a viewer (%s) that left while it was looked up is not counted', async (kind) => {
  const live = await openLive();
  const script = await live.begin();
  const looking = slowHead(live);
  const gone = new Promise((resolve) => {
    live.server.once('request', (_, answer) => answer.once('close', resolve));
  });
  const path = kind === 'stream' ? `${script.path}/stream` : `/api/executions/stream?ids=${script.id}`;
  const request = get(live.url + path, { agent: false });
  request.on('error', () => {});
  await looking.asked;
  request.destroy();
  await gone;
  await looking.letGo();
  expect(live.feed.viewers()).toBe(0);
});

test('the same where there is no raw response', async () => {
  const live = await openLive();
  const script = await live.begin();
  const looking = slowHead(live);
  const leaving = new AbortController();
  const answer = live.app.fetch(new Request(`http://localhost${script.path}/stream`, { signal: leaving.signal }));
  await looking.asked;
  leaving.abort();
  await looking.letGo();
  await answer;
  expect(live.feed.viewers()).toBe(0);
});

test('who stayed while it was looked up is shown everything', async () => {
  const live = await openLive();
  const script = await live.begin();
  const looking = slowHead(live);
  const answer = fetch(`${live.url}${script.path}/stream`);
  await looking.asked;
  await looking.letGo();
  await script.end();
  expect(await (await answer).text()).toContain('event: end');
  await vi.waitFor(() => expect(live.feed.viewers()).toBe(0), { timeout: 10_000 });
});

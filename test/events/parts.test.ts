/** One stream for many embeds: each part lives by its own token. */
import fc from 'fast-check';
import { expect, test, vi } from 'vitest';
import { completedRows, type Live, openLive, type Script } from './_live.ts';
import { openParts, tokenFor } from './_parts.ts';
import { keep } from './_sink.ts';
import { upTo } from './_viewer.ts';

const MARK = 'only-for-those-inside';

async function two(options: Parameters<typeof openLive>[0] = {}): Promise<[Live, Script, Script]> {
  const live = await openLive(options);
  const scripts = await Promise.all([live.begin(), live.begin()]);
  for (const script of scripts) await script.rows(completedRows(2));
  return [live, ...scripts];
}

test('shows each token its own execution, as far as it goes, and tells which is which', async () => {
  const [live, a, b] = await two();
  await a.rows([{ nodeId: 'x', status: 'completed', outputData: JSON.stringify({ [MARK]: 1 }) }]);
  const bare = await tokenFor(live, a.id, { payloads: false });
  const open = await openParts(live, {
    tokens: [bare, await tokenFor(live, b.id), await tokenFor(live, a.id)],
    cursors: [0, 1],
  });
  await open.until(() => [0, 1, 2].every((part) => open.of(part).some(({ event }) => event === 'status')));
  expect([open.seqs(0), open.seqs(1), open.seqs(2)]).toEqual([[1, 2, 3], [2], [1, 2, 3]]);
  for (const [part, script] of [a, b, a].entries()) {
    expect(open.of(part).every(({ data }) => data.executionId === script.id)).toBe(true);
  }
  expect(JSON.stringify(open.of(0))).not.toContain(MARK);
  expect(JSON.stringify(open.of(2))).toContain(MARK);
  await a.end();
  await open.until(() => open.of(2).at(-1)?.event === 'end');
  expect(open.ended()).toBe(false);
  await b.end();
  await open.until(open.ended);
  expect(open.of(1).at(-1)).toMatchObject({ event: 'end', data: { executionId: b.id, lastSeq: 2 } });
});

test('a token that opens nothing keeps nothing from the others; when all do, it is an error', async () => {
  const [live, a, b] = await two();
  const own = await tokenFor(live, a.id);
  const gone = await tokenFor(live, 'none');
  const open = await openParts(live, { tokens: ['nonsense', own, gone] });
  await open.until(() => open.seqs(1).length === 2 && open.of(2).length === 1);
  expect(open.of(0)).toMatchObject([{ event: 'closed', data: { code: 'unauthorized' } }]);
  expect(open.of(2)).toMatchObject([{ event: 'closed', data: { code: 'not_found' } }]);
  open.drop();
  expect((await openParts(live, { tokens: ['nonsense', gone] })).status).toBe(401);
  expect((await openParts(live, { tokens: [gone] })).status).toBe(404);
  await b.end();
  expect((await openParts(live, { tokens: [await tokenFor(live, b.id)], cursors: [2] })).status).toBe(204);
});

test('a token for a workflow opens the executions that are named', async () => {
  const [live, a, b] = await two();
  const workflowId = (await live.store.executions.head('default', a.id))!.workflowId;
  const token = await tokenFor(live, a.id, { executionId: null, workflowId });
  expect((await openParts(live, { tokens: [token] })).status).toBe(422);
  const open = await openParts(live, { tokens: [token, token], executionIds: [a.id, b.id] });
  await open.until(() => open.seqs(0).length === 2 && open.of(1).length === 1);
  expect(open.of(1)).toMatchObject([{ event: 'closed', data: { executionId: b.id, code: 'not_found' } }]);
  open.drop();
});

test('the end of one token ends its part, and one that was renewed goes on', async () => {
  const [live, a, b] = await two({ stream: { recheckMs: 20 } });
  const open = await openParts(live, {
    tokens: [await tokenFor(live, a.id, {}, 60), await tokenFor(live, b.id, {}, 60)],
  });
  await open.until(() => open.seqs(0).length === 2 && open.seqs(1).length === 2);
  const renewed = await open.change({ renew: [{ part: 1, token: await tokenFor(live, b.id) }] });
  expect(renewed.json.renewed).toEqual([{ part: 1, ok: true, error: null }]);
  live.passes(100_000);
  await open.until(() => open.of(0).at(-1)?.event === 'closed');
  expect(open.of(0).at(-1)?.data).toMatchObject({ executionId: a.id, code: 'unauthorized' });
  const told = open.of(0).length;
  await a.rows(completedRows(1, 3));
  await b.rows(completedRows(1, 3));
  await open.until(() => open.seqs(1).length === 3);
  expect(open.of(0)).toHaveLength(told);
  const again = await open.change({ add: [{ token: await tokenFor(live, a.id), after: 2 }] });
  expect(again.json.added).toEqual([2]);
  await open.until(() => open.seqs(2).length === 1);
  expect(open.seqs(2)).toEqual([3]);
  open.drop();
});

test('a part goes on only with a token for the same, and a removed key ends what it signed', async () => {
  const [live, a, b] = await two({ stream: { recheckMs: 20 } });
  const key = await live.embedKeys.add('default', 'Shop');
  const { SignJWT } = await import('jose');
  const signed = await new SignJWT({ execution: a.id, scopes: ['watch'] })
    .setProtectedHeader({ alg: 'HS256', kid: key.kid })
    .setAudience('cortado-embed')
    .setIssuedAt()
    .setExpirationTime('5m')
    .sign(new TextEncoder().encode(key.secret));
  const open = await openParts(live, { tokens: [signed, await tokenFor(live, b.id)] });
  await open.until(() => open.seqs(0).length === 2 && open.seqs(1).length === 2);
  const wrong = await open.change({
    renew: [
      { part: 1, token: await tokenFor(live, a.id) },
      { part: 1, token: await tokenFor(live, b.id, { payloads: false }) },
      { part: 7, token: await tokenFor(live, b.id) },
    ],
  });
  expect(wrong.json.renewed.map(({ ok }) => ok)).toEqual([false, false, false]);
  await live.store.embedKeys.remove('default', key.kid);
  await open.until(() => open.of(0).at(-1)?.event === 'closed');
  expect(open.of(1).at(-1)?.event).not.toBe('closed');
  expect((await open.change({ drop: [1] })).status).toBe(200);
  await open.until(open.ended);
  // what has ended is dropped already; nothing comes to it any more
  expect((await open.change({ drop: [1] })).status).toBe(200);
  expect((await open.change({ renew: [{ part: 0, token: 'any' }] })).status).toBe(404);
});

const step = fc.oneof(
  { weight: 4, arbitrary: fc.record({ rows: fc.integer({ min: 1, max: 4 }), of: fc.nat(2) }) },
  { weight: 3, arbitrary: fc.record({ add: fc.nat(2), after: fc.nat(6), bare: fc.boolean() }) },
  { weight: 2, arbitrary: fc.record({ drop: fc.nat(8) }) },
  { weight: 1, arbitrary: fc.record({ pause: fc.nat(4) }) },
);

test('however parts come and go, each has every row of its execution once, and nothing after it was dropped', async () => {
  const live = await openLive();
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 25 }), async (steps) => {
      const scripts = await Promise.all(upTo(3).map(() => live.begin()));
      const sink = keep();
      const many = live.feed.openMany(sink);
      // one that stays, so that the connection does
      const parts: { script: Script; after: number; dropped: number | null }[] = [];
      const add = async (of: number, after: number, bare: boolean) => {
        const script = scripts[of]!;
        const head = (await live.store.executions.head('default', script.id))!;
        const [number] = many.add([{ head, after, bare }]);
        expect(number).toBe(parts.length);
        parts.push({ script, after: Math.min(after, head.lastSeq), dropped: null });
      };
      await add(0, 0, false);
      for (const each of steps) {
        if ('rows' in each) await scripts[each.of]!.rows(completedRows(each.rows, scripts[each.of]!.lastSeq() + 1));
        else if ('add' in each) await add(each.add, each.after, each.bare);
        else if ('pause' in each) await new Promise((resolve) => setTimeout(resolve, each.pause));
        else {
          const part = parts[each.drop];
          if (each.drop === 0 || !part || part.dropped !== null) continue;
          many.drop(each.drop);
          part.dropped = sink.parts(each.drop).length;
        }
      }
      for (const script of scripts) await script.end();
      await vi.waitFor(() => expect(sink.closed).toBe(true), { timeout: 10_000, interval: 2 });
      for (const [number, { script, after, dropped }] of parts.entries()) {
        const frames = sink.parts(number);
        const seqs = frames.flatMap(({ event, data }) => (event === 'log' ? [Number(data.seq)] : []));
        const all = upTo(script.lastSeq()).slice(after);
        expect(seqs).toEqual(dropped === null ? all : all.slice(0, seqs.length));
        expect(frames.every(({ data }) => data.executionId === script.id)).toBe(true);
        if (dropped === null) expect(frames.at(-1)?.event).toBe('end');
        else expect(frames).toHaveLength(dropped);
      }
      expect(live.feed.viewers()).toBe(0);
    }),
    { numRuns: 40, endOnFailure: true },
  );
}, 60_000);

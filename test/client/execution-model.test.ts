import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type ExecutionModel, emptyModel, takeRows, takeText } from '../../client/feed/execution-model.ts';
import { fold } from '../../db/execution-state.ts';
import { logs, pieces, row, START } from './_rows.ts';

const plain = ({ view, entries, rows, text }: ExecutionModel) => ({ view, entries, rows, text });

test('rows come to the same however they are split and repeated (1)', () => {
  const split = logs.chain((rows) => fc.tuple(fc.constant(rows), pieces(rows)));
  fc.assert(
    fc.property(split, ([rows, parts]) => {
      const whole = emptyModel();
      takeRows(whole, rows);
      const mended = emptyModel();
      for (const part of parts) expect(takeRows(mended, part)).toBe(true);
      expect(plain(mended)).toEqual(plain(whole));
      expect(whole.view).toEqual(fold(rows));
      expect(whole.view.lastSeq).toBe(rows.length);
    }),
  );
});

test('a row beyond a hole is not taken, and the hole is told (2)', () => {
  const model = emptyModel();
  expect(takeRows(model, [row(1, 'a', { status: 'running' }), row(3, 'b', { status: 'running' })])).toBe(false);
  expect(model.view.lastSeq).toBe(1);
  expect(model.rows.has('b')).toBe(false);
  expect(takeRows(model, [row(2, 'a', { status: 'completed' }), row(3, 'b', { status: 'running' })])).toBe(true);
  expect(model.view.lastSeq).toBe(3);
});

test('each attempt is a line, from its first row to its last', () => {
  const model = emptyModel();
  takeRows(model, [
    row(1, 'a', { status: 'running' }),
    row(2, 'a', { status: 'retrying' }),
    row(3, 'b', { status: 'skipped', result: { nodeId: 'a', port: 'error', text: '"A" did not fail.' } }),
    row(4, 'a', { status: 'running', attempt: 2 }),
    row(5, 'a', { status: 'completed', attempt: 2, result: { conditionResult: true } }),
  ]);
  expect(model.entries).toMatchObject([
    { nodeId: 'a', attempt: 1, status: 'retrying', firstSeq: 1, seq: 2, note: 'It failed.', end: START + 20 },
    { nodeId: 'b', status: 'skipped', note: '"A" did not fail.' },
    { nodeId: 'a', attempt: 2, status: 'completed', firstSeq: 4, seq: 5, note: '→ true', start: START + 40 },
  ]);
});

test('a node without a running row began when its duration says', () => {
  const model = emptyModel();
  takeRows(model, [row(1, 'a', { status: 'completed', duration: 6 })]);
  expect(model.entries[0]).toMatchObject({ start: START + 10 - 6, end: START + 10 });
});

test('a result that was taken over stands where it was taken over, not where it was computed', () => {
  const model = emptyModel();
  takeRows(model, [row(1, 'a', { status: 'completed', duration: 60_000, result: { reusedFrom: 'e0' } })]);
  expect(model.entries[0]).toMatchObject({ start: START + 10, end: START + 10, reusedFrom: 'e0' });
});

test('an attempt that a crash cut off ends where the next one began', () => {
  const model = emptyModel();
  takeRows(model, [
    row(1, 'a', { status: 'running' }),
    row(2, 'a', { status: 'running', attempt: 2 }),
    row(3, 'a', { status: 'completed', attempt: 2 }),
  ]);
  expect(model.entries).toMatchObject([
    { attempt: 1, status: 'cancelled', cutOff: true, end: START + 20 },
    { attempt: 2, status: 'completed', cutOff: false, end: START + 30 },
  ]);
});

test('the child that a node waits for is known before it has ended, and after', () => {
  const model = emptyModel();
  takeRows(model, [row(1, 'a', { status: 'waiting', result: { wait: 'child', state: { childId: 'e9' } } })]);
  expect(model.entries[0]).toMatchObject({ childId: 'e9' });
  takeRows(model, [row(2, 'a', { status: 'error', result: { childId: 'e9' } })]);
  expect(model.entries[0]).toMatchObject({ childId: 'e9', status: 'error' });
});

test('ten thousand rows one by one cost no more than their number', () => {
  const model = emptyModel();
  const rows = Array.from({ length: 10_000 }, (_, index) => row(index + 1, `n${index}`, { status: 'completed' }));
  const { nodes } = model.view;
  for (const each of rows) takeRows(model, [each]);
  expect(model.view.nodes, 'changed in place').toBe(nodes);
  expect(model.view).toEqual(fold(rows));
});

test('a wait is told apart from work', () => {
  const model = emptyModel();
  takeRows(model, [row(1, 'a', { status: 'waiting', result: { message: 'Approve?', wait: 'approval' } })]);
  expect(model.entries[0]).toMatchObject({ waitedFrom: START + 10, end: null, note: 'Approve?' });
  takeRows(model, [row(2, 'a', { status: 'completed', duration: 1 })]);
  expect(model.entries).toHaveLength(1);
  expect(model.entries[0]).toMatchObject({ waitedFrom: START + 10, end: START + 20, duration: 1 });
});

test('text joins on, whatever pieces of it come twice (3)', () => {
  const text = 'The order of ACME was shipped on Monday.';
  const chunk = fc.tuple(fc.nat({ max: text.length }), fc.nat({ max: 10 }));
  fc.assert(
    fc.property(fc.array(chunk, { maxLength: 40 }), (chunks) => {
      const model = emptyModel();
      takeRows(model, [row(1, 'a', { status: 'running' })]);
      for (const [offset, length] of chunks) {
        takeText(model, { nodeId: 'a', attempt: 1, offset, text: text.slice(offset, offset + length) });
        expect(text.startsWith(model.text.get('a')?.text ?? '')).toBe(true);
      }
      takeText(model, { nodeId: 'a', attempt: 1, offset: 0, text });
      expect(model.text.get('a')?.text).toBe(text);
    }),
  );
});

test('a higher attempt begins with no text, an earlier one has nothing more to say (3)', () => {
  const model = emptyModel();
  takeRows(model, [row(1, 'a', { status: 'running' })]);
  takeText(model, { nodeId: 'a', attempt: 1, offset: 0, text: 'The order' });
  takeText(model, { nodeId: 'a', attempt: 2, offset: 0, text: 'Der' });
  expect(takeText(model, { nodeId: 'a', attempt: 1, offset: 9, text: ' of ACME' })).toBe(false);
  expect(model.text.get('a')).toEqual({ attempt: 2, text: 'Der' });
  takeRows(model, [row(2, 'a', { status: 'retrying', attempt: 2 }), row(3, 'a', { status: 'running', attempt: 3 })]);
  expect(model.text.has('a')).toBe(false);
});

test('the end of a node ends its text, and text that comes late is dropped (3)', () => {
  const model = emptyModel();
  takeText(model, { nodeId: 'a', attempt: 1, offset: 0, text: 'The' });
  takeRows(model, [row(1, 'a', { status: 'running' }), row(2, 'a', { status: 'completed' })]);
  expect(model.text.has('a')).toBe(false);
  expect(takeText(model, { nodeId: 'a', attempt: 1, offset: 0, text: 'The order' })).toBe(false);
});

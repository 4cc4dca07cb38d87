import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { begin, commit, GROUP_MS, type History, redo, STEPS_MAX, undo } from '../../../client/editor/model/history.ts';

type Move = { readonly kind: 'commit'; readonly value: number } | { readonly kind: 'undo' } | { readonly kind: 'redo' };
const move: fc.Arbitrary<Move> = fc.oneof(
  { weight: 3, arbitrary: fc.nat(50).map((value) => ({ kind: 'commit', value }) as const) },
  { weight: 2, arbitrary: fc.constant({ kind: 'undo' } as const) },
  { weight: 2, arbitrary: fc.constant({ kind: 'redo' } as const) },
);

function apply(history: History<number>, each: Move): History<number> {
  if (each.kind === 'commit') return commit(history, each.value, { label: 'Change', at: 0 });
  return each.kind === 'undo' ? undo(history) : redo(history);
}

test('any way back and forth is what a plain list of documents and a place in it say', () => {
  fc.assert(
    fc.property(fc.array(move, { maxLength: 60 }), (moves) => {
      let history = begin(-1);
      let list = [-1];
      let at = 0;
      for (const each of moves) {
        history = apply(history, each);
        if (each.kind === 'undo') at = Math.max(0, at - 1);
        else if (each.kind === 'redo') at = Math.min(list.length - 1, at + 1);
        else if (each.value !== list[at]) {
          list = [...list.slice(0, at + 1), each.value];
          at += 1;
        }
        expect(history.present).toBe(list[at]);
        expect(history.past.length).toBe(at);
        expect(history.future.length).toBe(list.length - 1 - at);
      }
    }),
  );
});

test('what belongs together is undone at once, and a pause parts it', () => {
  const typed = (history: History<string>, next: string, at: number) =>
    commit(history, next, { label: 'Type', group: 'name', at });
  const word = typed(typed(typed(begin(''), 'a', 0), 'ab', GROUP_MS), 'abc', GROUP_MS * 2);
  expect(undo(word).present).toBe('');
  expect(redo(undo(word)).present).toBe('abc');
  expect(undo(typed(word, 'abcd', GROUP_MS * 3 + 1)).present).toBe('abc');
  expect(undo(commit(word, 'other', { label: 'Paste', group: 'other', at: GROUP_MS * 2 })).present).toBe('abc');
  // What was undone and done again does not go on growing.
  expect(undo(typed(redo(undo(word)), 'abcd', GROUP_MS * 2)).present).toBe('abc');
});

test('it holds so many steps and no more, and a change of nothing is none', () => {
  let history = begin(0);
  for (let value = 1; value <= STEPS_MAX + 20; value += 1) history = commit(history, value, { label: 'x', at: 0 });
  expect(history.past.length).toBe(STEPS_MAX);
  expect(commit(history, history.present, { label: 'x', at: 0 })).toBe(history);
  while (history.past.length > 0) history = undo(history);
  expect(history.present).toBe(20);
});

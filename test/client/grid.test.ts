import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Cell, COLUMNS, moved, overlap, roomFor, settle } from '../../client/dashboards/grid.ts';

const cells = fc
  .array(
    fc
      .record({
        x: fc.nat(COLUMNS - 1),
        y: fc.nat(30),
        w: fc.integer({ min: 1, max: COLUMNS }),
        h: fc.integer({ min: 1, max: 6 }),
      })
      .map((cell) => ({ ...cell, w: Math.min(cell.w, COLUMNS - cell.x) })),
    { maxLength: 15 },
  )
  .map((list): Cell[] => list.map((cell, index) => ({ ...cell, id: `${index}` })));

function expectSettled(all: readonly Cell[]): void {
  for (const cell of all) {
    expect(cell.x + cell.w).toBeLessThanOrEqual(COLUMNS);
    for (const other of all) if (other !== cell) expect(overlap(cell, other), `${cell.id} on ${other.id}`).toBe(false);
    const rests = cell.y === 0 || all.some((other) => other !== cell && overlap({ ...cell, y: cell.y - 1 }, other));
    expect(rests, `${cell.id} in the air`).toBe(true);
  }
}

test('widgets never overlap and never hang in the air, wherever one is moved', () => {
  fc.assert(
    fc.property(
      cells,
      fc.nat(14),
      fc.integer({ min: -12, max: 12 }),
      fc.integer({ min: -30, max: 30 }),
      (given, at, x, y) => {
        const id = `${at}`;
        const before = settle(given);
        expectSettled(before);
        const after = settle(
          before.map((cell) => (cell.id === id ? moved(cell, { x, y }) : cell)),
          id,
        );
        expectSettled(after);
        expect(after.map(({ id: each, w, h }) => [each, w, h])).toEqual(
          before.map(({ id: each, w, h }) => [each, w, h]),
        );
        expect(settle(after), 'what is settled stays').toEqual(after);
      },
    ),
  );
});

test('a widget is resized as far as the columns go', () => {
  const cell = { id: 'a', x: 8, y: 0, w: 2, h: 2 };
  expect(moved(cell, { w: 9, h: -5 })).toEqual({ ...cell, w: 4, h: 1 });
  expect(moved(cell, { x: 9, y: -1 })).toEqual({ ...cell, x: 10 });
  expect(moved(cell, { w: -9 })).toEqual({ ...cell, w: 1 });
});

test('a new widget takes the first room there is', () => {
  fc.assert(
    fc.property(cells, fc.integer({ min: 1, max: COLUMNS }), fc.integer({ min: 1, max: 5 }), (given, w, h) => {
      const all = settle(given);
      const room = { id: 'new', w, h, ...roomFor(all, w, h) };
      expect(all.some((cell) => overlap(cell, room))).toBe(false);
      expect(room.x + w).toBeLessThanOrEqual(COLUMNS);
    }),
  );
});

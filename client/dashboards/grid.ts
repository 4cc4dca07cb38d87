/**
 * Where widgets lie on the grid. PURE.
 *
 * 1. No two widgets overlap, and none leaves the columns.
 * 2. Nothing hangs in the air: a widget that is not in the first row touches one above it.
 * 3. Widths, heights and columns are as they were given; only rows are found.
 */
export const COLUMNS = 12;

export type Cell = {
  readonly id: string;
  readonly x: number;
  readonly y: number;
  readonly w: number;
  readonly h: number;
};

/** Settles all cells; the one that is being moved keeps its row as long as that is not in the air. */
export function settle<T extends Cell>(cells: readonly T[], movedId?: string): T[] {
  const byRow = [...cells].sort((a, b) => a.y - b.y || a.x - b.x);
  const moved = byRow.find(({ id }) => id === movedId);
  const settled: Cell[] = [];
  for (const cell of byRow) {
    if (cell === moved) continue;
    // Others make room for the one that is moved.
    settled.push(rise(cell, moved ? [moved, ...settled] : settled));
  }
  const placed = new Map(compact(moved ? [...settled, moved] : settled).map((cell) => [cell.id, cell.y]));
  return cells.map((cell) => ({ ...cell, y: placed.get(cell.id) ?? cell.y }));
}

/** A cell somewhere else, or of another size; as far as the columns go. */
export function moved<T extends Cell>(cell: T, by: { x?: number; y?: number; w?: number; h?: number }): T {
  const w = between(cell.w + (by.w ?? 0), 1, COLUMNS - (by.w ? cell.x : 0));
  const h = between(cell.h + (by.h ?? 0), 1, 50);
  const x = between(cell.x + (by.x ?? 0), 0, COLUMNS - w);
  return { ...cell, w, h, x, y: Math.max(0, cell.y + (by.y ?? 0)) };
}

/** The first place that is free for a widget of this size. */
export function roomFor(cells: readonly Cell[], w: number, h: number): { x: number; y: number } {
  const bottom = Math.max(0, ...cells.map((cell) => cell.y + cell.h));
  for (let y = 0; y < bottom; y += 1) {
    for (let x = 0; x + w <= COLUMNS; x += 1) {
      if (!cells.some((cell) => overlap(cell, { id: '', x, y, w, h }))) return { x, y };
    }
  }
  return { x: 0, y: bottom };
}

export function overlap(a: Cell, b: Cell): boolean {
  return a.x < b.x + b.w && b.x < a.x + a.w && a.y < b.y + b.h && b.y < a.y + a.h;
}

function compact(cells: readonly Cell[]): Cell[] {
  const done: Cell[] = [];
  for (const cell of [...cells].sort((a, b) => a.y - b.y || a.x - b.x)) done.push(rise(cell, done));
  return done;
}

/** Down until it is free, then up as long as it is. */
function rise(cell: Cell, others: readonly Cell[]): Cell {
  const isFree = (y: number) => y >= 0 && !others.some((other) => overlap(other, { ...cell, y }));
  let y = cell.y;
  while (!isFree(y)) y += 1;
  while (isFree(y - 1)) y -= 1;
  return { ...cell, y };
}

function between(value: number, low: number, high: number): number {
  return Math.min(high, Math.max(low, value));
}

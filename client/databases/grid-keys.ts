/** Where a key leads in a grid. PURE. */

export type Spot = { readonly row: number; readonly column: number };
export type Size = { readonly rows: number; readonly columns: number; readonly page: number };

type Pressed = Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'shiftKey'>;

/** The spot that a key leads to; null when it leads nowhere. */
export function spotAfter(
  { row, column }: Spot,
  { key, ctrlKey, metaKey, shiftKey }: Pressed,
  size: Size,
): Spot | null {
  const far = ctrlKey || metaKey;
  const at = (nextRow: number, nextColumn: number): Spot => ({
    row: Math.max(0, Math.min(size.rows - 1, nextRow)),
    column: Math.max(0, Math.min(size.columns - 1, nextColumn)),
  });
  switch (key) {
    case 'ArrowUp':
      return at(far ? 0 : row - 1, column);
    case 'ArrowDown':
      return at(far ? size.rows - 1 : row + 1, column);
    case 'ArrowLeft':
      return at(row, far ? 0 : column - 1);
    case 'ArrowRight':
      return at(row, far ? size.columns - 1 : column + 1);
    case 'PageUp':
      return at(row - size.page, column);
    case 'PageDown':
      return at(row + size.page, column);
    case 'Home':
      return at(far ? 0 : row, 0);
    case 'End':
      return at(far ? size.rows - 1 : row, size.columns - 1);
    case 'Tab':
      return stepped({ row, column }, shiftKey ? -1 : 1, size);
    default:
      return null;
  }
}

/** Along the row, then on to the next one; null at either end, so that the focus leaves the grid. */
function stepped({ row, column }: Spot, by: 1 | -1, { rows, columns }: Size): Spot | null {
  const place = row * columns + column + by;
  return place < 0 || place >= rows * columns ? null : { row: Math.floor(place / columns), column: place % columns };
}

/** Whether a key begins to type over what is in a cell. */
export function beginsTyping({ key, ctrlKey, metaKey }: Pressed): boolean {
  return key.length === 1 && !ctrlKey && !metaKey;
}

/** Which of the indexes that are there answer a question. */
import type { Backend } from './backend.ts';
import { type IndexPart, indexName, partsOf, type Tables, uniqueName } from './layout.ts';

export async function indexNames(backend: Backend, t: Tables): Promise<string[]> {
  const sql = "SELECT name FROM sqlite_master WHERE type = 'index' AND tbl_name = ?";
  return (await backend.all(sql, [t.records])).map(([name]) => String(name));
}

/** Whether an index begins with these parts, or is the unique one of the only one. */
export function servesPage(t: Tables, wanted: readonly IndexPart[], names: readonly string[]): boolean {
  const [first] = wanted;
  if (wanted.length === 1 && first!.by === 'value' && names.includes(uniqueName(t, first!.slot))) return true;
  const begins = `${indexName(t, wanted)}_`;
  return names.some((name) => name.startsWith(begins));
}

/** The first of the indexes that holds all of these parts, beginning with the same one. */
export function coveringIndex(t: Tables, wanted: readonly IndexPart[], names: readonly string[]): string | null {
  const holds = (part: IndexPart | undefined, { slot, by }: IndexPart) =>
    part?.slot === slot && (part.by === by || (part.by === 'order' && by === 'value'));
  for (const name of names) {
    const parts = partsOf(t, name);
    if (!parts || !holds(parts[0], wanted[0]!)) continue;
    if (wanted.every((each) => parts.some((part) => holds(part, each)))) return name;
  }
  return null;
}

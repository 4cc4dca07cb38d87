/** Which places fit what is typed, the best first. Pure. */
export type Place = { readonly href: string; readonly name: string; readonly kind: string };

const plain = (text: string) => text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();

/** Those with every word that was typed, accents and case aside; names that begin with it come first. */
export function bestPlaces(places: readonly Place[], typed: string, most: number): Place[] {
  const text = plain(typed).trim();
  const words = text.split(/\s+/).filter(Boolean);
  return places
    .map((place, index) => ({ place, index, name: plain(place.name) }))
    .filter(({ name }) => words.every((word) => name.includes(word)))
    .map((found) => ({ ...found, rank: rankOf(found.name, text) }))
    .sort((a, b) => a.rank - b.rank || a.index - b.index)
    .slice(0, most)
    .map(({ place }) => place);
}

function rankOf(name: string, text: string): number {
  if (name === text) return 0;
  if (name.startsWith(text)) return 1;
  return name.split(/[\s\-_/.]+/).some((word) => word.startsWith(text)) ? 2 : 3;
}

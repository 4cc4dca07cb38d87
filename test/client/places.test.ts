import { expect, test } from 'vitest';
import { bestPlaces } from '../../client/palette/places.ts';

const places = ['Executions', 'Weekly report', 'Report', 'Année', 'Airport'].map((name) => ({
  href: name,
  name,
  kind: '',
}));
const found = (typed: string, most = 9) => bestPlaces(places, typed, most).map(({ name }) => name);

test('what begins with what is typed comes first, then words that do, then the rest', () => {
  expect(found('REPORT')).toEqual(['Report', 'Weekly report']);
  expect(found('port')).toEqual(['Weekly report', 'Report', 'Airport']);
  expect(found('rep week')).toEqual(['Weekly report']);
  expect(found('annee')).toEqual(['Année']);
  expect(found('', 2)).toEqual(['Executions', 'Weekly report']);
  expect(found('nothing')).toEqual([]);
});

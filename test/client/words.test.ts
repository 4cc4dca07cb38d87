/** Every file of words has its twin in Spanish, with the same keys and the same places to fill. */
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';

const folder = join(import.meta.dirname, '../../client/locales');
const files = readdirSync(folder).filter((name) => /^en(-\w+)*\.ts$/.test(name));

const places = (text: string) => [...text.matchAll(/\{\{(\w+)\}\}/g)].map(([, name]) => name).sort();
const shapeOf = (words: Record<string, string>) =>
  Object.fromEntries(Object.entries(words).map(([key, text]) => [key, places(text)]));

async function wordsIn(file: string): Promise<Record<string, string>> {
  const exported = Object.values(await import(join(folder, file)));
  expect(exported).toHaveLength(1);
  return exported[0] as Record<string, string>;
}

test.each(files)('%s says the same in every language', async (file) => {
  expect(shapeOf(await wordsIn(file.replace(/^en/, 'es')))).toEqual(shapeOf(await wordsIn(file)));
});

test('no two files have a word for the same key', async () => {
  const keys = (await Promise.all(files.map(wordsIn))).flatMap(Object.keys);
  expect(keys.filter((key, index) => keys.indexOf(key) !== index)).toEqual([]);
});

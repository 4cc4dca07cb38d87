import { expect, test } from 'vitest';
import { en } from '../../client/locales/en.ts';
import { es } from '../../client/locales/es.ts';

const places = (text: string) => [...text.matchAll(/\{\{(\w+)\}\}/g)].map(([, name]) => name).sort();

test('every sentence has the same places in every language', () => {
  for (const key of Object.keys(en) as (keyof typeof en)[])
    expect([key, places(es[key])]).toEqual([key, places(en[key])]);
});

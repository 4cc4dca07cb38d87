import { existsSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { documentFile, documentOf, type Published, readPublished } from '../torture/document.ts';

test('the page of the faults is what its JSON says', () => {
  expect(existsSync(documentFile)).toBe(true);
  expect(readFileSync(documentFile, 'utf8')).toBe(documentOf(readPublished()));
});

test('what did not hold stands on the page', () => {
  const at = '2030-01-01T00:00:00.000Z';
  const ground = { at, node: 'v24.0.0', cores: 2, short: false };
  const result = { name: 'kill', does: 'Kills.', seed: 7, seconds: 1.5, figures: { kills: 1_200 }, violations: [] };
  const good: Published = { kill: { ...result, ...ground } };
  expect(documentOf(good)).toContain('| kills | 1,200 |');
  expect(documentOf(good)).toContain('Everything held.');
  const bad: Published = { kill: { ...result, ...ground, violations: ['Execution e1 is lost.'] } };
  expect(documentOf(bad)).toContain('1 thing did not hold:\n\n- Execution e1 is lost.');
  expect(documentOf(bad)).not.toContain('Everything held.');
});

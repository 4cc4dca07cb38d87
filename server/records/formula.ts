/** Formulas: LiquidJS over the values of a record. They see nothing else, and give a value of their column's type. */
import type { Liquid, Template } from 'liquidjs';
import type { Column } from '../../db/database-model.ts';
import { CodedError } from '../../db/errors.ts';
import type { Json, JsonRecord } from '../../db/model.ts';
import type { Value } from '../../db/records/backend.ts';
import { toStored } from '../../db/records/stored-values.ts';
import { createLiquid } from '../engine/liquid.ts';

export type Formulas = {
  /** Why a formula cannot be used; null when it can. `keys`: what it may name. */
  problem(formula: string, keys: readonly string[]): string | null;
  /** Keys of columns that a formula names. */
  reads(formula: string): string[];
  /** What a formula gives for a record, as it is stored; null when it gives nothing that fits its column. */
  evaluate(column: Column, record: JsonRecord): Value;
};

/**
 * Without loops a formula takes microseconds. The clock counts also while a busy machine lets this thread wait, so its limit
 * is far from that, and what passes it is refused: it must never look like a formula that gives nothing.
 */
const LIMITS = { renderMs: 10_000, memory: 1_000_000 };
const LOOPS = ['for', 'tablerow'];

export function createFormulas(): Formulas {
  const liquid: Liquid = createLiquid(LIMITS);
  for (const tag of LOOPS) delete liquid.tags[tag];
  // a value that is missing makes the result empty; it is no mistake
  liquid.options.strictVariables = false;
  const parsed = new Map<string, Template[]>();

  function parse(formula: string): Template[] {
    let parts = parsed.get(formula);
    if (!parts) {
      parts = liquid.parse(formula);
      if (parsed.size > 1_000) parsed.clear();
      parsed.set(formula, parts);
    }
    return parts;
  }

  const reads = (formula: string): string[] =>
    liquid.globalVariableSegmentsSync(parse(formula)).map(([name]) => String(name));

  return {
    problem(formula, keys) {
      try {
        const unknown = reads(formula).find((name) => !keys.includes(name));
        if (unknown === undefined) return null;
        return `Expected a formula over the columns ${keys.join(', ')}, found "${unknown}".`;
      } catch (error) {
        const said = error instanceof Error ? error.message.replace(/, (?:file|line):.*/s, '') : String(error);
        return `Expected a LiquidJS template: ${said}`;
      }
    },
    reads,
    evaluate(column, record) {
      try {
        const text: unknown = liquid.renderSync(parse(column.formula ?? ''), record);
        return toStored(column, typeof text === 'string' ? text.trim() : (text as Json));
      } catch (error) {
        if (!(error instanceof Error)) throw error;
        if (!/render limit/i.test(error.message)) return null;
        const sentence = `The formula of "${column.name}" took longer than ${LIMITS.renderMs} ms for one record.`;
        throw new CodedError('invalid', sentence, { cause: error });
      }
    },
  };
}

import * as z from 'zod';
import type { Json } from '../../db/model.ts';
import { defineNode, NodeFailure } from '../engine/node.ts';
import { aliased } from './aliased.ts';
import { textOf } from './records.ts';

const UNITS = { milliseconds: 1, seconds: 1_000, minutes: 60_000, hours: 3_600_000, days: 86_400_000 } as const;

const config = aliased(
  z
    .object({
      amount: z
        .union([z.number().min(0), z.string()])
        .optional()
        .describe('How long'),
      unit: z
        .enum(['milliseconds', 'seconds', 'minutes', 'hours', 'days'])
        .default('seconds')
        .describe('Unit of the amount'),
      ms: z.number().min(0).optional().describe('Or how long in milliseconds'),
      until: z.string().max(500).optional().describe('Or until when: an ISO date, or a template of one'),
    })
    .check((context) => {
      const { amount, ms, until } = context.value;
      if ([amount, ms, until].filter((each) => each !== undefined).length === 1) return;
      const message = 'Expected one of "amount" (with "unit"), "ms" and "until"';
      context.issues.push({ code: 'custom', message, input: context.value, path: ['amount'] });
    }),
  { amount: ['seconds', 'delaySeconds', 'duration'] },
);

const LONGEST_MS = 366 * 86_400_000;

export const delay = defineNode({
  type: 'delay',
  title: 'Delay',
  description: 'Waits, without holding anything, and then passes on what came in.',
  category: 'flow',
  config,
  effect: 'pure',
  run: ({ config, render, now, resumed }, input) => {
    if (resumed) return { success: true, message: 'The time has come', outputData: input };
    const { amount, unit, ms, until } = config;
    const given: Json = render(until ?? amount ?? ms ?? null);
    const at =
      until === undefined ? now() + lengthOf(given, ms === undefined ? UNITS[unit] : 1) : Date.parse(textOf(given));
    // a time that is further away than dates go is none, also in the past
    if (Number.isNaN(new Date(at).getTime())) {
      const expected = until === undefined ? 'a number' : 'an ISO date';
      throw new NodeFailure('bad_time', `Expected ${expected} to wait for, got ${JSON.stringify(given)}.`);
    }
    if (at - now() > LONGEST_MS) throw new NodeFailure('bad_time', 'Expected a time at most 366 days away.');
    const time = new Date(at).toISOString();
    return { wait: 'delay', message: `Waits until ${time}`, until: time, state: {} };
  },
});

/** NaN for what is no length. */
function lengthOf(given: Json, unitMs: number): number {
  return typeof given === 'number' || (typeof given === 'string' && given.trim() !== '')
    ? Number(given) * unitMs
    : Number.NaN;
}

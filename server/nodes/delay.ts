import * as z from 'zod';
import { defineNode, NodeFailure } from '../engine/node.ts';
import { aliased } from './aliased.ts';

const UNITS = { seconds: 1_000, minutes: 60_000, hours: 3_600_000, days: 86_400_000 } as const;

const config = aliased(
  z
    .object({
      amount: z
        .union([z.number().min(0), z.string()])
        .optional()
        .describe('How long'),
      unit: z.enum(['seconds', 'minutes', 'hours', 'days']).default('seconds').describe('Unit of the amount'),
      until: z.string().max(500).optional().describe('Or until when: an ISO date, or a template of one'),
    })
    .check((context) => {
      const { amount, until } = context.value;
      if ((amount === undefined) !== (until === undefined)) return;
      const message = 'Expected either "amount" (with "unit") or "until"';
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
  run: ({ config: { amount, unit, until }, render, now, resumed }, input) => {
    if (resumed) return { success: true, message: 'The time has come', outputData: input };
    const at = until === undefined ? now() + Number(render(amount)) * UNITS[unit] : Date.parse(String(render(until)));
    if (Number.isNaN(at)) {
      throw new NodeFailure('bad_time', `Expected a time to wait for, got "${String(render(until ?? amount ?? ''))}".`);
    }
    if (at - now() > LONGEST_MS) throw new NodeFailure('bad_time', 'Expected a time at most 366 days away.');
    const time = new Date(at).toISOString();
    return { wait: 'delay', message: `Waits until ${time}`, until: time, state: {} };
  },
});

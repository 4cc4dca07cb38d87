import * as z from 'zod';
import { defineNode } from '../engine/node.ts';
import { aliased } from './aliased.ts';

const config = aliased(
  z
    .object({
      triggerType: z.enum(['manual', 'scheduled']).default('manual').describe('Who begins: a person, or the clock'),
      cron: z.string().max(200).optional().describe('When it is due: five or six cron fields, such as "0 9 * * 1-5"'),
      everySeconds: z.number().min(1).max(31_536_000).optional().describe('Or how often it is due, in seconds'),
      timezone: z
        .string()
        .max(100)
        .default('UTC')
        .describe('IANA time zone of the cron fields, such as "Europe/Madrid"'),
      overlap: z.enum(['skip', 'allow']).default('skip').describe('What a tick does while the one before still runs'),
    })
    .check((context) => {
      const { triggerType, cron, everySeconds } = context.value;
      if (triggerType !== 'scheduled' || (cron === undefined) !== (everySeconds === undefined)) return;
      const message = 'Expected either "cron" or "everySeconds" for a scheduled trigger';
      context.issues.push({ code: 'custom', message, input: context.value, path: ['cron'] });
    }),
  { cron: ['schedule', 'cronExpression'], triggerType: ['mode'] },
);

export const trigger = defineNode({
  type: 'trigger',
  title: 'Trigger',
  description: 'Begins the workflow when a person, the API or the clock says so, and passes the inputs on.',
  category: 'trigger',
  config,
  effect: 'pure',
  run: (context) => ({
    success: true,
    message: context.config.triggerType === 'scheduled' ? 'Begun by its schedule' : 'Begun',
    outputData: context.given ?? {},
  }),
});

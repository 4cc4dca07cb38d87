import * as z from 'zod';
import { defineNode } from '../engine/node.ts';
import { aliased } from './aliased.ts';
import { isRecord, textOf } from './records.ts';

const config = aliased(
  z.object({
    responseMode: z
      .enum(['immediate', 'wait', 'responseNode'])
      .optional()
      .describe('When the caller is answered: at once, at the end, or by a webhook response node'),
    output: z
      .enum(['body', 'request'])
      .default('body')
      .describe('What is passed on: the body, or method, headers, query and body'),
  }),
  { responseMode: ['respond'] },
);

export const webhook = defineNode({
  type: 'webhook',
  title: 'Webhook',
  description: 'Begins the workflow when its address is called, and passes on what was sent.',
  category: 'trigger',
  config,
  effect: 'pure',
  run: ({ config: { output }, given }) => {
    const request = given ?? {};
    const isRequest = isRecord(request) && 'method' in request && 'headers' in request && 'body' in request;
    return {
      success: true,
      message: isRequest ? `Called by ${textOf(request.method)}` : 'Begun without a call',
      outputData: isRequest && output === 'body' ? (request.body ?? null) : request,
    };
  },
});

import * as z from 'zod';
import type { Json, JsonRecord } from '../../db/model.ts';
import { defineNode, NodeFailure } from '../engine/node.ts';
import { aliased } from './aliased.ts';
import { textOf } from './records.ts';

const config = aliased(
  z.object({
    statusCode: z
      .union([z.int().min(200).max(599), z.string()])
      .default(200)
      .describe('HTTP status of the reply'),
    headers: z.record(z.string(), z.string()).default({}).describe('Headers of the reply'),
    body: z.json().optional().describe('Body of the reply, with templates; what comes in when left out'),
    contentType: z.string().max(200).optional().describe('Content type of the reply; JSON unless the body is text'),
  }),
  { statusCode: ['responseCode', 'status'], body: ['responseBody'], headers: ['responseHeaders'] },
);

export const webhookResponse = defineNode({
  type: 'webhookResponse',
  title: 'Webhook response',
  description: 'Decides the reply to the webhook call that began the execution, and passes on what came in.',
  category: 'action',
  config,
  effect: 'pure',
  run: ({ config: { statusCode, headers, body, contentType }, render }, input) => {
    const status = Number(textOf(render(statusCode)));
    if (!Number.isInteger(status) || status < 200 || status > 599) {
      throw new NodeFailure(
        'bad_status',
        `Expected an HTTP status from 200 to 599, got "${textOf(render(statusCode))}".`,
      );
    }
    const rendered = Object.entries(headers).map(([name, value]) => [name.toLowerCase(), textOf(render(value))]);
    if (contentType !== undefined) rendered.push(['content-type', contentType]);
    const response = {
      statusCode: status,
      headers: Object.fromEntries(rendered) as JsonRecord,
      // what comes in is the output already, and is stored once
      ...(body !== undefined && { body: render(body) as Json }),
    };
    return { success: true, message: `Replied ${status}`, outputData: input, response };
  },
});

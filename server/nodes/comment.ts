import * as z from 'zod';
import { defineNode } from '../engine/node.ts';
import { aliased } from './aliased.ts';

export const comment = defineNode({
  type: 'comment',
  title: 'Comment',
  description: 'Says something to people. It never runs.',
  category: 'note',
  config: aliased(z.object({ text: z.string().max(10_000).default('').describe('What it says') }), {
    text: ['comment', 'content'],
  }),
  effect: 'pure',
  run: () => ({ success: true, message: '', outputData: null }),
});

/** The policy keys that any node's config may carry: what the engine does when an attempt fails, hangs or is cut off. */
import * as z from 'zod';
import { type OnError, type OnInterrupted, onErrorSchema, onInterruptedSchema } from '../../db/model.ts';
import type { NodeType } from './node.ts';

/** An absent key means: the workflow's setting, or the node type's default. Times are milliseconds. */
export const policySchema = z.object({
  retries: z.int().min(0).max(100).optional().describe('How often a failed attempt is tried again'),
  timeoutMs: z.int().min(1).max(86_400_000).optional().describe('The longest one attempt may take, in milliseconds'),
  onError: onErrorSchema.optional().describe('What follows when the last attempt failed'),
  onInterrupted: onInterruptedSchema.optional().describe('What follows when a crash cut an attempt off'),
});

export type NodePolicy = {
  readonly retries: number;
  readonly timeoutMs: number | null;
  readonly onError: OnError;
  readonly onInterrupted: OnInterrupted;
};

/** The policy of one node: its own keys, else the workflow's `onError`, else the type's defaults. */
export function policyOf(
  type: NodeType,
  config: unknown,
  own: z.output<typeof policySchema>,
  onError: OnError,
): NodePolicy {
  return {
    retries: own.retries ?? type.retries,
    timeoutMs: own.timeoutMs ?? type.timeoutMs,
    onError: own.onError ?? onError,
    onInterrupted: own.onInterrupted ?? type.onInterrupted(config),
  };
}

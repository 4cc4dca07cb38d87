import type { Context } from 'hono';
import { CodedError } from '../../db/errors.ts';
import { EVERY_ORGANIZATION } from '../auth/identity.ts';
import type { Reach } from '../remote/facts.ts';

/** Every value of what workers send stands in it as text within text, which can double it; a log row has three. */
export const BODY_FACTOR = 8;

/** Whose executions a worker may advance: those of its token's organization, or everybody's. */
export function reachOf(c: Context): Reach {
  const { actor, organizationId } = c.get('identity');
  if (actor.type === 'local' || organizationId === EVERY_ORGANIZATION) return null;
  if (organizationId === '') throw new CodedError('forbidden', 'Expected a token with the scope "worker".');
  return organizationId;
}

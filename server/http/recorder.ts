/** Writes down who did what. A record that cannot be written is logged, and does not undo what was done. */
import type { Context } from 'hono';
import { ulid } from 'ulid';
import type { Actor } from '../../db/account-store.ts';
import { addressOf } from './caller.ts';
import type { HttpDeps } from './deps.ts';

/** What was done: `<noun>.<verb>`, to what, and what else is worth knowing. Nothing secret belongs here. */
export type Deed = {
  readonly action: string;
  readonly target?: string;
  readonly details?: Readonly<Record<string, unknown>>;
  /** by somebody else than who asks, in another organization than theirs */
  readonly as?: { readonly actor: Actor; readonly organizationId: string };
};
export type Recorder = (c: Context, deed: Deed) => Promise<void>;

export function createRecorder({
  store,
  clock,
  log,
  config,
}: Pick<HttpDeps, 'store' | 'clock' | 'log' | 'config'>): Recorder {
  return async (c, { action, target = null, details = null, as }) => {
    const { actor, organizationId } = as ?? c.get('identity');
    const now = clock.now();
    const event = {
      id: ulid(now).toLowerCase(),
      organizationId,
      at: new Date(now).toISOString(),
      actor,
      action,
      target,
      address: addressOf(c, config.trusts) || null,
      details,
    };
    await store.audit
      .add(event)
      .catch((err: unknown) => log.error({ err, event }, 'A deed could not be written down.'));
  };
}

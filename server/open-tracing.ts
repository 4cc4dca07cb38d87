import type { Store } from '../db/store.ts';
import packageJson from '../package.json' with { type: 'json' };
import type { Config } from './config.ts';
import type { Log } from './log.ts';
import type { Tracing } from './tracing/tracing.ts';

/** Loaded only where it is wanted: what is off costs nothing. */
export async function openTracing({ tracing }: Config, store: Store, log: Log): Promise<Tracing | null> {
  if (tracing === null) return null;
  const { composeTracing } = await import('./compose-tracing.ts');
  return composeTracing({ ...tracing, version: packageJson.version }, store, log);
}

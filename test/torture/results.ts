/** What a run of the torture suite writes as JSON. */
import type { Result } from './context.ts';

export type Results = {
  readonly at: string;
  readonly node: string;
  readonly cores: number;
  readonly short: boolean;
  readonly scenarios: readonly Result[];
};

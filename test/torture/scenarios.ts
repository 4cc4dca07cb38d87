/** Every scenario of the suite, in the order in which they run. */
import { kill } from './kill.ts';
import type { Scenario } from './scenario.ts';

export const scenarios: readonly Scenario[] = [kill];

/** What a run of the benchmark writes as JSON. Every part but the ground is there only when it was measured. */
import type { Databases } from './databases.ts';
import type { Frames } from './frames.ts';
import type { History } from './history.ts';
import type { PageScore } from './pages.ts';
import type { SideBySide } from './peers/run.ts';
import type { Retained } from './retention.ts';
import type { Startup } from './startup.ts';
import type { Storage } from './storage.ts';
import type { Throughput } from './throughput.ts';
import type { Tracing } from './tracing.ts';
import type { IdleViewers, Viewed } from './viewers.ts';

export type { Measured } from './peers/side-by-side.ts';

export type Ground = {
  readonly at: string;
  readonly node: string;
  readonly cores: number;
  readonly cpu: string | undefined;
  readonly repeats: number;
  readonly seconds: number;
};
export type Results = Ground & {
  readonly startup?: Startup;
  readonly throughput?: readonly Throughput[];
  /** W3 with calls of 100 ms: what one execution took, and what one such call takes by itself; medians */
  readonly parallel?: { readonly ms: number; readonly callMs: number };
  readonly viewers?: { readonly viewed: readonly Viewed[]; readonly idle: IdleViewers };
  readonly tracing?: Tracing;
  readonly history?: readonly History[];
  readonly retention?: Retained;
  readonly frames?: readonly Frames[];
  readonly pages?: readonly PageScore[];
  readonly databases?: Databases;
  readonly storage?: Storage;
  readonly peers?: SideBySide;
  readonly against?: SideBySide;
};

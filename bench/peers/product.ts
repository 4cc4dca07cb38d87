/** What is measured side by side, so that every product is asked the same in the same way. */
import type { Loaded } from '../client.ts';

export const workloads = ['W1', 'W2', 'W3'] as const;
/** `slow`: W3 with calls of 100 ms, which a product makes at once or one after another. */
export type Workload = (typeof workloads)[number] | 'slow';
export const SLOW_MS = 100;

export type Product = {
  readonly name: string;
  readonly version: string;
  /** what differs from its defaults, and what of an execution is on the disk when it has ended */
  readonly settings: readonly string[];
  start(): Promise<Instance>;
};

export type Instance = {
  /** everything that runs under this process is counted with it */
  readonly pid: number;
  /** ms from the spawn to the first answer of a workflow */
  readonly firstAnswerMs: number;
  /** Keeps `atOnce` executions under way for so long; each is answered with what its last node has. */
  run(workload: Workload, atOnce: number, seconds: number): Promise<Loaded>;
  /** Waits until all that was answered has ended and is stored, as far as the product stores it. */
  settled(): Promise<void>;
  /** bytes of its database that are in use; null where it stores nothing */
  storedBytes(): number | null;
  stop(): Promise<void>;
};

/** A product that cannot be measured here, and why. */
export type Skipped = { readonly name: string; readonly why: string };

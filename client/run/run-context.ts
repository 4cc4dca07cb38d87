/** What the parts of a run view share. */
import { createContext, useContext } from 'solid-js';
import type { Node } from '../../db/model.ts';
import type { WorkflowDetail } from '../api.ts';
import type { LiveExecution } from '../execution-feed.ts';
import type { RunSource } from './run-source.ts';

/** Lines to go on, or an end of the log. */
export type StepTo = number | 'first' | 'last';

export type Run = {
  readonly live: LiveExecution;
  readonly source: RunSource;
  /** the definition that the execution is pinned to; undefined until it is there, or where it is no more */
  workflow(): WorkflowDetail | undefined;
  node(nodeId: string): Node | undefined;
  nameOf(nodeId: string): string;
  selected(): string | null;
  select(nodeId: string | null): void;
  /** the line of the log that was chosen, by its index; a node has one for each attempt */
  line(): number | null;
  selectLine(index: number): void;
  /** Goes on in the log; the log says how. */
  step(to: StepTo): void;
  onStep(handler: (to: StepTo) => void): void;
  /** Shows another execution. */
  open(executionId: string): void;
  finished(): boolean;
  /** whether who looks may cancel, retry and answer */
  maySteer(): boolean;
  /** the server's time, ms since 1970, moving while the execution does */
  now(): number;
};

const RunContext = createContext<Run>();
export const RunProvider = RunContext.Provider;

export function useRun(): Run {
  const run = useContext(RunContext);
  if (!run) throw new Error('Expected to be inside a run view.');
  return run;
}

/** What people call a node: `config.customName`, else its label, else its type. */
export function displayName(node: Pick<Node, 'type' | 'label' | 'config'>): string {
  const custom = node.config.customName;
  return (typeof custom === 'string' && custom.trim()) || node.label || node.type;
}

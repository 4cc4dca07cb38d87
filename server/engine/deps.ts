/** The whole outside world of the engine, as values: the same engine runs in tests and in production. */
import type { TokenChunk } from '../../db/model.ts';
import type { Executions, Leases, Logs, Signals, Store, Workflows } from '../../db/store.ts';
import type { NodeServices, NodeTypes } from './node.ts';
import type { Templates } from './template.ts';

/** How long the process stood still, because its machine slept or it was stopped. */
export type Stood = {
  /** in all, of the time that `elapsed` shows (ms) */
  readonly ms: number;
  /** when it last went on after standing still for so long that connections may be gone, of `elapsed`; -Infinity: never */
  readonly until: number;
};

export type Clock = {
  /** ms since 1970 */
  now(): number;
  /** Milliseconds since some moment: for lengths of time, since nobody can set it as `now` can be set. */
  elapsed(): number;
  stood(): Stood;
  /** Calls back once after `ms`; answers the way to call it off. */
  after(ms: number, callback: () => void): () => void;
  /** Calls back after whatever else is ready, so that long pure work does not hold the process. */
  yield(callback: () => void): void;
};

export type EngineLog = {
  warn(fields: Record<string, unknown>, message: string): void;
  error(fields: Record<string, unknown>, message: string): void;
};

export type EngineDeps = {
  readonly store: Pick<Store, 'rowMax'> & {
    readonly workflows: Pick<Workflows, 'get'>;
    readonly executions: Pick<Executions, 'create' | 'get'>;
    readonly leases: Pick<Leases, 'claim' | 'commit'>;
    readonly logs: Pick<Logs, 'read' | 'one'>;
    readonly signals: Pick<Signals, 'list'>;
  };
  readonly types: NodeTypes;
  readonly services: NodeServices;
  readonly templates: Templates;
  readonly clock: Clock;
  /** in [0, 1) */
  readonly random: () => number;
  readonly log: EngineLog;
  /** bytes of JSON; a larger output fails its node */
  readonly payloadMax: number;
  /** LLM text as it comes, before it is kept: a hint for live viewers, lost without harm */
  readonly onToken: (executionId: string, chunk: TokenChunk) => void;
  /** a signal to another execution was committed (to a parent, to a child): a hint for who may hold it */
  readonly onSignal: (executionId: string) => void;
};

/**
 * What the page around is told of executions.
 *
 * 1. Nothing is told twice in a row, and of what has ended nothing more.
 * 2. `end` comes after the last `status` and the last `node` of its execution.
 */
import type { EndMessage, NodeMessage, StatusMessage } from '../public/embed.d.ts';
import type { Told } from './parent-page.ts';

type Of<Each> = Omit<Each, 'v' | 'type' | 'executionId'>;

export type Telling = {
  status(now: Of<StatusMessage>): void;
  node(now: Of<NodeMessage>): void;
  end(last: Of<EndMessage>): void;
};

/** What is told of one execution, by `tell`. */
export function createTelling(executionId: string, tell: (message: Told) => void): Telling {
  let status = '';
  let ended = false;
  const nodes = new Map<string, string>();
  return {
    status(now) {
      const key = JSON.stringify(now);
      if (ended || key === status) return;
      status = key;
      tell({ type: 'status', executionId, ...now });
    },
    node(now) {
      const key = `${now.status} ${now.attempt}`;
      if (ended || nodes.get(now.nodeId) === key) return;
      nodes.set(now.nodeId, key);
      tell({ type: 'node', executionId, ...now });
    },
    end(last) {
      if (ended) return;
      ended = true;
      tell({ type: 'end', executionId, ...last });
    },
  };
}

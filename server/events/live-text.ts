/**
 * LLM text of one execution as its viewers have it. Chunks come twice (as a hint at once, from the store when kept) and
 * a hub that opened late misses some: what is given out has neither holes nor repeats.
 */
import type { TokenChunk } from '../../db/model.ts';

type NodeText = {
  readonly attempt: number;
  text: string;
  /** chunks beyond a hole, until what is missing comes */
  ahead: TokenChunk[];
};

export type LiveText = {
  /** Answers what is new and joins on, if anything. */
  take(chunk: TokenChunk): TokenChunk[];
  /** A new attempt of a node begins with no text. */
  restart(nodeId: string, attempt: number): void;
  /** The node has ended: its row has the text now, and what comes late is dropped. */
  end(nodeId: string): void;
  /** All text of nodes that have not ended, for who comes late. */
  soFar(): TokenChunk[];
  /** whether something is missing that the store will have */
  hasHole(): boolean;
};

export function createLiveText(): LiveText {
  const nodes = new Map<string, NodeText>();
  const ended = new Set<string>();

  function at(nodeId: string, attempt: number): NodeText | null {
    if (ended.has(nodeId)) return null;
    const known = nodes.get(nodeId);
    if (known && known.attempt >= attempt) return known.attempt === attempt ? known : null;
    const fresh: NodeText = { attempt, text: '', ahead: [] };
    nodes.set(nodeId, fresh);
    return fresh;
  }

  return {
    take(chunk) {
      const node = at(chunk.nodeId, chunk.attempt);
      if (!node) return [];
      if (chunk.offset > node.text.length) {
        node.ahead.push(chunk);
        return [];
      }
      const from = node.text.length;
      append(node, chunk);
      if (node.ahead.length > 0) closeHole(node);
      if (node.text.length === from) return [];
      return [{ nodeId: chunk.nodeId, attempt: chunk.attempt, offset: from, text: node.text.slice(from) }];
    },
    restart(nodeId, attempt) {
      at(nodeId, attempt);
    },
    end(nodeId) {
      nodes.delete(nodeId);
      ended.add(nodeId);
    },
    soFar() {
      return [...nodes].flatMap(([nodeId, { attempt, text }]) =>
        text === '' ? [] : [{ nodeId, attempt, offset: 0, text }],
      );
    },
    hasHole: () => [...nodes.values()].some((node) => node.ahead.length > 0),
  };
}

function append(node: NodeText, chunk: TokenChunk): void {
  node.text += chunk.text.slice(node.text.length - chunk.offset);
}

function closeHole(node: NodeText): void {
  node.ahead.sort((a, b) => a.offset - b.offset);
  while (node.ahead[0] && node.ahead[0].offset <= node.text.length) append(node, node.ahead.shift() as TokenChunk);
}

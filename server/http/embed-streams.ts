/**
 * One connection for many embeds: each part of it is an execution or a dashboard that a token of its own opens.
 *
 * 1. A part shows what its token opens, as its token lets it be seen, and ends with the token; the others go on.
 * 2. A part goes on with another token only if that opens the same with the same rights.
 * 3. A connection is changed by who knows its name, which is told to nobody else.
 */
import { randomUUID } from 'node:crypto';
import { CodedError } from '../../db/errors.ts';
import type { ExecutionHead } from '../../db/model.ts';
import type { Embed, EmbedProof } from '../auth/embed.ts';
import type { Feed } from '../events/feed.ts';
import { closedFrame, openBytes } from '../events/frames.ts';
import type { Many, Part, Refused, Told } from '../events/many.ts';
import type { Sink } from '../events/sink.ts';

/** The most parts of one connection. */
export const PARTS_MAX = 50;

/** What a token opens: an execution from a row on, or a dashboard. */
export type Opened = OpenedExecution | OpenedDashboard;
export type OpenedExecution = { readonly proof: EmbedProof; readonly head: ExecutionHead; readonly after: number };
export type OpenedDashboard = { readonly proof: EmbedProof; readonly begin: Told['begin'] };
/** A token that opens nothing, and why. */
export type NotOpened = { readonly executionId: string | null; readonly error: CodedError };
export type Asked = Opened | NotOpened;

type Open = { readonly many: Many; readonly rights: Map<number, Opened> };

export type EmbedStreams = {
  /** Shows what was asked; the first frame, `open`, names the connection. */
  begin(sink: Sink, asked: readonly Asked[]): EmbedStream;
  /** Null: there is no such connection in this process, or it has ended. */
  find(stream: string): EmbedStream | null;
};
export type EmbedStream = {
  /** Answers the numbers of the parts, in order. */
  add(asked: readonly Asked[]): number[];
  /** Goes on with another token. Throws `not_found` for no such part, `conflict` where the token opens something else. */
  renew(part: number, opens: (executionId: string | null) => Promise<Opened>): Promise<void>;
  drop(part: number): void;
  /** Ends the parts whose rights have. */
  look(): Promise<void>;
};

export function createEmbedStreams(feed: Pick<Feed, 'openMany'>, embed: Pick<Embed, 'stands'>): EmbedStreams {
  const open = new Map<string, EmbedStream>();

  return {
    begin(sink, asked) {
      const stream = randomUUID();
      sink.write(openBytes(stream));
      const opened = embedStream({ many: feed.openMany(sink), rights: new Map() }, embed);
      open.set(stream, opened);
      sink.onClose(() => open.delete(stream));
      opened.add(asked);
      return opened;
    },
    find(stream) {
      return open.get(stream) ?? null;
    },
  };
}

function embedStream({ many, rights }: Open, embed: Pick<Embed, 'stands'>): EmbedStream {
  function close(number: number, executionId: string | null, error: CodedError): void {
    rights.delete(number);
    many.drop(number, closedFrame({ executionId, code: error.code, error: error.message }));
  }

  return {
    add(asked) {
      const live = asked.filter((each) => 'proof' in each).length;
      if (many.live() + live > PARTS_MAX) {
        const sentence = `Expected at most ${PARTS_MAX} parts on one stream, got ${many.live() + live}. Open another one.`;
        throw new CodedError('invalid', sentence);
      }
      const numbers = many.add(asked.map(partOf));
      for (const [index, each] of asked.entries()) if ('proof' in each) rights.set(numbers[index]!, each);
      return numbers;
    },
    async renew(number, opens) {
      const before = rights.get(number);
      if (!before) throw new CodedError('not_found', `The stream has no part ${number}.`);
      const after = await opens(executionOf(before));
      if (rightsOf(after) !== rightsOf(before)) {
        const sentence = `Expected a token with the same rights as before for part ${number}. Drop the part and add it.`;
        throw new CodedError('conflict', sentence);
      }
      if (rights.get(number) === before) rights.set(number, after);
    },
    drop(number) {
      rights.delete(number);
      many.drop(number);
    },
    async look() {
      for (const [number, right] of [...rights]) {
        // a database that fails for a moment is no reason to send anybody away
        if (await embed.stands(right.proof).catch(() => true)) continue;
        if (rights.get(number) === right) close(number, executionOf(right), ENDED);
      }
    },
  };
}

const ENDED = new CodedError('unauthorized', 'The embed token has ended. Go on with another one.');

const executionOf = (opened: Opened): string | null => ('head' in opened ? opened.head.id : null);

/** What a part shows beside which execution it is. */
function rightsOf({ proof: { payloads, dashboardId, filters } }: Opened): string {
  return JSON.stringify([payloads, dashboardId, filters]);
}

function partOf(asked: Asked): Part | Told | Refused {
  if ('begin' in asked) return { begin: asked.begin };
  if ('proof' in asked) return { head: asked.head, after: asked.after, bare: !asked.proof.payloads };
  const { executionId, error } = asked;
  return { last: closedFrame({ executionId, code: error.code, error: error.message }) };
}

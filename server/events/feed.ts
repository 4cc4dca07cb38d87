/**
 * The way from a committed row to everybody who watches. Rows are appended by commits (the store's changes, a hint),
 * followed here: by the viewers of one execution, of up to fifty, or of all of an organization.
 */
import type { RecordsChange } from '../../db/database-model.ts';
import type { ExecutionHead, TokenChunk } from '../../db/model.ts';
import type { Store } from '../../db/store.ts';
import { bareFrames } from './bare.ts';
import { pieces, retryBytes, statusOfChange } from './frames.ts';
import {
  type Follower,
  type Hub,
  openHub,
  reread,
  takeChange,
  takeHead,
  takeText,
  watched,
  writeRound,
} from './hub.ts';
import { type Many, openMany } from './many.ts';
import {
  flushOverview,
  isWatched,
  joinOverview,
  type Listener,
  type Overview,
  openOverview,
  rereadOverview,
  takeOverviewStatus,
  takeRecords,
  writeWaves,
} from './overview.ts';
import { createPace } from './pace.ts';
import { replay } from './replay.ts';
import type { Sink } from './sink.ts';
import { createWake } from './wake.ts';

export type Feed = {
  /** Shows the rows after `after`, then what comes, until the execution or the sink ends; `bare`: without payloads. */
  follow(head: ExecutionHead, after: number, sink: Sink, bare?: boolean): void;
  /** The same for several at once; `id:` lines carry the cursors in the order of `heads`. */
  followMany(heads: readonly ExecutionHead[], after: readonly number[], sink: Sink): void;
  /** The same with parts that come and go; each frame has a line `part:` with the number of its part. */
  openMany(sink: Sink): Many;
  /** Every change of status in an organization, after a snapshot. */
  followOrganization(organizationId: string, sink: Sink): void;
  /** Calls back with what happens in an organization; answers the way to stop. */
  listen(organizationId: string, listener: Listener): () => void;
  /** Tells who watches an organization that records of a database were written. */
  records(change: RecordsChange): void;
  /** LLM text as it comes, before it is kept. */
  token(executionId: string, chunk: TokenChunk): void;
  /** connections that watch now */
  viewers(): number;
  /** Asks every viewer to come back in a while, and ends its connection. */
  close(): void;
};

export type FeedDeps = {
  readonly store: Pick<Store, 'executions' | 'logs' | 'tokens' | 'changes'>;
  readonly warn: (error: unknown, message: string) => void;
  /** how far databases are that other servers write to as well */
  readonly marks?: Overview['marks'] | undefined;
  /** ms between two looks at the database for each watched execution */
  readonly rereadMs?: number;
  /** in [0, 1) */
  readonly random?: () => number;
};

/** Statuses of a whole organization are gathered for this long (ms). */
const OVERVIEW_EVERY = 100;

export function createFeed(deps: FeedDeps): Feed {
  const { store, warn, random = Math.random } = deps;
  const wake = createWake(store.changes, deps.rereadMs ?? 1_000);
  const pace = createPace<Hub | Overview>((item, goesOn) =>
    'live' in item ? writeRound(item, goesOn) : writeWaves(item, goesOn),
  );
  const hubs = new Map<string, { hub: Hub; stop: () => void }>();
  const overviews = new Map<string, { overview: Overview; stop: () => void }>();
  const sinks = new Set<Sink>();
  const hubDeps = { store, schedule: pace.ask, warn };

  function hubOf(head: ExecutionHead): Hub {
    const known = hubs.get(head.id);
    if (known) {
      takeHead(known.hub, head);
      return known.hub;
    }
    const hub = openHub(hubDeps, head);
    const stop = wake.execution(head.id, {
      change: (change) => takeChange(hub, change),
      reread: () => void reread(hub),
    });
    hubs.set(head.id, { hub, stop });
    void reread(hub);
    return hub;
  }

  function leave(hub: Hub, follower: Follower): void {
    hub.live.delete(follower);
    hub.replaying.delete(follower);
    const known = hubs.get(hub.executionId);
    // A replay that ends late must not take away the hub that was opened since.
    if (watched(hub) || known?.hub !== hub) return;
    known.stop();
    hubs.delete(hub.executionId);
  }

  function open(sink: Sink, onClose: () => void): void {
    sinks.add(sink);
    sink.onClose(() => {
      sinks.delete(sink);
      onClose();
    });
  }

  function start(head: ExecutionHead, follower: Follower): () => void {
    const hub = hubOf(head);
    void replay(hub, follower).then(() => {
      if (!hub.live.has(follower)) leave(hub, follower);
    });
    return () => leave(hub, follower);
  }

  return {
    follow(head, after, sink, bare = false) {
      const stop = start(head, followOne(sink, Math.min(after, head.lastSeq), bare));
      open(sink, stop);
    },
    followMany(heads, after, sink) {
      const many = openMany(sink, start, false);
      many.add(heads.map((head, index) => ({ head, after: after[index] ?? 0, bare: false })));
      open(sink, many.close);
    },
    openMany(sink) {
      const many = openMany(sink, start, true);
      open(sink, many.close);
      return many;
    },
    followOrganization(organizationId, sink) {
      const { overview } = overviewOf(organizationId);
      joinOverview(overview, sink);
      open(sink, () => {
        overview.sinks.delete(sink);
        overview.joining.delete(sink);
        closeUnwatched(overview);
      });
    },
    listen(organizationId, listener) {
      const { overview } = overviewOf(organizationId);
      // one that is there twice is told twice
      const own: Listener = (happened) => listener(happened);
      overview.listeners.add(own);
      return () => {
        overview.listeners.delete(own);
        closeUnwatched(overview);
      };
    },
    token(executionId, chunk) {
      const known = hubs.get(executionId);
      if (known) takeText(known.hub, chunk);
    },
    records(change) {
      const known = overviews.get(change.organizationId);
      if (known) takeRecords(known.overview, change);
    },
    viewers: () => sinks.size,
    close() {
      wake.close();
      pace.close();
      for (const sink of [...sinks]) {
        sink.write(retryBytes(1_000 + random() * 4_000));
        sink.end();
      }
    },
  };

  function closeUnwatched(overview: Overview): void {
    const known = overviews.get(overview.organizationId);
    if (isWatched(overview) || known?.overview !== overview) return;
    known.stop();
    overviews.delete(overview.organizationId);
  }

  function overviewOf(organizationId: string): { overview: Overview } {
    const known = overviews.get(organizationId);
    if (known) return known;
    let timer: ReturnType<typeof setTimeout> | null = null;
    const overview = openOverview(organizationId, {
      executions: store.executions,
      marks: deps.marks ?? null,
      write: pace.ask,
      schedule(asked) {
        timer ??= setTimeout(() => {
          timer = null;
          // what comes while the last is being written goes together after it
          if (asked.waves.length > 0) asked.schedule(asked);
          else flushOverview(asked);
        }, OVERVIEW_EVERY);
      },
    });
    const look = () => {
      rereadOverview(overview).catch((error) => warn(error, 'The executions could not be re-read for their viewers.'));
    };
    const unwatch = wake.organization(organizationId, {
      change: (change) => takeOverviewStatus(overview, statusOfChange(change)),
      reread: look,
    });
    const stop = () => {
      unwatch();
      if (timer !== null) clearTimeout(timer);
    };
    const opened = { overview, stop };
    overviews.set(organizationId, opened);
    look();
    return opened;
  }
}

function followOne(sink: Sink, cursor: number, bare: boolean): Follower {
  return {
    cursor,
    place: 0,
    write(frames, bytes) {
      for (const piece of bare ? pieces(bareFrames(frames)) : bytes) sink.write(piece);
    },
    room: () => sink.room(),
    over: () => sink.end(),
    drop: () => sink.end(),
    get closed() {
      return sink.closed;
    },
  };
}

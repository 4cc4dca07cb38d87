/** A store over HTTP: the worker's half and the server's half with a real port between them, on a real file. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { getRequestListener } from '@hono/node-server';
import { expect } from 'vitest';
import type { Credential } from '../../db/credential.ts';
import type { LeaseCommit, Store } from '../../db/store.ts';
import { systemClock } from '../../server/clock.ts';
import type { Clock } from '../../server/engine/deps.ts';
import { createFeed, type Feed } from '../../server/events/feed.ts';
import type { HttpDeps } from '../../server/http/deps.ts';
import { createRemoteHosts } from '../../server/remote/remote-hosts.ts';
import type { SentCredential, Unclaimed } from '../../server/remote/wire.ts';
import { createLink, type Link, type Refusal } from '../../server/worker/link.ts';
import { createRemoteStore, type RemoteStore } from '../../server/worker/remote-store.ts';
import { openTempStore, whenDone } from '../_setup.ts';
import { openApp } from '../http/_app.ts';

export type RemoteGround = {
  /** what the server has */
  readonly store: Store;
  readonly feed: Feed;
  readonly url: string;
  /** the worker's */
  readonly link: Link;
  readonly remote: RemoteStore;
  /** the server's store, with every verb that a worker has going over HTTP */
  readonly hybrid: Store;
  readonly refusals: Refusal[];
  readonly claims: { executionId: string; credentials: readonly SentCredential[] }[];
  readonly unclaimed: { executionId: string; why: Unclaimed | null }[];
  readonly commits: LeaseCommit[];
  readonly logged: string[];
  /** what the server was told to look at */
  readonly woken: string[];
};

export type RemoteOptions = {
  readonly owner?: string;
  readonly clock?: Clock;
  readonly token?: string | null;
  readonly openCredential?: (organizationId: string, name: string) => Promise<Credential | null>;
  readonly http?: Partial<HttpDeps>;
  /** whether the server misses every hint of what was committed, as if that came through another server */
  readonly deaf?: boolean;
  /** where the worker thinks that the server is, such as a proxy in front of it */
  readonly through?: (url: string) => Promise<string>;
};

export async function openRemote(options: RemoteOptions = {}): Promise<RemoteGround> {
  const { store } = await openTempStore();
  const clock = options.clock ?? systemClock;
  const owner = options.owner ?? 'worker:test';
  const feed = createFeed({ store, warn: (error) => expect.fail(String(error)) });
  const woken: string[] = [];
  const remoteHosts = createRemoteHosts({
    ...{ store: options.deaf ? { ...store, changes: { subscribe: () => () => {} } } : store },
    ...{ clock, version: '1.2.3', payloadMax: 16 * 1024 * 1024, prefect: null },
    openCredential: options.openCredential ?? (async () => null),
    ...{ showText: feed.token, wake: (executionId: string) => void woken.push(executionId) },
  });
  const { app } = await openApp({ store, feed, remoteHosts, ...options.http });
  const server = createServer(getRequestListener(app.fetch, { overrideGlobalObjects: false }));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const refusals: Refusal[] = [];
  const logged: string[] = [];
  const log = (_: object, message: string) => void logged.push(message);
  const link = createLink((await options.through?.(url)) ?? url, options.token ?? null, {
    ...{ clock: systemClock, random: Math.random, log: { warn: log, info: log } },
    onRefused: (refusal) => void refusals.push(refusal),
  });
  const claims: RemoteGround['claims'] = [];
  const unclaimed: RemoteGround['unclaimed'] = [];
  const commits: LeaseCommit[] = [];
  const remote = createRemoteStore(link, {
    ...{ owner, clock, rowMax: store.rowMax },
    onClaimed: ({ executionId }, credentials) => void claims.push({ executionId, credentials }),
    onUnclaimed: (executionId, why) => void unclaimed.push({ executionId, why }),
    onCommitted: (commit) => void commits.push(commit),
  });
  whenDone(async () => {
    await link.close();
    remoteHosts.close();
    feed.close();
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });
  const hybrid: Store = {
    ...store,
    workflows: { ...store.workflows, ...remote.workflows },
    executions: { ...store.executions, get: remote.executions.get },
    leases: { ...store.leases, ...remote.leases },
    logs: { ...store.logs, ...remote.logs },
    signals: { ...store.signals, ...remote.signals },
  };
  return { store, feed, url, link, remote, hybrid, refusals, claims, unclaimed, commits, logged, woken };
}

/**
 * The same for tests that tell the store what time it is. Times on the wire are the server's, so its clock and the
 * worker's show what the test says.
 */
export async function openTimedRemote(): Promise<Store> {
  let now = 0;
  const tell = (time: string) => {
    now = Date.parse(time);
  };
  const { hybrid } = await openRemote({ clock: { ...systemClock, now: () => now } });
  const { claim, commit } = hybrid.leases;
  return {
    ...hybrid,
    leases: {
      ...hybrid.leases,
      claim(executionId, owner, at, until) {
        tell(at);
        return claim(executionId, owner, at, until);
      },
      commit(unit) {
        tell(unit.now);
        return commit(unit);
      },
    },
  };
}

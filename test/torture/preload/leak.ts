/** Makes its server keep about a kilobyte of each execution that it is asked for. */
import { subscribe } from 'node:diagnostics_channel';
import type { IncomingMessage } from 'node:http';
import { isMainThread } from 'node:worker_threads';

const kept: number[][] = [];

if (isMainThread) {
  subscribe('http.server.request.start', (message) => {
    const { request } = message as { request: IncomingMessage };
    if (request.url?.endsWith('/execute')) kept.push(new Array<number>(128).fill(0));
  });
}

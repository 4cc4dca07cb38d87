/** The dashboard's own server, with the session of who is signed in. */
import { getRevision, wholeRow } from '../api.ts';
import { browserPorts } from '../feed/browser-ports.ts';
import type { RunSource } from './run-source.ts';

export const ownServer: RunSource = {
  ports: browserPorts,
  // A definition that is gone leaves a run without a graph; everything else is in the log.
  graph: ({ id, revision }) => getRevision(id, revision).catch(() => undefined),
  wholeRow,
  payloads: true,
  steers: true,
};

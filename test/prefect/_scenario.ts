/** What the scenarios share: servers that use a Prefect, workflows, and waiting for what they come to. */
import { randomUUID } from 'node:crypto';
import { createServer, request } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, vi } from 'vitest';
import type { FlowRun } from '../../server/prefect/answers.ts';
import type { PrefectClient } from '../../server/prefect/client.ts';
import { whenDone } from '../_setup.ts';
import { clientOf, sharedApiUrl } from './_under-test.ts';

/** What a loaded machine may take for something that happens soon. */
export const SOON = { timeout: 120_000, interval: 50 };
const json = { 'content-type': 'application/json' };

export type Ground = {
  readonly client: PrefectClient;
  readonly workPool: string;
  /** of a server that uses this Prefect and work pool */
  readonly env: Record<string, string>;
};

/** A work pool of the test's own, on the shared Prefect unless another is given. */
export function ground(apiUrl: string = sharedApiUrl): Ground {
  const workPool = `test-${randomUUID().slice(0, 8)}`;
  const env = { PREFECT_API_URL: apiUrl, PREFECT_WORK_POOL: workPool, HTTP_ALLOW: '127.0.0.1' };
  return { client: clientOf(apiUrl), workPool, env };
}

export type Poll = {
  status: string;
  done: boolean;
  finalOutput: unknown;
  nodeResults: Record<string, unknown>;
  logs: PollRow[];
};
export type PollRow = { seq: number; nodeId: string; status: string; attempt: number; inputData: unknown };

/** What a server at `url` is asked. */
export function api(url: string) {
  async function ask(
    method: string,
    path: string,
    body?: object,
  ): Promise<{ status: number; body: Record<string, unknown> }> {
    const init = { method, headers: json, body: body && JSON.stringify(body), signal: AbortSignal.timeout(20_000) };
    const response = await fetch(`${url}${path}`, init);
    const text = await response.text();
    return { status: response.status, body: text === '' ? {} : JSON.parse(text) };
  }
  const poll = async (id: string) => (await ask('GET', `/api/workflow/execution/${id}`)).body as unknown as Poll;
  return {
    ask,
    poll,
    health: async () => (await ask('GET', '/api/prefect/health')).body,
    async save(nodes: object[], connections: object[] = [], settings?: object): Promise<string> {
      const saved = await ask('POST', '/api/workflows', { name: 'scenario', nodes, connections, settings });
      expect(saved, 'saving the workflow').toMatchObject({ status: 201 });
      return String(saved.body.id);
    },
    async submit(workflowId: string, inputs: object = {}): Promise<{ executionId: string; usingPrefect: boolean }> {
      const { status, body } = await ask('POST', `/api/workflow/${workflowId}/execute`, { inputs });
      expect(status, JSON.stringify(body)).toBe(202);
      return body as { executionId: string; usingPrefect: boolean };
    },
    cancel: (id: string) => ask('POST', `/api/workflow/execution/${id}/cancel`),
    /** Waits until it has ended. */
    async ended(id: string, timeout = SOON.timeout): Promise<Poll> {
      return vi.waitFor(
        async () => {
          const seen = await poll(id);
          expect(seen.done, `execution ${id} is "${seen.status}"`).toBe(true);
          return seen;
        },
        { ...SOON, timeout },
      );
    },
    /** Waits until this server gives executions to Prefect. */
    usesPrefect: () =>
      vi.waitFor(
        async () => expect((await ask('GET', '/api/prefect/health')).body).toMatchObject({ available: true }),
        SOON,
      ),
  };
}

/** A line of nodes, each connected to the next. */
export function line(...nodes: { id: string; type: string; config?: object }[]): [object[], object[]] {
  return [nodes, nodes.slice(1).map(({ id }, index) => ({ fromNodeId: nodes[index]!.id, toNodeId: id }))];
}

/** The runs that Prefect has of an execution. */
export function runsOf({ client }: Ground, executionId: string): Promise<FlowRun[]> {
  return client.flowRuns.find({ names: [executionId] });
}

/** Waits until every run of an execution has this state in Prefect, and there is one. */
export async function stateInPrefect(where: Ground, executionId: string, state: string): Promise<void> {
  await vi.waitFor(async () => {
    const states = (await runsOf(where, executionId)).map(({ state_type }) => state_type);
    expect(states.length).toBeGreaterThan(0);
    expect(new Set(states)).toEqual(new Set([state]));
  }, SOON);
}

/** A proxy before a Prefect that hands requests on, and swallows the answers of those that `swallows` picks. */
export async function swallowing(apiUrl: string, swallows: (path: string) => boolean): Promise<string> {
  const target = new URL(apiUrl);
  const server = createServer((incoming, outgoing) => {
    const { method, url = '', headers } = incoming;
    const sent = request({ host: target.hostname, port: target.port, method, path: url, headers }, (answer) => {
      if (swallows(url)) {
        answer.resume().on('end', () => incoming.socket.destroy());
        return;
      }
      outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(outgoing);
    });
    sent.on('error', () => incoming.socket.destroy());
    incoming.pipe(sent);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  whenDone(async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}${target.pathname}`;
}

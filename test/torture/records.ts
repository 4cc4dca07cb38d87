/** A death at every moment of writing records: what a workflow saves is there once. */
import { join } from 'node:path';
import { freePort } from '../_ports.ts';
import { ask } from '../crash/_clients.ts';
import { dieEverywhere, type Life, throughDeath } from './die-points.ts';
import { checkDatabase } from './invariants.ts';
import type { Context, Scenario } from './scenario.ts';
import { allEnded, chain, saveWorkflow, submit } from './workload.ts';

const LANES = [0, 1, 2];
const EXECUTIONS = 4;

type Lane = {
  readonly folder: string;
  readonly env: Record<string, string>;
  readonly url: string;
  readonly databaseIds: readonly string[];
  readonly workflowId: string;
};

export const dieAtRecords: Scenario = {
  name: 'die-at-records',
  does: 'Kills the server at every moment at which its thread for records writes, while workflows insert records into one database, and into another by their key. Every record must be there once.',
  async run(context) {
    const lanes = await Promise.all(LANES.slice(0, context.short ? 2 : 3).map((lane) => makeLane(context, lane)));
    return dieEverywhere(context, {
      name: 'records',
      some: 2,
      live: (life, lane) => liveWithRecords(context, life, lanes[lane]!),
      template: (lane) => lanes[lane]!.folder,
    });
  },
};

const json = { 'content-type': 'application/json' };
const post = (url: string, body: unknown) => ask(url, { method: 'POST', headers: json, body: JSON.stringify(body) });

/** Two databases, and a workflow that inserts into one and then into the other by a key. */
async function makeLane(context: Context, lane: number): Promise<Lane> {
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const folder = join(context.folder, `template-records-${lane}`);
  const env = { PORT: String(port) };
  const server = context.spawn({ folder, env });
  await server.url;
  const columns = [{ name: 'Name', type: 'text' }];
  const { body } = await post(`${url}/api/databases`, { name: 'Saved', columns });
  const keyed = [{ name: 'Name', type: 'text', unique: true }];
  const { body: other } = await post(`${url}/api/databases`, { name: 'Kept', columns: keyed });
  const save = (id: string, config: object) => ({ id, type: 'saveRecords', config });
  const nodes = [
    { id: 'start', type: 'trigger' },
    save('insert', { databaseId: body.id, mode: 'insert', fields: { name: '{{ key }}' } }),
    save('upsert', { databaseId: other.id, mode: 'upsert', key: 'name', fields: { name: '{{ name }}' } }),
  ];
  const workflowId = await saveWorkflow(url, 'both', nodes, chain('start', 'insert', 'upsert'));
  await server.end('SIGTERM');
  return { folder, env, url, databaseIds: [String(body.id), String(other.id)], workflowId };
}

async function liveWithRecords(context: Context, life: Life, { env, url, databaseIds, workflowId }: Lane) {
  const mortal = life.mortal({ env: { ...env, DIE_IN: 'records' } });
  const keys = Array.from({ length: EXECUTIONS }, (_, at) => `record-${at}`);
  const accepted: string[] = [];
  const work = (async () => {
    accepted.push(...(await Promise.all(keys.map((key) => submit(url, workflowId, key)))));
    await allEnded(url, accepted);
    for (const id of databaseIds) {
      const { body: saved } = await ask(`${url}/api/databases/${id}/records?limit=100`);
      const names = (saved.records as { values: { name: string } }[]).map(({ values }) => values.name).sort();
      if (names.join() !== keys.join()) context.violation(`Saved were ${names}, and wanted ${keys}.`);
    }
  })();
  const heir = () => life.heir({ env });
  const server = await throughDeath(mortal, heir, work);
  const code = await server.end('SIGTERM');
  // it may die while it stops, too
  if (code !== 0 && server !== mortal) context.violation(`The server ended with ${code}: ${server.stderr()}`);
  checkDatabase({ path: join(life.folder, 'cortado.db'), accepted }, context.violation);
  return life.death();
}

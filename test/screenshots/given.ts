/** What the pictures show: a server on which people have worked for a while. */

export type Given = {
  /** begins an execution that writes text while its picture is taken */
  run(): Promise<string>;
  /** the address of an embedded execution, with its token */
  readonly embed: string;
};

const WEBHOOKED = 'example-lead-intake';
const RUNS = ['example-store-report', 'example-price-quote', 'example-api-data-processor', WEBHOOKED];

/** Runs the examples, lets some fail, changes one. */
export async function fill(url: string): Promise<Given> {
  // biome-ignore lint/suspicious/noExplicitAny: answers of every shape
  async function ask(path: string, method = 'GET', body?: object): Promise<any> {
    const headers = { 'content-type': 'application/json' };
    const answer = await fetch(url + path, { method, headers, body: body && JSON.stringify(body) });
    if (!answer.ok) throw new Error(`${method} ${path} answered ${answer.status}: ${await answer.text()}`);
    return answer.json();
  }
  const begin = async (id: string, wait = 0, inputs: object = {}): Promise<string> =>
    (await ask(`/api/workflow/${id}/execute${wait ? `?wait=${wait}` : ''}`, 'POST', { inputs })).executionId;

  const start = { id: 'start', type: 'trigger', label: 'Every night' };
  const code = 'if (input.night % 4 === 1) throw new Error("The warehouse does not answer"); return { moved: 12 };';
  const nightly = await ask('/api/workflows', 'POST', {
    name: 'Nightly stock sync',
    tags: ['shop', 'nightly'],
    nodes: [
      { ...start, config: { triggerType: 'scheduled', cron: '30 2 * * *', timezone: 'Europe/Madrid' } },
      { id: 'sync', type: 'code', label: 'Move the stock', config: { code } },
    ],
    connections: [{ fromNodeId: 'start', toNodeId: 'sync' }],
  });
  for (let night = 0; night < 20; night++) await begin(nightly.id, 20_000, { night });
  for (const id of RUNS) for (let run = 0; run < 7; run++) await begin(id, 20_000);
  for (let run = 0; run < 3; run++) await begin('example-refund-approval');

  const report = await ask('/api/workflows/example-store-report');
  const nodes = report.nodes.map((node: { type: string; label: string; config: object }, index: number) =>
    index === 1 ? { ...node, label: `${node.label}, twice a week` } : node,
  );
  await ask(`/api/workflows/${report.id}`, 'PUT', { nodes, connections: report.connections });

  const run = () => begin('example-launch-kit');
  const embedded = await begin('example-price-quote', 20_000, { quantity: 40 });
  const { url: address } = await ask('/api/embed-tokens', 'POST', { executionId: embedded, scopes: ['watch'] });
  return { run, embed: address };
}

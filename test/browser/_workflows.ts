/** Workflows for the browser to run, made over the API. */
import type { Dashboard } from '../_browser.ts';

type Step = { id: string; type: string; label?: string; config?: Record<string, unknown> };

/** Saves a workflow; answers its id. Connections are written `a > b` or `a.port > b`. */
export async function save(url: string, name: string, nodes: Step[], links: string[]): Promise<string> {
  const connections = links.map((text) => {
    const [from = '', to = ''] = text.split(' > ');
    const [fromNodeId, fromPort] = from.split('.');
    return { fromNodeId, fromPort, toNodeId: to };
  });
  const response = await fetch(`${url}/api/workflows`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ name, nodes, connections }),
  });
  const body = (await response.json()) as { id: string };
  if (response.status !== 201) throw new Error(JSON.stringify(body));
  return body.id;
}

export async function begin(url: string, workflowId: string, inputs: Record<string, unknown> = {}): Promise<string> {
  const response = await fetch(`${url}/api/workflow/${workflowId}/execute`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ inputs }),
  });
  return ((await response.json()) as { executionId: string }).executionId;
}

const STORY = 'The order of ACME was roasted on Monday, packed on Tuesday and shipped on Wednesday morning';

export const storyOf = (order: string) => `Order ${order}. ${STORY}.`;

/** trigger → manual input → http → condition → llm that takes its time | error output → output. */
export function orderStory({ server, http }: Dashboard, paceMs = 60): Promise<string> {
  return save(
    server.url,
    'Order story',
    [
      { id: 'start', type: 'trigger', label: 'Start' },
      { id: 'order', type: 'manualInput', label: 'Which order?', config: { inputVarName: 'order', inputVarValue: '' } },
      { id: 'fetch', type: 'http', label: 'Fetch', config: { url: `${http.url}/json?delay=50` } },
      {
        id: 'check',
        type: 'condition',
        label: 'Is it up?',
        config: { conditionField: 'status', conditionOperator: 'equals', conditionValue: 'up' },
      },
      {
        id: 'tell',
        type: 'llm',
        label: 'Tell',
        config: { prompt: `[[pace=${paceMs}]][[say=Order {{ nodes.order.outputData.order }}. ${STORY}.]]` },
      },
      { id: 'sorry', type: 'output', label: 'Sorry' },
      { id: 'out', type: 'output', label: 'Story' },
    ],
    ['start > order', 'order > fetch', 'fetch > check', 'check.true > tell', 'check.false > sorry', 'tell > out'],
  );
}

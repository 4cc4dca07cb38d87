/** The examples that call what `npm run demo` serves: an HTTP API and a language model. */
import type { WorkflowDocument } from '../../db/model.ts';
import { graph, links, node } from './example-graph.ts';

/** The seed's own example. An API that cannot be reached at all ends at the error output too. */
export function apiDataProcessor(apiUrl: string): WorkflowDocument {
  return graph(
    [
      node('trigger', 'trigger', 'Trigger', [0, 1]),
      node('order', 'manualInput', 'Order number', [1, 1], { inputVarName: 'order', inputVarValue: '1042' }),
      node('http', 'http', 'HTTP Request', [2, 1], {
        httpUrl: `${apiUrl}/orders/{{ order }}`,
        httpMethod: 'GET',
        acceptStatus: 'any',
        onError: 'branch',
      }),
      node('condition', 'condition', 'Status is 200?', [3, 1], {
        conditionField: '$result.statusCode',
        conditionOperator: 'equals',
        conditionValue: 200,
      }),
      node('llm', 'llm', 'LLM Process', [4, 0.5], {
        llmPrompt: 'Write a short status update for the customer of this order.',
        systemPrompt: 'You work for a coffee roaster. Be warm and brief.',
      }),
      node('output', 'output', 'Output', [5, 0.5]),
      node('error', 'output', 'Error Output', [5, 1.5], {
        value: { message: 'The order could not be read.', details: '{{ input }}' },
      }),
      node('note', 'comment', 'Needs the demo services', [2, -0.25], {
        text: 'Start the server with "npm run demo": it brings an order API and a language model for this machine. Orders 1040 to 1051 exist; try 9999 to see the other branch.',
      }),
    ],
    links(
      'trigger > order',
      'order > http',
      'http > condition',
      'http.error > error',
      'condition.true > llm',
      'condition.false > error',
      'llm > output',
    ),
  );
}

/** Three answers stream at the same time. */
export function launchKit(): WorkflowDocument {
  const writer = (id: string, label: string, row: number, llmPrompt: string) =>
    node(id, 'llm', label, [2, row], { llmPrompt, includeInput: false });
  return graph(
    [
      node('start', 'trigger', 'Start', [0, 1]),
      node('product', 'manualInput', 'Product', [1, 1], {
        inputVarName: 'product',
        inputVarValue: 'Midnight Decaf, a chocolatey espresso for the evening',
      }),
      writer('headline', 'Headline', 0, 'Write a headline of at most eight words for: {{ product }}'),
      writer('mail', 'Newsletter', 1, 'Write the newsletter paragraph that announces: {{ product }}'),
      writer('label', 'Shelf label', 2, 'Write three tasting notes for the shelf label of: {{ product }}'),
      node('kit', 'output', 'Launch kit', [3, 1], {
        value: {
          headline: '{{ nodes.headline.outputData }}',
          newsletter: '{{ nodes.mail.outputData }}',
          shelfLabel: '{{ nodes.label.outputData }}',
        },
      }),
      node('note', 'comment', 'Needs the demo services', [1, -0.25], {
        text: 'Start the server with "npm run demo", or set OPENAI_API_KEY. The three texts are written at once; watch them arrive.',
      }),
    ],
    links(
      'start > product',
      'product > headline',
      'product > mail',
      'product > label',
      'headline > kit',
      'mail > kit',
      'label > kit',
    ),
  );
}

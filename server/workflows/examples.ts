/**
 * The workflows that a new installation begins with. All but those tagged "demo" run as they are, without a network;
 * those call the services that `npm run demo` starts beside the server.
 */
import type { WorkflowDocument } from '../../db/model.ts';
import { apiDataProcessor, launchKit } from './demo-examples.ts';
import { graph, links, node } from './example-graph.ts';

export type ExampleWorkflow = {
  readonly id: string;
  readonly name: string;
  readonly tags: readonly string[];
  readonly document: WorkflowDocument;
};

/** Where `npm run demo` serves its HTTP API. */
export const DEMO_API_URL = 'http://127.0.0.1:3010';

/** The examples, in the order in which they are best met. `apiUrl`: where the demo's HTTP API is. */
export function exampleWorkflows({ apiUrl = DEMO_API_URL }: { apiUrl?: string } = {}): ExampleWorkflow[] {
  return [
    example('store-report', 'Weekly store report', storeReport()),
    example('refund-approval', 'Refund approval', refundApproval()),
    example('api-data-processor', 'API Data Processor', apiDataProcessor(apiUrl), 'demo'),
    example('launch-kit', 'Product launch kit', launchKit(), 'demo'),
    example('price-quote', 'Price quote', priceQuote()),
    example('volume-discount', 'Volume discount', volumeDiscount()),
    example('lead-intake', 'Lead intake (webhook)', leadIntake()),
    example('morning-briefing', 'Morning briefing (every day at 7)', morningBriefing()),
  ];
}

function example(id: string, name: string, document: WorkflowDocument, ...tags: string[]): ExampleWorkflow {
  return { id: exampleId(id), name, tags: ['example', ...tags], document };
}

function exampleId(name: string): string {
  return `example-${name}`;
}

/** Three branches at once, joined to rows; each row then goes its own way. */
function storeReport(): WorkflowDocument {
  const stores: [string, string, number][] = [
    ['vienna', 'Vienna', 18_400],
    ['madrid', 'Madrid', 9_750],
    ['porto', 'Porto', 12_100],
  ];
  return graph(
    [
      node('start', 'trigger', 'Start', [0, 1]),
      ...stores.flatMap(([id, city, revenue], row) => [
        node(`${id}_revenue`, 'manualInput', `${city}: revenue in €`, [1, row], {
          inputVarName: 'revenue',
          inputVarValue: revenue,
          valueType: 'number',
        }),
        node(id, 'addField', city, [2, row], { fieldName: 'store', fieldValue: city }),
      ]),
      node('stores', 'join', 'All stores', [3, 1], { joinStrategy: 'concat' }),
      node('target', 'condition', 'Target of 12,000 € reached?', [4, 1], {
        conditionField: 'revenue',
        conditionOperator: 'greaterOrEqual',
        conditionValue: 12_000,
        processingMode: 'perRow',
      }),
      node('praise', 'addField', 'On target', [5, 0.5], {
        fieldName: 'verdict',
        fieldValue: '{{ store }} is {{ revenue | minus: 12000 }} € over its target',
      }),
      node('worry', 'addField', 'Needs a look', [5, 1.5], {
        fieldName: 'verdict',
        fieldValue: '{{ store }} is {{ 12000 | minus: revenue }} € short: call the manager',
      }),
      node('rows', 'join', 'Back together', [6, 1], { joinStrategy: 'concat' }),
      node('report', 'output', 'Report', [7, 1]),
      node('note', 'comment', 'Change a number and run it again: rows take another way.', [4, -0.5], {
        text: 'The three stores run at once. The condition works row by row, so one run can go both ways.',
      }),
    ],
    links(
      ...stores.flatMap(([id]) => [`start > ${id}_revenue`, `${id}_revenue > ${id}`, `${id} > stores`]),
      'stores > target',
      'target.true > praise',
      'target.false > worry',
      'praise > rows.A',
      'worry > rows.B',
      'rows > report',
    ),
  );
}

/** Waits for a person, then for a while; both survive a restart of the server. */
function refundApproval(): WorkflowDocument {
  return graph(
    [
      node('start', 'trigger', 'Refund requested', [0, 1]),
      node('order', 'manualInput', 'Order number', [1, 1], { inputVarName: 'order', inputVarValue: '1042' }),
      node('amount', 'manualInput', 'Amount in €', [2, 1], {
        inputVarName: 'amount',
        inputVarValue: 340,
        valueType: 'number',
      }),
      node('limit', 'condition', 'More than 100 €?', [3, 1], {
        conditionField: 'amount',
        conditionOperator: 'greaterThan',
        conditionValue: 100,
      }),
      node('approval', 'humanApproval', 'Ask the shift lead', [4, 0.5], {
        message: 'Refund {{ amount }} € for order {{ order }}?',
      }),
      node('window', 'delay', 'Wait for the payout window', [5, 0], { amount: 3, unit: 'seconds' }),
      node('paid', 'output', 'Refund paid', [6, 0], {
        value: { order: '{{ order }}', refunded: '{{ amount }}', approvedBy: 'shift lead' },
      }),
      node('declined', 'output', 'Refund declined', [6, 1], { value: { order: '{{ order }}', refunded: 0 } }),
      node('small', 'output', 'Paid at once', [6, 2], {
        value: { order: '{{ order }}', refunded: '{{ amount }}', approvedBy: 'rule: up to 100 €' },
      }),
    ],
    links(
      'start > order',
      'order > amount',
      'amount > limit',
      'limit.true > approval',
      'limit.false > small',
      'approval.true > window',
      'approval.false > declined',
      'window > paid',
    ),
  );
}

/** Runs another workflow and goes on with its result. */
function priceQuote(): WorkflowDocument {
  return graph(
    [
      node('start', 'trigger', 'Quote requested', [0, 0]),
      node('quantity', 'manualInput', 'Bags of 1 kg', [1, 0], {
        inputVarName: 'quantity',
        inputVarValue: 120,
        valueType: 'number',
      }),
      node('price', 'addField', 'List price', [2, 0], { fieldName: 'unitPrice', fieldValue: 27.5 }),
      node('discount', 'executeWorkflow', 'Volume discount', [3, 0], { workflowId: exampleId('volume-discount') }),
      node('total', 'addField', 'Total', [4, 0], {
        fieldName: 'total',
        fieldValue: '{{ quantity | times: unitPrice | times: factor | round: 2 }}',
      }),
      node('quote', 'output', 'Quote', [5, 0]),
    ],
    links('start > quantity', 'quantity > price', 'price > discount', 'discount > total', 'total > quote'),
  );
}

function volumeDiscount(): WorkflowDocument {
  const over = (quantity: number) => ({
    conditionField: 'quantity',
    conditionOperator: 'greaterOrEqual',
    conditionValue: quantity,
  });
  return graph(
    [
      node('start', 'trigger', 'Called with a quantity', [0, 1]),
      node('pallet', 'condition', '100 or more?', [1, 1], over(100)),
      node('box', 'condition', '20 or more?', [2, 1.5], over(20)),
      node('fifteen', 'addField', '15 % off', [3, 0.5], { fieldName: 'factor', fieldValue: 0.85 }),
      node('five', 'addField', '5 % off', [3, 1.5], { fieldName: 'factor', fieldValue: 0.95 }),
      node('none', 'addField', 'List price', [3, 2.5], { fieldName: 'factor', fieldValue: 1 }),
      node('result', 'output', 'Quantity with its factor', [4, 1.5]),
    ],
    links(
      'start > pallet',
      'pallet.true > fifteen',
      'pallet.false > box',
      'box.true > five',
      'box.false > none',
      'fifteen > result',
      'five > result',
      'none > result',
    ),
  );
}

/** The caller of the webhook gets its reply from whichever response node runs. */
function leadIntake(): WorkflowDocument {
  return graph(
    [
      node('hook', 'webhook', 'Form sent', [0, 0.5], { responseMode: 'responseNode' }),
      node('check', 'condition', 'A usable address?', [1, 0.5], {
        conditionField: 'email',
        conditionOperator: 'contains',
        conditionValue: '@',
        additionalConditions: [{ logic: 'AND', conditionField: 'company', conditionOperator: 'isNotEmpty' }],
      }),
      node('source', 'addField', 'Where it came from', [2, 0], { fieldName: 'source', fieldValue: 'website' }),
      node('thanks', 'webhookResponse', 'Reply 201', [3, 0], {
        statusCode: 201,
        body: { accepted: true, message: 'Thank you, {{ name | default: "friend" }}. We answer within a day.' },
      }),
      node('lead', 'output', 'New lead', [4, 0]),
      node('refuse', 'webhookResponse', 'Reply 422', [2, 1], {
        statusCode: 422,
        body: { accepted: false, message: 'Please give an e-mail address and a company.' },
      }),
      node('rejected', 'output', 'Not usable', [3, 1]),
    ],
    links(
      'hook > check',
      'check.true > source',
      'source > thanks',
      'thanks > lead',
      'check.false > refuse',
      'refuse > rejected',
    ),
  );
}

/** Begun by the clock. It touches nothing outside. */
function morningBriefing(): WorkflowDocument {
  return graph(
    [
      node('clock', 'trigger', 'Every day at 7', [0, 0.5], {
        triggerType: 'scheduled',
        cron: '0 7 * * *',
        timezone: 'Europe/Madrid',
      }),
      node('day', 'addField', 'Which day?', [1, 0.5], { fieldName: 'day', fieldValue: '{{ "now" | date: "%A" }}' }),
      node('weekend', 'condition', 'Weekend?', [2, 0.5], {
        conditionField: 'day',
        conditionOperator: 'equals',
        conditionValue: 'Saturday',
        additionalConditions: [
          { logic: 'OR', conditionField: 'day', conditionOperator: 'equals', conditionValue: 'Sunday' },
        ],
      }),
      node('brunch', 'output', 'Weekend plan', [3, 0], { value: 'It is {{ day }}: both baristas, brunch from nine.' }),
      node('early', 'output', 'Weekday plan', [3, 1], {
        value: 'It is {{ day }}: one barista, first delivery at eight.',
      }),
    ],
    links('clock > day', 'day > weekend', 'weekend.true > brunch', 'weekend.false > early'),
  );
}

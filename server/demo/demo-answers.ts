/** What the demo's language model says to the example workflows: plain business prose, made from what it is given. */
import type { AnswerRule } from './llm-answers.ts';
import type { Order } from './orders.ts';

export const demoAnswers: readonly AnswerRule[] = [
  { when: /status update for the customer/i, answer: (text) => orderUpdate(dataIn(text)) },
  { when: /headline of at most/i, answer: (text) => headline(productIn(text)) },
  { when: /newsletter paragraph/i, answer: (text) => newsletter(productIn(text)) },
  { when: /tasting notes/i, answer: () => 'Dark cocoa, toasted hazelnut, a long caramel finish.' },
  { when: /exactly one of these/i, answer: (text) => firstOption(text) },
  { when: /one number and nothing else/i, answer: '42' },
  { when: /one ISO 8601 date/i, answer: '2026-10-05' },
];

const news: Record<Order['status'], string> = {
  delivered: 'Your order has arrived, and we hope the first cup is already brewing.',
  shipped: 'Your order is on its way, and should reach you within two working days.',
  packing: 'Your beans were roasted this morning and are being packed right now.',
  delayed:
    'The carrier has told us about a delay, and we are sorry: we have asked for priority and sent you a small extra.',
  returned: 'Your parcel has come back to us; tell us which address suits you better, and we send it again at no cost.',
};

function orderUpdate(data: unknown): string | undefined {
  const order = data as Partial<Order> | undefined;
  if (!order?.status || !order.items) return undefined;
  const what = order.items.map(({ quantity, name }) => `${quantity} × ${name}`).join(' and ');
  return [
    `Hello ${order.customer},`,
    '',
    `${news[order.status]} Order ${order.id} has ${what}, ${order.total?.toFixed(2)} ${order.currency} in all, with ${order.carrier}.`,
    'If anything is not as you like it, answer this message and a person will read it.',
    '',
    'Warm regards, your roastery',
  ].join('\n');
}

function headline(product: string): string {
  return `${product.split(',')[0]}: the cup that lets you sleep`;
}

function newsletter(product: string): string {
  const [name = product, ...rest] = product.split(',');
  const about = rest.join(',').trim() || 'something we have worked on for a year';
  return (
    `Meet ${name}, ${about}. We tried eleven lots before we found the one that keeps its sweetness, and then we ` +
    'roasted it slowly, in small batches, on a Tuesday, because nothing good happens in a hurry. It is lovely as a ' +
    'short espresso after dinner and even better with a little milk. The first two hundred bags leave us on Friday; ' +
    'reply to this letter and we put one aside for you.'
  );
}

/** What stands after the last colon of the prompt. */
function productIn(text: string): string {
  return text.slice(text.lastIndexOf(': ') + 2).trim();
}

/** The JSON that an llm node puts below its prompt. */
function dataIn(text: string): unknown {
  const at = text.indexOf('Data:\n');
  try {
    return at < 0 ? undefined : JSON.parse(text.slice(at + 'Data:\n'.length));
  } catch {
    return undefined;
  }
}

function firstOption(text: string): string | undefined {
  return /exactly one of these and nothing else: "([^"]+)"/.exec(text)?.[1];
}

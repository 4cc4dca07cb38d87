/** The business that the demo API keeps: a coffee roaster's orders. Always the same, so that examples and tests can name them. */
export type Order = {
  readonly id: number;
  readonly customer: string;
  readonly country: string;
  readonly status: 'delivered' | 'shipped' | 'packing' | 'delayed' | 'returned';
  readonly carrier: string;
  readonly placedAt: string;
  readonly items: readonly { readonly sku: string; readonly name: string; readonly quantity: number }[];
  readonly total: number;
  readonly currency: string;
};

const customers = [
  ['Café Central', 'AT'],
  ['Nordlicht Bakery', 'DE'],
  ['La Esquina', 'ES'],
  ['Harbour & Sons', 'GB'],
  ['Fjord Kontor', 'NO'],
  ['Sole Mio', 'IT'],
] as const;
const beans = [
  ['ETH-250', 'Yirgacheffe, 250 g', 11.5],
  ['COL-1000', 'Huila, 1 kg', 34],
  ['BRA-1000', 'Cerrado, 1 kg', 27.5],
  ['KEN-250', 'Nyeri AA, 250 g', 14.25],
] as const;
const statuses = ['delivered', 'shipped', 'packing', 'delayed', 'delivered', 'returned'] as const;
const carriers = ['DHL', 'UPS', 'Correos', 'GLS'] as const;

export const FIRST_ORDER = 1040;
const COUNT = 12;
const DAY = 86_400_000;

function at<T>(list: readonly T[], index: number): T {
  return list[index % list.length] as T;
}

function order(index: number): Order {
  const [customer, country] = at(customers, index);
  const lines = Array.from({ length: 1 + (index % 3) }, (_, line) => ({
    bean: at(beans, index + line),
    quantity: 2 + ((index * 3 + line) % 7),
  }));
  const total = lines.reduce((sum, { bean, quantity }) => sum + bean[2] * quantity, 0);
  return {
    id: FIRST_ORDER + index,
    customer,
    country,
    status: at(statuses, index),
    carrier: at(carriers, index),
    placedAt: new Date(Date.UTC(2026, 8, 28) - index * DAY).toISOString(),
    items: lines.map(({ bean: [sku, name], quantity }) => ({ sku, name, quantity })),
    total: Math.round(total * 100) / 100,
    currency: 'EUR',
  };
}

/** Twelve orders, 1040 to 1051. */
export const orders: readonly Order[] = Array.from({ length: COUNT }, (_, index) => order(index));

import { expect, test, vi } from 'vitest';
import { createLifetime } from '../../server/lifetime.ts';

test('closes what was opened last first, each once, and waits for it', async () => {
  const order: string[] = [];
  const lifetime = createLifetime({ error: vi.fn() });
  lifetime.onEnd('store', () => order.push('store'));
  lifetime.onEnd('pool', async () => {
    await new Promise((resolve) => setTimeout(resolve, 20));
    order.push('pool');
  });
  lifetime.onEnd('server', () => order.push('server'));
  await Promise.all([lifetime.end(), lifetime.end()]);
  await lifetime.end();
  expect(order).toEqual(['server', 'pool', 'store']);
});

test('a part that cannot be closed keeps no other part from it', async () => {
  const error = vi.fn();
  const release = vi.fn();
  const lifetime = createLifetime({ error });
  lifetime.onEnd('store', release);
  lifetime.onEnd('pool', () => Promise.reject(new Error('stuck')));
  await lifetime.end();
  expect(release).toHaveBeenCalledOnce();
  expect(error).toHaveBeenCalledWith(expect.objectContaining({ part: 'pool' }), expect.any(String));
});

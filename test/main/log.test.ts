import { expect, test } from 'vitest';
import { errorForLog } from '../../server/log.ts';

test('the log has the message and the stack of an error, without secrets', () => {
  const error = Object.assign(
    new Error('GET https://ana:hunter2@example.com/?api_key=abc123&x=1: Bearer tok-0123456789'),
    {
      code: 'UND_ERR_X',
      headers: { authorization: 'Bearer tok-0123456789' },
      extras: { body: 'tok-0123456789' },
      request: { headers: ['authorization', 'tok-0123456789'] },
    },
  );
  const told = errorForLog(error) as Record<string, unknown>;
  expect(told).toMatchObject({
    type: 'Error',
    code: 'UND_ERR_X',
    message: 'GET https://[secret]@example.com/?api_key=[secret]&x=1: Bearer [secret]',
  });
  expect(JSON.stringify(told)).not.toMatch(/hunter2|abc123|tok-0123456789/);
  expect(told.stack).toContain('log.test.ts');
});

test('a cause is told without secrets too', () => {
  const error = new Error('It failed.', { cause: new Error('401 for sk-0123456789abcdef, cortado_0123456789') });
  expect(JSON.stringify(errorForLog(error))).not.toMatch(/0123456789/);
});

import { test } from 'vitest';

test('the scenarios with a real Prefect', (context) => {
  context.skip('not run here: "npm run test:prefect" starts Prefect and PostgreSQL for them, and needs Python 3');
});

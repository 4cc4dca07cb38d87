import { expect, test } from 'vitest';
import { nodeTypes } from '../../server/nodes/index.ts';
import { referencePage } from './_reference.ts';

test('docs/nodes.md says what the schemas say', async () => {
  await expect(referencePage(nodeTypes)).toMatchFileSnapshot('../../docs/nodes.md');
});

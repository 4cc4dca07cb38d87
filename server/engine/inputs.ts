/** The inputs of an execution, checked before it is accepted. */
import type { Problem } from '../../db/errors.ts';
import type { JsonRecord } from '../../db/model.ts';
import type { Plan } from './plan.ts';

/** Reserved keys begin with `_`; this one carries a webhook's request to its node. */
export const WEBHOOK_KEY = '_webhookData';

/** Problems of the inputs; empty when they are fine. A key is a node's id, or, where there is a trigger, a field of its record. */
export function inputProblems(plan: Plan, inputs: JsonRecord): Problem[] {
  const hasTrigger = plan.nodes.some((node) => node.typeName === 'trigger' || node.typeName === 'webhook');
  const problems: Problem[] = [];
  for (const key of Object.keys(inputs)) {
    if (plan.ids.has(key) || key === WEBHOOK_KEY) continue;
    const path = `inputs.${key}`;
    if (key.startsWith('_')) {
      problems.push({
        path,
        key,
        message: `Expected no key that begins with "_" but "${WEBHOOK_KEY}", got "${key}": these are reserved.`,
      });
    } else if (!hasTrigger) {
      problems.push({
        path,
        key,
        message: `Expected the id of a node, got "${key}". The workflow has no trigger that takes other fields.`,
      });
    }
  }
  return problems;
}

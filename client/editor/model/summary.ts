/** What a node does, in a few words from its config. Pure. */
import type { PlacedNode } from './document.ts';

type Config = Readonly<Record<string, unknown>>;
const text = (value: unknown): string =>
  typeof value === 'string' ? value.trim() : value == null ? '' : JSON.stringify(value);

const summaries: Readonly<Record<string, (config: Config) => string>> = {
  trigger: ({ triggerType, cron, everySeconds }) =>
    triggerType !== 'scheduled' ? '' : text(cron) || (everySeconds === undefined ? '' : `${text(everySeconds)} s`),
  manualInput: ({ inputVarName, inputVarValue }) => pair(inputVarName, inputVarValue),
  http: ({ httpMethod, httpUrl }) =>
    text(httpUrl) === '' ? '' : `${text(httpMethod) || 'GET'} ${address(text(httpUrl))}`,
  llm: ({ llmPrompt }) => text(llmPrompt),
  condition: ({ conditionField, conditionOperator, conditionValue }) =>
    text(conditionField) === ''
      ? ''
      : [
          text(conditionField),
          signs[text(conditionOperator) || 'equals'] ?? text(conditionOperator),
          text(conditionValue),
        ]
          .join(' ')
          .trim(),
  join: ({ joinStrategy, joinKey }) =>
    joinStrategy === 'mergeByKey' ? `A.${text(joinKey) || 'id'} = B.${text(joinKey) || 'id'}` : '',
  addField: ({ fieldName, fieldValue }) => pair(fieldName, fieldValue),
  code: ({ code }) => text(code).split('\n')[0]!,
  delay: ({ amount, unit, ms, until }) =>
    amount !== undefined ? `${text(amount)} ${text(unit) || 's'}` : ms !== undefined ? `${text(ms)} ms` : text(until),
  humanApproval: ({ message }) => text(message),
};

const signs: Readonly<Record<string, string>> = {
  equals: '=',
  notEquals: '≠',
  greaterThan: '>',
  lessThan: '<',
  greaterOrEqual: '≥',
  lessOrEqual: '≤',
};

function pair(name: unknown, value: unknown): string {
  return text(name) === '' || text(value) === '' ? text(name) : `${text(name)} = ${text(value)}`;
}

/** Without what every address begins with. */
function address(url: string): string {
  return url.replace(/^https?:\/\//, '');
}

/** Empty where there is nothing to say beyond its type. */
export function summaryOf({ type, config }: Pick<PlacedNode, 'type' | 'config'>): string {
  return (summaries[type]?.(config) ?? '').replace(/\s+/g, ' ').slice(0, 80);
}

import { executionStatuses } from '../../db/execution-state.ts';
import { t } from '../i18n.ts';
import type { Table } from './dashboards-api.ts';

const triggers = ['manual', 'webhook', 'schedule', 'api', 'subworkflow'] as const;
const measures = ['count', 'failures', 'failureRate', 'avgDuration', 'maxDuration', 'records'] as const;

export type Role = 'dimension' | 'series';

/** What people read in place of a value of a dimension: the name of a workflow or of a record, the word of a state. */
export function namesOf({ labels = {}, columns }: Table): (value: string, role: Role) => string {
  return (value, role) => {
    const label = columns.find((column) => column.role === role)?.labels?.[value] ?? labels[value];
    if (label !== undefined) return label;
    const status = executionStatuses.find((known) => known === value);
    if (status) return t(`status.${status}`);
    const trigger = triggers.find((known) => known === value);
    return trigger ? t(`triggerName.${trigger}`) : columnName(value);
  };
}

/** The name of a column. */
export function columnName(name: string): string {
  const measure = measures.find((known) => known === name);
  if (measure) return t(`measure.${measure}`);
  const dimension = (['time', 'workflow', 'status', 'trigger'] as const).find((known) => known === name);
  return dimension ? t(`dimension.${dimension}`) : name;
}

/** The dashboard that every organization has from the start: how its executions go. Changed, it is theirs; removed, it is as it came. */
import { type Dashboard, dashboardDraftSchema } from '../../db/dashboard.ts';

export const BUILTIN_ID = 'executions';
export const BUILTIN_REVISION = 0;
const MADE_AT = '2026-01-01T00:00:00.000Z';

const executions = (rest: object) => ({ kind: 'executions', ...rest });

const draft = {
  name: 'Executions',
  range: '24h',
  widgets: [
    { id: 'count', type: 'stat', title: 'Executions', x: 0, y: 0, w: 3, h: 2, source: executions({}) },
    {
      id: 'failures',
      type: 'stat',
      title: 'Failures',
      ...{ x: 3, y: 0, w: 3, h: 2 },
      source: executions({ measure: 'failures' }),
      options: { badAt: 1 },
    },
    {
      id: 'rate',
      type: 'gauge',
      title: 'Failure rate',
      ...{ x: 6, y: 0, w: 3, h: 2 },
      source: executions({ measure: 'failureRate' }),
      options: { warnAt: 0.02, badAt: 0.1, min: 0, max: 1 },
    },
    {
      id: 'duration',
      type: 'stat',
      title: 'Average duration',
      ...{ x: 9, y: 0, w: 3, h: 2 },
      source: executions({ measure: 'avgDuration' }),
    },
    {
      id: 'over-time',
      type: 'bar',
      title: 'Executions over time',
      ...{ x: 0, y: 2, w: 8, h: 4 },
      source: executions({ groupBy: 'time', splitBy: 'status' }),
      options: { stacked: true },
    },
    {
      id: 'triggers',
      type: 'pie',
      title: 'By trigger',
      ...{ x: 8, y: 2, w: 4, h: 4 },
      source: executions({ groupBy: 'trigger' }),
    },
    {
      id: 'durations',
      type: 'line',
      title: 'Duration over time',
      ...{ x: 0, y: 6, w: 6, h: 4 },
      source: executions({ measure: 'avgDuration', groupBy: 'time' }),
    },
    {
      id: 'workflows',
      type: 'bar',
      title: 'Busiest workflows',
      ...{ x: 6, y: 6, w: 6, h: 4 },
      source: executions({ groupBy: 'workflow', splitBy: 'status', limit: 20 }),
      options: { stacked: true, horizontal: true },
    },
  ],
};

/** As somebody would have it who saved it. Read when it is asked for: most processes start long before that. */
export const builtin = (): Dashboard => ({
  id: BUILTIN_ID,
  revision: BUILTIN_REVISION,
  shared: false,
  createdAt: MADE_AT,
  updatedAt: MADE_AT,
  ...dashboardDraftSchema.parse(draft),
});

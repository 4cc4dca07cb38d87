/** Dashboards, and what their widgets show. */
import * as schemas from '../dashboard-schemas.ts';
import { header, type Operations, query } from './operation.ts';

const TAG = 'Dashboards';
const WRITES = [400, 413, 415, 422];
export const view = [
  query('range', "The time up to now; the dashboard's own by default.", {
    type: 'string',
    enum: ['1h', '6h', '24h', '7d', '30d', '90d'],
  }),
  query('from', 'A time, with `to` in place of `range`.', { type: 'string', format: 'date-time' }),
  query('to', 'A time.', { type: 'string', format: 'date-time' }),
  query('timezone', 'IANA name: in whose days and hours it is counted.', { type: 'string', default: 'UTC' }),
  query('format', '`csv`: a file for spreadsheets.', { type: 'string', enum: ['csv'] }),
];
export const table = {
  description: 'Columns, and rows of values.',
  schema: schemas.dashboardTableAnswer,
  also: 'text/csv',
};

export const dashboardOperations: Operations = {
  'get /api/dashboards': {
    tag: TAG,
    summary: 'The dashboards; the one of the executions is there from the start.',
    answers: { 200: { description: 'Changed last first.', schema: schemas.dashboardsAnswer } },
  },
  'post /api/dashboards': {
    tag: TAG,
    summary: 'Makes a dashboard.',
    body: { schema: schemas.dashboardBody },
    answers: { 201: { description: 'Revision 1.', schema: schemas.dashboardAnswer } },
    errors: WRITES,
  },
  'post /api/dashboards/preview': {
    tag: TAG,
    summary: 'What a source comes to, before there is a widget for it.',
    body: { schema: schemas.dashboardPreviewBody },
    answers: { 200: { description: 'Columns, and rows of values.', schema: schemas.dashboardTableAnswer } },
    errors: [404, ...WRITES],
  },
  'get /api/dashboards/{id}': {
    tag: TAG,
    summary: 'A dashboard with its widgets.',
    answers: {
      200: { description: 'The newest.', schema: schemas.dashboardAnswer, headers: { ETag: 'For If-Match.' } },
    },
    errors: [404],
  },
  'put /api/dashboards/{id}': {
    tag: TAG,
    summary: 'Changes a dashboard whole.',
    parameters: [header('If-Match', 'The revision that was changed; another one being the newest is a 412.')],
    body: { schema: schemas.dashboardBody },
    answers: { 200: { description: 'A new revision.', schema: schemas.dashboardAnswer } },
    errors: [404, 409, 412, ...WRITES],
  },
  'delete /api/dashboards/{id}': {
    tag: TAG,
    summary: 'Removes a dashboard; the one of the executions becomes what it was at the start.',
    answers: { 204: { description: 'It is gone.' } },
    errors: [404],
  },
  'post /api/dashboards/{id}/share': {
    tag: TAG,
    summary: 'Makes a link that shows the dashboard to whoever has it, in place of an earlier one.',
    answers: { 201: { description: 'Until it is closed.', schema: schemas.shareAnswer } },
    errors: [404, 409],
  },
  'delete /api/dashboards/{id}/share': {
    tag: TAG,
    summary: 'Closes the link.',
    answers: { 204: { description: 'It opens nothing any more.' } },
    errors: [404],
  },
  'get /api/dashboards/{id}/widgets/{widgetId}/data': {
    tag: TAG,
    summary: 'What a widget shows, computed now.',
    parameters: view,
    answers: { 200: table },
    errors: [400, 404, 422],
  },
  'get /api/shared/dashboard': {
    tag: TAG,
    summary: 'The dashboard whose link comes as `Authorization: Bearer`.',
    answers: { 200: { description: 'As far as it shows.', schema: schemas.sharedDashboardAnswer } },
    errors: [404, 429],
  },
  'get /api/shared/dashboard/stream': {
    tag: TAG,
    summary: 'Tells which widgets of that dashboard may show something else by now, until the link is closed.',
    answers: { 200: { description: 'Server-Sent Events: `changed`, with `{widgets}`.', type: 'text/event-stream' } },
    errors: [404, 429],
  },
  'get /api/shared/dashboard/widgets/{widgetId}/data': {
    tag: TAG,
    summary: 'What a widget of that dashboard shows.',
    parameters: view,
    answers: { 200: table },
    errors: [400, 404, 422, 429],
  },
};

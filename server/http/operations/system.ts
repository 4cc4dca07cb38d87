/** What operators and tools ask. */
import * as answers from '../answers.ts';
import type { Operations } from './operation.ts';

const TAG = 'System';

export const systemOperations: Operations = {
  'get /api/prefect/health': {
    tag: TAG,
    summary: 'Whether executions are handed to a Prefect server.',
    answers: { 200: { description: 'How things stand.', schema: answers.prefectHealthAnswer } },
  },
  'get /health': {
    tag: TAG,
    summary: 'Whether the process lives.',
    answers: { 200: { description: 'It does.', schema: answers.healthAnswer } },
  },
  'get /ready': {
    tag: TAG,
    summary: 'Whether the server takes work: the database can be written, and it is not on its way down.',
    answers: { 200: { description: 'It does.', schema: answers.readyAnswer } },
    errors: [503],
  },
  'get /metrics': {
    tag: TAG,
    summary: 'Figures for Prometheus.',
    answers: { 200: { description: 'The text format.', type: 'text/plain' } },
  },
  'get /openapi.json': {
    tag: TAG,
    summary: 'This description.',
    answers: { 200: { description: 'An OpenAPI 3.1 document.', type: 'application/json' } },
  },
  'get /docs': {
    tag: TAG,
    summary: 'This description, to be read.',
    answers: { 200: { description: 'A page.', type: 'text/html' } },
  },
};

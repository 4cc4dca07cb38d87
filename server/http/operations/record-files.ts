/** Imports, exports and files of databases. */
import * as schemas from '../file-schemas.ts';
import { packageAnswer, packageBody } from '../package-schemas.ts';
import { selection } from './databases.ts';
import { type Operations, query } from './operation.ts';

const TAG = 'Records';
const name = query('name', 'The name of the file.', { type: 'string', minLength: 1, maxLength: 255 });

export const recordFileOperations: Operations = {
  'post /api/databases/package': {
    tag: 'Databases',
    summary: 'Makes databases, records and a workflow of a package of another system: all of it, or nothing.',
    body: { schema: packageBody },
    answers: { 201: { description: 'What was made of it.', schema: packageAnswer } },
    errors: [400, 409, 413, 415, 422],
  },
  'get /api/databases/{databaseId}/export': {
    tag: TAG,
    summary: 'All records that fit, as CSV or as lines of JSON, streamed.',
    parameters: [
      query('format', '`csv` or `ndjson`.', { type: 'string', enum: ['csv', 'ndjson'], default: 'csv' }),
      query('columns', 'Keys of columns with commas; all when left out.'),
      query('bom', 'Whether CSV begins with a byte order mark, which some spreadsheets want.', { type: 'boolean' }),
      ...selection,
    ],
    answers: { 200: { description: 'The records.', type: 'text/csv', also: 'application/x-ndjson' } },
    errors: [400, 404, 422],
  },
  'post /api/databases/{databaseId}/imports': {
    tag: TAG,
    summary: 'Uploads a CSV file, as the body, to be imported: at most 1 GB.',
    parameters: [name],
    answers: {
      201: { description: 'It is kept.', schema: schemas.importAnswer, headers: { Location: 'Its address.' } },
    },
    errors: [400, 404, 413],
  },
  'get /api/databases/{databaseId}/imports/{importId}': {
    tag: TAG,
    summary: 'What becomes of an import: how far it is, and its report with the rows that do not fit.',
    answers: { 200: { description: 'The import.', schema: schemas.importAnswer } },
    errors: [404],
  },
  'get /api/databases/{databaseId}/imports/{importId}/preview': {
    tag: TAG,
    summary: 'The first rows of an uploaded file, its encoding, and which types its columns look like.',
    answers: { 200: { description: 'The preview.', schema: schemas.previewAnswer } },
    errors: [404, 422],
  },
  'post /api/databases/{databaseId}/imports/{importId}/start': {
    tag: TAG,
    summary: 'Imports an uploaded file in the background, as an execution: whole, or not at all.',
    body: { schema: schemas.importBody, optional: true },
    answers: {
      202: {
        description: 'It is on its way.',
        schema: schemas.importStartedAnswer,
        headers: { Location: 'The execution.' },
      },
    },
    errors: [400, 404, 409, 413, 415, 422],
  },
  'post /api/databases/{databaseId}/files': {
    tag: TAG,
    summary: 'Uploads a file, as the body, for a column of this type: at most 20 MB. The answer is its value.',
    parameters: [name],
    answers: { 201: { description: 'It is kept.', schema: schemas.fileAnswer, headers: { Location: 'Its address.' } } },
    errors: [400, 404, 413],
  },
  'get /api/databases/{databaseId}/files/{fileId}': {
    tag: TAG,
    summary: 'The content of a file.',
    answers: { 200: { description: 'Its bytes.', type: 'application/octet-stream' } },
    errors: [404],
  },
};

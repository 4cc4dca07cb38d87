/** Databases and their records. */
import * as schemas from '../record-schemas.ts';
import { before, header, idempotency, limit, type Operations, query } from './operation.ts';

const TAG = 'Databases';
const RECORDS = 'Records';
const flag = (name: string, description: string) => query(name, description, { type: 'boolean' });
const revision = header('If-Match', 'The revision this was made from; 412 when there is a newer one.');
const version = header('If-Match', 'The version this was made from; 412 when there is a newer one.');
const database = { schema: schemas.databaseAnswer, headers: { ETag: 'Its revision, for If-Match.' } };
const record = { schema: schemas.recordAnswer, headers: { ETag: 'Its version, for If-Match.' } };
export const selection = [
  query('filter', 'A filter as JSON: `{"column": "price", "op": "greaterThan", "value": 5}`, joined by and, or, not.'),
  query('search', 'Words of its texts, or their beginnings; all have to be there.'),
  query('sort', 'Keys of columns with commas, `-` before what goes down: `-price,name`.'),
  flag('deleted', 'Those in the trash instead.'),
];

export const databaseOperations: Operations = {
  'get /api/databases': {
    tag: TAG,
    summary: 'Databases, by name.',
    parameters: [
      query('search', 'Only those with this in their name.'),
      flag('removed', 'Those in the trash.'),
      before,
      limit(50, 200),
    ],
    answers: { 200: { description: 'A page.', schema: schemas.databasesAnswer } },
    errors: [400],
  },
  'post /api/databases': {
    tag: TAG,
    summary: 'Makes a database. Keys of columns are made from their names where they are left out.',
    body: { schema: schemas.databaseBody },
    answers: {
      201: {
        description: 'It is there.',
        schema: schemas.databaseAnswer,
        headers: { Location: 'Its address.', ETag: 'Its revision.' },
      },
    },
    errors: [400, 409, 413, 415, 422],
  },
  'get /api/databases/{databaseId}': {
    tag: TAG,
    summary: 'A database with its columns.',
    answers: { 200: { description: 'The database.', ...database } },
    errors: [404],
  },
  'patch /api/databases/{databaseId}': {
    tag: TAG,
    summary: 'Changes name or description.',
    parameters: [revision],
    body: { schema: schemas.databasePatchBody },
    answers: { 200: { description: 'It is changed.', ...database } },
    errors: [400, 404, 409, 412, 413, 415, 422],
  },
  'delete /api/databases/{databaseId}': {
    tag: TAG,
    summary: 'Puts a database into the trash, where it stays for 30 days.',
    answers: { 204: { description: 'It is in the trash.' } },
    errors: [404],
  },
  'post /api/databases/{databaseId}/restore': {
    tag: TAG,
    summary: 'Takes a database out of the trash.',
    answers: { 200: { description: 'It is back.', ...database } },
    errors: [404, 409],
  },
  'post /api/databases/{databaseId}/columns': {
    tag: TAG,
    summary: 'Adds a column. Records that are there get its default, or what its formula gives.',
    parameters: [revision],
    body: { schema: schemas.newColumnBody },
    answers: { 201: { description: 'It is there.', ...database } },
    errors: [400, 404, 409, 412, 413, 415, 422],
  },
  'patch /api/databases/{databaseId}/columns/{key}': {
    tag: TAG,
    summary: 'Changes a column. Where values would be lost, answers 409 with some of them, and does it with `confirm`.',
    parameters: [revision],
    body: { schema: schemas.columnPatchBody },
    answers: { 200: { description: 'It is changed.', ...database } },
    errors: [400, 404, 409, 412, 413, 415, 422],
  },
  'delete /api/databases/{databaseId}/columns/{key}': {
    tag: TAG,
    summary: 'Removes a column with its values; 409 where there are some, unless it is confirmed.',
    parameters: [revision, flag('confirm', 'Go on although values are lost.')],
    answers: { 200: { description: 'It is gone.', ...database } },
    errors: [400, 404, 409, 412],
  },
  'get /api/databases/{databaseId}/records': {
    tag: RECORDS,
    summary: 'A page of records, by id when no order is asked. What has no value comes last in either direction.',
    parameters: [
      ...selection,
      query('after', 'The `next` of the page before.', { type: 'string', minLength: 1 }),
      flag('total', 'Whether to count all that fit.'),
      limit(100, 1_000),
    ],
    answers: { 200: { description: 'A page.', schema: schemas.recordsAnswer } },
    errors: [400, 404, 422],
  },
  'post /api/databases/{databaseId}/query': {
    tag: RECORDS,
    summary: 'The same for questions that are too long for an address.',
    body: { schema: schemas.recordQueryBody, optional: true },
    answers: { 200: { description: 'A page.', schema: schemas.recordsAnswer } },
    errors: [400, 404, 413, 415, 422],
  },
  'post /api/databases/{databaseId}/aggregate': {
    tag: RECORDS,
    summary: 'Records put together by columns, or by parts of dates, and counted, summed, averaged.',
    body: { schema: schemas.aggregateBody, optional: true },
    answers: { 200: { description: 'A row for each group.', schema: schemas.aggregateAnswer } },
    errors: [400, 404, 413, 415, 422],
  },
  'post /api/databases/{databaseId}/records': {
    tag: RECORDS,
    summary: 'Makes a record.',
    body: { schema: schemas.recordBody },
    answers: {
      201: {
        description: 'It is there.',
        schema: schemas.recordAnswer,
        headers: { Location: 'Its address.', ETag: 'Its version.' },
      },
    },
    errors: [400, 404, 409, 413, 415, 422],
  },
  'post /api/databases/{databaseId}/records/bulk': {
    tag: RECORDS,
    summary: 'Up to 10,000 records at once: all of them, or none and what is wrong with each.',
    parameters: [
      { ...idempotency, description: 'What was done with the same key is answered again, and not done twice.' },
    ],
    body: { schema: schemas.bulkBody },
    answers: { 200: { description: 'They are written.', schema: schemas.bulkAnswer } },
    errors: [400, 404, 409, 412, 413, 415, 422],
  },
  'post /api/databases/{databaseId}/records/trash': {
    tag: RECORDS,
    summary: 'Puts records into the trash, takes them out, or removes for good what is there.',
    body: { schema: schemas.trashBody },
    answers: { 200: { description: 'It is done.', schema: schemas.trashAnswer } },
    errors: [400, 404, 409, 413, 415, 422],
  },
  'get /api/databases/{databaseId}/records/{recordId}': {
    tag: RECORDS,
    summary: 'A record, in the trash or not.',
    answers: { 200: { description: 'The record.', ...record } },
    errors: [404],
  },
  'patch /api/databases/{databaseId}/records/{recordId}': {
    tag: RECORDS,
    summary: 'Changes values of a record; the others stay.',
    parameters: [version],
    body: { schema: schemas.recordBody },
    answers: { 200: { description: 'It is changed.', ...record } },
    errors: [400, 404, 409, 412, 413, 415, 422],
  },
  'delete /api/databases/{databaseId}/records/{recordId}': {
    tag: RECORDS,
    summary: 'Puts a record into the trash; with `purge`, removes one that is there for good.',
    parameters: [version, flag('purge', 'For good.')],
    answers: { 204: { description: 'It is done.' } },
    errors: [400, 404, 409, 412],
  },
  'post /api/databases/{databaseId}/records/{recordId}/restore': {
    tag: RECORDS,
    summary: 'Takes a record out of the trash; 409 when another has its unique value by now.',
    answers: { 200: { description: 'It is back.', ...record } },
    errors: [404, 409],
  },
  'get /api/databases/{databaseId}/records/{recordId}/history': {
    tag: RECORDS,
    summary: 'What was changed of a record, newest first: the last 100 changes and its beginning.',
    parameters: [
      query('before', 'Only versions below: the `next` of the page before.', { type: 'string', minLength: 1 }),
      limit(50, 200),
    ],
    answers: { 200: { description: 'A page.', schema: schemas.recordHistoryAnswer } },
    errors: [400, 404],
  },
};

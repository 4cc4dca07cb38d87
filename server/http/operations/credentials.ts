/** Secrets that nodes call services with. */
import * as schemas from '../credential-schemas.ts';
import type { Operations } from './operation.ts';

const WRITES = [400, 409, 413, 415, 422];

export const credentialOperations: Operations = {
  'get /api/credentials': {
    tag: 'Credentials',
    summary: 'The credentials of the organization, without their secrets.',
    answers: { 200: { description: 'By name.', schema: schemas.credentialsAnswer } },
  },
  'post /api/credentials': {
    tag: 'Credentials',
    summary: 'Stores a credential, sealed. http and llm nodes use it by its name, and only to call its `hosts`.',
    body: { schema: schemas.newCredentialBody },
    answers: { 201: { description: 'It can be used.', schema: schemas.credentialAnswer } },
    errors: WRITES,
  },
  'put /api/credentials/{name}': {
    tag: 'Credentials',
    summary: 'Replaces a credential whole: who gives it other hosts has to know its secret.',
    body: { schema: schemas.credentialBody },
    answers: { 200: { description: 'The next attempt of a node uses it.', schema: schemas.credentialAnswer } },
    errors: [404, ...WRITES],
  },
  'delete /api/credentials/{name}': {
    tag: 'Credentials',
    summary: 'Removes a credential; nodes that name it fail from now on.',
    answers: { 204: { description: 'It is gone.' } },
    errors: [404],
  },
};

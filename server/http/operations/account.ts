/** Who may do what: coming in, members, API tokens, and what was done by whom. */
import * as answers from '../account-answers.ts';
import * as schemas from '../account-schemas.ts';
import { before, limit, type Operation, type Operations, query } from './operation.ts';

const nothing = (description: string) => ({ 204: { description } });
const body = (schema: NonNullable<Operation['body']>['schema']) => ({ schema });
const WRITES = [400, 413, 415, 422];

const people: Operations = {
  'get /api/me': {
    tag: 'Accounts',
    summary: 'Who asks, in which organization, and what they may do.',
    answers: { 200: { description: 'Also for somebody who is not signed in.', schema: answers.meAnswer } },
  },
  'post /api/setup': {
    tag: 'Accounts',
    summary: 'Makes the first account, by the link that the server printed, and signs in.',
    body: body(schemas.joinBody),
    answers: { 201: { description: 'Signed in: the cookie is the session.', schema: answers.meAnswer } },
    errors: [404, 409, 429, ...WRITES],
  },
  'get /api/invitation': {
    tag: 'Accounts',
    summary: 'What the link is for whose secret comes as `Authorization: Bearer`.',
    answers: { 200: { description: 'It is open.', schema: answers.invitationAnswer } },
    errors: [404],
  },
  'post /api/join': {
    tag: 'Accounts',
    summary: 'Becomes a member by an invitation, with a new account or the password of an account that is there.',
    body: body(schemas.joinBody),
    answers: { 201: { description: 'Signed in: the cookie is the session.', schema: answers.meAnswer } },
    errors: [401, 404, 409, 429, ...WRITES],
  },
  'post /api/login': {
    tag: 'Accounts',
    summary: 'Signs in with email and password.',
    body: body(schemas.loginBody),
    answers: { 200: { description: 'Signed in: the cookie is the session.', schema: answers.meAnswer } },
    errors: [401, 409, 429, ...WRITES],
  },
  'post /api/logout': { tag: 'Accounts', summary: 'Ends the session.', answers: nothing('It has ended.') },
  'post /api/me/password': {
    tag: 'Accounts',
    summary: 'Changes the own password, and ends every other session.',
    body: body(schemas.passwordBody),
    answers: nothing('It is changed.'),
    errors: [401, 409, 429, ...WRITES],
  },
  'post /api/me/organization': {
    tag: 'Accounts',
    summary: 'Goes on in another organization that one is a member of.',
    body: body(schemas.enterBody),
    answers: { 200: { description: 'The session is there now.', schema: answers.meAnswer } },
    errors: [404, 409, ...WRITES],
  },
  'post /api/organizations': {
    tag: 'Accounts',
    summary: 'Makes an organization; who makes it owns it.',
    body: body(schemas.organizationBody),
    answers: { 201: { description: 'The organization.', schema: answers.organizationAnswer } },
    errors: WRITES,
  },
};

const members: Operations = {
  'get /api/members': {
    tag: 'Accounts',
    summary: 'The members of the organization, and its open invitations.',
    answers: { 200: { description: 'Owners first.', schema: answers.membersAnswer } },
  },
  'post /api/members': {
    tag: 'Accounts',
    summary: 'Invites somebody. The link in the answer is shown once, and is good for seven days.',
    body: body(schemas.inviteBody),
    answers: { 201: { description: 'Send them the `url`.', schema: answers.invitedAnswer } },
    errors: [409, ...WRITES],
  },
  'put /api/members/{userId}': {
    tag: 'Accounts',
    summary: 'Changes the role of a member.',
    body: body(schemas.roleBody),
    answers: nothing('It is in force at once.'),
    errors: [404, 409, ...WRITES],
  },
  'delete /api/members/{userId}': {
    tag: 'Accounts',
    summary: 'Takes somebody out of the organization, and ends their sessions there.',
    answers: nothing('They are out.'),
    errors: [404, 409],
  },
  'delete /api/invitations/{email}': {
    tag: 'Accounts',
    summary: 'Withdraws an invitation.',
    answers: nothing('Its link is void.'),
    errors: [404],
  },
};

const tokens: Operations = {
  'get /api/tokens': {
    tag: 'Accounts',
    summary: 'The API tokens of the organization, without their secrets.',
    answers: { 200: { description: 'Newest first.', schema: answers.tokensAnswer } },
  },
  'post /api/tokens': {
    tag: 'Accounts',
    summary: 'Makes an API token, with scopes that one has oneself. Its secret is shown once.',
    body: body(schemas.tokenBody),
    answers: { 201: { description: 'Send `token` as `Authorization: Bearer`.', schema: answers.newTokenAnswer } },
    errors: [409, ...WRITES],
  },
  'delete /api/tokens/{tokenId}': {
    tag: 'Accounts',
    summary: 'Revokes an API token; streams that it opened end.',
    answers: nothing('It is void.'),
    errors: [404],
  },
  'get /api/audit': {
    tag: 'Accounts',
    summary: 'Who did what, newest first; `?format=ndjson` answers all of it, one event a line.',
    parameters: [
      limit(100, 1_000),
      before,
      query('action', 'An action such as `token.created`, or its noun.'),
      query('actor', 'The id or the name of who did it.'),
      query('target', 'The id of what it was done to.'),
      query('format', '`ndjson`: a file, one event a line.', { enum: ['ndjson'] }),
    ],
    answers: {
      200: { description: 'A page, or all of it.', schema: answers.auditAnswer, also: 'application/x-ndjson' },
    },
    errors: [400, 422],
  },
};

export const accountOperations: Operations = { ...people, ...members, ...tokens };

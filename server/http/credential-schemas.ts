/** What requests and answers about credentials look like. */
import * as z from 'zod';
import { credentialSchema, newCredentialSchema } from '../../db/credential.ts';

export const credentialBody = credentialSchema;
export const newCredentialBody = newCredentialSchema;

/** Secrets go in and never come out: this is all that is said of one. */
export const credentialAnswer = z.lazy(() =>
  z.object({
    name: z.string(),
    kind: z.string(),
    fields: z.array(z.string()).describe('Names of the fields that are set.'),
    hosts: z.array(z.string()).describe('Where it may be sent.'),
    usable: z.boolean().describe('False: it was sealed under a key that the server does not have.'),
    createdAt: z.string(),
    updatedAt: z.string(),
  }),
);
export const credentialsAnswer = z.lazy(() => z.object({ credentials: z.array(credentialAnswer), next: z.null() }));
export type CredentialAnswer = z.infer<typeof credentialAnswer>;
export type CredentialsAnswer = z.infer<typeof credentialsAnswer>;

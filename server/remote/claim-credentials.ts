/** The credentials that go to a worker with a claim: those that the nodes of this execution name, and no others. */
import type { Credential } from '../../db/credential.ts';
import { CodedError } from '../../db/errors.ts';
import type { Claimed, Workflows } from '../../db/store.ts';
import type { SentCredential } from './wire.ts';

export type ClaimCredentialsDeps = {
  readonly workflows: Pick<Workflows, 'get'>;
  readonly open: (organizationId: string, name: string) => Promise<Credential | null>;
};

/** Throws `storage_unavailable`: a claim without what its nodes need would fail them for no fault of theirs. */
export async function credentialsFor(
  { workflows, open }: ClaimCredentialsDeps,
  { organizationId, workflowId, workflowRevision }: Claimed,
): Promise<SentCredential[]> {
  const workflow = await workflows.get(organizationId, workflowId, workflowRevision);
  const names = new Set<string>();
  for (const { config } of workflow?.document.nodes ?? []) {
    const name = typeof config.credential === 'string' ? config.credential.trim() : '';
    if (name !== '') names.add(name);
  }
  const sent = await Promise.all([...names].map((name) => openOne(open, organizationId, name)));
  return sent.filter((each) => each !== null);
}

async function openOne(
  open: ClaimCredentialsDeps['open'],
  organizationId: string,
  name: string,
): Promise<SentCredential | null> {
  try {
    return await open(organizationId, name);
  } catch (error) {
    if (!(error instanceof CodedError) || error.code === 'storage_unavailable') throw error;
    return { name, problem: { code: error.code, message: error.message } };
  }
}

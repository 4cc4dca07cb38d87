/**
 * Credentials as a worker has them: what came with the claim of an execution, in memory, for as long as it is advanced
 * here. Nothing is asked for later, and one execution never sees what another one brought.
 */
import { CodedError } from '../../db/errors.ts';
import type { CredentialSource } from '../engine/node.ts';
import type { SentCredential } from '../remote/wire.ts';

export type ClaimedCredentials = CredentialSource & {
  keep(executionId: string, credentials: readonly SentCredential[]): void;
  forget(executionId: string): void;
};

export function createClaimedCredentials(): ClaimedCredentials {
  const kept = new Map<string, readonly SentCredential[]>();
  return {
    keep: (executionId, credentials) => void kept.set(executionId, credentials),
    forget: (executionId) => void kept.delete(executionId),
    async open(_, name, executionId) {
      const found = kept.get(executionId)?.find((each) => each.name === name);
      if (!found) return null;
      if ('problem' in found) throw new CodedError(found.problem.code, found.problem.message);
      return found;
    },
  };
}

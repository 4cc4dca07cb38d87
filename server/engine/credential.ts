/** Opening what a node names, for the one address that it is wanted for. */
import { type Credential, mayGoTo, secretsOf } from '../../db/credential.ts';
import { CodedError } from '../../db/errors.ts';
import { type CredentialSource, NodeFailure } from './node.ts';
import { STORAGE_FAILS } from './retry.ts';

export type CredentialRequest = {
  readonly name: string;
  /** where it is to be sent */
  readonly to: (credential: Credential) => URL;
  /** told every secret in it before anything is done with them */
  readonly hide: (secret: string) => void;
};

/** Throws `NodeFailure`: final, unless the database cannot be read right now. */
export async function openCredential(
  source: CredentialSource,
  { organizationId, executionId }: { organizationId: string; executionId: string },
  { name, to, hide }: CredentialRequest,
): Promise<Credential> {
  const credential = await source.open(organizationId, name, executionId).catch((error: unknown) => {
    throw toFailure(error, name);
  });
  if (!credential) {
    const sentence = `There is no credential "${name}". Make it, or name another one in "credential".`;
    throw new NodeFailure('no_credential', sentence, { noEffect: true });
  }
  for (const secret of secretsOf(credential.secret)) hide(secret);
  const url = to(credential);
  if (mayGoTo(credential.hosts, url)) return credential;
  const allowed = credential.hosts.map((host) => `"${host}"`).join(', ');
  throw new NodeFailure(
    'credential_refused',
    `The credential "${name}" is for ${allowed}, and is not sent to "${url.origin}". Whoever owns the organization can give it further hosts.`,
    { noEffect: true },
  );
}

function toFailure(error: unknown, name: string): unknown {
  if (!(error instanceof CodedError)) return error;
  const passing = error.code === STORAGE_FAILS || error.code === 'unavailable';
  const sentence = `The credential "${name}" cannot be opened: ${error.message}`;
  const code = error.code === STORAGE_FAILS ? STORAGE_FAILS : 'credential_locked';
  return new NodeFailure(code, sentence, { transient: passing, noEffect: true, cause: error });
}

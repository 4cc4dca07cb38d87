/** Credentials, as the server lists and takes them. Secrets go in, and never come out. */
import { answer } from '../api.ts';

export type Credential = {
  readonly name: string;
  readonly kind: string;
  /** where it may be sent */
  readonly hosts?: readonly string[];
  /** false: sealed under a key that the server does not have */
  readonly usable?: boolean;
  readonly updatedAt: string;
};
export type NewCredential = {
  readonly kind: string;
  readonly hosts?: readonly string[];
  readonly [field: string]: unknown;
};

const PATH = '/api/credentials';

export async function listCredentials(): Promise<Credential[]> {
  return (await answer<{ credentials: Credential[] }>(fetch(PATH))).credentials;
}

export function addCredential(name: string, secret: NewCredential): Promise<unknown> {
  return answer(send('POST', PATH, { name, ...secret }));
}

/** Puts another secret in its place; who names it in a workflow notices nothing. */
export function changeCredential(name: string, secret: NewCredential): Promise<unknown> {
  return answer(send('PUT', `${PATH}/${encodeURIComponent(name)}`, secret));
}

export function removeCredential(name: string): Promise<unknown> {
  return answer(fetch(`${PATH}/${encodeURIComponent(name)}`, { method: 'DELETE' }));
}

function send(method: string, path: string, body: unknown): Promise<Response> {
  return fetch(path, { method, headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(body) });
}

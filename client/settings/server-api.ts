/** What the settings ask about the server itself, and the keys of embedding pages. */
import { type Answered, answer, api, bodyOf, type Made } from '../api.ts';

export type ServerFacts = Answered<typeof api.server.$get>;
export type EmbedKey = Answered<(typeof api)['embed-keys']['$get']>['keys'][number];
export type NewEmbedKey = Made<(typeof api)['embed-keys']['$post']>;

export function getServer(): Promise<ServerFacts> {
  return answer(api.server.$get());
}

export async function listEmbedKeys(): Promise<EmbedKey[]> {
  return (await answer(api['embed-keys'].$get())).keys;
}

/** The secret is told this once. */
export function addEmbedKey(name: string): Promise<NewEmbedKey> {
  return answer(api['embed-keys'].$post({ json: { name } }));
}

export async function removeEmbedKey(kid: string): Promise<void> {
  await bodyOf(await api['embed-keys'][':kid'].$delete({ param: { kid } }));
}

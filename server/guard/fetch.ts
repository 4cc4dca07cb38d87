/** `fetch` for packages that bring their own HTTP: every connection, of every redirect too, passes the guard. */
import type * as Undici from 'undici';
import type { GuardedAgent } from './agent.ts';

export function createGuardedFetch(agent: GuardedAgent): typeof fetch {
  return async (input, init) => {
    const [{ fetch: send }, dispatcher] = await Promise.all([import('undici'), agent.open()]);
    const options = { ...init, dispatcher } as Undici.RequestInit;
    return (await send(input as Undici.RequestInfo, options)) as unknown as Response;
  };
}

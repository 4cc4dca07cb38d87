/** An end for work that nobody can bound by reading it, such as the regular expression of a stranger. */
import { createContext, Script } from 'node:vm';

export class TimeUp extends Error {}

const call = new Script('work()');

/** What `work` answers or throws; `TimeUp` when it has not ended after `ms`. It must not await; costs half a millisecond. */
export function withinTime<T>(ms: number, work: () => T): T {
  try {
    return call.runInContext(createContext({ work }), { timeout: ms }) as T;
  } catch (error) {
    if ((error as { code?: unknown } | null)?.code !== 'ERR_SCRIPT_EXECUTION_TIMEOUT') throw error;
    throw new TimeUp(`Expected an end within ${ms} ms.`, { cause: error });
  }
}

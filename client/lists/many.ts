/** One deed done to many executions: few at once, each refusal kept with its reason. */
import { sentenceOf } from '../components/action.ts';

/** Requests under way at once: a browser has six connections for a host, and the stream needs one. */
const AT_ONCE = 4;

export type Refusal = { readonly reason: string; readonly executionIds: readonly string[] };
export type Report = { readonly done: number; readonly refusals: readonly Refusal[] };

/** `onProgress` is told how many were asked for so far. */
export async function doToMany(
  executionIds: readonly string[],
  deed: (executionId: string) => Promise<unknown>,
  onProgress: (count: number) => void,
): Promise<Report> {
  const refused = new Map<string, string[]>();
  let done = 0;
  let asked = 0;
  const waiting = [...executionIds];
  async function work(): Promise<void> {
    for (let id = waiting.shift(); id !== undefined; id = waiting.shift()) {
      try {
        await deed(id);
        done += 1;
      } catch (error) {
        // The server names the execution in its sentence: what is said of many is said once.
        const reason = sentenceOf(error).replaceAll(id, '…');
        refused.set(reason, [...(refused.get(reason) ?? []), id]);
      }
      asked += 1;
      onProgress(asked);
    }
  }
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  return { done, refusals: [...refused].map(([reason, ids]) => ({ reason, executionIds: ids })) };
}

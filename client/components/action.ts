import { createSignal } from 'solid-js';
import { ApiError } from '../api.ts';
import { errorSentence } from '../i18n.ts';

/** What went wrong, in the server's words: the problems of single fields where it names them. */
export function sentenceOf(error: unknown): string {
  if (!(error instanceof ApiError)) return String(error);
  if (error.details.length > 0) return error.details.map(({ message }) => message).join(' ');
  return errorSentence(error.code, error.message);
}

/** One thing at a time, with the sentence of what went wrong. `act` answers whether it went well. */
export function createAction(wordsOf: (error: unknown) => string = sentenceOf) {
  const [busy, setBusy] = createSignal(false);
  const [problem, setProblem] = createSignal<string | null>(null);
  async function act(what: () => Promise<unknown>): Promise<boolean> {
    if (busy()) return false;
    setBusy(true);
    setProblem(null);
    try {
      await what();
      return true;
    } catch (error) {
      setProblem(wordsOf(error));
      return false;
    } finally {
      setBusy(false);
    }
  }
  return { busy, problem, act };
}

import { CodedError } from '../../db/errors.ts';
import { GuardError } from '../../db/records/backend.ts';
import { TakenError } from '../../db/records/record-errors.ts';

const TRIES = 8;

/** Works something out anew when others were faster with the same records. */
export async function untilDone<T>(work: () => Promise<T>): Promise<T> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await work();
    } catch (error) {
      const late = error instanceof TakenError || (error instanceof GuardError && error.guard === 'versions');
      if (!late) throw error;
      if (tries < TRIES) continue;
      const sentence = 'Others keep changing the same records: try again in a moment.';
      throw new CodedError('conflict', sentence, { cause: error });
    }
  }
}

/** Files that come in pieces over the network, and are kept in pieces beside the records. */
import { CodedError } from '../../db/errors.ts';
import type { FilePurpose } from '../../db/records/files-sql.ts';
import type { Asker } from './ask.ts';

const PIECE = 256 * 1024;

/** Waits for each piece to be stored before it takes the next. Throws `too_large`. Answers the file's id. */
export async function receiveFile(
  { asker, now }: { asker: Asker; now: () => string },
  organizationId: string,
  id: string,
  file: { readonly purpose: FilePurpose; readonly name: string; readonly type: string },
  body: AsyncIterable<Uint8Array>,
  max: number,
): Promise<number> {
  const { answer: fileId } = await asker.ask('write', 'openFile', organizationId, id, { ...file, now: now() });
  // one piece of memory for all of the file, which the thread reads: it is stored before the next bytes come in
  const shared = new Uint8Array(new SharedArrayBuffer(PIECE));
  let length = 0;
  let size = 0;
  let seq = 0;
  const store = async () => {
    await asker.ask('write', 'addChunk', organizationId, id, { fileId, seq, bytes: shared.subarray(0, length) });
    length = 0;
    seq += 1;
  };
  try {
    for await (const piece of body) {
      size += piece.length;
      if (size > max) throw new CodedError('too_large', `Expected a file of at most ${max} bytes.`);
      for (let at = 0; at < piece.length; ) {
        const taken = piece.subarray(at, at + PIECE - length);
        shared.set(taken, length);
        at += taken.length;
        length += taken.length;
        if (length === PIECE) await store();
      }
    }
    if (length > 0) await store();
  } catch (error) {
    await asker.ask('write', 'setFile', organizationId, id, { fileId, state: 'failed', drop: true }).catch(() => {});
    throw error;
  }
  await asker.ask('write', 'setFile', organizationId, id, { fileId, state: 'kept' });
  return fileId;
}

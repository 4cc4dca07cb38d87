/** Files that come in pieces over the network, and are kept in pieces beside the records. */
import { Buffer } from 'node:buffer';
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
  let waiting: Uint8Array[] = [];
  let length = 0;
  let size = 0;
  let seq = 0;
  const store = async () => {
    const bytes = new Uint8Array(Buffer.concat(waiting));
    waiting = [];
    length = 0;
    await asker.ask('write', 'addChunk', organizationId, id, { fileId, seq, bytes });
    seq += 1;
  };
  try {
    for await (const piece of body) {
      size += piece.length;
      if (size > max) throw new CodedError('too_large', `Expected a file of at most ${max} bytes.`);
      waiting.push(piece);
      length += piece.length;
      if (length >= PIECE) await store();
    }
    if (length > 0) await store();
  } catch (error) {
    await asker.ask('write', 'setFile', organizationId, id, { fileId, state: 'failed', drop: true }).catch(() => {});
    throw error;
  }
  await asker.ask('write', 'setFile', organizationId, id, { fileId, state: 'kept' });
  return fileId;
}

/** What columns of the type file hold: kept beside the records, in pieces. */
import { CodedError } from '../../db/errors.ts';
import type { Asker } from './ask.ts';
import { receiveFile } from './uploads.ts';

/** Bytes of one file. */
export const FILE_MAX = 20 * 1024 ** 2;

export type FileValue = { readonly id: number; readonly name: string; readonly type: string; readonly size: number };
export type FileVerbs = {
  /** Answers what a file column is given. Throws `too_large`. */
  add(
    organizationId: string,
    id: string,
    file: { readonly name: string; readonly type: string },
    body: AsyncIterable<Uint8Array>,
  ): Promise<FileValue>;
  /** Throws `not_found`. */
  read(
    organizationId: string,
    id: string,
    fileId: number,
  ): Promise<FileValue & { readonly chunks: AsyncGenerator<Uint8Array> }>;
};

export function createFiles({ asker, now }: { asker: Asker; now: () => string }): FileVerbs {
  async function find(organizationId: string, id: string, fileId: number): Promise<FileValue> {
    const { answer } = await asker.ask('read', 'file', organizationId, id, { fileId });
    if (answer?.purpose === 'value' && answer.state === 'kept') {
      const { name, type, size } = answer;
      return { id: fileId, name, type, size };
    }
    throw new CodedError('not_found', `There is no file "${fileId}" in this database.`);
  }

  async function* chunks(organizationId: string, id: string, fileId: number): AsyncGenerator<Uint8Array> {
    for (let seq = 0; ; seq += 1) {
      const { answer } = await asker.ask('read', 'chunk', organizationId, id, { fileId, seq });
      if (answer === null) return;
      yield answer;
    }
  }

  return {
    async add(organizationId, id, file, body) {
      const given = { purpose: 'value' as const, ...file };
      const fileId = await receiveFile({ asker, now }, organizationId, id, given, body, FILE_MAX);
      return find(organizationId, id, fileId);
    },
    async read(organizationId, id, fileId) {
      return { ...(await find(organizationId, id, fileId)), chunks: chunks(organizationId, id, fileId) };
    },
  };
}

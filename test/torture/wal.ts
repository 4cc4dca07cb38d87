/** The write-ahead log of SQLite as bytes: a header of 32, then frames of 24 and a page each (https://sqlite.org/fileformat2.html). */

export const HEADER = 32;
export const FRAME_HEADER = 24;

export type Wal = {
  /** bytes of a frame */
  readonly frame: number;
  /** where each frame of this log ends */
  readonly frames: readonly number[];
  /** where each commit ends; the first is 0 bytes of frames: what the database file has alone */
  readonly commits: readonly number[];
};

/** Reads where frames and commits end. Frames of an earlier round, behind the end of this one, are not counted. */
export function readWal(bytes: Buffer): Wal {
  const frame = FRAME_HEADER + bytes.readUInt32BE(8);
  const salt = bytes.subarray(16, 24);
  const frames: number[] = [];
  const commits: number[] = [HEADER];
  for (let at = HEADER; at + frame <= bytes.length; at += frame) {
    if (!bytes.subarray(at + 8, at + 16).equals(salt)) break;
    frames.push(at + frame);
    // the size of the database after the commit; 0 in frames that end none
    if (bytes.readUInt32BE(at + 4) !== 0) commits.push(at + frame);
  }
  return { frame, frames, commits };
}

/** Where the last commit ends that lies whole in the first `bytes`. */
export function lastCommit({ commits }: Wal, bytes: number): number {
  let [low, high] = [0, commits.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (commits[middle]! <= bytes) low = middle + 1;
    else high = middle;
  }
  return commits[low - 1] ?? 0;
}

/** What the loss of power has made of the end of a log. Everything from `at` is what the disk had not been told to keep. */
export type Loss =
  /** the file ends there */
  | { readonly kind: 'cut'; readonly at: number }
  /** the file has its length, and there is what was on the disk before */
  | { readonly kind: 'zeros' | 'garbage'; readonly at: number }
  /** one sector of 512 was not written, those behind it were */
  | { readonly kind: 'hole'; readonly at: number }
  /** one bit is another */
  | { readonly kind: 'flip'; readonly at: number };

export function lose(bytes: Buffer, { kind, at }: Loss, random: () => number): Buffer {
  switch (kind) {
    case 'cut':
      return bytes.subarray(0, at);
    case 'zeros':
      return Buffer.concat([bytes.subarray(0, at), Buffer.alloc(bytes.length - at)]);
    case 'garbage': {
      const noise = Buffer.from(Array.from({ length: 5_003 }, () => Math.floor(random() * 256)));
      return Buffer.concat([bytes.subarray(0, at), Buffer.alloc(bytes.length - at, noise)]);
    }
    case 'hole': {
      const copy = Buffer.from(bytes);
      copy.fill(0, at, Math.min(bytes.length, at + 512));
      return copy;
    }
    case 'flip': {
      const copy = Buffer.from(bytes);
      copy[at] = copy[at]! ^ (1 << Math.floor(random() * 8));
      return copy;
    }
    default:
      return kind satisfies never;
  }
}

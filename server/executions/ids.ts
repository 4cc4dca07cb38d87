import { monotonicFactory } from 'ulid';

const AT_ONCE = 4_096;

/**
 * Ids that sort by the time they were given at: ULIDs in lower case. Chance is fetched in bulk, since asking the
 * system for a byte at a time costs more than the rest of an id.
 */
export function createIds(): (now: number) => string {
  const bytes = new Uint8Array(AT_ONCE);
  let used = AT_ONCE;
  const ulid = monotonicFactory(() => {
    if (used === AT_ONCE) {
      crypto.getRandomValues(bytes);
      used = 0;
    }
    return bytes[used++]! / 256;
  });
  return (now) => ulid(now).toLowerCase();
}

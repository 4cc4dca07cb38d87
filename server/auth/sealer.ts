/**
 * Seals texts so that only this server can read them, and only in the place they were sealed for.
 *
 * A sealed text is `c1.<key id>.<nonce, ciphertext and tag in base64url>`: AES-256-GCM with a random nonce of 96 bits,
 * under a key derived for the purpose. The place (purpose, organization, name) is authenticated: a text that is moved
 * to another row does not open there.
 */
import { Buffer } from 'node:buffer';
import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { CodedError } from '../../db/errors.ts';
import type { SealedPlace } from '../../db/secret-store.ts';
import { deriveKey, type Key, keyId } from './key.ts';

export type Keys = {
  /** null: there is none, and nothing can be sealed */
  readonly current: Key | null;
  /** what was sealed under these can still be opened */
  readonly old: readonly Key[];
};

export type Sealer = {
  /** A key of this server for a purpose other than sealing; null when there is no key. */
  keyOf(purpose: 'embed-tokens'): Key | null;
  /** Throws `conflict` when there is no key. */
  seal(text: string, place: SealedPlace): string;
  /** Throws `conflict` when there is not the key, or the text is not what was sealed for this place. */
  open(sealed: string, place: SealedPlace): string;
  /** The text under the current key; the same text when it is so already. Throws like `open`. */
  reseal(sealed: string, place: SealedPlace): string;
};

const VERSION = 'c1';
const ALGORITHM = 'aes-256-gcm';
const NONCE_BYTES = 12;
const TAG_BYTES = 16;

export function createSealer({ current, old }: Keys): Sealer {
  const known = new Map([...old, ...(current ? [current] : [])].map((key) => [keyId(key), key]));
  const currentId = current && keyId(current);
  const derived = new Map<string, Key>();

  function keyFor(id: string, master: Key, { purpose }: SealedPlace): Key {
    const found = derived.get(`${id} ${purpose}`) ?? deriveKey(master, purpose);
    derived.set(`${id} ${purpose}`, found);
    return found;
  }

  function seal(text: string, place: SealedPlace): string {
    if (current === null || currentId === null) throw new CodedError('conflict', NO_KEY);
    const nonce = randomBytes(NONCE_BYTES);
    const cipher = createCipheriv(ALGORITHM, keyFor(currentId, current, place), nonce, { authTagLength: TAG_BYTES });
    cipher.setAAD(bound(place));
    const parts = [nonce, cipher.update(text, 'utf8'), cipher.final(), cipher.getAuthTag()];
    return `${VERSION}.${currentId}.${Buffer.concat(parts).toString('base64url')}`;
  }

  function open(sealed: string, place: SealedPlace): string {
    const [version, id = '', content = ''] = sealed.split('.');
    const master = known.get(id);
    if (version === VERSION && master === undefined) throw new CodedError('conflict', otherKey(place, id));
    const bytes = Buffer.from(content, 'base64url');
    if (version !== VERSION || master === undefined || bytes.length < NONCE_BYTES + TAG_BYTES) throw damaged(place);
    try {
      const nonce = bytes.subarray(0, NONCE_BYTES);
      const decipher = createDecipheriv(ALGORITHM, keyFor(id, master, place), nonce, { authTagLength: TAG_BYTES });
      decipher.setAAD(bound(place));
      decipher.setAuthTag(bytes.subarray(-TAG_BYTES));
      const text = decipher.update(bytes.subarray(NONCE_BYTES, -TAG_BYTES));
      return Buffer.concat([text, decipher.final()]).toString();
    } catch (cause) {
      throw damaged(place, cause);
    }
  }

  return {
    keyOf: (purpose) => current && deriveKey(current, purpose),
    seal,
    open,
    reseal(sealed, place) {
      if (currentId === null || sealed.startsWith(`${VERSION}.${currentId}.`)) return sealed;
      return seal(open(sealed, place), place);
    },
  };
}

function bound({ purpose, organizationId, name }: SealedPlace): Buffer {
  return Buffer.from(JSON.stringify([VERSION, purpose, organizationId, name]));
}

const NO_KEY =
  'There is no key to seal secrets with. Set CORTADO_KEY to 32 random bytes ("openssl rand -base64 32") and start the server again.';

function otherKey({ name }: SealedPlace, id: string): string {
  return (
    `The secret of "${name}" was sealed under another key (${id}). Start the server with that key as CORTADO_KEY, ` +
    'or as CORTADO_KEY_OLD beside a new one; where it is lost, set the secret again.'
  );
}

function damaged({ name }: SealedPlace, cause?: unknown): CodedError {
  const sentence = `What is stored as the secret of "${name}" is not what was sealed there: it was changed or moved. Set it again.`;
  return new CodedError('conflict', sentence, { cause });
}

/** Brings every sealed text under the current key. `locked`: how many cannot be opened with the keys there are, and why. */
export async function sealAnew(
  store: { replace(reseal: (sealed: string, place: SealedPlace) => string): Promise<number> },
  sealer: Sealer,
): Promise<{ readonly changed: number; readonly locked: readonly string[] }> {
  const locked: string[] = [];
  const changed = await store.replace((sealed, place) => {
    try {
      const anew = sealer.reseal(sealed, place);
      // without a current key nothing is sealed anew, but it has to open
      if (anew === sealed) sealer.open(sealed, place);
      return anew;
    } catch (error) {
      if (!(error instanceof CodedError)) throw error;
      locked.push(error.message);
      return sealed;
    }
  });
  return { changed, locked };
}

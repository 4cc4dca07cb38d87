/** What every database of the past has in common. */

/** Where its workflows call; a test puts a server of its own there. */
export const STUB = 'http://stub.test';
export const EMAIL = 'ana@example.com';
export const PASSWORD = 'correct horse battery';
/** What its secrets are sealed with. */
export const KEY = 'BwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwc=';

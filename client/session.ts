/** Who looks at the dashboard, and what they may do. */
import { createSignal } from 'solid-js';
import { type Me, type Scope, whoAmI } from './account-api.ts';
import { refusals } from './api.ts';
import { keep, kept } from './i18n.ts';

const KEY = 'cortado.session';

const [me, setMe] = createSignal<Me | null>(null, { equals: (a, b) => JSON.stringify(a) === JSON.stringify(b) });
/**
 * Whether pages may be shown. Where nobody had to sign in the last time, they do not wait for the answer; everywhere
 * else a page would ask for what it is refused.
 */
const [known, setKnown] = createSignal(kept(KEY) === 'local');
const [ended, setEnded] = createSignal(false);
let asking: Promise<void> | null = null;

/** Null: the server has not said yet. */
/** Whether somebody was signed in on this page, and is not any more. */
export { ended, known, me };

/** Looks at once, when the server refuses, and when the page is looked at again. */
export function followSession(): void {
  void lookAgain();
  refusals.addEventListener('refused', lookAgain);
  document.addEventListener('visibilitychange', () => {
    if (!document.hidden && me()?.state !== 'local') void lookAgain();
  });
}

/** Asks who one is; what is asked meanwhile gets the same answer. */
export function lookAgain(): Promise<void> {
  asking ??= look().finally(() => {
    asking = null;
  });
  return asking;
}

async function look(): Promise<void> {
  const before = me()?.state;
  // No answer: the pages are shown, and say themselves that the server does not answer.
  const now = await whoAmI().catch(() => null);
  if (now) {
    keep(KEY, now.state === 'local' ? 'local' : 'accounts');
    setEnded(before === 'signed-in' && now.state === 'signed-out');
    setMe(now);
  }
  setKnown(true);
}

/** Whether it is worth offering what needs `scope`. The server decides, whatever is offered. */
export function may(scope: Scope): boolean {
  return me()?.scopes.includes(scope) ?? true;
}

/** Whether a path is for people who are not signed in. */
export function isDoor(path: string): boolean {
  return ['/login', '/setup', '/join', '/shared/dashboard'].includes(path.replace(/(?<=.)\/+$/, ''));
}

/** Goes on at an address of this dashboard with nothing of what was here before in memory. */
export function startOver(address: string): void {
  location.replace(address);
}

/** The address as one of this dashboard's own; its first page for every other. */
export function ownAddress(address: string | undefined): string {
  if (!address?.startsWith('/')) return '/';
  const url = new URL(address, location.origin);
  return url.origin === location.origin && !isDoor(url.pathname) ? url.pathname + url.search + url.hash : '/';
}

/** Asks for the next token a while before this one ends. */
import type { EmbedAnswer, EmbedApi } from './embed-api.ts';
import type { ParentPage } from './parent-page.ts';

const AHEAD_MS = 45_000;

/** Calls `onGrant` with what the next token allows, `onEnded` when none came in time. */
export function keepToken(
  { api, page }: { readonly api: EmbedApi; readonly page: ParentPage },
  first: EmbedAnswer,
  onGrant: (grant: EmbedAnswer) => void,
  onEnded: () => void,
): void {
  let timers: ReturnType<typeof setTimeout>[] = [];
  function arm({ expiresAt }: EmbedAnswer): void {
    for (const timer of timers) clearTimeout(timer);
    const left = Date.parse(expiresAt) - Date.now();
    timers = [
      setTimeout(() => page.tell({ type: 'token.request' }), Math.max(1_000, left - Math.min(AHEAD_MS, left / 2))),
      setTimeout(onEnded, left),
    ];
  }
  arm(first);
  page.hear({
    token(token) {
      api.renew(token);
      api.grant().then(
        (grant) => {
          arm(grant);
          onGrant(grant);
        },
        (error: Error) => page.tell({ type: 'error', message: error.message }),
      );
    },
    theme: setTheme,
  });
}

export function setTheme(theme: string | null): void {
  if (theme === 'light' || theme === 'dark') document.documentElement.dataset.theme = theme;
  else delete document.documentElement.dataset.theme;
}

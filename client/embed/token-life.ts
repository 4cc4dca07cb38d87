/** Asks for the next token a while before this one ends, again and again until it comes. */
import type { EmbedAnswer, EmbedApi } from './embed-api.ts';
import type { ParentPage } from './parent-page.ts';

const AHEAD_MS = 45_000;
const AGAIN_MS = 10_000;

export type TokenLife = {
  /** The server says that it has ended. */
  ended(): void;
};

/** Calls `onGrant` with what each next token allows, `onEnded` when none came in time. */
export function keepToken(
  api: Pick<EmbedApi, 'renew' | 'grant' | 'end'>,
  page: Pick<ParentPage, 'tell' | 'hear'>,
  first: EmbedAnswer,
  on: { granted(): void; ended(): void },
): TokenLife {
  let asking: ReturnType<typeof setTimeout> | undefined;
  let ending: ReturnType<typeof setTimeout> | undefined;
  let { expiresAt } = first;

  function ask(): void {
    clearTimeout(asking);
    page.tell({ type: 'token-expiring', expiresAt });
    asking = setTimeout(ask, AGAIN_MS);
  }
  function arm(grant: EmbedAnswer): void {
    clearTimeout(asking);
    clearTimeout(ending);
    ({ expiresAt } = grant);
    const left = Date.parse(expiresAt) - Date.now();
    asking = setTimeout(ask, Math.max(1_000, left - Math.min(AHEAD_MS, left / 2)));
    ending = setTimeout(() => api.end(), left);
  }
  arm(first);
  page.hear({
    token(token) {
      api.renew(token);
      api.grant().then(
        (grant) => {
          arm(grant);
          on.granted();
        },
        (error: Error) => page.tell({ type: 'error', message: error.message }),
      );
    },
  });
  return {
    ended() {
      on.ended();
      ask();
    },
  };
}

/** The first token, from the page around, for a frame that came without a good one. Rejects when there is none in time. */
export function askForToken(page: Pick<ParentPage, 'tell' | 'hear'>, patienceMs: number): Promise<string | null> {
  return new Promise((resolve) => {
    const answer = (token: string | null) => {
      clearTimeout(timer);
      stop();
      resolve(token);
    };
    const timer = setTimeout(answer, patienceMs, null);
    const stop = page.hear({ token: answer });
    page.tell({ type: 'token-expiring', expiresAt: null });
  });
}

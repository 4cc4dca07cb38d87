/**
 * The page that frames this one. What it is told goes to its origin alone, and only it is heard; every message is
 * `{v: 1, type, …}`. Told: ready, resize, run.started, run.status, run.finished, token.request, error. Heard: token.set,
 * theme.set.
 */
export type Told =
  | { readonly type: 'ready' }
  | { readonly type: 'resize'; readonly height: number }
  | { readonly type: 'run.started'; readonly executionId: string }
  | { readonly type: 'run.status'; readonly executionId: string; readonly status: string; readonly percentage: number }
  | {
      readonly type: 'run.finished';
      readonly executionId: string;
      readonly status: string;
      readonly finalOutput: unknown;
    }
  | { readonly type: 'token.request' }
  | { readonly type: 'error'; readonly message: string };

export type ParentPage = {
  /** null: nobody frames this page, or the browser does not say who */
  readonly origin: string | null;
  tell(message: Told): void;
  /** Answers the way to stop. */
  hear(listener: { token(token: string): void; theme(theme: string): void }): void;
};

export function parentPage(): ParentPage {
  const origin = window.parent === window ? null : originOfParent();
  return {
    origin,
    tell(message) {
      if (origin !== null) window.parent.postMessage({ v: 1, ...message }, origin);
    },
    hear(listener) {
      addEventListener('message', ({ source, origin: from, data }) => {
        if (source !== window.parent || from !== origin || data?.v !== 1) return;
        if (data.type === 'token.set' && typeof data.token === 'string') listener.token(data.token);
        if (data.type === 'theme.set' && typeof data.theme === 'string') listener.theme(data.theme);
      });
    },
  };
}

/** Chrome and Safari say it; elsewhere the address that led here does, unless its page keeps that to itself. */
function originOfParent(): string | null {
  const said = (location as { ancestorOrigins?: DOMStringList }).ancestorOrigins?.[0];
  if (said) return said === 'null' ? null : said;
  return URL.canParse(document.referrer) ? new URL(document.referrer).origin : null;
}

/** Tells the height of the page whenever it changes by more than a pixel, at most once a frame. */
export function tellHeight(page: ParentPage, element: Element): void {
  let told = 0;
  let asked = false;
  new ResizeObserver(() => {
    if (asked) return;
    asked = true;
    requestAnimationFrame(() => {
      asked = false;
      const height = Math.ceil(element.scrollHeight);
      if (Math.abs(height - told) <= 1) return;
      told = height;
      page.tell({ type: 'resize', height });
    });
  }).observe(element);
}

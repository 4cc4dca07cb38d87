/**
 * The page that frames this one. What it is told goes to its origin alone, and only it is heard; every message is
 * `{v: 1, type, …}`, as `client/public/embed.d.ts` says. Heard are `token` and `theme`.
 */
import type { Message, Theme } from '../public/embed.d.ts';

type Bare<Each> = Each extends Message ? Omit<Each, 'v'> : never;
export type Told = Bare<Message>;

export type ParentPage = {
  /** null: nobody frames this page, or the browser does not say who */
  readonly origin: string | null;
  tell(message: Told): void;
  /** Answers the way to stop. */
  hear(listener: { token?(token: string): void; theme?(theme: Theme): void }): () => void;
};

export function parentPage(): ParentPage {
  const origin = window.parent === window ? null : originOfParent();
  return {
    origin,
    tell(message) {
      if (origin !== null) window.parent.postMessage({ v: 1, ...message }, origin);
    },
    hear(listener) {
      const stop = new AbortController();
      const take = ({ source, origin: from, data }: MessageEvent) => {
        if (source !== window.parent || from !== origin || data?.v !== 1) return;
        if (data.type === 'token' && typeof data.token === 'string') listener.token?.(data.token);
        if (data.type === 'theme' && typeof data.theme === 'object') listener.theme?.(data.theme ?? {});
      };
      addEventListener('message', take, stop);
      return () => stop.abort();
    },
  };
}

/** Chrome and Safari say it; elsewhere the address that led here does, unless its page keeps that to itself. */
function originOfParent(): string | null {
  const said = (location as { ancestorOrigins?: DOMStringList }).ancestorOrigins?.[0];
  if (said) return said === 'null' ? null : said;
  return URL.canParse(document.referrer) ? new URL(document.referrer).origin : null;
}

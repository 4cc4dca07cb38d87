import { A, useLocation, useNavigate } from '@solidjs/router';
import { createEffect, createMemo, ErrorBoundary, type JSX, Match, Show, Suspense, Switch } from 'solid-js';
import { locale, rememberLocale, t } from '../i18n.ts';
import { PaletteKey } from '../palette/palette-key.tsx';
import { isDoor, known, me } from '../session.ts';
import { nextTheme, theme } from '../theme.ts';
import { AccountMenu } from './account-menu.tsx';
import { Navigation } from './navigation.tsx';

/** What is around every page. */
export function Frame(props: { children?: JSX.Element }) {
  const location = useLocation();
  const navigate = useNavigate();
  const atDoor = createMemo(() => isDoor(location.pathname));
  /** Where one has to go first. */
  const first = createMemo(() => {
    const state = me()?.state;
    if (state === 'setup' && location.pathname !== '/setup') return '/setup';
    if (state !== 'signed-out' || atDoor()) return null;
    const here = location.pathname + location.search + location.hash;
    return here === '/' ? '/login' : `/login?next=${encodeURIComponent(here)}`;
  });
  createEffect(() => {
    const address = first();
    if (address !== null) navigate(address, { replace: true });
  });
  return (
    <div class="frame">
      <a class="skip" href="#main">
        {t('app.skip')}
      </a>
      <header class="frame-head">
        <A class="brand" href="/" end aria-label="Cortado">
          <Cup />
          <span>Cortado</span>
        </A>
        <Show when={!atDoor()}>
          <Navigation />
        </Show>
        <div class="frame-tools">
          <button
            type="button"
            class="button small plain"
            onClick={() => rememberLocale(locale() === 'en' ? 'es' : 'en')}
            lang={locale() === 'en' ? 'es' : 'en'}
          >
            {t('app.language')}
          </button>
          <button
            type="button"
            class="button small plain icon"
            aria-label={t('app.theme', { name: t(`app.theme.${theme()}`) })}
            title={t('app.theme', { name: t(`app.theme.${theme()}`) })}
            onClick={nextTheme}
          >
            <ThemeSign />
          </button>
          <Show when={!atDoor()}>
            <PaletteKey />
            <Switch>
              <Match when={me()?.state === 'signed-in'}>
                <AccountMenu />
              </Match>
              <Match when={me()?.state === 'local'}>
                <A
                  class="button small plain icon"
                  href="/settings"
                  aria-label={t('settings.title')}
                  title={t('settings.title')}
                >
                  <SettingsSign />
                </A>
              </Match>
            </Switch>
          </Show>
        </div>
      </header>
      <main id="main" class="frame-main">
        <ErrorBoundary fallback={(error, reset) => <Broken error={error} onReset={reset} />}>
          <Suspense>
            <Show when={known() && first() === null}>{props.children}</Show>
          </Suspense>
        </ErrorBoundary>
      </main>
    </div>
  );
}

function Cup() {
  return (
    <svg viewBox="0 0 32 32" width="22" height="22" aria-hidden="true">
      <path class="cup-milk" d="M7.3 15.5h14.4v2.4a7.2 7.2 0 0 1-14.4 0z" />
      <path class="cup-line" d="M6 10h17v8a8.5 8.5 0 0 1-17 0zM23 12h1.6a3.4 3.4 0 0 1 0 6.8H23" />
    </svg>
  );
}

function ThemeSign() {
  return (
    <svg viewBox="0 0 16 16" width="16" height="16" aria-hidden="true">
      <circle cx="8" cy="8" r="5.6" fill="none" stroke="currentColor" stroke-width="1.5" />
      <path
        d={theme() === 'dark' ? 'M8 2.4a5.6 5.6 0 0 1 0 11.2A5.6 5.6 0 0 1 8 2.4z' : 'M8 2.4a5.6 5.6 0 0 1 0 11.2z'}
        fill="currentColor"
        opacity={theme() === 'light' ? 0 : 1}
      />
    </svg>
  );
}

function SettingsSign() {
  return (
    <svg
      viewBox="0 0 16 16"
      width="16"
      height="16"
      aria-hidden="true"
      fill="none"
      stroke="currentColor"
      stroke-width="1.5"
    >
      <path d="M2 4.5h7M13 4.5h1M2 11.5h1M7 11.5h7" stroke-linecap="round" />
      <circle cx="11" cy="4.5" r="1.8" />
      <circle cx="5" cy="11.5" r="1.8" />
    </svg>
  );
}

function Broken(props: { error: unknown; onReset(): void }) {
  return (
    <div class="empty" role="alert">
      <p>{props.error instanceof Error ? props.error.message : String(props.error)}</p>
      <button type="button" class="button" onClick={props.onReset}>
        {t('app.again')}
      </button>
    </div>
  );
}

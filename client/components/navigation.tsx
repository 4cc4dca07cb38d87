import { A, useLocation } from '@solidjs/router';
import { createUniqueId, For } from 'solid-js';
import { t } from '../i18n.ts';
import { sectionOf, sections } from './sections.ts';

/** Links to the sections: in a row where there is room, behind a button that names the present one on a phone. */
export function Navigation() {
  const id = createUniqueId();
  const location = useLocation();
  const here = () => sectionOf(location.pathname);
  let nav: HTMLElement | undefined;
  return (
    <>
      <button type="button" class="button small plain nav-button" popovertarget={id}>
        <span class="cut">{here() ? t(here()?.word ?? 'app.menu') : t('app.menu')}</span>
        <svg viewBox="0 0 10 10" width="10" height="10" aria-hidden="true">
          <path d="M1.5 3.5 5 7l3.5-3.5" fill="none" stroke="currentColor" stroke-width="1.5" />
        </svg>
      </button>
      <nav id={id} class="nav" popover="auto" ref={nav} aria-label={t('app.sections')}>
        <For each={sections}>
          {(section) => (
            <A
              href={section.href}
              end
              classList={{ active: here() === section }}
              aria-current={here() === section ? 'page' : undefined}
              onClick={() => nav?.matches(':popover-open') && nav.hidePopover()}
            >
              {t(section.word)}
            </A>
          )}
        </For>
      </nav>
    </>
  );
}

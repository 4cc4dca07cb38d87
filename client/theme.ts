import { createSignal } from 'solid-js';
import { keep, kept } from './i18n.ts';

export const themes = ['auto', 'light', 'dark'] as const;
export type Theme = (typeof themes)[number];

const KEY = 'cortado.theme';
const [theme, setTheme] = createSignal<Theme>(themes.find((known) => known === kept(KEY)) ?? 'auto');

export { theme };

/** Goes on to the next of the three and remembers it; `theme.js` sets it before the first paint. */
export function nextTheme(): void {
  const next = themes[(themes.indexOf(theme()) + 1) % themes.length] ?? 'auto';
  keep(KEY, next);
  setTheme(next);
  if (next === 'auto') delete document.documentElement.dataset.theme;
  else document.documentElement.dataset.theme = next;
}

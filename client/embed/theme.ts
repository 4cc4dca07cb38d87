/** How the page looks inside somebody else's: by its address at first, by messages later. */
import type { Part, Theme } from '../public/embed.d.ts';
import '../styles/embed-theme.css';

const PARTS: readonly Part[] = ['header', 'graph', 'log', 'details', 'foot'];

/** What an address asks for: `?theme=dark&accent=%230a7&hide=graph,foot&--milk=white`. */
export function themeOfAddress(query: URLSearchParams): Theme {
  const text = (name: string) => query.get(name) ?? undefined;
  const vars = Object.fromEntries([...query].filter(([name]) => name.startsWith('--')));
  return {
    ...{ mode: text('theme') as Theme['mode'], accent: text('accent'), font: text('font'), radius: text('radius') },
    compact: query.has('compact') && text('compact') !== '0',
    hide: text('hide')?.split(',') as Theme['hide'],
    vars,
  } as Theme;
}

const given = new Set<string>();

/** Puts a theme in place of the one before. What is no colour, font or length is left as it was. */
export function applyTheme(theme: Theme): void {
  const root = document.documentElement;
  const { mode, accent = '', font = '', radius = '', compact, hide, vars = {} } = theme;
  const set = (name: string, value: string) => {
    // fetches nothing from anywhere: the page's policy says so too
    if (value === '' || value.length > 300 || /[;{}\\]|url|image/i.test(value)) return;
    root.style.setProperty(name, value);
    given.add(name);
  };
  for (const name of given) root.style.removeProperty(name);
  given.clear();
  if (mode === 'light' || mode === 'dark') root.dataset.theme = mode;
  else delete root.dataset.theme;
  const accented = CSS.supports('color', accent);
  root.toggleAttribute('data-accent', accented);
  if (accented) set('--accent', accent);
  if (CSS.supports('font-family', font)) set('--font', font);
  const corner = typeof radius === 'number' || /^\d+(\.\d+)?$/.test(radius) ? `${radius}px` : radius;
  if (CSS.supports('border-radius', corner)) set('--radius', corner);
  root.toggleAttribute('data-compact', compact === true);
  const hidden = PARTS.filter((part) => hide?.includes(part));
  root.dataset.hide = hidden.join(' ');
  const known = getComputedStyle(root);
  for (const [name, value] of Object.entries(vars)) {
    if (name.startsWith('--') && known.getPropertyValue(name) !== '') set(name, String(value));
  }
}

export function isHidden(part: Part): boolean {
  return document.documentElement.dataset.hide?.split(' ').includes(part) ?? false;
}

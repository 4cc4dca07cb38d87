import { createSignal, lazy, onCleanup, Show, Suspense } from 'solid-js';
import { withWords } from '../i18n.ts';

const Palette = lazy(() => withWords(['lists'], import('./palette.tsx')));

/** Opens the palette by Ctrl-K or ⌘K, unless the page has a use of its own for them. */
export function PaletteKey() {
  const [open, setOpen] = createSignal(false);
  const onKey = (event: KeyboardEvent) => {
    if (event.key.toLowerCase() !== 'k' || !(event.ctrlKey || event.metaKey) || event.shiftKey || event.altKey) return;
    if (event.defaultPrevented) return;
    event.preventDefault();
    setOpen(!open());
  };
  window.addEventListener('keydown', onKey);
  onCleanup(() => window.removeEventListener('keydown', onKey));
  return (
    <Show when={open()}>
      <Suspense>
        <Palette onClose={() => setOpen(false)} />
      </Suspense>
    </Show>
  );
}

import { createEffect } from 'solid-js';

/** Names the browser's tab. */
export function setTitle(title: () => string): void {
  createEffect(() => {
    document.title = `${title()} · Cortado`;
  });
}

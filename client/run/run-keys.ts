/** The run view by keyboard, wherever the focus is but in a field or a dialog. */
import { onCleanup } from 'solid-js';
import type { Run } from './run-context.ts';

export type Keys = { focusPanel(): void; help(): void };

export function createKeys(run: Run, { focusPanel, help }: Keys): void {
  const deeds: Record<string, () => unknown> = {
    j: () => run.step(1),
    k: () => run.step(-1),
    g: () => run.step('first'),
    G: () => run.step('last'),
    e: () => run.select(run.live.failed()?.nodeId ?? run.selected()),
    c: () => run.select(run.live.status()?.currentNodeId ?? run.selected()),
    Escape: () => run.select(null),
    '?': help,
  };
  const onKey = (event: KeyboardEvent) => {
    if (event.defaultPrevented || event.altKey || event.ctrlKey || event.metaKey || isBusy(event.target)) return;
    // On a button Enter presses it; a line that is selected already goes on to its details.
    const line = event.target instanceof Element && event.target.matches('.log-line[aria-pressed="true"]');
    if (event.key === 'Enter' && run.selected() !== null && (line || event.target === document.body)) {
      event.preventDefault();
      return focusPanel();
    }
    const deed = deeds[event.key];
    if (!deed || (event.key === 'Escape' && run.selected() === null)) return;
    event.preventDefault();
    deed();
  };
  addEventListener('keydown', onKey);
  onCleanup(() => removeEventListener('keydown', onKey));
}

/** Whether keys mean something else there. */
function isBusy(target: EventTarget | null): boolean {
  return target instanceof Element && target.closest('input, textarea, select, dialog, [contenteditable]') !== null;
}

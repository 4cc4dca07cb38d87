/** Time that is shown runs in one place, and only while somebody looks at it. */
import { type Accessor, createSignal, onCleanup } from 'solid-js';

/** Now, ms since 1970, moved on every `ms` milliseconds until the owner is gone; while `running` says no, it stands. */
export function createClock(ms: number, running: Accessor<boolean> = () => true): Accessor<number> {
  const [now, setNow] = createSignal(Date.now());
  const timer = setInterval(() => running() && !document.hidden && setNow(Date.now()), ms);
  onCleanup(() => clearInterval(timer));
  return now;
}

export const reducedMotion = () => matchMedia('(prefers-reduced-motion: reduce)').matches;

import { onCleanup, onMount } from 'solid-js';

/** Calls back when the end of a list comes near, and again after each call while it stays near. */
export function NearEnd(props: { onNear(): unknown }) {
  let place!: HTMLDivElement;
  onMount(() => {
    let busy = false;
    const observer = new IntersectionObserver(
      async (entries) => {
        // a busy page is told of several moments at once, the newest last
        if (!entries.at(-1)?.isIntersecting || busy) return;
        busy = true;
        try {
          await props.onNear();
        } finally {
          busy = false;
        }
        // An observer speaks of changes only: whoever is still near is looked at anew.
        observer.unobserve(place);
        observer.observe(place);
      },
      { rootMargin: '800px' },
    );
    observer.observe(place);
    onCleanup(() => observer.disconnect());
  });
  return <div ref={place} aria-hidden="true" />;
}

import { type Accessor, createSignal, onCleanup } from 'solid-js';

/**
 * The secret behind `#` of the link that led here, which is taken out of the address bar and the history at once. A link
 * that is opened on the page itself changes the fragment alone, and counts too.
 */
export function createLinkSecret(): Accessor<string | null> {
  const [secret, setSecret] = createSignal<string | null>(null);
  const take = () => {
    const found = location.hash.slice(1);
    if (found === '') return;
    history.replaceState(history.state, '', location.pathname + location.search);
    setSecret(found);
  };
  take();
  addEventListener('hashchange', take);
  onCleanup(() => removeEventListener('hashchange', take));
  return secret;
}

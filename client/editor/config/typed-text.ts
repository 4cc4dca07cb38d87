/** A text that stands for a value: what is typed stays as it is typed while it is being typed. */
import { createSignal } from 'solid-js';

export function createTyped(asText: () => string, take: (text: string) => void) {
  const [typed, setTyped] = createSignal<string | null>(null);
  return {
    text: () => typed() ?? asText(),
    onInput: (event: { currentTarget: { value: string } }) => {
      setTyped(event.currentTarget.value);
      take(event.currentTarget.value);
    },
    onBlur: () => setTyped(null),
  };
}

/** One of many, found by typing: what is added, where one goes, what is connected. */
import { createMemo, createSignal, createUniqueId, For, type JSX, onMount, Show } from 'solid-js';
import { w } from '../words.ts';

export type Choice = {
  readonly id: string;
  readonly title: string;
  readonly note?: string;
  /** what it is found by besides */
  readonly words?: string;
  readonly sign?: () => JSX.Element;
};

const SHOWN_MAX = 60;

export function Chooser(props: {
  name: string;
  placeholder: string;
  choices: readonly Choice[];
  /** keeps it open: the next question follows */
  stays?: boolean;
  onChoose(choice: Choice): void;
  onClose(): void;
}) {
  const listId = createUniqueId();
  const [typed, setTyped] = createSignal('');
  const [at, setAt] = createSignal(0);
  let dialog!: HTMLDialogElement;
  let isChosen = false;
  let search!: HTMLInputElement;
  const fitting = createMemo(() => ranked(props.choices, typed()).slice(0, SHOWN_MAX));
  const current = () => Math.min(at(), fitting().length - 1);
  onMount(() => {
    dialog.setAttribute('closedby', 'any');
    dialog.showModal();
    search.focus();
  });
  const choose = (choice: Choice | undefined) => {
    if (!choice) return;
    setTyped('');
    setAt(0);
    // Closing gives the focus back; what is chosen may take it on from there.
    if (!props.stays) {
      isChosen = true;
      dialog.close();
      props.onClose();
    }
    props.onChoose(choice);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
    if (step !== 0 && fitting().length > 0) setAt((current() + step + fitting().length) % fitting().length);
    else if (event.key === 'Enter') choose(fitting()[current()]);
    else return;
    event.preventDefault();
    queueMicrotask(() => dialog.querySelector('[aria-selected="true"]')?.scrollIntoView({ block: 'nearest' }));
  };
  return (
    <dialog
      class="dialog chooser"
      ref={dialog}
      aria-label={props.name}
      onClose={() => {
        // It is told a moment later: by then the next one may be open.
        if (!isChosen) props.onClose();
      }}
    >
      <input
        ref={search}
        class="field"
        type="text"
        role="combobox"
        aria-label={props.name}
        aria-expanded="true"
        aria-autocomplete="list"
        aria-controls={listId}
        aria-activedescendant={fitting().length > 0 ? `${listId}-${current()}` : undefined}
        autocomplete="off"
        spellcheck={false}
        placeholder={props.placeholder}
        value={typed()}
        onInput={(event) => {
          setTyped(event.currentTarget.value);
          setAt(0);
        }}
        onKeyDown={onKeyDown}
      />
      <Show when={fitting().length > 0} fallback={<p class="muted chooser-none">{w('chooser.none')}</p>}>
        <div id={listId} role="listbox" aria-label={props.name}>
          <For each={fitting()}>
            {(choice, index) => (
              // biome-ignore lint/a11y/useKeyWithClickEvents: the keys are taken by the field above, which keeps the focus
              <div
                id={`${listId}-${index()}`}
                role="option"
                tabIndex="-1"
                aria-selected={index() === current()}
                onPointerMove={() => setAt(index())}
                onClick={() => choose(choice)}
              >
                {choice.sign?.()}
                <span class="chooser-title cut">{choice.title}</span>
                <span class="chooser-note muted cut">{choice.note}</span>
              </div>
            )}
          </For>
        </div>
      </Show>
    </dialog>
  );
}

/** Those that have every word, the ones that begin with the text before the others. */
export function ranked(choices: readonly Choice[], typed: string): readonly Choice[] {
  const words = plain(typed).split(/\s+/).filter(Boolean);
  if (words.length === 0) return choices;
  const score = ({ title, note, words: more, id }: Choice): number => {
    const name = plain(title);
    const all = `${name} ${plain(note ?? '')} ${plain(more ?? '')} ${plain(id)}`;
    if (!words.every((word) => all.includes(word))) return -1;
    return name.startsWith(words[0]!) ? 2 : name.includes(words[0]!) ? 1 : 0;
  };
  return choices
    .map((choice) => ({ choice, rank: score(choice) }))
    .filter(({ rank }) => rank >= 0)
    .sort((a, b) => b.rank - a.rank)
    .map(({ choice }) => choice);
}

/** Without accents and capitals. */
function plain(text: string): string {
  return text
    .normalize('NFD')
    .replace(/\p{Diacritic}/gu, '')
    .toLowerCase();
}

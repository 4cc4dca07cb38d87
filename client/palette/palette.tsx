/** Jump anywhere by typing a part of its name. */
import { useNavigate } from '@solidjs/router';
import { createMemo, createSignal, For, Show } from 'solid-js';
import { createAsked } from '../components/asked.ts';
import { openDialog } from '../components/dialog.ts';
import { sections } from '../components/sections.ts';
import { t } from '../i18n.ts';
import { everyName } from '../lists/workflow-names.ts';
import { bestPlaces, type Place } from './places.ts';
import '../styles/palette.css';

const SHOWN = 12;

export default function Palette(props: { onClose(): void }) {
  const navigate = useNavigate();
  const names = createAsked(() => 'workflow names', everyName);
  const [text, setText] = createSignal('');
  const [chosen, setChosen] = createSignal(0);
  const places = createMemo((): Place[] => [
    ...sections.map(({ href, word }) => ({ href, name: t(word), kind: t('palette.page') })),
    { href: '/settings', name: t('settings.title'), kind: t('palette.page') },
    ...(names.data() ?? []).map(({ id, name }) => ({ href: `/workflows/${id}`, name, kind: t('palette.workflow') })),
  ]);
  const shown = createMemo(() => bestPlaces(places(), text(), SHOWN));
  const at = () => Math.min(chosen(), shown().length - 1);
  function go(place: Place | undefined): void {
    if (!place) return;
    props.onClose();
    navigate(place.href);
  }
  function onKey(event: KeyboardEvent): void {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step !== undefined) {
      setChosen((at() + step + shown().length) % Math.max(1, shown().length));
      event.preventDefault();
    } else if (event.key === 'Enter') {
      go(shown()[at()]);
      event.preventDefault();
    }
  }
  return (
    <dialog class="dialog palette" aria-label={t('palette.title')} ref={openDialog} onClose={() => props.onClose()}>
      <input
        class="palette-text"
        role="combobox"
        aria-label={t('palette.title')}
        aria-expanded="true"
        aria-controls="palette-places"
        aria-activedescendant={shown().length > 0 ? `palette-${at()}` : undefined}
        placeholder={t('palette.hint')}
        autocomplete="off"
        spellcheck={false}
        autofocus
        value={text()}
        onInput={(event) => {
          setText(event.currentTarget.value);
          setChosen(0);
        }}
        onKeyDown={onKey}
      />
      <div id="palette-places" role="listbox" aria-label={t('palette.places')}>
        <For each={shown()}>
          {(place, index) => (
            // biome-ignore lint/a11y/useKeyWithClickEvents: the keys are those of the field, which keeps the focus
            // biome-ignore lint/a11y/useFocusableInteractive: see above
            <div
              id={`palette-${index()}`}
              class="palette-place"
              role="option"
              aria-selected={index() === at()}
              onPointerMove={() => setChosen(index())}
              onClick={() => go(place)}
            >
              <span class="cut">{place.name}</span>
              <span class="muted">{place.kind}</span>
            </div>
          )}
        </For>
      </div>
      <Show when={shown().length === 0}>
        <p class="palette-none muted" role="status">
          {t('palette.none')}
        </p>
      </Show>
    </dialog>
  );
}

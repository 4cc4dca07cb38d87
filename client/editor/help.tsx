/** Which keys do what. */
import { For, onMount } from 'solid-js';
import { t } from '../i18n.ts';
import { useEditor } from './editor-context.ts';
import { keyName, shortcuts } from './keyboard.ts';
import { w } from './words.ts';

export function Help() {
  const { opened } = useEditor();
  let dialog!: HTMLDialogElement;
  onMount(() => {
    dialog.setAttribute('closedby', 'any');
    dialog.showModal();
  });
  return (
    <dialog class="dialog help" ref={dialog} aria-label={w('key.help')} onClose={() => opened.help[1](false)}>
      <div class="dialog-body">
        <header>
          <h1>{w('key.help')}</h1>
          <button type="button" class="button small plain" onClick={() => dialog.close()}>
            {t('app.close')}
          </button>
        </header>
        <div class="help-groups">
          <For each={shortcuts}>
            {(group) => (
              <dl>
                <For each={group}>
                  {({ words, keys }) => (
                    <div>
                      <dt>{w(words)}</dt>
                      <dd>
                        <kbd>{keyName(keys)}</kbd>
                      </dd>
                    </div>
                  )}
                </For>
              </dl>
            )}
          </For>
        </div>
        <p class="muted">{w('help.pointer')}</p>
      </div>
    </dialog>
  );
}

import { For, onMount } from 'solid-js';
import { t } from '../i18n.ts';
import '../styles/shortcuts.css';

const shortcuts = [
  [['j', '↓'], 'keys.next'],
  [['k', '↑'], 'keys.previous'],
  [['g', 'Home'], 'keys.first'],
  [['G', 'End'], 'keys.last'],
  [['c'], 'keys.current'],
  [['e'], 'keys.failed'],
  [['Enter'], 'keys.details'],
  [['Esc'], 'keys.close'],
  [['?'], 'keys.help'],
] as const;

/** What the keys do. */
export function ShortcutsDialog(props: { onClose(): void }) {
  let dialog!: HTMLDialogElement;
  onMount(() => {
    dialog.setAttribute('closedby', 'any');
    dialog.showModal();
  });
  return (
    <dialog class="dialog" ref={dialog} aria-label={t('keys.title')} onClose={props.onClose}>
      <div class="dialog-body shortcuts">
        <h1>{t('keys.title')}</h1>
        <dl>
          <For each={shortcuts}>
            {([keys, what]) => (
              <div>
                <dt>
                  <For each={keys}>{(key) => <kbd>{key}</kbd>}</For>
                </dt>
                <dd>{t(what)}</dd>
              </div>
            )}
          </For>
        </dl>
        <div class="dialog-actions">
          <button type="button" class="button" onClick={() => dialog.close()}>
            {t('app.close')}
          </button>
        </div>
      </div>
    </dialog>
  );
}

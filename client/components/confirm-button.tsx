import { Show } from 'solid-js';
import { t } from '../i18n.ts';
import { createAction } from './action.ts';

/** A button whose deed cannot be undone: it asks before. The dialog closes when it went well, and says why it did not. */
export function ConfirmButton(props: {
  label: string;
  question: string;
  name?: string;
  onConfirm(): Promise<unknown>;
}) {
  const { busy, problem, act } = createAction();
  let dialog: HTMLDialogElement | undefined;
  const confirm = async () => {
    if (await act(props.onConfirm)) dialog?.close();
  };
  return (
    <>
      <button
        type="button"
        class="button small plain danger"
        aria-label={props.name}
        onClick={() => dialog?.showModal()}
      >
        {props.label}
      </button>
      <dialog class="dialog" ref={dialog} aria-label={props.question}>
        <div class="dialog-body">
          <p>{props.question}</p>
          <Show when={problem()}>
            <p class="problem" role="alert">
              {problem()}
            </p>
          </Show>
          <div class="dialog-actions">
            <button type="button" class="button" onClick={() => dialog?.close()}>
              {t('app.keep')}
            </button>
            <button type="button" class="button danger" disabled={busy()} onClick={confirm}>
              {props.label}
            </button>
          </div>
        </div>
      </dialog>
    </>
  );
}

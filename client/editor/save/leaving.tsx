/** Leaving with changes that are not saved: they stay in the browser, but nobody else sees them. */
import { type BeforeLeaveEventArgs, useBeforeLeave } from '@solidjs/router';
import { createSignal, onCleanup, onMount, Show } from 'solid-js';
import { useEditor } from '../editor-context.ts';
import { w } from '../words.ts';

/** `mayLeave`: goes where the editor itself goes. */
export function Leaving(props: { mayLeave(to: string): boolean }) {
  const { saving } = useEditor();
  const [asked, setAsked] = createSignal<BeforeLeaveEventArgs | null>(null);
  useBeforeLeave((event) => {
    const to = typeof event.to === 'string' ? event.to : '';
    if (event.defaultPrevented || !saving.isDirty() || props.mayLeave(to)) return;
    event.preventDefault();
    setAsked(event);
  });
  const onUnload = (event: BeforeUnloadEvent) => {
    if (saving.isDirty()) event.preventDefault();
  };
  addEventListener('beforeunload', onUnload);
  onCleanup(() => removeEventListener('beforeunload', onUnload));
  return <Show when={asked()}>{(event) => <LeaveDialog event={event()} onClose={() => setAsked(null)} />}</Show>;
}

function LeaveDialog(props: { event: BeforeLeaveEventArgs; onClose(): void }) {
  const { saving } = useEditor();
  let dialog!: HTMLDialogElement;
  onMount(() => dialog.showModal());
  const leave = () => {
    dialog.close();
    props.event.retry(true);
  };
  const saveAndLeave = async () => {
    if (await saving.save()) leave();
    else dialog.close();
  };
  return (
    <dialog class="dialog" ref={dialog} aria-label={w('leave.title')} onClose={() => props.onClose()}>
      <div class="dialog-body">
        <h1>{w('leave.title')}</h1>
        <p>{saving.isKept() ? w('leave.kept') : w('leave.lost')}</p>
        <div class="dialog-actions">
          <button type="button" class="button" onClick={() => dialog.close()}>
            {w('leave.stay')}
          </button>
          <button type="button" class="button" onClick={leave}>
            {w('leave.leave')}
          </button>
          <button type="button" class="button main" disabled={saving.busy()} onClick={saveAndLeave}>
            {w('leave.save')}
          </button>
        </div>
      </div>
    </dialog>
  );
}

/** Asks for what an execution is given, before it begins. */
import { onMount } from 'solid-js';
import { execute, type WorkflowDetail } from '../../api.ts';
import { t } from '../../i18n.ts';
import { RunForm } from '../../run-form/run-form.tsx';

export function RunDialog(props: { workflow: WorkflowDetail; onStarted(executionId: string): void; onClose(): void }) {
  let dialog!: HTMLDialogElement;
  onMount(() => {
    dialog.setAttribute('closedby', 'any');
    dialog.showModal();
  });
  const started = (executionId: string) => {
    dialog.close();
    props.onStarted(executionId);
  };
  return (
    <dialog
      class="dialog"
      ref={dialog}
      aria-label={t('run.runOf', { name: props.workflow.name })}
      onClose={() => props.onClose()}
    >
      <div class="dialog-body">
        <h1>{props.workflow.name}</h1>
        <RunForm
          workflow={props.workflow}
          execute={(inputs) => execute(props.workflow.id, inputs)}
          onStarted={started}
        />
      </div>
    </dialog>
  );
}

import { createSignal, Show } from 'solid-js';
import { ApiError, execute, getWorkflow, type WorkflowDetail } from '../api.ts';
import { t } from '../i18n.ts';
import { inputFields } from './manual-inputs.ts';
import { RunForm } from './run-form.tsx';

/** Opens a dialog once it is in the page; a click outside closes it. */
function show(dialog: HTMLDialogElement): void {
  dialog.setAttribute('closedby', 'any');
  queueMicrotask(() => dialog.showModal());
}

/** Runs a workflow at once where it asks for nothing; else asks in a dialog. */
export function RunButton(props: { workflowId: string; name: string; onStarted(executionId: string): void }) {
  const [asked, setAsked] = createSignal<WorkflowDetail | null>(null);
  const [busy, setBusy] = createSignal(false);
  const [problem, setProblem] = createSignal<string | null>(null);

  async function run(): Promise<void> {
    setBusy(true);
    setProblem(null);
    try {
      const workflow = await getWorkflow(props.workflowId);
      if (inputFields(workflow.nodes).length > 0) setAsked(workflow);
      else props.onStarted(await execute(workflow.id, {}));
    } catch (error) {
      setProblem(error instanceof ApiError ? error.message : String(error));
    } finally {
      setBusy(false);
    }
  }

  return (
    <>
      <button
        type="button"
        class="button"
        disabled={busy()}
        aria-label={t('run.runOf', { name: props.name })}
        title={problem() ?? undefined}
        onClick={run}
      >
        <svg viewBox="0 0 12 12" width="10" height="10" aria-hidden="true">
          <path d="M2.5 1.2v9.6L10.5 6z" fill="currentColor" />
        </svg>
        {t('run.run')}
      </button>
      <Show when={problem()}>
        <p class="problem" role="alert">
          {problem()}
        </p>
      </Show>
      <Show when={asked()}>
        {(workflow) => (
          <dialog
            class="dialog"
            aria-label={t('run.runOf', { name: props.name })}
            ref={show}
            onClose={() => setAsked(null)}
          >
            <div class="dialog-body">
              <h1>{props.name}</h1>
              <RunForm
                workflow={workflow()}
                execute={(inputs) => execute(workflow().id, inputs)}
                more
                onStarted={props.onStarted}
              />
            </div>
          </dialog>
        )}
      </Show>
    </>
  );
}

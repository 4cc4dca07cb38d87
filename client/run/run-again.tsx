import { createSignal, lazy, Show, Suspense } from 'solid-js';
import { execute, getWorkflow, type WorkflowDetail } from '../api.ts';
import { createAction } from '../components/action.ts';
import { t } from '../i18n.ts';
import { inputFields } from '../run-form/manual-inputs.ts';
import { useRun } from './run-context.ts';

/** Who runs nothing again does not load it. */
const RunForm = lazy(async () => ({ default: (await import('../run-form/run-form.tsx')).RunForm }));

/** Opens a dialog once it is in the page; a click outside closes it. */
function show(dialog: HTMLDialogElement): void {
  dialog.setAttribute('closedby', 'any');
  queueMicrotask(() => dialog.showModal());
}

/** Runs the newest revision with the inputs of this execution: at once where there are none, else by a form that has them. */
export function RunAgain() {
  const run = useRun();
  const { busy, problem, act } = createAction();
  const [asked, setAsked] = createSignal<WorkflowDetail | null>(null);
  const inputs = () => run.live.summary()?.inputs ?? {};
  const begin = () =>
    act(async () => {
      const summary = run.live.summary();
      if (!summary) return;
      const workflow = await getWorkflow(summary.workflowId);
      const asks = inputFields(workflow.nodes).length > 0 || Object.keys(inputs()).length > 0;
      if (asks) setAsked(workflow);
      else run.open(await execute(workflow.id, {}));
    });
  return (
    <>
      <button type="button" class="button" disabled={busy() || !run.live.summary()} onClick={begin}>
        {t('run.again')}
      </button>
      <Show when={problem()}>
        <p class="problem" role="alert">
          {problem()}
        </p>
      </Show>
      <Show when={asked()}>
        {(workflow) => (
          <dialog class="dialog" aria-label={t('run.again')} ref={show} onClose={() => setAsked(null)}>
            <div class="dialog-body">
              <h1>{t('run.runOf', { name: workflow().name })}</h1>
              <Suspense>
                <RunForm
                  workflow={workflow()}
                  initial={inputs()}
                  more
                  execute={(given) => execute(workflow().id, given)}
                  onStarted={(executionId) => {
                    setAsked(null);
                    run.open(executionId);
                  }}
                />
              </Suspense>
            </div>
          </dialog>
        )}
      </Show>
    </>
  );
}

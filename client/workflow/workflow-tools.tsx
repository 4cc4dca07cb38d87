import { useNavigate } from '@solidjs/router';
import { Show } from 'solid-js';
import { importWorkflow, type WorkflowDetail } from '../api.ts';
import { createAction } from '../components/action.ts';
import { ConfirmButton } from '../components/confirm-button.tsx';
import { t } from '../i18n.ts';
import { removeWorkflow } from '../lists/lists-api.ts';
import { may } from '../session.ts';
import { exportOf, fileNameOf } from './export.ts';

/** Export, duplicate, delete. */
export function WorkflowTools(props: { workflow: WorkflowDetail }) {
  const navigate = useNavigate();
  const { busy, problem, act } = createAction();
  const duplicate = () =>
    act(async () => {
      const name = t('workflow.copyOf', { name: props.workflow.name }).slice(0, 200);
      const { id } = await importWorkflow({ ...exportOf(props.workflow), name });
      navigate(`/workflows/${id}`);
    });
  async function remove(): Promise<void> {
    await removeWorkflow(props.workflow.id);
    navigate('/', { replace: true });
  }
  return (
    <>
      <button type="button" class="button" onClick={() => download(props.workflow)}>
        {t('workflow.export')}
      </button>
      <Show when={may('write')}>
        <button type="button" class="button" disabled={busy()} onClick={duplicate}>
          {t('workflow.duplicate')}
        </button>
        <ConfirmButton
          label={t('workflow.delete')}
          question={t('workflow.delete.question', { name: props.workflow.name })}
          onConfirm={remove}
        />
      </Show>
      <Show when={problem()}>
        <p class="problem" role="alert">
          {problem()}
        </p>
      </Show>
    </>
  );
}

function download(workflow: WorkflowDetail): void {
  const text = `${JSON.stringify(exportOf(workflow), null, 2)}\n`;
  const url = URL.createObjectURL(new Blob([text], { type: 'application/json' }));
  const link = document.createElement('a');
  link.href = url;
  link.download = fileNameOf(workflow.name);
  link.click();
  URL.revokeObjectURL(url);
}

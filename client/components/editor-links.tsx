/** The ways into the editor, for whoever may change workflows. */
import { A } from '@solidjs/router';
import { Show } from 'solid-js';
import { t } from '../i18n.ts';
import { may } from '../session.ts';

export function NewWorkflowLink() {
  return (
    <Show when={may('write')}>
      <A class="button main" href="/workflows/new">
        {t('workflows.new')}
      </A>
    </Show>
  );
}

export function EditWorkflowLink(props: { workflowId: string }) {
  return (
    <Show when={may('write')}>
      <A class="button" href={`/workflows/${encodeURIComponent(props.workflowId)}/edit`}>
        {t('workflow.edit')}
      </A>
    </Show>
  );
}

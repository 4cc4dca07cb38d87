import { Show } from 'solid-js';
import { t } from '../i18n.ts';
import { createPrefectHealth } from './prefect-health.ts';

/** Says why nothing happens when executions are queued for workers and none is there. */
export default function WorkersNotice() {
  const asked = createPrefectHealth();
  const waiting = () => {
    const health = asked.data();
    return health?.available && health.workersOnline === 0 ? health.queued : 0;
  };
  return (
    <Show when={waiting() > 0}>
      <p class="notice problem" role="status">
        {t('workers.queuedNote', { count: waiting() })}
      </p>
    </Show>
  );
}

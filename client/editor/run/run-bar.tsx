/** The last execution, below the canvas: how it went, and whether the canvas shows it. */
import { Show } from 'solid-js';
import { cancel } from '../../api.ts';
import { createClock } from '../../clock.ts';
import { createAction } from '../../components/action.ts';
import { StateName } from '../../components/mark.tsx';
import { Ago } from '../../components/when.tsx';
import { t } from '../../i18n.ts';
import { useEditor } from '../editor-context.ts';
import { w } from '../words.ts';

export function RunBar() {
  const { running } = useEditor();
  const { busy, problem, act } = createAction();
  const status = () => running.live()?.status();
  return (
    <Show when={running.live()}>
      {(live) => (
        <Show when={status()}>
          {(now) => (
            <section class="run-bar" aria-label={w('run.last')} data-status={now().status}>
              <StateName state={now().status} />
              <Show when={running.isOn()} fallback={<Ended />}>
                <span class="num muted">
                  {now().progress.percentage} % ·{' '}
                  {t('execution.counts', { ended: now().progress.completedNodes, total: now().progress.totalNodes })}
                </span>
                <button
                  type="button"
                  class="button small"
                  disabled={busy()}
                  onClick={() => act(() => cancel(live().executionId))}
                >
                  {t('run.cancel')}
                </button>
              </Show>
              <button
                type="button"
                class="button small plain"
                aria-pressed={running.isShown()}
                onClick={() => running.show(!running.isShown())}
              >
                {running.isShown() ? w('run.hide') : w('run.show')}
              </button>
              <a class="button small plain" href={`/executions/${live().executionId}`}>
                {w('run.open')}
              </a>
              <Show when={problem()}>
                <span class="problem" role="alert">
                  {problem()}
                </span>
              </Show>
            </section>
          )}
        </Show>
      )}
    </Show>
  );
}

function Ended() {
  const { running } = useEditor();
  const now = createClock(10_000);
  return <Show when={running.live()?.summary()?.createdAt}>{(at) => <Ago at={at()} now={now()} />}</Show>;
}

import { createEffect, createMemo, createSignal, For, Show } from 'solid-js';
import { cancel, execute, resume, retry } from '../api.ts';
import { createAction } from '../components/action.ts';
import { resultOf } from '../feed/execution-model.ts';
import { t } from '../i18n.ts';
import { useRun } from './run-context.ts';

/** What can be done with an execution now. */
export function RunActions() {
  const run = useRun();
  const { live } = run;
  const { busy, problem, act } = createAction();
  const [cancelling, setCancelling] = createSignal(false);
  const waiting = createMemo(() => (run.finished() ? [] : nodesThatWait(run)));
  const canRetry = () => {
    const now = live.status();
    if (!now) return false;
    return now.status === 'failed' || now.status === 'cancelled' || (run.finished() && now.progress.failedNodes > 0);
  };
  const stop = () =>
    act(async () => {
      setCancelling(true);
      await cancel(live.executionId).catch((error) => {
        setCancelling(false);
        throw error;
      });
    });
  const again = () => {
    const summary = live.summary();
    if (summary) void act(async () => run.open(await execute(summary.workflowId, summary.inputs)));
  };
  return (
    <Show when={run.maySteer()}>
      <div class="run-actions">
        <Show when={waiting().length === 1 && waiting()[0]}>{(nodeId) => <Approval nodeId={nodeId()} />}</Show>
        <Show when={!run.finished()}>
          <button type="button" class="button" disabled={cancelling() || !live.status()} onClick={stop}>
            {cancelling() ? t('run.cancelling') : t('run.cancel')}
          </button>
        </Show>
        <Show when={canRetry()}>
          <button
            type="button"
            class="button main"
            disabled={busy()}
            onClick={() => act(async () => run.open(await retry(live.executionId)))}
          >
            {t('run.retry')}
          </button>
        </Show>
        <Show when={run.finished()}>
          <button type="button" class="button" disabled={busy()} onClick={again}>
            {t('run.again')}
          </button>
        </Show>
        <Problem text={problem()} />
      </div>
    </Show>
  );
}

/** Yes or no to a node that waits for a person. */
export function Approval(props: { nodeId: string }) {
  const { live, nameOf, maySteer } = useRun();
  const { busy, problem, act } = createAction();
  const [answered, setAnswered] = createSignal(false);
  createEffect(() => {
    if (live.nodeState(props.nodeId)?.status !== 'waiting') setAnswered(false);
  });
  const answer = (approved: boolean) =>
    act(async () => {
      await resume(live.executionId, props.nodeId, approved);
      setAnswered(true);
    });
  return (
    <Show when={maySteer()}>
      <span class="approval" title={t('execution.waitsFor', { node: nameOf(props.nodeId) })}>
        <button type="button" class="button main" disabled={busy() || answered()} onClick={() => answer(true)}>
          {t('run.approve')}
        </button>
        <button type="button" class="button danger" disabled={busy() || answered()} onClick={() => answer(false)}>
          {t('run.reject')}
        </button>
        <Problem text={problem()} />
      </span>
    </Show>
  );
}

function Problem(props: { text: string | null }) {
  return (
    <For each={props.text === null ? [] : [props.text]}>
      {(text) => (
        <p class="problem" role="alert">
          {text}
        </p>
      )}
    </For>
  );
}

/** Nodes that wait for a person's answer. */
function nodesThatWait({ live }: ReturnType<typeof useRun>): string[] {
  return live
    .active()
    .map(({ nodeId }) => nodeId)
    .filter((nodeId) => resultOf(live.rowsOf(nodeId).at(-1)).wait === 'approval');
}

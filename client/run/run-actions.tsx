import { createEffect, createMemo, createSignal, For, Show } from 'solid-js';
import { cancel, resume, retry } from '../api.ts';
import { createAction } from '../components/action.ts';
import { resultOf } from '../feed/execution-model.ts';
import { count } from '../format.ts';
import { t } from '../i18n.ts';
import { readField } from '../run-form/manual-inputs.ts';
import { RunAgain } from './run-again.tsx';
import { useRun } from './run-context.ts';
import '../styles/run-form.css';

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
  return (
    <Show when={run.maySteer()}>
      <div class="run-actions">
        <Show when={waiting().length === 1 && waiting()[0]}>{(nodeId) => <Approval nodeId={nodeId()} />}</Show>
        <Show when={waiting().length > 1}>
          <button type="button" class="button main" onClick={() => run.select(waiting()[0] ?? null)}>
            {t('run.answers', { count: count(waiting().length) })}
          </button>
        </Show>
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
            {t(live.status()?.status === 'cancelled' ? 'run.rest' : 'run.retry')}
          </button>
        </Show>
        <Show when={run.finished()}>
          <RunAgain />
        </Show>
        <Problem text={problem()} />
      </div>
    </Show>
  );
}

/** Yes or no to a node that waits for a person; where there is room, with data for what comes after. */
export function Approval(props: { nodeId: string; withData?: boolean }) {
  const { live, nameOf, maySteer } = useRun();
  const { busy, problem, act } = createAction();
  const [answered, setAnswered] = createSignal<'approved' | 'rejected' | null>(null);
  const [data, setData] = createSignal('');
  const [wrong, setWrong] = createSignal<string | null>(null);
  createEffect(() => {
    if (live.nodeState(props.nodeId)?.status !== 'waiting') setAnswered(null);
  });
  const answer = (approved: boolean) => {
    const read = readField('json', data());
    setWrong('problem' in read ? t('run.badJson', { reason: read.text }) : null);
    if (!('value' in read)) return;
    setAnswered(approved ? 'approved' : 'rejected');
    const given = data().trim() === '' ? undefined : read.value;
    void act(() => resume(live.executionId, props.nodeId, approved, given)).then((well) => well || setAnswered(null));
  };
  const word = (mine: 'approved' | 'rejected', otherwise: string) =>
    answered() === mine ? t(`run.${mine}`) : otherwise;
  return (
    <Show when={maySteer()}>
      <div class="approval" title={t('execution.waitsFor', { node: nameOf(props.nodeId) })}>
        <Show when={props.withData}>
          <details class="run-more">
            <summary>{t('run.data')}</summary>
            <label class="label">
              <span class="hint">{t('run.data.hint')}</span>
              <textarea
                class="field mono"
                spellcheck={false}
                value={data()}
                aria-invalid={wrong() !== null}
                onInput={(event) => setData(event.currentTarget.value)}
              />
            </label>
          </details>
        </Show>
        <button type="button" class="button main" disabled={busy() || answered() !== null} onClick={() => answer(true)}>
          {word('approved', t('run.approve'))}
        </button>
        <button
          type="button"
          class="button danger"
          disabled={busy() || answered() !== null}
          onClick={() => answer(false)}
        >
          {word('rejected', t('run.reject'))}
        </button>
        <Problem text={wrong() ?? problem()} />
      </div>
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

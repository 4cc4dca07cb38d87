/** What went in and out of a node in the last execution. */
import { createMemo, For, Show } from 'solid-js';
import type { LogRow } from '../../../db/model.ts';
import { resume } from '../../api.ts';
import { createAction } from '../../components/action.ts';
import { StateName } from '../../components/mark.tsx';
import { resultOf } from '../../feed/execution-model.ts';
import { duration } from '../../format.ts';
import { t } from '../../i18n.ts';
import { LongText, Payload, Section } from '../../run/payload.tsx';
import { RunProvider } from '../../run/run-context.ts';
import { useEditor } from '../editor-context.ts';
import { w } from '../words.ts';
import { asRun } from './as-run.ts';

export function NodeData(props: { nodeId: string }) {
  const editor = useEditor();
  const { running } = editor;
  const rows = createMemo(() => [...(running.live()?.rowsOf(props.nodeId) ?? [])]);
  const last = () => rows().at(-1);
  const state = () => running.live()?.nodeState(props.nodeId);
  const text = () => {
    const row = last();
    const result = resultOf(row);
    const said = row?.error ?? (row?.status === 'skipped' ? result.text : result.message);
    return typeof said === 'string' ? said : null;
  };
  return (
    <div class="config node-data" data-state={state()?.status}>
      <Show when={running.live()} fallback={<p class="muted">{w('data.never')}</p>}>
        {(live) => (
          <Show when={last()} fallback={<p class="muted">{w('data.notThere')}</p>} keyed>
            {(row) => (
              <>
                <p class="panel-facts">
                  <StateName state={state()?.status ?? 'pending'} attempt={state()?.attempt} />
                  <Show when={row.duration !== null}>
                    <span class="muted num">{duration(row.duration ?? 0)}</span>
                  </Show>
                  <a
                    class="button small plain"
                    href={`/executions/${live().executionId}?node=${encodeURIComponent(props.nodeId)}`}
                  >
                    {w('data.open')}
                  </a>
                </p>
                <Show when={text()}>
                  {(sentence) => (
                    <p class="panel-message" data-kind={row.error ? 'error' : undefined}>
                      {sentence()}
                    </p>
                  )}
                </Show>
                <Show when={row.status === 'waiting' && resultOf(row).wait === 'approval'}>
                  <Answer executionId={live().executionId} nodeId={props.nodeId} />
                </Show>
                <Show when={live().textOf(props.nodeId)}>
                  {(words) => (
                    <Section title={t('node.streaming')}>
                      <LongText text={words()} streaming />
                    </Section>
                  )}
                </Show>
                <RunProvider value={asRun(editor, live())}>
                  <Payloads rows={rows()} row={row} executionId={live().executionId} />
                </RunProvider>
              </>
            )}
          </Show>
        )}
      </Show>
    </div>
  );
}

function Payloads(props: { rows: readonly LogRow[]; row: LogRow; executionId: string }) {
  const ran = () => props.row.status === 'completed' || (props.row.status === 'error' && props.row.outputData !== null);
  const kept = () => props.rows.findLast((row) => row.inputData !== null || row.inputSize !== undefined);
  const input = () => kept() ?? props.rows.findLast((row) => row.status === 'completed' || row.status === 'error');
  return (
    <>
      <Show when={ran()}>
        <Payload title={t('node.output')} side="output" row={props.row} executionId={props.executionId} />
      </Show>
      <For each={[input()].filter((row) => row !== undefined)}>
        {(row) => (
          <Payload
            title={t('node.input')}
            side="input"
            row={row}
            lazy={kept() === undefined}
            executionId={props.executionId}
          />
        )}
      </For>
    </>
  );
}

/** Yes or no to a node that waits for a person. */
function Answer(props: { executionId: string; nodeId: string }) {
  const { busy, problem, act } = createAction();
  const say = (approved: boolean) => act(() => resume(props.executionId, props.nodeId, approved));
  return (
    <p class="approval">
      <button type="button" class="button main" disabled={busy()} onClick={() => say(true)}>
        {t('run.approve')}
      </button>
      <button type="button" class="button danger" disabled={busy()} onClick={() => say(false)}>
        {t('run.reject')}
      </button>
      <Show when={problem()}>
        <span class="problem" role="alert">
          {problem()}
        </span>
      </Show>
    </p>
  );
}

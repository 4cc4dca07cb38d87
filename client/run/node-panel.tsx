import { createMemo, For, lazy, Show, Suspense } from 'solid-js';
import type { LogRow } from '../../db/model.ts';
import { StateName } from '../components/mark.tsx';
import { resultOf } from '../feed/execution-model.ts';
import { duration, offset } from '../format.ts';
import { t } from '../i18n.ts';
import { LongText, Payload, Section } from './payload.tsx';
import { useRun } from './run-context.ts';
import '../styles/panel.css';

const Approval = lazy(async () => ({ default: (await import('./run-actions.tsx')).Approval }));

/** Everything about one node of this execution. */
export function NodePanel(props: { nodeId: string }) {
  const run = useRun();
  const { live } = run;
  const state = createMemo(() => live.nodeState(props.nodeId));
  const rows = createMemo(() => [...live.rowsOf(props.nodeId)]);
  const last = () => rows().at(-1);
  const status = () => state()?.status ?? 'pending';
  const type = () => run.node(props.nodeId)?.type ?? last()?.nodeType ?? '';
  return (
    <div class="panel" data-state={status()}>
      <header class="panel-head">
        <div>
          <h2 class="panel-title">{run.nameOf(props.nodeId)}</h2>
          <p class="panel-facts">
            <StateName state={status()} attempt={state()?.attempt} />
            <Facts nodeId={props.nodeId} />
            <span class="tag">{type()}</span>
          </p>
        </div>
        <button type="button" class="button icon plain" aria-label={t('app.close')} onClick={() => run.select(null)}>
          <svg viewBox="0 0 16 16" width="16" height="16" aria-hidden="true">
            <path d="m4 4 8 8m0-8-8 8" stroke="currentColor" stroke-width="1.6" stroke-linecap="round" />
          </svg>
        </button>
      </header>
      <div class="panel-body">
        <Show when={state()} fallback={<p class="muted">{t('node.notYet')}</p>}>
          <Message row={last()} />
          <Show when={run.source.steers && status() === 'waiting' && resultOf(last()).wait === 'approval'}>
            <Suspense>
              <Approval nodeId={props.nodeId} />
            </Suspense>
          </Show>
          <StreamedText nodeId={props.nodeId} />
          <Show when={run.source.payloads}>
            <Output row={last()} />
            <Input nodeId={props.nodeId} rows={rows()} />
          </Show>
          <Attempts rows={rows()} />
        </Show>
      </div>
    </div>
  );
}

function Facts(props: { nodeId: string }) {
  const run = useRun();
  const text = createMemo(() => {
    const state = run.live.nodeState(props.nodeId);
    if (!state || state.status === 'skipped') return '';
    const parts: string[] = [];
    if (state.duration !== null) parts.push(duration(state.duration));
    else if (state.startedAt && state.endedAt === null) parts.push(duration(run.now() - Date.parse(state.startedAt)));
    if (state.attempt > 1) parts.push(t('node.attempt', { attempt: state.attempt }));
    const model = resultOf(run.live.rowsOf(props.nodeId).at(-1)).model;
    if (typeof model === 'string') parts.push(model);
    return parts.join(' · ');
  });
  return <span class="muted num">{text()}</span>;
}

/** The error, the reason it was skipped, or the sentence that the node said of itself. */
function Message(props: { row: LogRow | undefined }) {
  const text = () => {
    const { row } = props;
    if (!row) return null;
    if (row.error) return row.error;
    const { text: reason, message } = resultOf(row);
    const sentence = row.status === 'skipped' ? reason : message;
    return typeof sentence === 'string' ? sentence : null;
  };
  return (
    <Show when={text()}>
      {(sentence) => (
        <p class="panel-message" data-kind={props.row?.error ? 'error' : undefined}>
          {sentence()}
        </p>
      )}
    </Show>
  );
}

function StreamedText(props: { nodeId: string }) {
  const { live } = useRun();
  return (
    <Show when={live.textOf(props.nodeId)}>
      {(text) => (
        <Section title={t('node.streaming')}>
          <LongText text={text()} streaming />
        </Section>
      )}
    </Show>
  );
}

function Output(props: { row: LogRow | undefined }) {
  const { live } = useRun();
  const ended = () => {
    const { row } = props;
    const ran = row?.status === 'completed' || (row?.status === 'error' && row.outputData !== null);
    return ran ? row : undefined;
  };
  return (
    <Show when={ended()} keyed>
      {(row) => <Payload title={t('node.output')} side="output" row={row} executionId={live.executionId} />}
    </Show>
  );
}

/** An effectful node's input stands in its `running` row; a pure one's is worked out by the server when asked for. */
function Input(props: { nodeId: string; rows: readonly LogRow[] }) {
  const { live } = useRun();
  const kept = () => props.rows.findLast((row) => row.inputData !== null || row.inputSize !== undefined);
  const source = createMemo(() => {
    const row = kept() ?? props.rows.findLast((each) => each.status === 'completed' || each.status === 'error');
    return row && { row, lazy: kept() === undefined };
  });
  return (
    <Show when={source()}>
      {(found) => (
        <Payload
          title={t('node.input')}
          side="input"
          row={found().row}
          lazy={found().lazy}
          executionId={live.executionId}
        />
      )}
    </Show>
  );
}

/** What came of the tries before the last. */
function Attempts(props: { rows: readonly LogRow[] }) {
  const { live } = useRun();
  const start = () => Date.parse(live.summary()?.startedAt ?? props.rows[0]?.timestamp ?? '');
  const failed = () => props.rows.filter((row) => row.status === 'retrying');
  return (
    <Show when={failed().length > 0}>
      <Section title={t('node.attempts')}>
        <ol class="attempts">
          <For each={failed()}>
            {(row) => (
              <li>
                <span class="muted num mono">{offset(Date.parse(row.timestamp) - start())}</span>
                <span class="num">{t('node.attempt', { attempt: row.attempt })}</span>
                <span class="muted num">{row.duration === null ? '' : duration(row.duration)}</span>
                <span class="attempt-error">{row.error}</span>
              </li>
            )}
          </For>
        </ol>
      </Section>
    </Show>
  );
}

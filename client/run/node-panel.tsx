import { createMemo, For, lazy, Show, Suspense } from 'solid-js';
import type { LogRow } from '../../db/model.ts';
import { Mark, StateName } from '../components/mark.tsx';
import { childOf, resultOf, textOf, untilOf } from '../feed/execution-model.ts';
import { duration, offset, shortId } from '../format.ts';
import { t } from '../i18n.ts';
import { entryNote, left, waitsUntil } from './entry-words.ts';
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
          <Waits row={last()} />
          <Related rows={rows()} />
          <Show when={run.source.steers && status() === 'waiting' && resultOf(last()).wait === 'approval'}>
            <Suspense>
              <Approval nodeId={props.nodeId} withData />
            </Suspense>
          </Show>
          <StreamedText nodeId={props.nodeId} />
          <Show when={run.source.payloads}>
            <Output row={last()} />
            <Input nodeId={props.nodeId} rows={rows()} />
          </Show>
          <Attempts nodeId={props.nodeId} />
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
    if (row.status === 'skipped' && typeof reason === 'string') return t('log.skipped', { reason });
    // Until when it waits is said in the reader's own time.
    if (row.status === 'waiting' && textOf(row, 'wait') !== 'approval') return null;
    return typeof message === 'string' ? message : null;
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

/** Until when it waits, or when it is tried again. */
function Waits(props: { row: LogRow | undefined }) {
  const run = useRun();
  const until = () => (props.row ? untilOf(props.row) : null);
  return (
    <Show when={until()}>
      {(at) => (
        <p class="panel-message num">
          {props.row?.status === 'retrying'
            ? t('node.nextAttempt', { time: left(at(), run.now()) })
            : waitsUntil(at(), run.now())}
        </p>
      )}
    </Show>
  );
}

/** Other executions that it has to do with: the child that it began, the one whose result was taken over. */
function Related(props: { rows: readonly LogRow[] }) {
  const run = useRun();
  const found = createMemo(() => {
    const child = props.rows.map(childOf).findLast((id) => id !== null);
    const reused = props.rows.map((row) => textOf(row, 'reusedFrom')).findLast((id) => id !== null);
    return [
      { id: child, label: 'execution.child' as const },
      { id: reused, label: 'log.reused' as const },
    ].filter(({ id }) => id != null);
  });
  return (
    <For each={found()}>
      {({ id, label }) => (
        <p>
          <button type="button" class="link" onClick={() => run.open(id as string)}>
            {t(label, { id: `…${shortId(id as string)}` })}
          </button>
        </p>
      )}
    </For>
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

/** Every try, where there was more than one. */
function Attempts(props: { nodeId: string }) {
  const run = useRun();
  const start = () => run.live.entries()[0]?.start ?? 0;
  const tries = createMemo(() => run.live.entriesOf(props.nodeId));
  return (
    <Show when={tries().length > 1 || tries()[0]?.status === 'retrying'}>
      <Section title={t('node.attempts')} note={String(tries().length)}>
        <ol class="attempts">
          <For each={tries()}>
            {(entry) => (
              <li data-state={entry.status}>
                <Mark state={entry.status} attempt={entry.attempt} still={entry !== tries().at(-1)} named />
                <span class="num">{t('node.attempt', { attempt: entry.attempt })}</span>
                <span class="muted num mono">{offset(entry.start - start())}</span>
                <span class="muted num">{entry.duration === null ? '' : duration(entry.duration)}</span>
                <Show when={entryNote(entry, run)}>{(note) => <span class="attempt-error">{note()}</span>}</Show>
              </li>
            )}
          </For>
        </ol>
      </Section>
    </Show>
  );
}

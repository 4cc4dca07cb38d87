import { createMemo, createSignal, For, Show } from 'solid-js';
import type { Json, JsonRecord, LogRow } from '../../db/model.ts';
import type { ExecutionSummary } from '../api.ts';
import { CopyButton } from '../components/copy-button.tsx';
import { JsonTree } from '../components/json-tree.tsx';
import { Mark } from '../components/mark.tsx';
import { count, duration, exact, shortId } from '../format.ts';
import { edgeState } from '../graph/edge-state.ts';
import { dateLocale, t } from '../i18n.ts';
import { entryNote } from './entry-words.ts';
import { LongText, Payload, Section } from './payload.tsx';
import { type Run, useRun } from './run-context.ts';
import '../styles/panel.css';

/** The execution as a whole, while no node is selected: what runs now, what came out, what went in. */
export function OverviewPanel() {
  const run = useRun();
  return (
    <div class="panel">
      <div class="panel-body">
        <Show when={run.finished()} fallback={<NowRunning />}>
          <Show when={run.source.payloads} fallback={<FinalOutput />}>
            <Result />
          </Show>
        </Show>
        <Inputs />
        <Details />
      </div>
    </div>
  );
}

const SHOWN = 6;

function NowRunning() {
  const run = useRun();
  const active = createMemo(() => run.live.active());
  return (
    <Section title={t('execution.nowRuns')}>
      <Show when={active().length > 0} fallback={<p class="muted">{t('execution.resultComes')}</p>}>
        <ul class="now">
          <For
            each={active()
              .slice(0, SHOWN)
              .map((state) => state.nodeId)}
          >
            {(nodeId) => <Active nodeId={nodeId} />}
          </For>
        </ul>
      </Show>
    </Section>
  );
}

function Active(props: { nodeId: string }) {
  const run = useRun();
  const state = () => run.live.nodeState(props.nodeId);
  /** What a waiting node asks, says, or waits for. */
  const waitsFor = () => {
    const entry = run.live.entries()[run.live.latestEntry(props.nodeId) ?? -1];
    return entry && entry.status !== 'running' ? entryNote(entry, run) : null;
  };
  const since = () => {
    const from = state()?.startedAt;
    return from ? duration(Math.max(0, run.now() - Date.parse(from))) : '';
  };
  return (
    <li>
      <button type="button" class="now-node" onClick={() => run.select(props.nodeId)}>
        <Mark state={state()?.status ?? 'pending'} attempt={state()?.attempt} named />
        <span class="cut">{run.nameOf(props.nodeId)}</span>
        <span class="muted num">{since()}</span>
      </button>
      <Show when={waitsFor()}>{(words) => <p class="now-question num">{words()}</p>}</Show>
      <Show when={run.live.textOf(props.nodeId)}>{(text) => <LongText text={text()} streaming />}</Show>
    </li>
  );
}

/** What came out, as the poll has it: where rows carry no payloads. */
function FinalOutput() {
  const { live } = useRun();
  const output = () => (live.summary() as { finalOutput?: Json } | null)?.finalOutput ?? null;
  return (
    <Show when={live.status()?.status === 'completed'}>
      <Section title={t('execution.result')}>
        <Show when={output() !== null} fallback={<p class="muted">{t('execution.noResult')}</p>}>
          <JsonTree value={output() as Json} />
        </Show>
      </Section>
    </Show>
  );
}

/** The outputs of the `output` nodes that ran; where there is none, what the last nodes gave. */
function Result() {
  const run = useRun();
  const { live, nameOf } = run;
  const rows = createMemo(() => finalRows(run));
  const [shown, setShown] = createSignal(SHOWN);
  return (
    <Show
      when={rows().length > 0}
      fallback={
        <Show when={live.status()?.status === 'completed'}>
          <Section title={t('execution.result')}>
            <p class="muted">{t('execution.noResult')}</p>
          </Section>
        </Show>
      }
    >
      <For each={rows().slice(0, shown())}>
        {(row) => (
          <Payload
            title={rows().length > 1 ? `${t('execution.result')} · ${nameOf(row.nodeId)}` : t('execution.result')}
            side="output"
            row={row}
            executionId={live.executionId}
          />
        )}
      </For>
      <Show when={rows().length > shown()}>
        <button type="button" class="button small" onClick={() => setShown(shown() + SHOWN)}>
          {t('json.more', { count: count(rows().length - shown()) })}
        </button>
      </Show>
    </Show>
  );
}

function finalRows({ live, workflow }: Run): LogRow[] {
  const last = [...live.view().nodes.keys()].map((nodeId) => live.rowsOf(nodeId).at(-1)!);
  const ended = last.filter((row) => row.status === 'completed');
  const outputs = ended.filter((row) => row.nodeType === 'output');
  if (outputs.length > 0 || live.status()?.status !== 'completed') return outputs;
  const edges = Map.groupBy(workflow()?.connections ?? [], (edge) => edge.fromNodeId);
  return ended.filter((row) => {
    const onward = edges.get(row.nodeId) ?? [];
    return onward.every((edge) => edgeState(edge, row, live.rowsOf(edge.toNodeId).at(-1)) !== 'taken');
  });
}

function Inputs() {
  const { live } = useRun();
  const inputs = (): JsonRecord => live.summary()?.inputs ?? {};
  return (
    <Show when={Object.keys(inputs()).length > 0}>
      <Section title={t('execution.inputs')}>
        <JsonTree value={inputs()} />
      </Section>
    </Show>
  );
}

function Details() {
  const run = useRun();
  const took = () => {
    const { startedAt, completedAt } = run.live.summary() ?? {};
    return startedAt && completedAt ? duration(Date.parse(completedAt) - Date.parse(startedAt)) : null;
  };
  return (
    <Show when={run.live.summary()}>
      {(summary) => (
        <Section
          title={t('execution.details')}
          actions={
            <Show when={run.source.steers}>
              <CopyButton label={t('execution.curl')} text={() => asCurl(summary())} />
            </Show>
          }
        >
          <dl class="facts">
            <dt>{t('execution.id')}</dt>
            <dd class="copied">
              <span class="mono">{summary().id}</span>
              <CopyButton text={() => summary().id} />
            </dd>
            <dt>{t('execution.trigger')}</dt>
            <dd>
              {t(`trigger.${summary().triggerType}`)},{' '}
              {t('workflow.revision', { revision: summary().workflowRevision })}
            </dd>
            <Fact label="execution.startedBy" value={nameOf(summary().startedBy)} />
            <Fact label="execution.createdAt" value={exact(summary().createdAt, dateLocale())} />
            <Fact label="execution.completedAt" value={when(summary().completedAt)} />
            <Fact label="execution.took" value={took()} />
            <Link label="execution.retryOf" id={summary().retryOf} />
            <Link label="execution.parent" id={summary().parentId} />
          </dl>
        </Section>
      )}
    </Show>
  );
}

type FactLabel = 'execution.startedBy' | 'execution.createdAt' | 'execution.completedAt' | 'execution.took';

function Fact(props: { label: FactLabel; value: string | null }) {
  return (
    <Show when={props.value}>
      <dt>{t(props.label)}</dt>
      <dd class="num">{props.value}</dd>
    </Show>
  );
}

function when(iso: string | null): string | null {
  return iso === null ? null : exact(iso, dateLocale());
}

/** Who asked for it stands as `<type>:<name>`. */
function nameOf(startedBy: string | null | undefined): string | null {
  return startedBy == null ? null : startedBy.slice(startedBy.indexOf(':') + 1);
}

/** The same again from a terminal. Where people have accounts, the token is theirs to fill in. */
function asCurl({ workflowId, inputs, startedBy }: ExecutionSummary): string {
  const quoted = (text: string) => `'${text.replaceAll("'", `'\\''`)}'`;
  return [
    `curl -X POST ${quoted(`${location.origin}/api/workflow/${encodeURIComponent(workflowId)}/execute`)}`,
    `-H 'content-type: application/json'`,
    ...(startedBy === null ? [] : [`-H "authorization: Bearer $CORTADO_TOKEN"`]),
    `-d ${quoted(JSON.stringify({ inputs }))}`,
  ].join(' \\\n  ');
}

function Link(props: { label: 'execution.retryOf' | 'execution.parent'; id: string | null }) {
  const run = useRun();
  return (
    <Show when={props.id}>
      {(id) => (
        <>
          <dt />
          <dd>
            <button type="button" class="link" onClick={() => run.open(id())}>
              {t(props.label, { id: `…${shortId(id())}` })}
            </button>
          </dd>
        </>
      )}
    </Show>
  );
}

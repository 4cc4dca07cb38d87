import { createMemo, createSignal, For, type JSX, lazy, Show, Suspense } from 'solid-js';
import { copyText } from '../components/copy-button.tsx';
import { StateName } from '../components/mark.tsx';
import type { LiveExecution } from '../execution-feed.ts';
import { count, duration, shortId, stopwatch } from '../format.ts';
import { t } from '../i18n.ts';
import { useRun } from './run-context.ts';
import '../styles/run-header.css';

/** Who cannot steer does not load it. */
const RunActions = lazy(async () => ({ default: (await import('./run-actions.tsx')).RunActions }));

type RunHeaderProps = {
  workflowHref?: (workflowId: string) => string;
  actions?: (live: LiveExecution) => JSX.Element;
};

export function RunHeader(props: RunHeaderProps) {
  const run = useRun();
  const { live } = run;
  const status = () => live.status()?.status ?? 'pending';
  const percentage = () => live.status()?.progress.percentage ?? 0;
  return (
    <header class="run-head" data-state={status()}>
      <div class="run-title">
        <Show when={live.summary()} fallback={<h1 class="skeleton">&nbsp;</h1>}>
          {(summary) => (
            <h1 class="cut">
              <Show when={props.workflowHref} fallback={summary().workflowName}>
                {(href) => <a href={href()(summary().workflowId)}>{summary().workflowName}</a>}
              </Show>
            </h1>
          )}
        </Show>
        <RunId />
      </div>
      <div class="run-facts">
        <StateName state={status()} />
        <span class="run-percent num">{percentage()}%</span>
        <div
          class="bar"
          role="progressbar"
          aria-label={t('execution.progress')}
          aria-valuenow={percentage()}
          aria-valuemin="0"
          aria-valuemax="100"
        >
          <div class="bar-fill" style={{ transform: `scaleX(${percentage() / 100})` }} />
        </div>
        <Counts />
        <Elapsed />
      </div>
      <Suspense>
        <Show when={props.actions} fallback={<RunActions />}>
          {(actions) => actions()(live)}
        </Show>
      </Suspense>
      <span class="sr" role="status">
        {t(`status.${status()}`)}
      </span>
      <Failure />
    </header>
  );
}

/** Its id, copied when pressed. */
function RunId() {
  const { executionId } = useRun().live;
  const [copied, setCopied] = createSignal(false);
  const copy = async () => {
    if (!(await copyText(executionId))) return;
    setCopied(true);
    setTimeout(() => setCopied(false), 1_200);
  };
  return (
    <button type="button" class="run-id mono" title={t('execution.copyId', { id: executionId })} onClick={copy}>
      {copied() ? t('app.copied') : `…${shortId(executionId)}`}
    </button>
  );
}

function Counts() {
  const { live } = useRun();
  const parts = createMemo(() => {
    const progress = live.status()?.progress;
    if (!progress) return [];
    const ended = progress.completedNodes + progress.failedNodes;
    const list = [t('execution.counts', { ended: count(ended), total: count(progress.totalNodes) })];
    if (progress.failedNodes > 0) list.push(t('execution.failedNodes', { count: count(progress.failedNodes) }));
    if (progress.skippedNodes > 0) list.push(t('execution.skipped', { count: count(progress.skippedNodes) }));
    return list;
  });
  return <span class="run-counts num muted">{parts().join(' · ')}</span>;
}

function Elapsed() {
  const run = useRun();
  const elapsed = () => {
    const summary = run.live.summary();
    const from = summary?.startedAt ?? summary?.createdAt;
    if (!from) return null;
    if (summary?.completedAt) return duration(Date.parse(summary.completedAt) - Date.parse(from));
    return stopwatch(run.now() - Date.parse(from));
  };
  return <span class="run-elapsed num">{elapsed()}</span>;
}

/** Why it failed, or what it waits for, in one line. */
function Failure() {
  const { live, nameOf, select } = useRun();
  const failed = createMemo(() => {
    if (live.status()?.status !== 'failed') return null;
    const node = live.failed();
    return { nodeId: node?.nodeId ?? null, text: node?.error ?? live.summary()?.error ?? '' };
  });
  return (
    <For each={[failed()].filter((found) => found !== null)}>
      {({ nodeId, text }) => (
        <p class="run-problem" data-state="failed">
          <Show when={nodeId}>
            {(id) => (
              <button type="button" class="link" onClick={() => select(id())}>
                {t('execution.failedAt', { node: nameOf(id()) })}
              </button>
            )}
          </Show>
          <span>{text}</span>
        </p>
      )}
    </For>
  );
}

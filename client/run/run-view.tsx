/** One execution, live or past: the page that people keep open. Knows no router and no frame, so that it can be embedded. */
import { createSignal, type JSX, lazy, Show, Suspense } from 'solid-js';
import { createExecutionFeed, type LiveExecution } from '../execution-feed.ts';
import { t, withWords } from '../i18n.ts';
import { createRun } from './create-run.ts';
import { RunProvider } from './run-context.ts';
import { RunFoot } from './run-foot.tsx';
import { RunHeader } from './run-header.tsx';
import { createKeys } from './run-keys.ts';
import { RunLog } from './run-log.tsx';
import type { RunSource } from './run-source.ts';
import { showInTab } from './tab-title.ts';
import '../styles/tokens.css';
import '../styles/base.css';
import '../styles/run-view.css';

/** The log is there first: the graph is not known before the server has said which it is. */
const RunGraph = lazy(async () => ({ default: (await import('./run-graph.tsx')).RunGraph }));
const SidePanel = lazy(async () => ({ default: (await import('./side-panel.tsx')).SidePanel }));

const ShortcutsDialog = lazy(async () => ({
  default: (await withWords(['keys'], import('./shortcuts-dialog.tsx'))).ShortcutsDialog,
}));

export type RunViewProps = {
  executionId: string;
  selected: string | null;
  onSelect(nodeId: string | null): void;
  /** another execution is to be shown: a retry, a new run, a parent */
  onOpen(executionId: string): void;
  /** where it comes from */
  source: RunSource;
  /** what can be done with it, in place of all that can be */
  actions?(live: LiveExecution): JSX.Element;
  /** is given the execution once, to follow it as well */
  onLive?(live: LiveExecution): void;
  /** only to be looked at */
  readOnly?: boolean;
  /** where a workflow's own page is; none when embedded */
  workflowHref?(workflowId: string): string;
};

const tabs = ['log', 'graph', 'result'] as const;
type Tab = (typeof tabs)[number];

export function RunView(props: RunViewProps) {
  return (
    <Show when={props.executionId} keyed>
      {(executionId) => <Followed {...props} executionId={executionId} />}
    </Show>
  );
}

function Followed(props: RunViewProps) {
  const { source } = props;
  void RunGraph.preload();
  const live = createExecutionFeed(props.executionId, source.ports(props.executionId));
  const run = createRun(live, source, props);
  props.onLive?.(live);
  const [tab, setTab] = createSignal<Tab>('log');
  showInTab(run);
  const [help, setHelp] = createSignal(false);
  let side: HTMLElement | undefined;
  createKeys(run, {
    focusPanel: () => side?.querySelector<HTMLElement>('button, a, [tabindex]')?.focus(),
    help: () => setHelp(true),
  });
  return (
    <RunProvider value={run}>
      <Show
        when={live.connection() !== 'gone' || live.view().lastSeq > 0}
        fallback={<Gone live={live} inFrame={props.workflowHref !== undefined} />}
      >
        <article class="run" data-tab={tab()} data-panel={props.selected === null ? undefined : 'open'}>
          <RunHeader workflowHref={props.workflowHref} actions={props.actions} />
          <div class="run-tabs" role="tablist">
            {tabs.map((name) => (
              <button
                type="button"
                role="tab"
                aria-selected={tab() === name}
                data-name={name}
                onClick={() => setTab(name)}
              >
                {t(`tab.${name}`)}
              </button>
            ))}
          </div>
          <div class="run-body">
            <div class="run-main">
              <Show when={run.workflow()}>
                {(workflow) => (
                  <Suspense>
                    <RunGraph workflow={workflow()} />
                  </Suspense>
                )}
              </Show>
              <RunLog />
            </div>
            <aside class="run-side" ref={side} aria-label={t('node.details')}>
              <Suspense>
                <SidePanel />
              </Suspense>
            </aside>
          </div>
          <RunFoot />
          <Show when={help()}>
            <Suspense>
              <ShortcutsDialog onClose={() => setHelp(false)} />
            </Suspense>
          </Show>
        </article>
      </Show>
    </RunProvider>
  );
}

function Gone(props: { live: LiveExecution; inFrame: boolean }) {
  const problem = () => props.live.problem();
  return (
    <div class="empty">
      <h1>{t('execution.gone')}</h1>
      <p>{problem()?.status === 404 ? t('execution.goneWhy') : problem()?.message}</p>
      <Show when={props.inFrame}>
        <a class="button" href="/executions">
          {t('execution.goneTo')}
        </a>
      </Show>
    </div>
  );
}

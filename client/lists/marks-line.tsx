import { For } from 'solid-js';
import type { ExecutionStatus } from '../../db/model.ts';
import { t } from '../i18n.ts';

const SLOTS = 20;
const STEP = 9;
const HEIGHT = 18;

/** The drawing of a state in its slot: what differs in colour differs in shape too. */
const shapes: Record<ExecutionStatus, string> = {
  completed: 'M1 2h5v14H1z',
  failed: 'M1 2h5v5.5H1zM1 10.5h5V16H1z',
  cancelled: 'M1 11h5v5H1z',
  waiting: 'M1 2h1.8v14H1zM4.2 2H6v14H4.2z',
  running: 'M1 2h5v14H1zM2.5 3.5v11h2v-11z',
  pending: 'M1 9h5v7H1zM2.5 10.5v4h2v-4z',
};

/** The last executions of a workflow, the newest at the right. A click leads to the one under it. */
export function MarksLine(props: {
  executions: readonly { readonly executionId: string; readonly status: ExecutionStatus }[];
  onOpen(executionId: string): void;
}) {
  const places = () => props.executions.map((each, index) => ({ ...each, x: (SLOTS - 1 - index) * STEP }));
  const summary = () => {
    const counts = new Map<ExecutionStatus, number>();
    for (const { status } of props.executions) counts.set(status, (counts.get(status) ?? 0) + 1);
    const parts = [...counts].map(([status, count]) => `${count} ${t(`status.${status}`)}`);
    return t('workflows.recent', { count: props.executions.length, states: parts.join(', ') });
  };
  const open = (event: MouseEvent & { currentTarget: SVGElement }) => {
    const { left, width } = event.currentTarget.getBoundingClientRect();
    const slot = Math.floor(((event.clientX - left) / width) * SLOTS);
    const execution = props.executions[SLOTS - 1 - slot];
    if (execution) props.onOpen(execution.executionId);
  };
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: a short cut for the pointer; the page of the workflow has the links
    <svg
      class="marks-line"
      viewBox={`0 0 ${SLOTS * STEP} ${HEIGHT}`}
      width={SLOTS * STEP}
      height={HEIGHT}
      role="img"
      aria-label={summary()}
      onClick={open}
    >
      <For each={Array.from({ length: SLOTS }, (_, index) => index * STEP)}>
        {(x) => <path class="slot" d="M1 15h5v1H1z" transform={`translate(${x} 0)`} />}
      </For>
      <For each={places()}>
        {({ status, x }) => (
          <path data-state={status} d={shapes[status]} fill-rule="evenodd" transform={`translate(${x} 0)`}>
            <title>{t(`status.${status}`)}</title>
          </path>
        )}
      </For>
    </svg>
  );
}

/** A node on the canvas: its kind, its name, its state while it runs, what is wrong with it, and its ports. */
import { createMemo, For, onMount, Show } from 'solid-js';
import type { NodeStatus } from '../../../db/execution-state.ts';
import { Mark } from '../../components/mark.tsx';
import { duration } from '../../format.ts';
import { t } from '../../i18n.ts';
import { displayName } from '../../run/run-context.ts';
import { useEditor } from '../editor-context.ts';
import type { PlacedNode } from '../model/document.ts';
import { isNote, type Port } from '../model/ports.ts';
import { summaryOf } from '../model/summary.ts';
import { NodeIcon } from '../node-icon.tsx';
import { typeTitle, w } from '../words.ts';
import type { Connecting } from './connecting.ts';
import { makeDraggable } from './dragging.ts';
import { type FlowLookup, flowId, handleId, handleKey } from './flow-parts.ts';
import { LIB } from './viewport.ts';

type CardProps = {
  node: PlacedNode;
  connecting: Connecting;
  lookup(): FlowLookup;
  /** whether it is the one that Tab comes to */
  isStop: boolean;
  /** whether a finger on it drags it, or the canvas */
  isFree: boolean;
};

export function NodeCard(props: CardProps) {
  const editor = useEditor();
  const { state, selection, problems, running, opened } = editor;
  let element!: HTMLDivElement;
  const nodeId = props.node.id;
  onMount(() => makeDraggable(element, nodeId, editor, props.lookup, () => props.isFree));
  const type = () => state.typeOf(props.node);
  const shape = () => state.shape(nodeId);
  const place = () => state.place(nodeId) ?? props.node;
  const live = () => (running.isShown() ? running.live()?.nodeState(nodeId) : undefined);
  const status = (): NodeStatus | undefined =>
    running.isShown() && !isNote(type()) ? (live()?.status ?? 'pending') : undefined;
  const found = createMemo(() => problems.of(nodeId));
  const worst = () =>
    found().some(({ kind }) => kind === 'problem') ? 'problem' : found().length > 0 ? 'warning' : undefined;
  const name = () => displayName(props.node);
  const choose = (event: MouseEvent) => {
    event.stopPropagation();
    if (event.shiftKey || event.ctrlKey || event.metaKey) return selection.toggle(nodeId);
    const again = selection.only() === nodeId;
    selection.choose([nodeId]);
    if (again) opened.panel[1](true);
  };
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the editor takes all keys, in keyboard.ts
    // biome-ignore lint/a11y/useSemanticElements: a button would keep drags and spaces to itself
    <div
      ref={element}
      class={`editor-node ${LIB}-flow__node`}
      classList={{ nopan: props.isFree, note: isNote(type()) }}
      role="button"
      tabIndex={props.isStop ? 0 : -1}
      data-node={nodeId}
      data-state={status()}
      data-problem={worst()}
      data-kind={type()?.category ?? 'unknown'}
      aria-pressed={selection.isChosen(nodeId)}
      style={{
        transform: `translate(${place().x}px, ${place().y}px)`,
        width: `${shape().width}px`,
        height: `${shape().height}px`,
      }}
      onClick={choose}
      onDblClick={() => opened.panel[1](true)}
      onFocus={() => !selection.isChosen(nodeId) && element.matches(':focus-visible') && selection.choose([nodeId])}
    >
      <Show when={!isNote(type())} fallback={<NoteText node={props.node} />}>
        <span class="node-sign">
          <NodeIcon type={props.node.type} category={type()?.category} />
        </span>
        <span class="node-name cut" title={name()}>
          {name()}
        </span>
        <span class="node-note cut num">{noteOf(editor, props.node, status())}</span>
        <Show when={status()}>{(now) => <Mark state={now()} attempt={live()?.attempt} />}</Show>
      </Show>
      <Show when={worst()}>
        <span
          class="node-badge"
          data-kind={worst()}
          title={found()
            .map(({ message }) => message)
            .join('\n')}
        >
          {found().length}
        </span>
      </Show>
      <span class="sr">{furtherWords(editor, props.node, status())}</span>
      <For each={shape().inputs}>
        {(port) => <PortHandle nodeId={nodeId} port={port} isTarget connecting={props.connecting} />}
      </For>
      <For each={shape().outputs}>
        {(port) => <PortHandle nodeId={nodeId} port={port} isTarget={false} connecting={props.connecting} />}
      </For>
    </div>
  );
}

function NoteText(props: { node: PlacedNode }) {
  const text = () => (typeof props.node.config.text === 'string' ? props.node.config.text : '');
  return (
    <>
      <strong class="cut">{displayName(props.node)}</strong>
      <p>{text()}</p>
    </>
  );
}

type EditorOf = ReturnType<typeof useEditor>;

/** What stands under the name: how long it took, or what kind of node it is. */
function noteOf({ state, running }: EditorOf, node: PlacedNode, status: NodeStatus | undefined): string {
  const kind = summaryOf(node) || typeTitle(state.typeOf(node), node.type);
  const live = status === undefined ? undefined : running.live()?.nodeState(node.id);
  if (!live) return kind;
  if (status === 'running' || status === 'waiting') {
    return duration(Math.max(0, running.now() - Date.parse(live.startedAt ?? '')));
  }
  if (status === 'retrying') return t('node.attempt', { attempt: live.attempt });
  if (status === 'skipped' || status === 'cancelled' || status === 'pending') return t(`status.${status}`);
  return live.duration === null ? kind : duration(live.duration);
}

/** What those who hear it are told beside what stands there: kind, state, problems, where it leads. */
function furtherWords({ state, problems, deeds }: EditorOf, node: PlacedNode, status: NodeStatus | undefined): string {
  const parts = [typeTitle(state.typeOf(node), node.type)];
  if (status) parts.push(t(`status.${status}`));
  const count = problems.of(node.id).length;
  if (count > 0) parts.push(w('node.problems', { count }));
  const after = state.outOf(node.id).map(({ toNodeId, fromPort }) => {
    const name = deeds.nameOf(toNodeId);
    return fromPort === undefined ? name : `${fromPort}: ${name}`;
  });
  if (after.length > 0) parts.push(w('node.leadsTo', { names: after.join(', ') }));
  return parts.join('. ');
}

type PortProps = { nodeId: string; port: Port; isTarget: boolean; connecting: Connecting };

function PortHandle(props: PortProps) {
  const type = () => (props.isTarget ? 'target' : 'source');
  const begin = (event: MouseEvent | TouchEvent) =>
    props.connecting.begin(event, props.nodeId, props.port.name, props.isTarget);
  return (
    <span
      class={`editor-port ${LIB}-flow__handle nodrag nopan connectable connectableend ${type()}`}
      data-side={props.port.side}
      data-port={props.port.name ?? ''}
      data-id={handleKey(props.nodeId, props.port.name, type())}
      data-nodeid={flowId(props.nodeId)}
      data-handleid={handleId(props.port.name)}
      aria-hidden="true"
      style={{ transform: `translate(${props.port.x}px, ${props.port.y}px)` }}
      onMouseDown={begin}
      on:touchstart={{ handleEvent: begin, passive: true }}
      onClick={(event) => event.stopPropagation()}
    >
      <Show when={props.port.name}>{(name) => <span class="port-name">{name()}</span>}</Show>
    </span>
  );
}

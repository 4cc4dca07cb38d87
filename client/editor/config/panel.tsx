/** Beside the canvas: the node that is chosen, or the workflow. */
import { For, Match, Show, Switch } from 'solid-js';
import { t } from '../../i18n.ts';
import { displayName } from '../../run/run-context.ts';
import { type PanelTab, useEditor } from '../editor-context.ts';
import type { PlacedNode } from '../model/document.ts';
import { isNote } from '../model/ports.ts';
import { NodeIcon } from '../node-icon.tsx';
import { NodeData } from '../run/node-data.tsx';
import { TryNode } from '../run/try-node.tsx';
import { typeTitle, w } from '../words.ts';
import { NodeForm, NodeName } from './node-form.tsx';
import { WorkflowForm } from './workflow-form.tsx';

const tabs: readonly PanelTab[] = ['settings', 'data', 'try'];

export function Panel() {
  const { selection, state, opened, goTo } = useEditor();
  const node = () => {
    const id = selection.only();
    return id === null ? undefined : state.node(id);
  };
  /** Back to the node on the canvas. */
  const leave = (event: KeyboardEvent) => {
    if (event.key !== 'Escape') return;
    event.stopPropagation();
    opened.panel[1](false);
    const id = selection.only();
    if (id !== null) goTo(id);
  };
  return (
    <aside
      class="editor-panel"
      aria-label={w('panel.name')}
      data-open={opened.panel[0]() ? '' : undefined}
      onKeyDown={leave}
    >
      <Show when={node()} fallback={<WorkflowPanel />}>
        {(chosen) => <NodePanel node={chosen()} />}
      </Show>
    </aside>
  );
}

function WorkflowPanel() {
  return (
    <>
      <header class="editor-panel-head">
        <h2 class="editor-panel-title">{w('panel.workflow')}</h2>
        <Close />
      </header>
      <WorkflowForm />
    </>
  );
}

function NodePanel(props: { node: PlacedNode }) {
  const { state, opened } = useEditor();
  const type = () => state.typeOf(props.node);
  const tab = () => (isNote(type()) ? 'settings' : opened.tab[0]());
  return (
    <>
      <header class="editor-panel-head">
        <span class="node-sign" data-kind={type()?.category}>
          <NodeIcon type={props.node.type} category={type()?.category} />
        </span>
        <div>
          <NodeName node={props.node} name={displayName(props.node)} />
          <span class="muted">{typeTitle(type(), props.node.type)}</span>
        </div>
        <Close />
      </header>
      <Show when={!isNote(type())}>
        <div class="editor-tabs" role="tablist" aria-label={w('panel.tabs')}>
          <For each={tabs}>
            {(name) => (
              <button
                type="button"
                role="tab"
                id={`tab-${name}`}
                aria-selected={tab() === name}
                aria-controls="editor-tab-panel"
                onClick={() => opened.tab[1](name)}
              >
                {w(`panel.tab.${name}`)}
              </button>
            )}
          </For>
        </div>
      </Show>
      <div id="editor-tab-panel">
        <Switch>
          <Match when={tab() === 'settings'}>
            <Show when={props.node.id} keyed>
              <NodeForm node={props.node} />
            </Show>
          </Match>
          <Match when={tab() === 'data'}>
            <NodeData nodeId={props.node.id} />
          </Match>
          <Match when={tab() === 'try'}>
            <Show when={props.node.id} keyed>
              <TryNode node={props.node} />
            </Show>
          </Match>
        </Switch>
      </div>
    </>
  );
}

function Close() {
  const { opened } = useEditor();
  return (
    <button
      type="button"
      class="button icon plain editor-panel-close"
      aria-label={t('app.close')}
      onClick={() => opened.panel[1](false)}
    >
      <svg viewBox="0 0 16 16" width="16" height="16" aria-hidden="true">
        <path d="m4 4 8 8m0-8-8 8" stroke="currentColor" stroke-width="1.6" stroke-linecap="round" />
      </svg>
    </button>
  );
}

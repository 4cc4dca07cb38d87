/** What comes into a node and where it leads, as lists: all that the lines on the canvas say, by keyboard too. */
import { For, Show } from 'solid-js';
import type { Connection } from '../../../db/model.ts';
import { useEditor } from '../editor-context.ts';
import type { PlacedNode } from '../model/document.ts';
import { w } from '../words.ts';

export function Connections(props: { node: PlacedNode }) {
  const { state, opened, deeds } = useEditor();
  const into = () => state.into(props.node.id);
  const outOf = () => state.outOf(props.node.id);
  return (
    <details class="config-part" data-part="connections" open>
      <summary>{w('connections.title')}</summary>
      <Show when={into().length > 0}>
        <h3>{w('connections.into')}</h3>
        <ul class="links">
          <For each={into()}>
            {(each) => <Link connection={each} other={each.fromNodeId} port={each.toPort ?? each.fromPort} />}
          </For>
        </ul>
      </Show>
      <Show when={outOf().length > 0}>
        <h3>{w('connections.outOf')}</h3>
        <ul class="links">
          <For each={outOf()}>{(each) => <Link connection={each} other={each.toNodeId} port={each.fromPort} />}</For>
        </ul>
      </Show>
      <Show when={deeds.freeOutput(props.node.id)}>
        <button type="button" class="button small" onClick={() => opened.connecting[1](props.node.id)}>
          {w('connections.add')}
        </button>
      </Show>
    </details>
  );
}

function Link(props: { connection: Connection; other: string; port: string | undefined }) {
  const { deeds, goTo } = useEditor();
  const name = () => deeds.nameOf(props.other);
  return (
    <li>
      <Show when={props.port}>{(port) => <span class="tag">{port()}</span>}</Show>
      <button type="button" class="link cut" onClick={() => goTo(props.other)}>
        {name()}
      </button>
      <button
        type="button"
        class="button small plain icon"
        aria-label={w('connections.remove', { name: name() })}
        onClick={() => deeds.disconnect(props.connection)}
      >
        ×
      </button>
    </li>
  );
}

/** Somebody else has saved meanwhile: what they did, what one did oneself, and the ways out. */
import { createSignal, For, onMount, Show } from 'solid-js';
import { displayName } from '../../run/run-context.ts';
import { useEditor } from '../editor-context.ts';
import type { Difference } from '../model/difference.ts';
import type { PlacedNode } from '../model/document.ts';
import type { Choices, Conflict, Side } from '../model/merge.ts';
import type { Clash } from '../state/saving.ts';
import { keyLabel, w } from '../words.ts';

export function ClashDialog(props: { clash: Clash }) {
  const { saving } = useEditor();
  const [choices, setChoices] = createSignal<Choices>(new Map());
  let dialog!: HTMLDialogElement;
  onMount(() => dialog.showModal());
  const conflicts = () => props.clash.conflicts;
  const open = () => conflicts().filter(({ id }) => !choices().has(id)).length;
  const choose = (id: string, side: Side) => setChoices(new Map(choices()).set(id, side));
  return (
    <dialog class="dialog clash" ref={dialog} aria-label={w('clash.title')} onClose={() => saving.leaveClash()}>
      <div class="dialog-body">
        <h1>{w('clash.title')}</h1>
        <p>{w('clash.text', { revision: props.clash.theirs.revision ?? 0 })}</p>
        <div class="clash-sides">
          <Differences title={w('clash.theirs')} differences={props.clash.theirChanges} />
          <Differences title={w('clash.mine')} differences={props.clash.myChanges} />
        </div>
        <Show when={conflicts().length > 0} fallback={<p class="ok">{w('clash.fits')}</p>}>
          <section>
            <h2>{w('clash.conflicts', { count: conflicts().length })}</h2>
            <ul class="conflicts">
              <For each={conflicts()}>
                {(conflict) => (
                  <ConflictLine
                    conflict={conflict}
                    chosen={choices().get(conflict.id)}
                    onChoose={(side) => choose(conflict.id, side)}
                  />
                )}
              </For>
            </ul>
          </section>
        </Show>
        <Show when={saving.problem()}>
          <p class="problem" role="alert">
            {saving.problem()}
          </p>
        </Show>
        <div class="dialog-actions">
          <button type="button" class="button plain" onClick={() => dialog.close()}>
            {w('clash.later')}
          </button>
          <button type="button" class="button danger" disabled={saving.busy()} onClick={() => saving.takeTheirs()}>
            {w('clash.takeTheirs')}
          </button>
          <button type="button" class="button danger" disabled={saving.busy()} onClick={() => void saving.takeMine()}>
            {w('clash.takeMine')}
          </button>
          <button
            type="button"
            class="button main"
            disabled={saving.busy() || open() > 0}
            onClick={() => void saving.takeMerged(choices())}
          >
            {open() > 0 ? w('clash.chooseFirst', { count: open() }) : w('clash.merge')}
          </button>
        </div>
      </div>
    </dialog>
  );
}

const SHOWN_MAX = 100;

function Differences(props: { title: string; differences: readonly Difference[] }) {
  return (
    <section>
      <h2>{props.title}</h2>
      <Show when={props.differences.length > 0} fallback={<p class="muted">{w('clash.nothing')}</p>}>
        <ul class="differences">
          <For each={props.differences.slice(0, SHOWN_MAX)}>
            {({ kind, what, name, keys }) => (
              <li data-kind={kind}>
                <span class="muted">{w(`difference.${kind}`, { what: w(`difference.${what}`) })}</span> {name}
                <Show when={keys.length > 0}>
                  <span class="muted"> ({keys.map((key) => keyOf(key)).join(', ')})</span>
                </Show>
              </li>
            )}
          </For>
        </ul>
      </Show>
    </section>
  );
}

function ConflictLine(props: { conflict: Conflict; chosen: Side | undefined; onChoose(side: Side): void }) {
  const { saving, state } = useEditor();
  const name = () => {
    const { nodeId } = props.conflict;
    if (nodeId === null) return '';
    const node = state.node(nodeId) ?? saving.clash()?.theirs.document.nodes.find(({ id }) => id === nodeId);
    return node ? displayName(node) : nodeId;
  };
  const key = () => keyOf(props.conflict.key.replace(/^(config|settings)\./, ''));
  return (
    <li>
      <fieldset>
        <legend>
          <strong>{name()}</strong> {props.conflict.key === 'node' ? '' : key()}
        </legend>
        <For each={['mine', 'theirs'] as const}>
          {(side) => (
            <label data-chosen={props.chosen === side ? '' : undefined}>
              <input
                type="radio"
                name={`conflict ${props.conflict.id}`}
                checked={props.chosen === side}
                onChange={() => props.onChoose(side)}
              />
              <span class="muted">{w(side === 'mine' ? 'clash.side.mine' : 'clash.side.theirs')}</span>
              <code class="mono">{textOf(props.conflict, props.conflict[side])}</code>
            </label>
          )}
        </For>
      </fieldset>
    </li>
  );
}

function keyOf(key: string): string {
  return key === 'label' ? w('config.name') : key === 'place' ? w('difference.place') : keyLabel('', key);
}

function textOf({ key }: Conflict, value: unknown): string {
  if (value === undefined) return key === 'node' ? w('clash.removed') : '–';
  if (key === 'node') return displayName(value as PlacedNode);
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  return text.length > 300 ? `${text.slice(0, 300)}…` : text;
}

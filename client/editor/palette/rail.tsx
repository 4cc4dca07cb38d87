/** The node types beside the canvas, to be dragged onto it. A click adds one after what is chosen. */
import { createMemo, createSignal, For, Show } from 'solid-js';
import { useEditor } from '../editor-context.ts';
import { keyName, spotAfter } from '../keyboard.ts';
import type { NodeTypeInfo } from '../model/ports.ts';
import { NodeIcon } from '../node-icon.tsx';
import { typeDescription, typeTitle, w } from '../words.ts';
import { ranked } from './chooser.tsx';
import { typeChoice } from './choosers.tsx';

const categories = ['trigger', 'data', 'logic', 'flow', 'action', 'note'] as const;
/** A pointer that moved less than this has clicked (px). */
const CLICK = 5;

export function Rail() {
  const { types } = useEditor();
  const [typed, setTyped] = createSignal('');
  const groups = createMemo(() => {
    const fitting = new Set(ranked([...types.values()].map(typeChoice), typed()).map(({ id }) => id));
    return categories.flatMap((category) => {
      const some = [...types.values()].filter((type) => type.category === category && fitting.has(type.type));
      return some.length > 0 ? [{ category, some }] : [];
    });
  });
  return (
    <nav class="editor-rail" aria-label={w('palette.name')}>
      <input
        class="field"
        type="search"
        aria-label={w('palette.search')}
        placeholder={`${w('palette.search')}  ${keyName('/')}`}
        value={typed()}
        onInput={(event) => setTyped(event.currentTarget.value)}
      />
      <For each={groups()}>
        {({ category, some }) => (
          <section>
            <h2>{w(`category.${category}`)}</h2>
            <ul>
              <For each={some}>
                {(type) => (
                  <li>
                    <RailItem type={type} />
                  </li>
                )}
              </For>
            </ul>
          </section>
        )}
      </For>
      <Show when={groups().length === 0}>
        <p class="muted">{w('chooser.none')}</p>
      </Show>
    </nav>
  );
}

function RailItem(props: { type: NodeTypeInfo }) {
  const editor = useEditor();
  const { viewport, deeds, goTo } = editor;
  const [ghost, setGhost] = createSignal<{ x: number; y: number } | null>(null);
  let dragged = false;
  const begin = (event: PointerEvent) => {
    if (event.button !== 0) return;
    dragged = false;
    const button = event.currentTarget as HTMLElement;
    const from = { x: event.clientX, y: event.clientY };
    const stop = new AbortController();
    const move = (now: PointerEvent) => {
      if (!dragged && Math.hypot(now.clientX - from.x, now.clientY - from.y) < CLICK) return;
      if (!dragged) button.setPointerCapture(event.pointerId);
      dragged = true;
      setGhost({ x: now.clientX, y: now.clientY });
    };
    const end = (now: PointerEvent) => {
      stop.abort();
      setGhost(null);
      if (dragged && now.type === 'pointerup') drop(now.clientX, now.clientY);
    };
    addEventListener('pointermove', move, { signal: stop.signal });
    addEventListener('pointerup', end, { signal: stop.signal });
    addEventListener('pointercancel', end, { signal: stop.signal });
    const onKey = ({ key }: KeyboardEvent) => {
      if (key !== 'Escape') return;
      stop.abort();
      setGhost(null);
    };
    addEventListener('keydown', onKey, { signal: stop.signal });
  };
  /** On the canvas: there. On a connection: into it. */
  const drop = (x: number, y: number) => {
    const below = document.elementFromPoint(x, y);
    if (!below || !viewport.element()?.contains(below)) return;
    const key = below.closest<SVGElement>('[data-key]')?.dataset.key;
    const between = key === undefined ? undefined : editor.state.connection(key);
    goTo(deeds.addNode(props.type, { at: viewport.toCanvas(x, y), ...(between && { between }) }));
  };
  const title = () => typeTitle(props.type, props.type.type);
  return (
    <>
      <button
        type="button"
        class="rail-item"
        data-type={props.type.type}
        title={typeDescription(props.type)}
        onPointerDown={begin}
        onClick={() => {
          if (dragged) dragged = false;
          else goTo(deeds.addNode(props.type, spotAfter(editor)));
        }}
      >
        <span class="node-sign" data-kind={props.type.category}>
          <NodeIcon type={props.type.type} category={props.type.category} />
        </span>
        <span class="cut">{title()}</span>
      </button>
      <Show when={ghost()}>
        {(at) => (
          <div class="rail-ghost" style={{ transform: `translate(${at().x}px, ${at().y}px)` }} aria-hidden="true">
            <span class="node-sign" data-kind={props.type.category}>
              <NodeIcon type={props.type.type} category={props.type.category} />
            </span>
            {title()}
          </div>
        )}
      </Show>
    </>
  );
}

/** JSON as a tree whose branches are made when they are opened: the size of the data costs nothing until it is looked at. */
import { createSignal, For, Show } from 'solid-js';
import type { Json } from '../../db/model.ts';
import { bytes, count } from '../format.ts';
import { t } from '../i18n.ts';
import '../styles/json-tree.css';

/** Children that are made at once, characters of a text that are shown at first, and how many more each time. */
const CHILDREN = 100;
const TEXT = 600;
const MORE_TEXT = 100_000;
/** Small data is shown open: so many lines at most. */
const OPEN_LINES = 24;

export function JsonTree(props: { value: Json; maxOpen?: number }) {
  return (
    <div class="json mono">
      <Value value={props.value} depth={0} budget={props.maxOpen ?? OPEN_LINES} />
    </div>
  );
}

type ValueProps = { name?: string; value: Json; depth: number; budget: number };

function Value(props: ValueProps) {
  return (
    <Show when={isBranch(props.value)} fallback={<Leaf name={props.name} value={props.value} />}>
      <Branch {...props} value={props.value as Json[] | { [key: string]: Json }} />
    </Show>
  );
}

function isBranch(value: Json): boolean {
  return typeof value === 'object' && value !== null && sizeOf(value) > 0;
}

function sizeOf(value: object): number {
  return Array.isArray(value) ? value.length : Object.keys(value).length;
}

function Branch(props: ValueProps & { value: Json[] | { [key: string]: Json } }) {
  const size = () => sizeOf(props.value);
  const opensItself = () => props.depth === 0 || (props.depth < 4 && size() <= props.budget);
  const [open, setOpen] = createSignal(opensItself());
  const [shown, setShown] = createSignal(CHILDREN);
  const keys = () => (Array.isArray(props.value) ? null : Object.keys(props.value));
  const names = () => {
    const named = keys();
    const length = Math.min(shown(), size());
    return named ? named.slice(0, length) : Array.from({ length }, (_, index) => String(index));
  };
  const childOf = (name: string) => (props.value as { [key: string]: Json })[name] ?? null;
  const label = () => t(Array.isArray(props.value) ? 'json.items' : 'json.keys', { count: count(size()) });
  return (
    <div class="json-branch">
      <button type="button" class="json-line" aria-expanded={open()} onClick={() => setOpen(!open())}>
        <span class="json-turn" aria-hidden="true" />
        <Name name={props.name} />
        <span class="json-size">
          {Array.isArray(props.value) ? '[' : '{'}
          <Show when={!open()}>
            {` ${label()} `}
            {Array.isArray(props.value) ? ']' : '}'}
          </Show>
        </span>
      </button>
      <Show when={open()}>
        <div class="json-children">
          <For each={names()}>
            {(name) => (
              <Value
                name={name}
                value={childOf(name)}
                depth={props.depth + 1}
                budget={Math.floor((props.budget - size()) / Math.max(1, size())) + (props.depth === 0 ? 4 : 0)}
              />
            )}
          </For>
          <Show when={shown() < size()}>
            <button type="button" class="json-line json-more" onClick={() => setShown(shown() + CHILDREN * 5)}>
              {t('json.more', { count: count(size() - shown()) })}
            </button>
          </Show>
        </div>
      </Show>
    </div>
  );
}

function Name(props: { name: string | undefined }) {
  return (
    <Show when={props.name !== undefined}>
      <span class="json-name">{props.name}</span>
      <span class="json-colon">: </span>
    </Show>
  );
}

function Leaf(props: { name?: string; value: Json }) {
  return (
    <div class="json-line">
      <Name name={props.name} />
      <Show
        when={typeof props.value === 'string' && props.value}
        fallback={<span class={`json-${kindOf(props.value)}`}>{JSON.stringify(props.value)}</span>}
      >
        {(text) => <Text text={text()} />}
      </Show>
    </div>
  );
}

function kindOf(value: Json): string {
  return typeof value === 'object' ? 'null' : typeof value;
}

function Text(props: { text: string }) {
  const [length, setLength] = createSignal(TEXT);
  const rest = () => Math.max(0, props.text.length - length());
  return (
    <span class="json-string">
      {props.text.slice(0, length())}
      <Show when={rest() > 0}>
        <button type="button" class="button small" onClick={() => setLength(length() + MORE_TEXT)}>
          {t('json.moreText', { size: bytes(Math.min(rest(), MORE_TEXT)), all: bytes(props.text.length) })}
        </button>
      </Show>
    </span>
  );
}

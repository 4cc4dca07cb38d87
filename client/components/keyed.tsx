import { type Accessor, createMemo, For, type JSX } from 'solid-js';

/** A list by ids: a row keeps its place in the document, and the focus in it, however often what it shows changes. */
export function Keyed<Item>(props: {
  items: readonly Item[];
  idOf(item: Item): string;
  children: (item: Accessor<Item>, id: string) => JSX.Element;
}) {
  const byId = createMemo(() => new Map(props.items.map((item) => [props.idOf(item), item])));
  const ids = createMemo(() => [...byId().keys()]);
  return (
    <For each={ids()}>
      {(id) => {
        // One that goes is shown as it was until its row is gone.
        const item = createMemo<Item>((before) => byId().get(id) ?? before, byId().get(id) as Item);
        return props.children(item, id);
      }}
    </For>
  );
}

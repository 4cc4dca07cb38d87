/** A text that may hold templates: what can stand next is offered while one is written. */
import { createMemo, createSignal, createUniqueId, For, Show } from 'solid-js';
import { useEditor } from '../editor-context.ts';
import { ancestorsOf } from '../model/document.ts';
import { type Suggested, suggest } from '../model/suggestions.ts';
import { scopeOf } from '../state/running.ts';
import { w } from '../words.ts';

type TemplateProps = {
  id: string;
  nodeId: string;
  /** its name where no label is beside it */
  label?: string;
  value: string;
  placeholder?: string;
  long: boolean;
  /** no templates: nothing is offered */
  plain?: boolean;
  code?: boolean;
  list?: readonly string[];
  invalid: boolean;
  describedBy?: string;
  onChange(value: string): void;
};
type Box = HTMLInputElement | HTMLTextAreaElement;

export function TemplateField(props: TemplateProps) {
  const { state, running } = useEditor();
  const listId = createUniqueId();
  const [suggested, setSuggested] = createSignal<Suggested | null>(null);
  const [at, setAt] = createSignal(0);
  let box!: Box;
  const scope = createMemo(() => {
    const { nodeId } = props;
    const before = state.into(nodeId).map(({ fromNodeId }) => fromNodeId);
    return scopeOf(running.live(), nodeId, before, ancestorsOf(state.document().connections, nodeId));
  });
  const look = () => {
    const found = props.plain ? null : suggest(scope(), box.value.slice(0, box.selectionStart ?? 0));
    setAt(0);
    setSuggested(found);
  };
  const take = (text: string) => {
    const found = suggested();
    if (!found) return;
    box.setRangeText(text, found.from, box.selectionStart ?? found.from, 'end');
    props.onChange(box.value);
    look();
    box.focus();
  };
  const onInput = () => {
    props.onChange(box.value);
    look();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const found = suggested();
    if (!found) return;
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
    if (step !== 0) setAt((at() + step + found.options.length) % found.options.length);
    else if (event.key === 'Enter' || event.key === 'Tab') take(found.options[at()]!.text);
    else if (event.key === 'Escape') {
      setSuggested(null);
      event.stopPropagation();
    } else return;
    event.preventDefault();
  };
  const common = () => ({
    id: props.id,
    value: props.value,
    placeholder: props.placeholder,
    spellcheck: false,
    autocomplete: 'off' as const,
    // several lines are no combobox, whatever they offer
    role: props.plain || props.long ? undefined : ('combobox' as const),
    'aria-autocomplete': props.plain ? undefined : ('list' as const),
    'aria-expanded': props.plain || props.long ? undefined : suggested() !== null,
    'aria-controls': suggested() ? listId : undefined,
    'aria-activedescendant': suggested() ? `${listId}-${at()}` : undefined,
    'aria-label': props.label,
    'aria-invalid': props.invalid,
    'aria-describedby': props.describedBy,
    onInput,
    onKeyDown,
    onClick: look,
    onBlur: () => setSuggested(null),
  });
  return (
    <div class="template">
      <Show
        when={props.long}
        fallback={
          <input
            {...common()}
            ref={(element) => {
              box = element;
            }}
            class="field"
            type="text"
            list={props.list ? `${props.id}-list` : undefined}
          />
        }
      >
        <textarea
          {...common()}
          ref={(element) => {
            box = element;
          }}
          class="field grows"
          classList={{ mono: props.code }}
          rows={props.code ? 8 : 2}
        />
      </Show>
      <Show when={props.list}>
        {(list) => (
          <datalist id={`${props.id}-list`}>
            <For each={list()}>{(each) => <option value={each} />}</For>
          </datalist>
        )}
      </Show>
      <Show when={suggested()}>
        {(found) => (
          <div class="suggestions" id={listId} role="listbox" aria-label={w('template.suggestions')}>
            <For each={found().options}>
              {(option, index) => (
                <div
                  id={`${listId}-${index()}`}
                  role="option"
                  tabIndex="-1"
                  aria-selected={index() === at()}
                  onPointerDown={(event) => {
                    event.preventDefault();
                    take(option.text);
                  }}
                >
                  <span class="mono">{option.text}</span>
                  <span class="muted cut">{option.preview}</span>
                </div>
              )}
            </For>
          </div>
        )}
      </Show>
    </div>
  );
}

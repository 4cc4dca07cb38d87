/** A value of any kind: a text, a number, yes or no, or JSON; nothing where it is left empty. */
import { createSignal, For, Match, Switch } from 'solid-js';
import { readNumber } from '../model/form.ts';
import { optionLabel, w } from '../words.ts';
import type { FieldProps } from './field.tsx';
import { JsonField } from './json-field.tsx';
import { TemplateField } from './template-field.tsx';
import { createTyped } from './typed-text.ts';

const kinds = ['text', 'number', 'boolean', 'json'] as const;
type Kind = (typeof kinds)[number];

function kindOf(value: unknown): Kind {
  if (typeof value === 'number' || typeof value === 'boolean') return typeof value as 'number' | 'boolean';
  return typeof value === 'object' && value !== null ? 'json' : 'text';
}

export function AnyField(props: FieldProps) {
  const effective = () => props.value ?? props.field.default;
  const [asked, setAsked] = createSignal<Kind | null>(null);
  const kind = (): Kind => asked() ?? kindOf(effective());
  const text = () =>
    typeof props.value === 'string' ? props.value : props.value === undefined ? '' : JSON.stringify(props.value);
  const choose = (next: Kind) => {
    setAsked(next);
    const now = effective();
    if (next === 'boolean') props.onChange(now === true || now === 'true');
    else if (next === 'number') props.onChange(numberIn(now) ?? 0);
    else if (next === 'text') props.onChange(typeof now === 'string' || now === undefined ? now : JSON.stringify(now));
    else props.onChange(jsonIn(now));
  };
  const number = createTyped(text, (typed) => props.onChange(readNumber(typed)));
  return (
    <div class="any">
      <select
        class="any-kind"
        aria-label={w('any.kind')}
        value={kind()}
        onChange={(event) => choose(event.currentTarget.value as Kind)}
      >
        <For each={kinds}>{(each) => <option value={each}>{optionLabel('', '', each)}</option>}</For>
      </select>
      <Switch>
        <Match when={kind() === 'text'}>
          <TemplateField
            id={props.id}
            nodeId={props.nodeId}
            value={text()}
            long
            placeholder={typeof props.field.default === 'string' ? props.field.default : undefined}
            invalid={props.invalid}
            describedBy={props.describedBy}
            onChange={(value) => props.onChange(value === '' ? undefined : value)}
          />
        </Match>
        <Match when={kind() === 'number'}>
          <input
            id={props.id}
            class="field num"
            inputmode="decimal"
            aria-invalid={props.invalid}
            aria-describedby={props.describedBy}
            value={number.text()}
            onInput={number.onInput}
            onBlur={number.onBlur}
          />
        </Match>
        <Match when={kind() === 'boolean'}>
          <label class="check">
            <input
              id={props.id}
              type="checkbox"
              checked={effective() === true}
              aria-describedby={props.describedBy}
              onChange={(event) => props.onChange(event.currentTarget.checked)}
            />
            <span class="mono muted">{String(effective() === true)}</span>
          </label>
        </Match>
        <Match when={kind() === 'json'}>
          <JsonField
            id={props.id}
            nodeId={props.nodeId}
            unreadKey={props.unreadKey}
            value={props.value}
            invalid={props.invalid}
            describedBy={props.describedBy}
            onChange={props.onChange}
          />
        </Match>
      </Switch>
    </div>
  );
}

function numberIn(value: unknown): number | null {
  const number = Number(value);
  return typeof value === 'string' && value.trim() !== '' && Number.isFinite(number) ? number : null;
}

function jsonIn(value: unknown): unknown {
  if (typeof value !== 'string') return value ?? {};
  try {
    return JSON.parse(value);
  } catch {
    return value === '' ? {} : [value];
  }
}

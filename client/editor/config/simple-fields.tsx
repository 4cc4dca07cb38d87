/** Fields of one value: a text, a number, yes or no, one of several. */
import { createMemo, For, Show } from 'solid-js';
import { type FormField, readNumber } from '../model/form.ts';
import { formLayouts } from '../model/form-layout.ts';
import { keyLabel, optionLabel, w } from '../words.ts';
import type { FieldProps } from './field.tsx';
import { timeZones } from './pickers.tsx';
import { TemplateField } from './template-field.tsx';
import { createTyped } from './typed-text.ts';

const placeholderOf = ({ default: value }: FormField) =>
  value === undefined || value === '' ? undefined : typeof value === 'string' ? value : JSON.stringify(value);

/** A value of another kind than the schema wants stays what it is until it is changed. */
export function TextField(props: FieldProps) {
  const layout = () => formLayouts[props.type];
  const isLong = () => props.field.shape.kind === 'text' && props.field.shape.long;
  const text = () =>
    typeof props.value === 'string' ? props.value : props.value === undefined ? '' : JSON.stringify(props.value);
  const list = createMemo(() => (props.field.key === 'timezone' ? timeZones() : layout()?.suggest?.[props.field.key]));
  return (
    <TemplateField
      id={props.id}
      nodeId={props.nodeId}
      label={props.name}
      value={text()}
      long={isLong()}
      placeholder={placeholderOf(props.field)}
      plain={layout()?.plain?.includes(props.field.key)}
      code={layout()?.code?.includes(props.field.key)}
      list={list()}
      invalid={props.invalid}
      describedBy={props.describedBy}
      onChange={(value) => props.onChange(value === '' && !props.field.required ? undefined : value)}
    />
  );
}

export function NumberField(props: FieldProps) {
  const asText = () => (props.value === undefined || props.value === null ? '' : String(props.value));
  const typed = createTyped(asText, (text) => props.onChange(readNumber(text)));
  return (
    <input
      id={props.id}
      class="field num"
      type="text"
      inputmode={props.field.shape.kind === 'number' ? 'decimal' : undefined}
      autocomplete="off"
      placeholder={placeholderOf(props.field)}
      aria-invalid={props.invalid}
      aria-describedby={props.describedBy}
      value={typed.text()}
      onInput={typed.onInput}
      onBlur={typed.onBlur}
    />
  );
}

export function SwitchField(props: FieldProps) {
  return (
    <label class="check">
      <input
        id={props.id}
        type="checkbox"
        checked={(props.value ?? props.field.default) === true}
        aria-describedby={props.describedBy}
        onChange={(event) => props.onChange(event.currentTarget.checked)}
      />
      <span>{keyLabel(props.type, props.field.key)}</span>
    </label>
  );
}

export function ChoiceField(props: FieldProps) {
  const options = () => (props.field.shape.kind === 'choice' ? props.field.shape.options : []);
  const value = () => String(props.value ?? props.field.default ?? '');
  return (
    <select
      id={props.id}
      class="field"
      aria-label={props.name}
      aria-invalid={props.invalid}
      aria-describedby={props.describedBy}
      value={value()}
      onChange={(event) => props.onChange(event.currentTarget.value || undefined)}
    >
      <Show when={props.field.default === undefined}>
        <option value="" selected={value() === ''}>
          {w('field.default')}
        </option>
      </Show>
      <For each={options()}>
        {(option) => (
          <option value={option} selected={value() === option}>
            {optionLabel(props.type, props.field.key, option)}
          </option>
        )}
      </For>
      <Show when={value() !== '' && !options().includes(value())}>
        <option value={value()} selected>
          {value()}
        </option>
      </Show>
    </select>
  );
}

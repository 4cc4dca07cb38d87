/** One field of a form: what its schema says it is. */
import { Index, type JSX, Match, Show, Switch } from 'solid-js';
import type { FormField } from '../model/form.ts';
import type { Problem } from '../state/problems.ts';
import { keyHint, keyLabel, w } from '../words.ts';
import { AnyField } from './any-field.tsx';
import { JsonField } from './json-field.tsx';
import { MapField } from './map-field.tsx';
import { CredentialField, DatabaseField, WorkflowField } from './pickers.tsx';
import { ChoiceField, NumberField, SwitchField, TextField } from './simple-fields.tsx';

export type FieldProps = {
  id: string;
  nodeId: string;
  /** of the node */
  type: string;
  field: FormField;
  /** in place of a label beside it */
  name?: string;
  unreadKey: string;
  value: unknown;
  invalid: boolean;
  describedBy?: string;
  /** `undefined` leaves the key out */
  onChange(value: unknown): void;
};

export function LabelledField(props: Omit<FieldProps, 'invalid' | 'describedBy'> & { problem: Problem | undefined }) {
  const hint = () => keyHint(props.type, props.field.key, props.field.description);
  const isSwitch = () => props.field.shape.kind === 'boolean';
  /** several fields under one name */
  const isGroup = () => ['list', 'map', 'group'].includes(props.field.shape.kind);
  const invalid = () => props.problem?.kind === 'problem';
  const described = () => {
    const ids = [hint() && `${props.id}-hint`, props.problem && `${props.id}-problem`].filter(Boolean);
    return ids.length > 0 ? ids.join(' ') : undefined;
  };
  return (
    // biome-ignore lint/a11y/useAriaPropsSupportedByRole: it has a role exactly when it has that name
    <div
      class="form-field"
      data-key={props.field.key}
      data-kind={props.field.shape.kind}
      role={isGroup() ? 'group' : undefined}
      aria-labelledby={isGroup() ? `${props.id}-label` : undefined}
    >
      <Show when={isGroup()}>
        <strong id={`${props.id}-label`}>{keyLabel(props.type, props.field.key)}</strong>
      </Show>
      <Show when={!isSwitch() && !isGroup()}>
        <label for={props.id}>
          {keyLabel(props.type, props.field.key)}
          <Show when={props.field.required}>
            <span class="needed" title={w('field.required')} aria-hidden="true">
              *
            </span>
          </Show>
        </label>
      </Show>
      <Field {...props} invalid={invalid()} describedBy={described()} />
      <Show when={hint()}>
        <p class="hint" id={`${props.id}-hint`}>
          {hint()}
        </p>
      </Show>
      <Show when={props.problem}>
        {(problem) => (
          <p class={problem().kind} id={`${props.id}-problem`}>
            {problem().message}
          </p>
        )}
      </Show>
    </div>
  );
}

export function Field(props: FieldProps): JSX.Element {
  const kind = () => props.field.shape.kind;
  return (
    <Switch>
      <Match when={props.field.key === 'credential' && kind() === 'text'}>
        <CredentialField {...props} />
      </Match>
      <Match when={props.field.key === 'workflowId' && kind() === 'text'}>
        <WorkflowField {...props} />
      </Match>
      <Match when={props.field.key === 'databaseId' && kind() === 'text'}>
        <DatabaseField {...props} />
      </Match>
      <Match when={kind() === 'text'}>
        <TextField {...props} />
      </Match>
      <Match when={kind() === 'number' || kind() === 'numberOrText'}>
        <NumberField {...props} />
      </Match>
      <Match when={kind() === 'boolean'}>
        <SwitchField {...props} />
      </Match>
      <Match when={kind() === 'choice'}>
        <ChoiceField {...props} />
      </Match>
      <Match when={kind() === 'list'}>
        <ListField {...props} />
      </Match>
      <Match when={kind() === 'map'}>
        <MapField {...props} />
      </Match>
      <Match when={kind() === 'group'}>
        <GroupField {...props} />
      </Match>
      <Match when={kind() === 'record'}>
        <JsonField {...props} record />
      </Match>
      <Match when={kind() === 'any'}>
        <AnyField {...props} />
      </Match>
    </Switch>
  );
}

/** A list: one line an item, or a group of fields an item. */
function ListField(props: FieldProps) {
  const of = () => (props.field.shape.kind === 'list' ? props.field.shape.of : { kind: 'any' as const });
  const items = (): readonly unknown[] => (Array.isArray(props.value) ? props.value : []);
  const set = (next: readonly unknown[]) => props.onChange(next.length === 0 ? undefined : next);
  const change = (index: number, value: unknown) => set(items().map((each, at) => (at === index ? value : each)));
  const item = (): FormField => ({ ...props.field, required: false, default: undefined, shape: of() });
  let list!: HTMLUListElement;
  const add = () => {
    set([...items(), of().kind === 'group' ? {} : '']);
    queueMicrotask(() => list.querySelector<HTMLElement>('li:last-of-type :is(input, textarea, select)')?.focus());
  };
  return (
    <div class="list-field">
      <ul ref={list} data-groups={of().kind === 'group' ? '' : undefined}>
        <Index each={items()}>
          {(value, index) => (
            <li>
              <Switch>
                <Match when={of().kind === 'group'}>
                  <GroupField {...props} field={item()} value={value()} onChange={(next) => change(index, next)} />
                </Match>
                <Match when={of().kind !== 'group'}>
                  <Field
                    {...props}
                    id={`${props.id}-${index}`}
                    field={item()}
                    name={`${keyLabel(props.type, props.field.key)} ${index + 1}`}
                    value={value()}
                    onChange={(next) => change(index, next ?? '')}
                  />
                </Match>
              </Switch>
              <button
                type="button"
                class="button small plain icon"
                aria-label={w('list.remove', { number: index + 1 })}
                onClick={() => set(items().filter((_, at) => at !== index))}
              >
                ×
              </button>
            </li>
          )}
        </Index>
      </ul>
      <button type="button" class="button small" onClick={add}>
        {w('list.add')}
      </button>
    </div>
  );
}

/** The fields of an object inside of a config. */
function GroupField(props: FieldProps) {
  const fields = () => (props.field.shape.kind === 'group' ? props.field.shape.fields : []);
  const record = () =>
    typeof props.value === 'object' && props.value !== null ? (props.value as Record<string, unknown>) : {};
  const change = (key: string, value: unknown) => {
    const { [key]: _, ...rest } = record();
    props.onChange(value === undefined ? rest : { ...rest, [key]: value });
  };
  return (
    <div class="group-field">
      <Index each={fields()}>
        {(field) => (
          <Show when={field()} keyed>
            {(each) => (
              <LabelledField
                {...props}
                id={`${props.id}-${each.key}`}
                field={each}
                unreadKey={`${props.unreadKey}.${each.key}`}
                problem={undefined}
                value={record()[each.key]}
                onChange={(value) => change(each.key, value)}
              />
            )}
          </Show>
        )}
      </Index>
    </div>
  );
}

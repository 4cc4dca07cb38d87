/** The config of a node as a form made from its type's schema. */
import { createEffect, createMemo, For, on, Show } from 'solid-js';
import { useEditor } from '../editor-context.ts';
import { type PlacedNode, renameNode, setConfig } from '../model/document.ts';
import { type FormField, fieldsOf, furtherKeys, policyKeys } from '../model/form.ts';
import { formLayouts, isRelevant } from '../model/form-layout.ts';
import type { NodeTypeInfo } from '../model/ports.ts';
import { keyLabel, typeDescription, w } from '../words.ts';
import { Connections } from './connections.tsx';
import { LabelledField } from './field.tsx';
import { JsonField } from './json-field.tsx';
import { WebhookAddress } from './webhook-address.tsx';

export function NodeForm(props: { node: PlacedNode }) {
  const editor = useEditor();
  const { opened, state } = editor;
  let form!: HTMLDivElement;
  // The type stays the same whatever is typed: fields that are made anew would lose the focus.
  const type = createMemo(() => state.typeOf(props.node));
  const fields = createMemo(() => fieldsOf(type()?.config ?? {}));
  const layout = () => formLayouts[props.node.type];
  const relevant = createMemo(() => fields().filter(({ key }) => isRelevant(layout(), key, props.node.config)));
  const isMore = ({ key, required }: FormField) =>
    !required && props.node.config[key] === undefined && (layout()?.more?.includes(key) ?? false);
  createEffect(
    on([opened.field[0], () => props.node.id], ([key]) => {
      if (key === null) return;
      opened.field[1](null);
      queueMicrotask(() => focusField(form, key));
    }),
  );
  return (
    <div class="config" ref={form}>
      <Show when={type()} fallback={<p class="problem">{w('problem.unknownType', { type: props.node.type })}</p>}>
        {(known) => <p class="muted">{typeDescription(known())}</p>}
      </Show>
      <For each={relevant().filter((field) => !isMore(field))}>
        {(field) => <Key node={props.node} field={field} />}
      </For>
      <Show when={props.node.type === 'webhook'}>
        <WebhookAddress />
      </Show>
      <Show when={relevant().some(isMore)}>
        <details class="config-part">
          <summary>{w('config.more')}</summary>
          <For each={relevant().filter(isMore)}>{(field) => <Key node={props.node} field={field} />}</For>
        </details>
      </Show>
      <Show when={type() && type()?.category !== 'note'}>
        <Policy node={props.node} type={type()!} />
        <Connections node={props.node} />
      </Show>
      <Further node={props.node} fields={fields()} />
      <p class="muted config-id">
        {w('config.id')} <code class="mono">{props.node.id}</code>
      </p>
    </div>
  );
}

function Key(props: { node: PlacedNode; field: FormField }) {
  const { state, problems } = useEditor();
  const { key } = props.field;
  return (
    <LabelledField
      id={`config-${key}`}
      nodeId={props.node.id}
      type={props.node.type}
      field={props.field}
      unreadKey={key}
      problem={problems.ofKey(props.node.id, key)}
      value={props.node.config[key]}
      onChange={(value) => {
        const { id, type } = props.node;
        state.change(
          w('deed.config', { key: keyLabel(type, key) }),
          (document) => setConfig(document, id, key, value),
          `${id} ${key}`,
        );
      }}
    />
  );
}

/** What the engine does when an attempt fails, hangs or is cut off. */
function Policy(props: { node: PlacedNode; type: NodeTypeInfo }) {
  const fields = createMemo((): FormField[] => [
    {
      key: 'retries',
      shape: { kind: 'number', whole: true, min: 0, max: 100 },
      required: false,
      default: props.type.retries,
      description: w('policy.retries'),
    },
    {
      key: 'timeoutMs',
      shape: { kind: 'number', whole: true, min: 1 },
      required: false,
      default: props.type.timeoutMs ?? undefined,
      description: w('policy.timeoutMs'),
    },
    choice('onError', ['stop', 'continue', 'branch'], w('policy.onError')),
    choice('onInterrupted', ['retry', 'fail', 'skip'], w('policy.onInterrupted')),
  ]);
  const isSet = () => policyKeys.some((key) => props.node.config[key] !== undefined);
  const { problems } = useEditor();
  const hasProblem = () => policyKeys.some((key) => problems.ofKey(props.node.id, key));
  return (
    <details class="config-part" open={isSet() || hasProblem()} data-part="policy">
      <summary>{w('config.policy')}</summary>
      <For each={fields()}>{(field) => <Key node={props.node} field={field} />}</For>
    </details>
  );
}

function choice(key: string, options: readonly string[], description: string): FormField {
  return { key, shape: { kind: 'choice', options }, required: false, default: undefined, description };
}

/** Keys that this version has no field for: they stay as they are, and can be looked at and taken out. */
function Further(props: { node: PlacedNode; fields: readonly FormField[] }) {
  const { state, problems } = useEditor();
  const keys = createMemo(() => furtherKeys(props.node.config, props.fields));
  const set = (key: string, value: unknown) =>
    state.change(
      w('deed.config', { key }),
      (document) => setConfig(document, props.node.id, key, value),
      `${props.node.id} ${key}`,
    );
  return (
    <Show when={keys().length > 0}>
      <details class="config-part" open>
        <summary>{w('config.further')}</summary>
        <p class="hint">{w('config.further.text')}</p>
        <For each={keys()}>
          {(key, index) => (
            <div class="form-field" data-key={key}>
              <label for={`further-${index()}`} class="mono">
                {key}
              </label>
              <JsonField
                id={`further-${index()}`}
                nodeId={props.node.id}
                unreadKey={key}
                value={props.node.config[key]}
                invalid={problems.ofKey(props.node.id, key)?.kind === 'problem'}
                onChange={(value) => set(key, value)}
              />
            </div>
          )}
        </For>
      </details>
    </Show>
  );
}

/** The name of a node, above its form. */
export function NodeName(props: { node: PlacedNode; name: string }) {
  const { state } = useEditor();
  return (
    <input
      class="field node-title"
      aria-label={w('config.name')}
      value={props.name}
      maxLength={500}
      onInput={(event) => {
        const name = event.currentTarget.value;
        const { id } = props.node;
        state.change(w('deed.rename', { name }), (document) => renameNode(document, id, name), `${id} name`);
      }}
    />
  );
}

function focusField(form: HTMLElement, key: string): void {
  const part = key === '' ? form : form.querySelector<HTMLElement>(`[data-key="${CSS.escape(key)}"]`);
  const details = part?.closest('details');
  if (details) details.open = true;
  const field = part?.querySelector<HTMLElement>('input, textarea, select, button');
  field?.focus();
  field?.scrollIntoView({ block: 'nearest' });
}

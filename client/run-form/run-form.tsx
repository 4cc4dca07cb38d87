import { createSignal, For, Match, Show, Switch, untrack } from 'solid-js';
import type { Json, JsonRecord } from '../../db/model.ts';
import { ApiError } from '../answer.ts';
import type { WorkflowDetail } from '../api.ts';
import { t } from '../i18n.ts';
import { type InputField, inputFields, inputsOf, readField, typedFrom } from './manual-inputs.ts';
import '../styles/run-form.css';

/** Asks for a workflow's manual inputs, and runs it. `onStarted` is given the id of the execution. */
export function RunForm(props: {
  workflow: WorkflowDetail;
  /** what the form begins with, as an execution was given it; the workflow's own values when left out */
  initial?: JsonRecord;
  /** begins the execution */
  execute(inputs: JsonRecord): Promise<string>;
  /** whether further input may be given as JSON */
  more?: boolean;
  onStarted(executionId: string): void;
}) {
  const fields = () => inputFields(props.workflow.nodes);
  const given = untrack(() => typedFrom(fields(), props.initial ?? {}));
  const [typed, setTyped] = createSignal<ReadonlyMap<string, string>>(given.typed);
  const [more, setMore] = createSignal(given.more);
  const [problems, setProblems] = createSignal<ReadonlyMap<string, string>>(new Map());
  const [busy, setBusy] = createSignal(false);
  const type = (nodeId: string, text: string) => setTyped(new Map(typed()).set(nodeId, text));

  async function run(event: SubmitEvent): Promise<void> {
    event.preventDefault();
    if (busy()) return;
    const { inputs, problems: wrong } = readForm(fields(), typed(), more());
    setProblems(wrong);
    if (wrong.size > 0) return;
    setBusy(true);
    try {
      props.onStarted(await props.execute(inputs));
    } catch (error) {
      setProblems(problemsOf(error, fields()));
    } finally {
      setBusy(false);
    }
  }

  return (
    <form class="run-form" onSubmit={run} novalidate>
      <For each={fields()}>
        {(field) => (
          <Field
            field={field}
            typed={typed().get(field.nodeId) ?? field.value}
            problem={problems().get(field.nodeId)}
            onType={(text) => type(field.nodeId, text)}
          />
        )}
      </For>
      <Show when={fields().length === 0}>
        <p class="muted">{t('run.noInputs')}</p>
      </Show>
      <Show when={props.more}>
        <details class="run-more" open={given.more !== ''}>
          <summary>{t('run.more')}</summary>
          <label class="label">
            <span class="hint">{t('run.more.hint')}</span>
            <textarea
              class="field mono"
              spellcheck={false}
              value={more()}
              aria-invalid={problems().has(MORE)}
              onInput={(event) => setMore(event.currentTarget.value)}
            />
          </label>
          <Problem text={problems().get(MORE)} />
        </details>
      </Show>
      <Problem text={problems().get(WHOLE)} />
      <button type="submit" class="button main" disabled={busy()}>
        {t('run.run')}
      </button>
    </form>
  );
}

/** Keys of problems that are no node's. */
const MORE = '\0more';
const WHOLE = '\0whole';

function readForm(fields: readonly InputField[], typed: ReadonlyMap<string, string>, more: string) {
  const problems = new Map<string, string>();
  const values = new Map<string, Json>();
  for (const { nodeId, type } of fields) {
    const text = typed.get(nodeId);
    if (text === undefined) continue;
    const read = readField(type, text);
    if ('value' in read) values.set(nodeId, read.value);
    else problems.set(nodeId, sentenceOf(read));
  }
  const further = readField('json', more);
  if ('problem' in further) problems.set(MORE, sentenceOf(further));
  else if (!isRecord(further.value) && further.value !== null) problems.set(MORE, t('run.badRecord'));
  const inputs = { ...('value' in further ? (further.value as JsonRecord) : {}), ...inputsOf(fields, values) };
  return { inputs, problems };
}

function sentenceOf({ problem, text }: { problem: 'number' | 'json'; text: string }): string {
  return problem === 'number' ? t('run.badNumber', { text }) : t('run.badJson', { reason: text });
}

function isRecord(value: Json): boolean {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** What the server said, at the field it speaks of where there is one. */
function problemsOf(error: unknown, fields: readonly InputField[]): Map<string, string> {
  const problems = new Map<string, string>();
  if (!(error instanceof ApiError)) return problems.set(WHOLE, String(error));
  for (const { path, nodeId, message } of error.details) {
    const field = fields.find((each) => each.nodeId === nodeId || path.split('.').includes(each.nodeId));
    problems.set(field?.nodeId ?? WHOLE, message);
  }
  return problems.size > 0 ? problems : problems.set(WHOLE, error.message);
}

type FieldProps = {
  field: InputField;
  typed: string;
  problem: string | undefined;
  onType(text: string): void;
};

function Field(props: FieldProps) {
  const isLong = () => props.field.type === 'json' || props.field.value.length > 80 || props.field.value.includes('\n');
  return (
    <label class="label">
      <span>
        {props.field.label}
        <Show when={props.field.label !== props.field.name}>
          <span class="hint mono"> {props.field.name}</span>
        </Show>
      </span>
      <Switch>
        <Match when={props.field.type === 'boolean'}>
          <span class="check">
            <input
              type="checkbox"
              checked={props.typed === 'true'}
              onChange={(event) => props.onType(String(event.currentTarget.checked))}
            />
            <span class="muted mono">{props.typed === 'true' ? 'true' : 'false'}</span>
          </span>
        </Match>
        <Match when={isLong()}>
          <textarea
            class="field"
            classList={{ mono: props.field.type === 'json' }}
            value={props.typed}
            aria-invalid={props.problem !== undefined}
            onInput={(event) => props.onType(event.currentTarget.value)}
          />
        </Match>
        <Match when={!isLong()}>
          <input
            class="field"
            type="text"
            inputmode={props.field.type === 'number' ? 'decimal' : undefined}
            value={props.typed}
            required={props.field.required}
            aria-invalid={props.problem !== undefined}
            onInput={(event) => props.onType(event.currentTarget.value)}
          />
        </Match>
      </Switch>
      <Problem text={props.problem} />
    </label>
  );
}

function Problem(props: { text: string | undefined }) {
  return (
    <Show when={props.text}>
      <span class="problem" role="alert">
        {props.text}
      </span>
    </Show>
  );
}

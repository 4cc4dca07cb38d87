/** One node by itself, on an input that is typed: nothing is kept, nothing else runs. */
import { createSignal, onMount, Show } from 'solid-js';
import type { Json } from '../../../db/model.ts';
import { answer, api } from '../../api.ts';
import { createAction } from '../../components/action.ts';
import { CopyButton } from '../../components/copy-button.tsx';
import { JsonTree } from '../../components/json-tree.tsx';
import { StateName } from '../../components/mark.tsx';
import { duration } from '../../format.ts';
import { t } from '../../i18n.ts';
import { LongText, Section } from '../../run/payload.tsx';
import { useEditor } from '../editor-context.ts';
import type { PlacedNode } from '../model/document.ts';
import { w } from '../words.ts';

type Result = { success: boolean; message: string; outputData: Json; duration: number; [extra: string]: unknown };
/** What was typed for each node, as long as the page is open. */
const typed = new Map<string, string>();

export function TryNode(props: { node: PlacedNode }) {
  const { saving, running } = useEditor();
  const { busy, problem, act } = createAction();
  const key = () => `${saving.base().id ?? ''} ${props.node.id}`;
  const [text, setText] = createSignal(typed.get(key()) ?? '{}');
  const [result, setResult] = createSignal<Result | null>(null);
  const type = (next: string) => {
    typed.set(key(), next);
    setText(next);
  };
  const fromLast = async () => {
    const input = await running.lastInput(props.node.id).catch(() => undefined);
    if (input !== undefined) type(JSON.stringify(input, null, 2));
  };
  onMount(() => {
    if (!typed.has(key())) void fromLast();
  });
  const input = (): { value: Json } | { problem: string } => {
    try {
      return { value: text().trim() === '' ? null : (JSON.parse(text()) as Json) };
    } catch (error) {
      return { problem: t('run.badJson', { reason: error instanceof Error ? error.message : String(error) }) };
    }
  };
  const wrong = () => {
    const read = input();
    return 'problem' in read ? read.problem : null;
  };
  const run = () =>
    act(async () => {
      const read = input();
      const id = saving.base().id;
      if ('problem' in read || id === null) return;
      const { node } = props;
      const json = { nodeId: node.id, type: node.type, config: node.config, input: read.value };
      const tried = api.workflow[':id']['execute-node'].$post({ param: { id }, json });
      setResult((await answer(tried)) as unknown as Result);
    });
  return (
    <div class="config try-node">
      <p class="muted">{w('try.text')}</p>
      <div class="form-field">
        <label for="try-input">{w('try.input')}</label>
        <textarea
          id="try-input"
          class="field grows mono"
          rows="5"
          spellcheck={false}
          aria-invalid={wrong() !== null}
          value={text()}
          onInput={(event) => type(event.currentTarget.value)}
        />
        <Show when={wrong()}>{(sentence) => <p class="problem">{sentence()}</p>}</Show>
      </div>
      <div class="try-actions">
        <button
          type="button"
          class="button main"
          disabled={busy() || wrong() !== null || saving.base().id === null}
          onClick={run}
        >
          {busy() ? w('try.running') : w('try.run')}
        </button>
        <Show when={running.live()}>
          <button type="button" class="button small plain" onClick={() => void fromLast()}>
            {w('try.last')}
          </button>
        </Show>
      </div>
      <Show when={saving.base().id === null}>
        <p class="hint">{w('try.saveFirst')}</p>
      </Show>
      <Show when={problem()}>
        <p class="problem" role="alert">
          {problem()}
        </p>
      </Show>
      <Show when={result()} keyed>
        {(done) => <Tried result={done} />}
      </Show>
    </div>
  );
}

function Tried(props: { result: Result }) {
  const text = () => (typeof props.result.outputData === 'string' ? props.result.outputData : null);
  const state = () => (props.result.success ? 'completed' : 'error');
  const copy = () => text() ?? JSON.stringify(props.result.outputData, null, 2);
  return (
    <section class="tried" data-state={state()} aria-live="polite">
      <p class="panel-facts">
        <StateName state={state()} />
        <span class="muted num">{duration(props.result.duration)}</span>
      </p>
      <p class="panel-message" data-kind={props.result.success ? undefined : 'error'}>
        {props.result.message}
      </p>
      <Show when={props.result.success}>
        <Section title={t('node.output')} actions={<CopyButton text={copy} />}>
          <Show when={text()} fallback={<JsonTree value={props.result.outputData} />}>
            {(words) => <LongText text={words()} />}
          </Show>
        </Section>
      </Show>
    </section>
  );
}

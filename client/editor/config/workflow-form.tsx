/** What holds for the whole workflow. */
import { createMemo, createSignal, For, Show } from 'solid-js';
import type { WorkflowSettings } from '../../../db/model.ts';
import { useEditor } from '../editor-context.ts';
import { keyName } from '../keyboard.ts';
import { withKey } from '../model/document.ts';
import type { FormField } from '../model/form.ts';
import { w } from '../words.ts';
import { LabelledField } from './field.tsx';

const WORKFLOW = 'workflow settings';

export function WorkflowForm() {
  const { state, problems, selection } = useEditor();
  const fields = createMemo((): FormField[] => [
    number('timeoutMs', w('settings.timeoutMs')),
    number('concurrency', w('settings.concurrency')),
    number('nodeConcurrency', w('settings.nodeConcurrency'), 8),
    {
      key: 'onError',
      shape: { kind: 'choice', options: ['stop', 'continue', 'branch'] },
      required: false,
      default: 'stop',
      description: w('settings.onError'),
    },
  ]);
  const set = (key: string, value: unknown) =>
    state.change(
      w('deed.settings'),
      (document) => ({ ...document, settings: withKey(document.settings, key, value) as WorkflowSettings }),
      `settings ${key}`,
    );
  return (
    <div class="config">
      <Show
        when={selection.nodes().size > 1}
        fallback={<p class="muted">{w('panel.nothing', { key: keyName('/') })}</p>}
      >
        <Several />
      </Show>
      <Tags />
      <section class="config-part">
        <h3>{w('settings.title')}</h3>
        <For each={fields()}>
          {(field) => (
            <LabelledField
              id={`settings-${field.key}`}
              nodeId=""
              type={WORKFLOW}
              field={field}
              unreadKey={`settings.${field.key}`}
              problem={problems.all().find(({ nodeId, key }) => nodeId === null && key === field.key)}
              value={(state.document().settings as Record<string, unknown>)[field.key]}
              onChange={(value) => set(field.key, value)}
            />
          )}
        </For>
      </section>
      <Revision />
    </div>
  );
}

function number(key: string, description: string, byDefault?: number): FormField {
  return { key, shape: { kind: 'number', whole: true, min: 1 }, required: false, default: byDefault, description };
}

/** What can be done with several nodes at once. */
function Several() {
  const { selection, deeds } = useEditor();
  return (
    <section class="several">
      <strong>{w('select.count', { count: selection.nodes().size })}</strong>
      <div>
        <button type="button" class="button small" onClick={() => deeds.duplicateChosen()}>
          {w('key.duplicate')}
        </button>
        <button type="button" class="button small" onClick={() => void deeds.arrangeNodes()}>
          {w('key.arrange')}
        </button>
        <button type="button" class="button small danger" onClick={() => deeds.removeChosen()}>
          {w('key.delete')}
        </button>
      </div>
    </section>
  );
}

function Tags() {
  const { state } = useEditor();
  const [typed, setTyped] = createSignal('');
  const set = (tags: readonly string[]) => state.change(w('deed.tags'), (document) => ({ ...document, tags }));
  const add = () => {
    const tag = typed().trim().slice(0, 50);
    setTyped('');
    const { tags } = state.document();
    if (tag !== '' && !tags.includes(tag)) set([...tags, tag]);
  };
  return (
    <section class="form-field">
      <label for="workflow-tag">{w('tags.title')}</label>
      <Show when={state.document().tags.length > 0}>
        <ul class="tags">
          <For each={state.document().tags}>
            {(tag) => (
              <li class="tag">
                {tag}
                <button
                  type="button"
                  aria-label={w('tags.remove', { tag })}
                  onClick={() => set(state.document().tags.filter((each) => each !== tag))}
                >
                  ×
                </button>
              </li>
            )}
          </For>
        </ul>
      </Show>
      <input
        id="workflow-tag"
        class="field"
        placeholder={w('tags.add')}
        value={typed()}
        onInput={(event) => setTyped(event.currentTarget.value)}
        onBlur={add}
        onKeyDown={(event) => {
          if (event.key !== 'Enter' && event.key !== ',') return;
          event.preventDefault();
          add();
        }}
      />
    </section>
  );
}

/** Which revision is worked on, and which one schedules and webhooks run. */
function Revision() {
  const { saving } = useEditor();
  const base = saving.base;
  return (
    <Show when={base().revision}>
      {(revision) => (
        <section class="config-part" data-part="revision">
          <h3>{w('revision.title')}</h3>
          <p>
            {base().published === revision()
              ? w('revision.isPublished', { revision: revision() })
              : base().published === null
                ? w('revision.nonePublished', { revision: revision() })
                : w('revision.olderPublished', { revision: revision(), published: base().published ?? 0 })}
          </p>
          <p class="hint">{w('revision.text')}</p>
          <Show when={base().published !== revision()}>
            <button
              type="button"
              class="button small"
              disabled={saving.busy() || saving.isDirty()}
              onClick={() => void saving.publish()}
            >
              {w('revision.publish', { revision: revision() })}
            </button>
          </Show>
        </section>
      )}
    </Show>
  );
}

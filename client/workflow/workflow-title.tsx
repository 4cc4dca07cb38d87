import { createSignal, For, Show } from 'solid-js';
import type { WorkflowDetail } from '../api.ts';
import { createAction } from '../components/action.ts';
import { t, tCount } from '../i18n.ts';
import { publishWorkflow, saveWorkflow } from '../lists/lists-api.ts';
import { may } from '../session.ts';

/** The name, the facts and the tags of a workflow; whoever may change it does so here. */
export function WorkflowTitle(props: { workflow: WorkflowDetail; onSaved(saved: WorkflowDetail): void }) {
  const [editing, setEditing] = createSignal(false);
  const { busy, problem, act } = createAction();
  let field: HTMLInputElement | undefined;

  /** What only names a workflow is published with it: nothing that runs changes. */
  async function save(change: { name?: string; tags?: readonly string[] }): Promise<boolean> {
    const { id, revision, published } = props.workflow;
    return act(async () => {
      const saved = await saveWorkflow(id, change, revision);
      props.onSaved(published === revision ? await publishWorkflow(id, saved.revision) : saved);
    });
  }
  async function rename(event: SubmitEvent): Promise<void> {
    event.preventDefault();
    const name = field?.value.trim() ?? '';
    if (name === '') return;
    if (name === props.workflow.name || (await save({ name }))) setEditing(false);
  }
  return (
    <div class="workflow-title">
      <Show
        when={editing()}
        fallback={
          <div class="workflow-name">
            <h1>{props.workflow.name}</h1>
            <Show when={may('write')}>
              <button type="button" class="button small plain" onClick={() => setEditing(true)}>
                {t('workflow.rename')}
              </button>
            </Show>
          </div>
        }
      >
        <form
          class="workflow-name"
          onSubmit={rename}
          onKeyDown={(event) => event.key === 'Escape' && setEditing(false)}
        >
          <input
            class="field"
            aria-label={t('import.name')}
            maxlength={200}
            required
            value={props.workflow.name}
            ref={(input) => {
              field = input;
              queueMicrotask(() => input.select());
            }}
          />
          <button type="submit" class="button main" disabled={busy()}>
            {t('workflow.save')}
          </button>
          <button type="button" class="button" onClick={() => setEditing(false)}>
            {t('app.cancel')}
          </button>
        </form>
      </Show>
      <div class="page-facts">
        <span class="muted num">
          {t('workflow.revision', { revision: props.workflow.revision })} ·{' '}
          {tCount('workflows.nodes', props.workflow.nodeCount)}
          <Show when={props.workflow.published !== props.workflow.revision}>
            {' · '}
            {props.workflow.published === null
              ? t('workflow.unpublished')
              : t('workflow.publishedOlder', { revision: props.workflow.published })}
          </Show>
        </span>
        <Tags tags={props.workflow.tags} busy={busy()} onChange={(tags) => save({ tags })} />
      </div>
      <Show when={problem()}>
        <p class="problem" role="alert">
          {problem()}
        </p>
      </Show>
    </div>
  );
}

function Tags(props: { tags: readonly string[]; busy: boolean; onChange(tags: readonly string[]): Promise<boolean> }) {
  async function add(event: SubmitEvent): Promise<void> {
    event.preventDefault();
    const form = event.currentTarget as HTMLFormElement;
    const tag = String(new FormData(form).get('tag') ?? '').trim();
    if (tag === '' || props.tags.includes(tag) || (await props.onChange([...props.tags, tag]))) form.reset();
  }
  return (
    <Show when={may('write')} fallback={<For each={props.tags}>{(tag) => <span class="tag">{tag}</span>}</For>}>
      <For each={props.tags}>
        {(tag) => (
          <span class="tag tag-edit">
            {tag}
            <button
              type="button"
              disabled={props.busy}
              aria-label={t('workflow.removeTag', { tag })}
              onClick={() => void props.onChange(props.tags.filter((each) => each !== tag))}
            >
              ×
            </button>
          </span>
        )}
      </For>
      <form class="tag-form" onSubmit={add}>
        <input
          class="field"
          name="tag"
          maxlength={50}
          placeholder={t('workflow.addTag')}
          aria-label={t('workflow.addTag')}
        />
      </form>
    </Show>
  );
}

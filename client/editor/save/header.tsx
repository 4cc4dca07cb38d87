/** Above the canvas: the name, how it stands with saving, and what is done with the whole. */
import { Show } from 'solid-js';
import { may } from '../../session.ts';
import { useEditor } from '../editor-context.ts';
import { keyName } from '../keyboard.ts';
import { w } from '../words.ts';

export type HeaderActions = { save(): void; run(): void; runWith(): void };

export function Header(props: { actions: HeaderActions }) {
  const { state, saving, problems, opened } = useEditor();
  const back = () => {
    const { id } = saving.base();
    return id === null ? '/' : `/workflows/${encodeURIComponent(id)}`;
  };
  const count = (kind: string) => problems.all().filter((each) => each.kind === kind).length;
  return (
    <header class="editor-head">
      <a class="button icon plain" href={back()} title={w('head.back')}>
        <span class="sr">{w('head.back')}</span>
        <svg viewBox="0 0 16 16" width="16" height="16" aria-hidden="true">
          <path
            d="M9.8 3 4.8 8l5 5"
            fill="none"
            stroke="currentColor"
            stroke-width="1.6"
            stroke-linecap="round"
            stroke-linejoin="round"
          />
        </svg>
      </a>
      <h1 class="sr">{w('head.title', { name: state.document().name })}</h1>
      <input
        class="editor-name"
        aria-label={w('head.name')}
        placeholder={w('head.name')}
        maxLength={200}
        value={state.document().name}
        aria-invalid={state.document().name.trim() === ''}
        onInput={(event) => {
          const name = event.currentTarget.value;
          state.change(w('deed.name'), (document) => ({ ...document, name }), 'workflow name');
        }}
      />
      <SaveState />
      <div class="editor-head-tools">
        <button
          type="button"
          class="button small plain problem-count"
          data-kind={count('problem') > 0 ? 'problem' : count('warning') > 0 ? 'warning' : 'none'}
          aria-expanded={opened.problems[0]()}
          onClick={() => opened.problems[1]((open) => !open)}
        >
          <span class="problem-sign" aria-hidden="true" />
          {count('problem') > 0
            ? w('head.problems', { count: count('problem') })
            : count('warning') > 0
              ? w('head.warnings', { count: count('warning') })
              : w('head.noProblems')}
        </button>
        <Show when={may('run')}>
          <Run actions={props.actions} />
        </Show>
        <button
          type="button"
          class="button main"
          title={keyName('Mod S')}
          disabled={saving.busy() || !(saving.isDirty() || saving.base().id === null)}
          onClick={() => props.actions.save()}
        >
          {saving.busy() ? w('head.saving') : w('head.save')}
        </button>
      </div>
    </header>
  );
}

function Run(props: { actions: HeaderActions }) {
  const { saving } = useEditor();
  const name = () => (saving.isDirty() || saving.base().id === null ? w('head.saveAndRun') : w('head.run'));
  return (
    <span class="split-button">
      <button type="button" class="button" title={keyName('Mod Enter')} onClick={() => props.actions.run()}>
        <svg viewBox="0 0 12 12" width="10" height="10" aria-hidden="true">
          <path d="M2.5 1.2v9.6L10.5 6z" fill="currentColor" />
        </svg>
        {name()}
      </button>
      <button
        type="button"
        class="button icon"
        aria-label={w('head.runWith')}
        title={w('head.runWith')}
        onClick={() => props.actions.runWith()}
      >
        <svg viewBox="0 0 12 12" width="10" height="10" aria-hidden="true">
          <path d="m2.5 4.2 3.5 3.6 3.5-3.6" fill="none" stroke="currentColor" stroke-width="1.6" />
        </svg>
      </button>
    </span>
  );
}

function SaveState() {
  const { saving } = useEditor();
  const text = () => {
    const { revision, published } = saving.base();
    if (saving.problem()) return saving.problem();
    if (saving.isDirty()) return saving.isKept() ? w('state.unsaved') : w('state.notKept');
    if (revision === null) return w('state.new');
    return published === revision || published === null
      ? w('state.saved', { revision })
      : w('state.savedNotPublished', { revision, published });
  };
  return (
    <p
      class="editor-state num"
      role="status"
      data-problem={saving.problem() ? '' : undefined}
      data-dirty={saving.isDirty() ? '' : undefined}
    >
      {text()}
    </p>
  );
}

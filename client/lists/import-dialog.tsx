import { createSignal, For, Index, Show } from 'solid-js';
import { createAction } from '../components/action.ts';
import { openDialog } from '../components/dialog.ts';
import { t, tCount } from '../i18n.ts';
import { type Candidate, importCandidate, readCandidate } from './import-files.ts';

/** Shows what is in files, and what is wrong with it, before anything is saved. `onDone` is given the new ids. */
export default function ImportDialog(props: { files: readonly File[]; onClose(): void; onDone(ids: string[]): void }) {
  const [found, setFound] = createSignal<readonly Candidate[]>([]);
  const [names, setNames] = createSignal<ReadonlyMap<number, string>>(new Map());
  const { busy, problem, act } = createAction();
  const nameOf = (index: number) => names().get(index) ?? found()[index]?.name ?? '';
  const good = () => found().filter(({ problems }) => problems.length === 0);
  void Promise.all(props.files.map(readCandidate)).then(setFound);

  async function save(event: SubmitEvent): Promise<void> {
    event.preventDefault();
    const ids: string[] = [];
    const went = await act(async () => {
      for (const candidate of good()) {
        ids.push((await importCandidate(candidate, nameOf(found().indexOf(candidate)))).id);
      }
    });
    if (went) props.onDone(ids);
  }

  return (
    <dialog class="dialog wide" aria-label={t('workflows.import')} ref={openDialog} onClose={() => props.onClose()}>
      <form class="dialog-body" onSubmit={save}>
        <h1>{t('workflows.import')}</h1>
        <Show when={found().length > 0} fallback={<div class="list skeletons short" />}>
          <ul class="import-files">
            <Index each={found()}>
              {(candidate, index) => (
                <FileFound
                  candidate={candidate()}
                  name={nameOf(index)}
                  onName={(name) => setNames(new Map(names()).set(index, name))}
                />
              )}
            </Index>
          </ul>
        </Show>
        <Show when={problem()}>
          <p class="problem" role="alert">
            {problem()}
          </p>
        </Show>
        <div class="dialog-actions">
          <button type="button" class="button" onClick={() => props.onClose()}>
            {t('app.cancel')}
          </button>
          <button type="submit" class="button main" disabled={busy() || good().length === 0}>
            {tCount('import.save', good().length)}
          </button>
        </div>
      </form>
    </dialog>
  );
}

function FileFound(props: { candidate: Candidate; name: string; onName(name: string): void }) {
  const isGood = () => props.candidate.problems.length === 0;
  const count = () => props.candidate.nodeTypes.reduce((sum, each) => sum + each.count, 0);
  return (
    <li class="import-file" data-wrong={isGood() ? undefined : ''}>
      <Show when={isGood()} fallback={<strong class="mono">{props.candidate.fileName}</strong>}>
        <label class="label">
          <span>{t('import.name')}</span>
          <input
            class="field"
            required
            maxlength={200}
            value={props.name}
            onInput={(event) => props.onName(event.currentTarget.value)}
          />
        </label>
      </Show>
      <Show when={count() > 0}>
        <p class="muted">
          {tCount('workflows.nodes', count())}:{' '}
          {props.candidate.nodeTypes.map(({ type, count: of }) => (of > 1 ? `${type} × ${of}` : type)).join(', ')}
        </p>
      </Show>
      <Show when={!isGood()}>
        <p class="problem">{tCount('import.problems', props.candidate.problems.length)}</p>
        <ul class="import-notes problem">
          <For each={props.candidate.problems}>{(text) => <li>{text}</li>}</For>
        </ul>
      </Show>
      <Show when={props.candidate.warnings.length > 0}>
        <p class="muted">{t('import.warnings')}</p>
        <ul class="import-notes muted">
          <For each={props.candidate.warnings}>{(text) => <li>{text}</li>}</For>
        </ul>
      </Show>
    </li>
  );
}

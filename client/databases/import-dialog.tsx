/** A CSV file into a database: looked at first, then imported in the background, whole or not at all. */

import { A } from '@solidjs/router';
import { createSignal, For, Match, onCleanup, onMount, Show, Switch } from 'solid-js';
import { Problem } from '../account/fields.tsx';
import { createAction } from '../components/action.ts';
import { bytes, count } from '../format.ts';
import { t } from '../i18n.ts';
import type { Database } from './databases-api.ts';
import {
  type ImportAsk,
  type ImportState,
  importState,
  type Mapping,
  type Preview,
  previewFile,
  startImport,
  uploadFile,
} from './import-api.ts';

const LOOK_MS = 600;
/** What a file was read as: whoever sees wrong letters knows why. */
const encodings = { 'utf-8': 'UTF-8', 'utf-16le': 'UTF-16', 'utf-16be': 'UTF-16', 'windows-1252': 'Windows-1252' };
/** What a column of the file becomes: nothing, a new column, or the column of a key. */
type Target = '' | '+' | `=${string}`;

export function ImportDialog(props: { database: Database; onDone(): void; onClose(): void }) {
  const { busy, problem, act } = createAction();
  const [preview, setPreview] = createSignal<Preview | null>(null);
  const [state, setState] = createSignal<ImportState | null>(null);
  const [executionId, setExecutionId] = createSignal<string | null>(null);
  let dialog: HTMLDialogElement | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;
  onMount(() => dialog?.showModal());
  onCleanup(() => clearTimeout(timer));

  const take = (file: File | undefined) =>
    file &&
    act(async () => {
      const uploaded = await uploadFile(props.database.id, file);
      setPreview(await previewFile(props.database.id, uploaded.importId));
      setState(uploaded);
    });
  const start = (ask: ImportAsk) =>
    act(async () => {
      const { importId } = state() as ImportState;
      setExecutionId((await startImport(props.database.id, importId, ask)).executionId);
      void follow(importId);
    });
  async function follow(importId: number): Promise<void> {
    const now = await importState(props.database.id, importId).catch(() => null);
    if (now) setState(now);
    if (now?.report) props.onDone();
    else timer = setTimeout(() => void follow(importId), LOOK_MS);
  }

  return (
    <dialog class="dialog import" ref={dialog} aria-label={t('import.title')} onClose={() => props.onClose()}>
      <div class="dialog-body">
        <h2>{t('import.title')}</h2>
        <Switch
          fallback={
            <label class="import-drop">
              <span>{busy() ? t('import.uploading') : t('import.choose')}</span>
              <input
                type="file"
                accept=".csv,text/csv,text/plain,.tsv"
                disabled={busy()}
                onChange={(event) => take(event.currentTarget.files?.[0])}
              />
            </label>
          }
        >
          <Match when={executionId()}>{(id) => <Progress state={state()} executionId={id()} />}</Match>
          <Match when={preview()}>
            {(shown) => <Mapper database={props.database} preview={shown()} busy={busy()} onStart={start} />}
          </Match>
        </Switch>
        <Problem text={problem()} />
        <div class="dialog-actions">
          <button type="button" class="button" onClick={() => dialog?.close()}>
            {t('app.close')}
          </button>
        </div>
      </div>
    </dialog>
  );
}

/** Where each column of the file goes. */
function Mapper(props: { database: Database; preview: Preview; busy: boolean; onStart(ask: ImportAsk): void }) {
  const writable = () => props.database.columns.filter(({ formula }) => formula === undefined);
  const first = (name: string): Target => {
    const same = writable().find(
      (each) => each.name.toLowerCase() === name.toLowerCase() || each.key === name.toLowerCase(),
    );
    return same ? `=${same.key}` : '+';
  };
  const [targets, setTargets] = createSignal<readonly Target[]>(props.preview.columns.map(({ name }) => first(name)));
  const [key, setKey] = createSignal('');
  const [skips, setSkips] = createSignal(false);
  const uniques = () => writable().filter(({ unique }) => unique);
  function start(): void {
    const columns = targets().flatMap((target, from): Mapping[] => {
      const { name, type, time } = props.preview.columns[from]!;
      if (target === '') return [];
      return [
        target === '+' ? { from, create: { name, type, ...(time && { time }) } } : { from, key: target.slice(1) },
      ];
    });
    const how = key() ? { mode: 'upsert' as const, key: key() } : { mode: 'insert' as const };
    props.onStart({ columns, ...how, badRows: skips() ? 'skip' : 'fail' });
  }
  return (
    <>
      <p class="muted">
        {props.preview.name} · {bytes(props.preview.size)} · {encodings[props.preview.dialect.encoding]}
      </p>
      <div class="import-columns">
        <table class="data-table">
          <thead>
            <tr>
              <th scope="col">{t('import.column')}</th>
              <th scope="col">{t('import.sample')}</th>
              <th scope="col">{t('import.becomes')}</th>
            </tr>
          </thead>
          <tbody>
            <For each={props.preview.columns}>
              {(column, place) => (
                <tr>
                  <td>{column.name}</td>
                  <td class="muted">{column.samples.slice(0, 2).join(', ')}</td>
                  <td>
                    <select
                      class="field"
                      aria-label={t('import.becomesOf', { name: column.name })}
                      onChange={(event) => {
                        const next = event.currentTarget.value as Target;
                        setTargets((all) => all.map((each, index) => (index === place() ? next : each)));
                      }}
                    >
                      <option value="" selected={targets()[place()] === ''}>
                        {t('import.nothing')}
                      </option>
                      <option value="+" selected={targets()[place()] === '+'}>
                        {t('import.new', { type: t(`columnType.${column.type}`) })}
                      </option>
                      <For each={writable()}>
                        {(each) => (
                          <option value={`=${each.key}`} selected={targets()[place()] === `=${each.key}`}>
                            {each.name}
                          </option>
                        )}
                      </For>
                    </select>
                  </td>
                </tr>
              )}
            </For>
          </tbody>
        </table>
      </div>
      <Show when={uniques().length > 0}>
        <label class="label">
          {t('import.key')}
          <select class="field" value={key()} onChange={(event) => setKey(event.currentTarget.value)}>
            <option value="">{t('import.always')}</option>
            <For each={uniques()}>{(each) => <option value={each.key}>{each.name}</option>}</For>
          </select>
        </label>
      </Show>
      <label class="choice">
        <input type="checkbox" checked={skips()} onChange={(event) => setSkips(event.currentTarget.checked)} />
        {t('import.skip')}
      </label>
      <button
        type="button"
        class="button main"
        disabled={props.busy || targets().every((each) => each === '')}
        onClick={start}
      >
        {t('import.start')}
      </button>
    </>
  );
}

/** How far it is; and in the end, what became of each row. */
function Progress(props: { state: ImportState | null; executionId: string }) {
  const report = () => props.state?.report ?? null;
  const part = () => (props.state?.progress ? props.state.progress.bytes / Math.max(1, props.state.size) : 0);
  return (
    <>
      <Show
        when={report()}
        fallback={
          <>
            <progress value={part()} aria-label={t('import.progress')} />
            <p class="num">{t('import.rows', { count: count(props.state?.progress?.rows ?? 0) })}</p>
          </>
        }
      >
        {(done) => (
          <>
            <Show when={done().error}>
              <p class="problem" role="alert">
                {done().error}
              </p>
            </Show>
            <p role="status">
              {t('import.report', {
                inserted: count(done().inserted),
                updated: count(done().updated),
                bad: count(done().bad),
              })}
            </p>
            <Show when={done().problems.length > 0}>
              <ul class="import-problems">
                <For each={done().problems.slice(0, 50)}>
                  {(each) => (
                    <li>
                      <span class="num muted">{t('import.row', { row: each.row })}</span> {each.message}
                    </li>
                  )}
                </For>
              </ul>
            </Show>
          </>
        )}
      </Show>
      <p>
        <A class="link" href={`/executions/${props.executionId}`}>
          {t('import.watch')}
        </A>
      </p>
    </>
  );
}

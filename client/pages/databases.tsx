import { A, useNavigate } from '@solidjs/router';
import { createSignal, For, Show } from 'solid-js';
import { Problem } from '../account/fields.tsx';
import { createClock } from '../clock.ts';
import { createAction } from '../components/action.ts';
import { createAsked } from '../components/asked.ts';
import { setTitle } from '../components/page-title.ts';
import { Ago } from '../components/when.tsx';
import { createDatabase, type DatabaseRow, listDatabases, restoreDatabase } from '../databases/databases-api.ts';
import { createStatusFeed } from '../feed/status-feed.ts';
import { count } from '../format.ts';
import { t } from '../i18n.ts';
import { may } from '../session.ts';
import '../styles/databases.css';

/** The databases of the organization. */
export default function Databases() {
  setTitle(() => t('app.databases'));
  const [inTrash, setInTrash] = createSignal(false);
  const list = createAsked(
    () => (inTrash() ? 'databases in the trash' : 'databases'),
    () => listDatabases(inTrash()),
  );
  createStatusFeed(
    () => {},
    ({ databaseId, records }) =>
      list.data() &&
      list.change((all) => (all ?? []).map((each) => (each.id === databaseId ? { ...each, records } : each))),
  );
  return (
    <div class="page">
      <header class="page-head">
        <h1>{t('app.databases')}</h1>
        <div class="page-tools">
          <button type="button" class="button plain" aria-pressed={inTrash()} onClick={() => setInTrash((on) => !on)}>
            {inTrash() ? t('databases.back') : t('databases.trash')}
          </button>
          <Show when={may('write') && !inTrash()}>
            <NewDatabase />
          </Show>
        </div>
      </header>
      <Show when={list.problem()}>
        {(problem) => (
          <p class="notice problem" role="alert">
            {problem().message}
          </p>
        )}
      </Show>
      <Show when={list.data()} fallback={<div class="list skeletons" />}>
        {(databases) => (
          <Show
            when={databases().length > 0}
            fallback={
              <div class="empty">
                <h2>{inTrash() ? t('databases.trash.none') : t('databases.none')}</h2>
                <Show when={!inTrash()}>
                  <p>{t('databases.none.text')}</p>
                  <Show when={may('write')}>
                    <NewDatabase />
                  </Show>
                </Show>
              </div>
            }
          >
            <List databases={databases()} inTrash={inTrash()} onRestored={list.refresh} />
          </Show>
        )}
      </Show>
    </div>
  );
}

function List(props: { databases: readonly DatabaseRow[]; inTrash: boolean; onRestored(): Promise<void> }) {
  const now = createClock(10_000);
  const { busy, act } = createAction();
  return (
    <ul class="list databases">
      <For each={props.databases}>
        {(database) => (
          <li class="line">
            <div class="line-title">
              <Show when={!props.inTrash} fallback={<span class="line-name cut">{database.name}</span>}>
                <A class="line-name cut" href={`/databases/${database.id}`}>
                  {database.name}
                </A>
              </Show>
              <span class="muted cut">{database.description}</span>
            </div>
            <span class="num muted line-count">{t('databases.columns', { count: database.columnCount })}</span>
            <span class="num line-count">{t('databases.records', { count: count(database.records) })}</span>
            <Show
              when={props.inTrash}
              fallback={
                <span class="muted line-when">
                  <Ago at={database.updatedAt} now={now()} />
                </span>
              }
            >
              <button
                type="button"
                class="button small"
                disabled={busy()}
                onClick={() =>
                  act(async () => {
                    await restoreDatabase(database.id);
                    await props.onRestored();
                  })
                }
              >
                {t('record.restore')}
              </button>
            </Show>
          </li>
        )}
      </For>
    </ul>
  );
}

function NewDatabase() {
  const navigate = useNavigate();
  const { busy, problem, act } = createAction();
  let dialog: HTMLDialogElement | undefined;
  function make(event: SubmitEvent): void {
    event.preventDefault();
    const name = String(new FormData(event.currentTarget as HTMLFormElement).get('name'));
    void act(async () => {
      const { id } = await createDatabase(name, [{ name: t('databases.firstColumn') }]);
      navigate(`/databases/${id}`);
    });
  }
  return (
    <>
      <button type="button" class="button main" onClick={() => dialog?.showModal()}>
        {t('databases.new')}
      </button>
      <dialog class="dialog" ref={dialog} aria-label={t('databases.new')}>
        <form method="post" class="dialog-body" onSubmit={make}>
          <h2>{t('databases.new')}</h2>
          <label class="label">
            {t('column.name')}
            <input class="field" name="name" required maxLength={200} placeholder={t('databases.example')} />
          </label>
          <Problem text={problem()} />
          <div class="dialog-actions">
            <button type="button" class="button" onClick={() => dialog?.close()}>
              {t('app.keep')}
            </button>
            <button type="submit" class="button main" disabled={busy()}>
              {t('databases.make')}
            </button>
          </div>
        </form>
      </dialog>
    </>
  );
}

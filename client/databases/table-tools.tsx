import { createSignal, Show } from 'solid-js';
import { createAction } from '../components/action.ts';
import { t } from '../i18n.ts';
import { type Database, type Question, renameDatabase } from './databases-api.ts';

/** The name of a database, changed where it stands. */
export function TitleField(props: { database: Database; writable: boolean; onRenamed(database: Database): void }) {
  const { problem, act } = createAction();
  const [editing, setEditing] = createSignal(false);
  const rename = (name: string) => {
    setEditing(false);
    if (name.trim() === '' || name === props.database.name) return;
    void act(async () => props.onRenamed(await renameDatabase(props.database.id, name, props.database.revision)));
  };
  return (
    <>
      <Show
        when={editing()}
        fallback={
          <h1>
            <Show when={props.writable} fallback={props.database.name}>
              <button
                type="button"
                class="database-title"
                title={t('database.rename')}
                onClick={() => setEditing(true)}
              >
                {props.database.name}
              </button>
            </Show>
          </h1>
        }
      >
        <input
          class="field"
          ref={(element) => queueMicrotask(() => element.focus())}
          aria-label={t('database.rename')}
          maxLength={200}
          value={props.database.name}
          onBlur={(event) => rename(event.currentTarget.value)}
          onKeyDown={(event) => {
            if (event.key === 'Enter') event.currentTarget.blur();
            if (event.key === 'Escape') setEditing(false);
          }}
        />
      </Show>
      <Show when={problem()}>
        <span class="problem" role="alert">
          {problem()}
        </span>
      </Show>
    </>
  );
}

/** What is shown, as files. */
export function ExportLinks(props: { databaseId: string; question: Question }) {
  const address = (format: 'csv' | 'ndjson') => {
    const { filter, search, sort } = props.question;
    const query = new URLSearchParams({ format });
    if (filter) query.set('filter', JSON.stringify(filter));
    if (search) query.set('search', search);
    if (sort)
      query.set('sort', sort.map(({ column, direction }) => `${direction === 'desc' ? '-' : ''}${column}`).join(','));
    return `/api/databases/${encodeURIComponent(props.databaseId)}/export?${query}`;
  };
  return (
    <span class="export">
      <a class="button plain" href={address('csv')} download="">
        CSV
      </a>
      <a class="button plain" href={address('ndjson')} download="">
        NDJSON
      </a>
    </span>
  );
}

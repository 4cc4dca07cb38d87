import { createSignal, Show } from 'solid-js';
import { createAction } from '../components/action.ts';
import { t } from '../i18n.ts';
import { type Database, renameDatabase } from './databases-api.ts';

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

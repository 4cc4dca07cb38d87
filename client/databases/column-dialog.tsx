/** One column: made, changed, removed. What would be lost is said before it is. */

import { createSignal, onMount, Show } from 'solid-js';
import { Problem } from '../account/fields.tsx';
import { ApiError } from '../api.ts';
import { createAction } from '../components/action.ts';
import { t } from '../i18n.ts';
import { ColumnFields, type DraftColumn } from './column-fields.tsx';
import { addColumn, type Column, changeColumn, type Database, removeColumn } from './databases-api.ts';

export function ColumnDialog(props: {
  database: Database;
  /** null: a new one */
  column: Column | null;
  onDone(database: Database): void;
  onClose(): void;
}) {
  const [draft, setDraft] = createSignal<DraftColumn>({
    name: '',
    ...(props.column ?? { type: 'text' }),
  });
  const [losses, setLosses] = createSignal<{ sentence: string; go(): Promise<Database> } | null>(null);
  const { busy, problem, act } = createAction();
  let dialog: HTMLDialogElement | undefined;
  onMount(() => dialog?.showModal());
  const set = (part: Partial<Column>) => setDraft((before) => ({ ...before, ...part }));

  /** Tries it, and asks when something would be lost. */
  const attempt = (go: (confirm: boolean) => Promise<Database>) =>
    act(async () => {
      try {
        props.onDone(await go(false));
      } catch (error) {
        if (!(error instanceof ApiError) || error.code !== 'conflict') throw error;
        const more = error.details.map(({ message }) => message).join(' ');
        setLosses({ sentence: `${error.message} ${more}`, go: () => go(true) });
      }
    });

  function save(event: SubmitEvent): void {
    event.preventDefault();
    const { column, database } = props;
    const { key: _, ...wanted } = draft();
    if (!column) void attempt(() => addColumn(database.id, clean(wanted)));
    else
      void attempt((confirm) =>
        changeColumn(database.id, column.key, { ...changesOf(column, wanted), ...(confirm && { confirm }) }),
      );
  }

  const isFormula = () => draft().formula !== undefined;
  return (
    <dialog
      class="dialog"
      ref={dialog}
      aria-label={props.column ? t('column.edit') : t('column.new')}
      onClose={() => props.onClose()}
    >
      <form method="post" class="dialog-body" onSubmit={save}>
        <h2>{props.column ? t('column.edit') : t('column.new')}</h2>
        <ColumnFields draft={draft()} isFormula={isFormula()} set={set} />
        <Problem text={problem()} />
        <Show when={losses()}>
          {(lost) => (
            <div class="notice" role="alert">
              <p>{lost().sentence}</p>
              <button
                type="button"
                class="button danger"
                disabled={busy()}
                onClick={() => act(async () => props.onDone(await lost().go()))}
              >
                {t('column.confirm')}
              </button>
            </div>
          )}
        </Show>
        <div class="dialog-actions">
          <Show when={props.column}>
            {(column) => (
              <button
                type="button"
                class="button danger first"
                disabled={busy()}
                onClick={() => attempt((confirm) => removeColumn(props.database.id, column().key, confirm))}
              >
                {t('column.remove')}
              </button>
            )}
          </Show>
          <button type="button" class="button" onClick={() => dialog?.close()}>
            {t('app.keep')}
          </button>
          <button type="submit" class="button main" disabled={busy()}>
            {props.column ? t('column.save') : t('column.add')}
          </button>
        </div>
      </form>
    </dialog>
  );
}

/** What is off or empty is left out. */
function clean(column: Partial<Column>): Partial<Column> {
  return Object.fromEntries(
    Object.entries(column).filter(([, value]) => value !== undefined && value !== false && value !== ''),
  );
}

/** What is another; null where there is nothing any more. */
function changesOf(before: Column, after: Partial<Column>): Record<string, unknown> {
  const [old, now] = [clean(before), clean(after)] as Record<string, unknown>[];
  const { key: _, ...names } = { ...old, ...now };
  return Object.fromEntries(
    Object.keys(names)
      .filter((name) => JSON.stringify(old?.[name]) !== JSON.stringify(now?.[name]))
      .map((name) => [name, now?.[name] ?? null]),
  );
}

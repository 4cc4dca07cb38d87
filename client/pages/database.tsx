import { useNavigate, useParams, useSearchParams } from '@solidjs/router';
import { createSignal, Show } from 'solid-js';
import { ConfirmButton } from '../components/confirm-button.tsx';
import { setTitle } from '../components/page-title.ts';
import { ColumnDialog } from '../databases/column-dialog.tsx';
import { createDatabaseView, type DatabaseSearch, type DatabaseView } from '../databases/database-view.ts';
import { type Question, removeDatabase } from '../databases/databases-api.ts';
import { FilterEditor } from '../databases/filter-editor.tsx';
import { Grid } from '../databases/grid.tsx';
import { ImportDialog } from '../databases/import-dialog.tsx';
import { RecordPanel } from '../databases/record-panel.tsx';
import { ExportLinks, TitleField } from '../databases/table-tools.tsx';
import { count } from '../format.ts';
import { t } from '../i18n.ts';
import '../styles/databases.css';

/** One database: its records in a grid, one of them beside it. */
export default function Database() {
  const params = useParams<{ id: string }>();
  const navigate = useNavigate();
  const [search, setSearch] = useSearchParams<DatabaseSearch>();
  const view = createDatabaseView(() => params.id, search, setSearch);
  const { asked, state } = view;
  const [importing, setImporting] = createSignal(false);
  setTitle(() => asked.data()?.name ?? t('app.databases'));
  return (
    <div class="database-page">
      <header class="database-head">
        <Show when={asked.data()}>
          {(database) => (
            <TitleField
              database={database()}
              writable={view.writable()}
              onRenamed={(next) => asked.change(() => next)}
            />
          )}
        </Show>
        <span class="num muted">
          <Show when={state.total() !== null}>{t('databases.records', { count: count(state.total() ?? 0) })}</Show>
        </span>
        <Tools
          search={search.search ?? ''}
          filtering={view.filtering()}
          filtered={view.filter() !== undefined}
          inTrash={view.inTrash()}
          writable={view.writable()}
          databaseId={params.id}
          question={view.question()}
          onImport={() => setImporting(true)}
          name={asked.data()?.name ?? ''}
          onSearch={(text) => setSearch({ search: text || undefined }, { replace: true })}
          onFilter={() => view.setFiltering((on) => !on)}
          onTrash={() => setSearch({ trash: view.inTrash() ? undefined : '1', record: undefined })}
          onColumn={() => view.setColumnOpen({ column: null })}
          onRecord={view.addRecord}
          onRemove={async () => {
            await removeDatabase(params.id);
            navigate('/databases');
          }}
        />
      </header>
      <Show when={view.filtering()}>
        <div class="database-filter">
          <FilterEditor
            columns={view.columns()}
            filter={view.filter()}
            onFilter={(next) => setSearch({ filter: next ? JSON.stringify(next) : undefined }, { replace: true })}
          />
        </div>
      </Show>
      <Show when={view.problem() ?? asked.problem()?.message ?? state.problem()}>
        {(sentence) => (
          <p class="notice problem" role="alert">
            {sentence()}
          </p>
        )}
      </Show>
      <Show when={importing() && asked.data()}>
        {(database) => (
          <ImportDialog database={database()} onDone={view.onImported} onClose={() => setImporting(false)} />
        )}
      </Show>
      <Chosen view={view} />
      <Records view={view} onOpen={(id) => setSearch({ record: id === null ? undefined : String(id) })} />
    </div>
  );
}

/** What is done with several records at once. */
function Chosen(props: { view: DatabaseView }) {
  const { view } = props;
  return (
    <Show when={view.chosen().size > 0}>
      <div class="database-chosen" role="status">
        {t('grid.chosen', { count: view.chosen().size })}
        <Show when={view.writable()}>
          <button
            type="button"
            class="button small danger"
            onClick={() => view.act(() => view.trash(view.inTrash() ? 'restore' : 'delete', [...view.chosen()]))}
          >
            {view.inTrash() ? t('record.restore') : t('record.delete')}
          </button>
        </Show>
        <button type="button" class="button small plain" onClick={() => view.setChosen(new Set<number>())}>
          {t('grid.chooseNone')}
        </button>
      </div>
    </Show>
  );
}

/** The grid, the record that is open beside it, the column that is being changed. */
function Records(props: { view: DatabaseView; onOpen(id: number | null): void }) {
  const { view } = props;
  return (
    <div class="database-body" data-opened={view.opened() ? '' : undefined}>
      <Show when={view.state.rows() && view.asked.data()} fallback={<div class="list skeletons" />}>
        <Show when={(view.state.rows() ?? []).length > 0} fallback={<Nothing view={view} />}>
          <Grid
            columns={view.columns()}
            state={view.state}
            sort={view.sort()}
            writable={view.writable() && !view.inTrash()}
            widths={view.widths()}
            names={view.names}
            onSort={view.onSort}
            onWidth={view.onWidth}
            onColumn={(key) => view.setColumnOpen({ column: view.columns().find((each) => each.key === key) ?? null })}
            onOpen={({ id }) => props.onOpen(id)}
            chosen={view.chosen()}
            onChoose={view.setChosen}
          />
        </Show>
      </Show>
      <Show when={view.asked.data()}>
        {(database) => (
          <>
            <Show when={view.opened()?.id} keyed>
              {(id) => (
                <RecordPanel
                  database={database()}
                  record={view.opened()!}
                  writable={view.writable()}
                  inTrash={view.inTrash()}
                  nameOf={view.names}
                  onChanged={view.onChanged}
                  onTrash={(action) => view.trash(action, [id])}
                  onClose={() => props.onOpen(null)}
                />
              )}
            </Show>
            <Show when={view.columnOpen()} keyed>
              {({ column }) => (
                <ColumnDialog
                  database={database()}
                  column={column}
                  onDone={view.onColumns}
                  onClose={() => view.setColumnOpen(null)}
                />
              )}
            </Show>
          </>
        )}
      </Show>
    </div>
  );
}

function Nothing(props: { view: DatabaseView }) {
  const narrowed = () => props.view.filter() !== undefined || Boolean(props.view.question().search);
  return (
    <div class="empty">
      <h2>{narrowed() ? t('database.noMatch') : t('database.empty')}</h2>
      <Show when={props.view.writable() && !props.view.inTrash() && !narrowed()}>
        <button type="button" class="button main" onClick={props.view.addRecord}>
          {t('record.new')}
        </button>
      </Show>
    </div>
  );
}

function Tools(props: {
  search: string;
  filtering: boolean;
  filtered: boolean;
  inTrash: boolean;
  writable: boolean;
  name: string;
  databaseId: string;
  question: Question;
  onImport(): void;
  onSearch(text: string): void;
  onFilter(): void;
  onTrash(): void;
  onColumn(): void;
  onRecord(): void;
  onRemove(): Promise<void>;
}) {
  return (
    <div class="database-tools">
      <input
        class="field"
        type="search"
        placeholder={t('database.search')}
        aria-label={t('database.search')}
        value={props.search}
        onChange={(event) => props.onSearch(event.currentTarget.value)}
      />
      <button type="button" class="button" aria-expanded={props.filtering} onClick={() => props.onFilter()}>
        {t('database.filter')}
        <Show when={props.filtered}>
          <span class="dot" aria-hidden="true" />
        </Show>
      </button>
      <button type="button" class="button plain" aria-pressed={props.inTrash} onClick={() => props.onTrash()}>
        {t('databases.trash')}
      </button>
      <ExportLinks databaseId={props.databaseId} question={props.question} />
      <Show when={props.writable}>
        <button type="button" class="button plain" onClick={() => props.onImport()}>
          {t('database.import')}
        </button>
        <button type="button" class="button" onClick={() => props.onColumn()}>
          {t('column.new')}
        </button>
        <button type="button" class="button main" onClick={() => props.onRecord()}>
          {t('record.new')}
        </button>
        <ConfirmButton
          label={t('database.remove')}
          question={t('database.remove.ask', { name: props.name })}
          onConfirm={props.onRemove}
        />
      </Show>
    </div>
  );
}

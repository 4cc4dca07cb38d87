/** What the page of a database knows and does: its address says what is shown. */
import { type Accessor, createEffect, createMemo, createSignal, on } from 'solid-js';
import { createAction } from '../components/action.ts';
import { createAsked } from '../components/asked.ts';
import { keep, kept } from '../i18n.ts';
import { may } from '../session.ts';
import {
  type Column,
  type Database,
  type Filter,
  getDatabase,
  getRecord,
  type Question,
  type RecordRow,
  type Sort,
} from './databases-api.ts';
import { finished } from './filter-editor.tsx';
import { createRelationNames } from './relation-names.ts';
import { createTableState } from './table-state.ts';

export type DatabaseSearch = { search?: string; filter?: string; sort?: string; trash?: string; record?: string };
export type DatabaseView = ReturnType<typeof createDatabaseView>;
type Address = { readonly [name in keyof DatabaseSearch]: string | undefined };

export function createDatabaseView(
  id: Accessor<string>,
  search: Partial<Address>,
  setSearch: (next: Partial<Address>) => void,
) {
  const asked = createAsked<Database>(
    () => `database ${id()}`,
    () => getDatabase(id()),
  );
  const columns = createMemo<readonly Column[]>(() => asked.data()?.columns ?? []);
  const filter = createMemo(() => filterIn(search.filter));
  const sort = createMemo(() => sortIn(search.sort));
  const inTrash = () => search.trash === '1';
  const question = createMemo<Question>(() => ({
    search: search.search,
    filter: finished(filter()),
    sort: sort().length > 0 ? sort() : undefined,
    deleted: inTrash() || undefined,
  }));
  const state = createTableState(id, question);
  const [filtering, setFiltering] = createSignal(search.filter !== undefined);
  const [columnOpen, setColumnOpen] = createSignal<{ column: Column | null } | null>(null);
  const [chosen, setChosen] = createSignal<ReadonlySet<number>>(new Set());
  const { problem, act } = createAction();
  const [opened, setOpened] = createOpened(id, () => search.record, state.rows);

  async function trash(action: 'delete' | 'restore' | 'purge', ids: readonly number[]): Promise<void> {
    await state.trash(action, ids);
    setChosen(new Set<number>());
    const open = opened();
    if (open && ids.includes(open.id)) setSearch({ record: undefined });
  }

  return {
    ...{ asked, columns, filter, sort, inTrash, question, state, problem, act, trash, opened },
    ...{ filtering, setFiltering, columnOpen, setColumnOpen, chosen, setChosen },
    ...createWidths(id),
    names: createRelationNames(columns, state.rows),
    writable: () => may('write'),
    /** Sorts by one column, or by it as well; a third time by it no more. */
    onSort(key: string, add: boolean) {
      const now = sort().find(({ column }) => column === key);
      const rest = add ? sort().filter(({ column }) => column !== key) : [];
      const next: Sort[] =
        now?.direction === 'desc' ? rest : [...rest, { column: key, direction: now ? 'desc' : 'asc' }];
      const text = next.map(({ column, direction }) => `${direction === 'desc' ? '-' : ''}${column}`).join(',');
      setSearch({ sort: text || undefined });
    },
    addRecord: () =>
      act(async () => {
        const made = await state.add({});
        setSearch({ record: String(made.id) });
      }),
    onChanged(record: RecordRow) {
      setOpened(record);
      void state.refresh();
    },
    /** An import may have made columns. */
    onImported() {
      void asked.refresh();
      void state.refresh();
    },
    onColumns(database: Database) {
      asked.change(() => database);
      setColumnOpen(null);
      void state.refresh();
    },
  };
}

/** The record that the address names: it stays true while it is open, and its address can be sent to somebody. */
function createOpened(
  id: Accessor<string>,
  named: Accessor<string | undefined>,
  rows: Accessor<readonly RecordRow[] | null>,
) {
  const [opened, setOpened] = createSignal<RecordRow | null>(null);
  createEffect(
    on([named, rows], ([name, all]) => {
      const found = all?.find((row) => String(row.id) === name);
      if (name === undefined) setOpened(null);
      else if (found) setOpened(found);
      else if (opened()?.id !== Number(name) && all) {
        getRecord(id(), Number(name)).then(setOpened, () => setOpened(null));
      }
    }),
  );
  return [opened, setOpened] as const;
}

/** Widths of columns, remembered in this browser. */
function createWidths(id: Accessor<string>) {
  const [widths, setWidths] = createSignal<Record<string, number>>({});
  const key = () => `cortado.widths.${id()}`;
  createEffect(on(key, (name) => setWidths(JSON.parse(kept(name) ?? '{}'))));
  return {
    widths,
    onWidth(column: string, width: number) {
      setWidths((before) => ({ ...before, [column]: width }));
      keep(key(), JSON.stringify(widths()));
    },
  };
}

function filterIn(text: string | undefined): Filter | undefined {
  try {
    return text ? (JSON.parse(text) as Filter) : undefined;
  } catch {
    return undefined;
  }
}

function sortIn(text: string | undefined): Sort[] {
  return (text ?? '')
    .split(',')
    .filter((part) => part !== '')
    .map((part) =>
      part.startsWith('-') ? { column: part.slice(1), direction: 'desc' } : { column: part, direction: 'asc' },
    );
}

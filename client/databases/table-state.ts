/** The records that a grid shows: pages as they are scrolled to, changes at once, and what others write. */
import { type Accessor, createEffect, createSignal, on, onCleanup } from 'solid-js';
import type { JsonRecord } from '../../db/model.ts';
import { ApiError } from '../api.ts';
import { sentenceOf } from '../components/action.ts';
import { createStatusFeed } from '../feed/status-feed.ts';
import {
  addRecord,
  askRecords,
  changeRecord,
  getRecord,
  type Question,
  type RecordRow,
  trashRecords,
} from './databases-api.ts';

const PAGE = 100;
const MOST_AT_ONCE = 1_000;
/** What others write in crowds is looked at so often at most (ms). */
const LOOK_MS = 800;

export type TableState = ReturnType<typeof createTableState>;

export function createTableState(databaseId: Accessor<string>, question: Accessor<Question>) {
  const [rows, setRows] = createSignal<readonly RecordRow[] | null>(null);
  const [next, setNext] = createSignal<string | null>(null);
  const [total, setTotal] = createSignal<number | null>(null);
  const [problem, setProblem] = createSignal<string | null>(null);
  /** Cells that are being saved, and what was said of those that were refused. */
  const [told, setTold] = createSignal<ReadonlyMap<string, string>>(new Map());
  let latest = 0;
  let loading = false;

  async function load(limit: number): Promise<void> {
    latest += 1;
    const mine = latest;
    try {
      const page = await askRecords(databaseId(), question(), limit);
      if (mine !== latest) return;
      setRows(page.records);
      setNext(page.next);
      setTotal(page.total);
      setProblem(null);
    } catch (error) {
      if (mine === latest) setProblem(sentenceOf(error));
    }
  }

  /** The following page, when there is one and nobody asks for it yet. */
  async function more(): Promise<void> {
    const after = next();
    if (after === null || loading) return;
    loading = true;
    const mine = latest;
    try {
      const page = await askRecords(databaseId(), question(), PAGE, after);
      if (mine !== latest) return;
      setRows((before) => [...(before ?? []), ...page.records]);
      setNext(page.next);
    } catch (error) {
      if (mine === latest) setProblem(sentenceOf(error));
    } finally {
      loading = false;
    }
  }

  const refresh = () => load(Math.min(MOST_AT_ONCE, Math.max(PAGE, rows()?.length ?? 0)));
  createEffect(
    on([databaseId, () => JSON.stringify(question())], () => {
      setRows(null);
      setTold(new Map());
      void load(PAGE);
    }),
  );

  let timer: ReturnType<typeof setTimeout> | undefined;
  onCleanup(() => clearTimeout(timer));
  createStatusFeed(
    () => {},
    (change) => {
      if (change.databaseId !== databaseId()) return;
      timer ??= setTimeout(() => {
        timer = undefined;
        void refresh();
      }, LOOK_MS);
    },
  );

  const put = (record: RecordRow) =>
    setRows((all) => all?.map((each) => (each.id === record.id ? record : each)) ?? null);
  function tell(cell: string, sentence: string | null): void {
    setTold((before) => {
      const after = new Map(before);
      if (sentence === null) after.delete(cell);
      else after.set(cell, sentence);
      return after;
    });
  }

  /** Shown at once; taken back, with the reason, when it is refused. */
  async function change(record: RecordRow, values: JsonRecord): Promise<boolean> {
    const cell = cellId(record.id, Object.keys(values)[0] ?? '');
    tell(cell, null);
    put({ ...record, values: { ...record.values, ...values } });
    try {
      put(await changeRecord(databaseId(), record.id, values, record.version));
      return true;
    } catch (error) {
      const isStale = error instanceof ApiError && error.code === 'revision_mismatch';
      put(isStale ? await getRecord(databaseId(), record.id).catch(() => record) : record);
      tell(cell, sentenceOf(error));
      return false;
    }
  }

  return {
    rows,
    total,
    problem,
    told,
    more,
    change,
    refresh,
    hasMore: () => next() !== null,
    async add(values: JsonRecord): Promise<RecordRow> {
      const made = await addRecord(databaseId(), values);
      setRows((all) => [...(all ?? []), made]);
      setTotal((count) => (count === null ? null : count + 1));
      return made;
    },
    async trash(action: 'delete' | 'restore' | 'purge', ids: readonly number[]): Promise<void> {
      const done = new Set((await trashRecords(databaseId(), action, ids)).ids);
      setRows((all) => all?.filter(({ id }) => !done.has(id)) ?? null);
      setTotal((count) => (count === null ? null : count - done.size));
    },
  };
}

export const cellId = (recordId: number, key: string): string => `${recordId}.${key}`;

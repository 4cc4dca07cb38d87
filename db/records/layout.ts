/**
 * The tables of one database, made from its definition. Every name here is generated: a column is called by its slot,
 * an index by what is in it. Nothing that people write becomes part of a statement.
 *
 * - records     one row a record; `deletedAt` is set while it is in the trash, and indexes hold only what is not
 * - fts         the words of its texts, for search
 * - history     what each change of a record has changed; a record's beginning is in its own row
 * - operations  answers of what was asked with a key, so that it is done once
 * - actors      who did something, by number
 * - meta        the revision of the definition that the tables are made from, and the number of records
 */
import { buckets, type ColumnType, type StoredColumn } from '../database-model.ts';

export type Tables = {
  readonly prefix: string;
  readonly records: string;
  readonly fts: string;
  readonly history: string;
  readonly operations: string;
  readonly actors: string;
  readonly meta: string;
  readonly files: string;
  readonly chunks: string;
};

export function tablesOf(prefix: string): Tables {
  const named = (name: string) => `${prefix}${name}`;
  return {
    prefix,
    records: named('records'),
    fts: named('fts'),
    history: named('history'),
    operations: named('operations'),
    actors: named('actors'),
    meta: named('meta'),
    files: named('files'),
    chunks: named('chunks'),
  };
}

export function createStatements(t: Tables): string[] {
  return [
    `CREATE TABLE IF NOT EXISTS "${t.meta}" (name TEXT PRIMARY KEY, value) WITHOUT ROWID`,
    `CREATE TABLE IF NOT EXISTS "${t.records}" (id INTEGER PRIMARY KEY AUTOINCREMENT, version INTEGER NOT NULL, createdAt TEXT NOT NULL, updatedAt TEXT NOT NULL, deletedAt TEXT, createdBy INTEGER NOT NULL)`,
    `CREATE TABLE IF NOT EXISTS "${t.history}" (recordId INTEGER NOT NULL, version INTEGER NOT NULL, at TEXT NOT NULL, actor INTEGER NOT NULL, action TEXT NOT NULL, changes TEXT NOT NULL, PRIMARY KEY (recordId, version)) WITHOUT ROWID`,
    `CREATE TABLE IF NOT EXISTS "${t.operations}" (key TEXT PRIMARY KEY, at TEXT NOT NULL, result TEXT NOT NULL) WITHOUT ROWID`,
    `CREATE INDEX IF NOT EXISTS "${t.prefix}operations_by_time" ON "${t.operations}" (at)`,
    `CREATE TABLE IF NOT EXISTS "${t.actors}" (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE)`,
    `CREATE TABLE IF NOT EXISTS "${t.files}" (id INTEGER PRIMARY KEY AUTOINCREMENT, purpose TEXT NOT NULL, name TEXT NOT NULL, type TEXT NOT NULL, at TEXT NOT NULL, size INTEGER NOT NULL, state TEXT NOT NULL, report TEXT)`,
    `CREATE TABLE IF NOT EXISTS "${t.chunks}" (fileId INTEGER NOT NULL, seq INTEGER NOT NULL, bytes BLOB NOT NULL, PRIMARY KEY (fileId, seq)) WITHOUT ROWID`,
    `CREATE INDEX IF NOT EXISTS "${t.prefix}trash" ON "${t.records}" (deletedAt, id) WHERE deletedAt IS NOT NULL`,
    `INSERT INTO "${t.meta}" (name, value) VALUES ('revision', 0), ('records', 0), ('changes', 0) ON CONFLICT DO NOTHING`,
  ];
}

/** The physical column of a slot. */
export const slotName = (slot: number): string => `c${Math.trunc(slot)}`;

const affinities: Record<ColumnType, string> = {
  text: 'TEXT',
  number: 'REAL',
  boolean: 'INTEGER',
  date: 'TEXT',
  select: 'TEXT',
  url: 'TEXT',
  json: 'TEXT',
  relation: 'INTEGER',
  file: 'TEXT',
};

export function addColumn(t: Tables, { slot, type }: StoredColumn): string {
  return `ALTER TABLE "${t.records}" ADD COLUMN ${slotName(slot)} ${affinities[type]}`;
}

/** Texts that people look for words in. */
export function searched(columns: readonly StoredColumn[]): StoredColumn[] {
  return columns.filter(({ type }) => type === 'text' || type === 'select' || type === 'url');
}

// ── indexes ─────────────────────────────────────────────────────────────────────────────────────────────────────────

export type Bucket = (typeof buckets)[number];
/** What of a date is the same for all that belong together; a week is named by its Monday. */
export function bucketSql(bucket: Bucket, column: string): string {
  switch (bucket) {
    case 'year':
      return `substr(${column}, 1, 4)`;
    case 'month':
      return `substr(${column}, 1, 7)`;
    case 'day':
      return `substr(${column}, 1, 10)`;
    case 'hour':
      return `substr(${column}, 1, 13)`;
    case 'quarter':
      return `substr(${column}, 1, 4) || '-Q' || ((substr(${column}, 6, 2) + 2) / 3)`;
    case 'week':
      return `date(substr(${column}, 1, 10), '-6 days', 'weekday 1')`;
    default:
      return bucket satisfies never;
  }
}

/** Texts are sorted without the case of A to Z, and then by their bytes. */
export const sortedAsText = (type: ColumnType): boolean => type === 'text' || type === 'url';

/**
 * One thing in an index: a column by its values, a text by its order, or a date by a bucket. An index is named by its
 * parts, `i_n5` or `i_month4_2`, so that what it holds can be read from its name.
 */
export type IndexPart = { readonly slot: number; readonly by: 'value' | 'order' | Bucket };

export function partName({ slot, by }: IndexPart): string {
  return by === 'value' ? `${slot}` : `${by === 'order' ? 'n' : by}${slot}`;
}
export function indexName(t: Tables, parts: readonly IndexPart[]): string {
  return `${t.prefix}i_${parts.map(partName).join('_')}`;
}

function partSql({ slot, by }: IndexPart): string {
  const column = slotName(slot);
  if (by === 'value') return column;
  return by === 'order' ? `${column} COLLATE NOCASE, ${column}` : bucketSql(by, column);
}

export function createIndex(t: Tables, parts: readonly IndexPart[]): string {
  const inside = parts.map(partSql).join(', ');
  return `CREATE INDEX IF NOT EXISTS "${indexName(t, parts)}" ON "${t.records}" (${inside}) WHERE deletedAt IS NULL`;
}

const PART = new RegExp(`^(n|${buckets.join('|')})?(\\d+)$`);

/** The parts that a name tells of; null: it is no index of this kind. */
export function partsOf(t: Tables, name: string): IndexPart[] | null {
  if (!name.startsWith(`${t.prefix}i_`)) return null;
  const parts = name
    .slice(t.prefix.length + 2)
    .split('_')
    .map((text) => PART.exec(text));
  if (parts.some((part) => part === null)) return null;
  return parts.map((part) => {
    const by = part![1] === undefined ? 'value' : part![1] === 'n' ? 'order' : (part![1] as Bucket);
    return { slot: Number(part![2]), by };
  });
}

export const uniqueName = (t: Tables, slot: number): string => `${t.prefix}u_${slot}`;
export function createUnique(t: Tables, slot: number): string {
  return `CREATE UNIQUE INDEX IF NOT EXISTS "${uniqueName(t, slot)}" ON "${t.records}" (${slotName(slot)}) WHERE deletedAt IS NULL`;
}

/** The index by which a column is sorted and filtered. */
export function ownIndex({ slot, type }: StoredColumn): IndexPart[] {
  return [{ slot, by: sortedAsText(type) ? 'order' : 'value' }];
}

/** Whether a column has an index from the beginning. */
export function isIndexed(column: StoredColumn): boolean {
  return column.index === true || column.type === 'relation' || (column.unique === true && sortedAsText(column.type));
}

// ── triggers that keep the words ────────────────────────────────────────────────────────────────────────────────────

/** The words of a record's texts, from `new` or from the row itself. */
export function wordsSql(columns: readonly StoredColumn[], of: string): string {
  return searched(columns)
    .map(({ slot }) => `coalesce(${of}${slotName(slot)}, '')`)
    .join(` || ' ' || `);
}

export const triggerNames = (t: Tables): string[] =>
  ['insert', 'update', 'delete'].map((on) => `${t.prefix}fts_on_${on}`);

export function createTriggers(t: Tables, columns: readonly StoredColumn[]): string[] {
  const texts = searched(columns);
  if (texts.length === 0) return [];
  const [onInsert, onUpdate, onDelete] = triggerNames(t);
  const add = `INSERT INTO "${t.fts}" (rowid, words) VALUES (new.id, ${wordsSql(columns, 'new.')});`;
  const take = `DELETE FROM "${t.fts}" WHERE rowid = old.id;`;
  const slots = texts.map(({ slot }) => slotName(slot)).join(', ');
  return [
    `CREATE TRIGGER "${onInsert}" AFTER INSERT ON "${t.records}" BEGIN ${add} END`,
    `CREATE TRIGGER "${onUpdate}" AFTER UPDATE OF ${slots} ON "${t.records}" WHEN ${wordsSql(columns, 'old.')} IS NOT ${wordsSql(columns, 'new.')} BEGIN ${take} ${add} END`,
    `CREATE TRIGGER "${onDelete}" AFTER DELETE ON "${t.records}" BEGIN ${take} END`,
  ];
}

export function createFts(t: Tables): string {
  return `CREATE VIRTUAL TABLE IF NOT EXISTS "${t.fts}" USING fts5(words, content='', contentless_delete=1, tokenize='unicode61 remove_diacritics 2')`;
}

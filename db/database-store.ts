/** The port to the definitions of databases; their records are behind the port of `records/record-store.ts`. */
import type { Database, DatabaseSummary, StoredColumn } from './database-model.ts';
import type { Page, PageRequest } from './store.ts';

export type NewDatabase = Pick<Database, 'id' | 'name' | 'description' | 'columns' | 'nextSlot'>;
export type DatabaseChange = Partial<Pick<Database, 'name' | 'description'>> & {
  readonly columns?: readonly StoredColumn[];
};

/** `changes` stands still where one server alone uses the records: it knows what it writes. */
export type DatabaseMark = Pick<Database, 'id' | 'revision' | 'records'> & { readonly changes: number };

export type Databases = {
  /** Throws `conflict` when there is one of this name. */
  create(organizationId: string, database: NewDatabase, now: string): Promise<Database>;
  /** `removed`: also when it is in the trash. Null: there is none. */
  get(organizationId: string, id: string, options?: { readonly removed?: boolean }): Promise<Database | null>;
  /** By name; those in the trash instead with `removed`. */
  list(
    organizationId: string,
    page: PageRequest & { readonly search?: string; readonly removed?: boolean },
  ): Promise<Page<DatabaseSummary & { readonly columnCount: number }>>;
  /**
   * The next revision of its definition; null when `ifRevision` is not the newest by now. Throws `conflict` when there is
   * another of its new name.
   */
  change(database: Database, change: DatabaseChange, now: string): Promise<Database | null>;
  /** Takes `count` slots that no other column gets; the first of them. */
  takeSlots(database: Database, count: number): Promise<number>;
  /** Puts it into the trash, or takes it out. False: there is none, or it is there already. */
  setRemoved(organizationId: string, id: string, removedAt: string | null): Promise<boolean>;
  /** Writes down how many records there are, for lists. */
  setRecords(id: string, records: number): Promise<void>;
  /** How far each of an organization's is: another number says that something was written, by whatever server. */
  marks(organizationId: string): Promise<DatabaseMark[]>;
  /** Those put into the trash before a time, of all organizations. */
  removedBefore(time: string): Promise<Database[]>;
  /** Forgets one for good. */
  purge(id: string): Promise<void>;
};

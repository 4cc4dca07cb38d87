/**
 * Packages of other systems: tables, which they call entities with properties, their records, and a workflow over them.
 * All of it is made, or nothing is left. Ids of the package are given new ones here, also in relations.
 */
import type { ColumnType, GivenColumn } from '../../db/database-model.ts';
import { CodedError } from '../../db/errors.ts';
import type { Json, JsonRecord } from '../../db/model.ts';
import type { DatabaseVerbs, RecordVerbs } from './service.ts';

export type GivenProperty = {
  readonly id?: string;
  readonly name: string;
  readonly type?: string;
  readonly required?: boolean;
  readonly unique?: boolean;
  readonly unit?: string;
  readonly description?: string;
  readonly defaultValue?: Json;
  readonly options?: readonly (string | { readonly label?: string; readonly value?: string })[];
  readonly formula?: string;
  /** where a relation leads, by any of the names that were in use */
  readonly relatedEntityId?: string;
  readonly targetEntityId?: string;
  readonly entityId?: string;
};
export type GivenPackage = {
  readonly name: string;
  readonly entities: readonly {
    readonly id: string;
    readonly name: string;
    readonly properties: readonly GivenProperty[];
  }[];
  readonly records: readonly {
    readonly id?: string | number;
    readonly entityId: string;
    readonly values?: JsonRecord;
    readonly data?: JsonRecord;
  }[];
};
/** Ids of the package → what was made of it. */
export type Unpacked = { readonly databases: ReadonlyMap<string, string>; readonly records: number };

const typeByName: ReadonlyMap<string, ColumnType> = new Map(
  Object.entries({
    ...{
      number: 'number',
      integer: 'number',
      int: 'number',
      float: 'number',
      decimal: 'number',
      currency: 'number',
      percent: 'number',
    },
    ...{ boolean: 'boolean', bool: 'boolean', checkbox: 'boolean' },
    ...{ date: 'date', datetime: 'date', timestamp: 'date' },
    ...{ select: 'select', enum: 'select', option: 'select', status: 'select' },
    ...{ url: 'url', link: 'url' },
    ...{ json: 'json', object: 'json', array: 'json' },
    ...{ relation: 'relation', reference: 'relation', lookup: 'relation', entity: 'relation' },
  } as const),
);
const BATCH = 10_000;

type Deps = Pick<DatabaseVerbs, 'create' | 'addColumn' | 'remove' | 'get'> & Pick<RecordVerbs, 'save'>;

export async function unpack(
  deps: Deps,
  organizationId: string,
  given: GivenPackage,
  actor: string,
): Promise<Unpacked> {
  const made = new Map<string, string>();
  try {
    const places = await makeDatabases(deps, organizationId, given, made, actor);
    const records = await makeRecords(deps, organizationId, given, made, places, actor);
    return { databases: made, records };
  } catch (error) {
    for (const id of made.values()) await deps.remove(organizationId, id).catch(() => {});
    throw error;
  }
}

/** Property (by id and by name) → the column that it became. */
type Places = ReadonlyMap<string, ReadonlyMap<string, { readonly key: string; readonly leadsTo: string | null }>>;

async function makeDatabases(
  deps: Deps,
  organizationId: string,
  { entities }: GivenPackage,
  made: Map<string, string>,
  actor: string,
): Promise<Places> {
  const places = new Map<string, Map<string, { key: string; leadsTo: string | null }>>();
  for (const { id, name, properties } of entities) {
    if (made.has(id)) throw new CodedError('invalid', `Expected each entity once, got "${id}" twice.`);
    const plain = properties.filter((property) => !leads(property));
    const columns = plain.map((property) => columnOf(property, null));
    const database = await deps.create(organizationId, { name, columns });
    made.set(id, database.id);
    const own = new Map<string, { key: string; leadsTo: string | null }>();
    for (const [index, property] of plain.entries()) place(own, property, database.columns[index]!.key, null);
    places.set(id, own);
  }
  // relations may lead in circles, so they come when every database is there
  for (const { id, properties } of entities) {
    for (const property of properties.filter(leads)) {
      const to = targetOf(property)!;
      const target = made.get(to);
      if (target === undefined)
        throw new CodedError(
          'invalid',
          `Expected "${property.name}" to lead to an entity of the package, got "${to}".`,
        );
      const before = (await deps.get(organizationId, made.get(id)!)).columns.length;
      const { columns } = await deps.addColumn(organizationId, made.get(id)!, columnOf(property, target), { actor });
      place(places.get(id)!, property, columns[before]!.key, to);
    }
  }
  return places;
}

function place(
  own: Map<string, { key: string; leadsTo: string | null }>,
  { id, name }: GivenProperty,
  key: string,
  leadsTo: string | null,
): void {
  for (const called of [name, key, ...(id === undefined ? [] : [id])]) own.set(called, { key, leadsTo });
}

const targetOf = ({ relatedEntityId, targetEntityId, entityId }: GivenProperty) =>
  relatedEntityId ?? targetEntityId ?? entityId;
const typeOf = ({ type = 'text' }: GivenProperty): ColumnType => typeByName.get(type.toLowerCase()) ?? 'text';
const leads = (property: GivenProperty) => typeOf(property) === 'relation' && targetOf(property) !== undefined;

function columnOf(property: GivenProperty, database: string | null): GivenColumn {
  const { name, unit, description, formula, defaultValue } = property;
  const options = (property.options ?? []).map((option) =>
    typeof option === 'string' ? option : (option.value ?? option.label ?? ''),
  );
  const wanted = database === null && typeOf(property) === 'relation' ? 'text' : typeOf(property);
  const type = wanted === 'select' && options.length === 0 ? 'text' : wanted;
  const written = formula === undefined && database === null;
  return {
    name,
    type,
    ...(description !== undefined && { description }),
    ...(unit !== undefined && { unit }),
    ...(formula !== undefined && { formula }),
    ...(type === 'select' && { options: [...new Set(options)] }),
    ...(type === 'date' && /time/i.test(property.type ?? '') && { time: true }),
    ...(database !== null && { database }),
    ...(written && property.required === true && { required: true }),
    ...(written && property.unique === true && type !== 'json' && type !== 'boolean' && { unique: true }),
    ...(written && defaultValue !== undefined && defaultValue !== null && { default: defaultValue }),
  };
}

async function makeRecords(
  deps: Deps,
  organizationId: string,
  { records }: GivenPackage,
  made: ReadonlyMap<string, string>,
  places: Places,
  actor: string,
): Promise<number> {
  const ids = new Map<string, number>();
  const relations = new Map<string, { id: number; values: Record<string, string> }[]>();
  for (const [entity, databaseId] of made) {
    const own = records.filter(({ entityId }) => entityId === entity);
    for (let at = 0; at < own.length; at += BATCH) {
      const part = own
        .slice(at, at + BATCH)
        .map((record) => ({ record, ...split(record.values ?? record.data ?? {}, places.get(entity)!) }));
      const rows = part.map(({ values }) => ({ values }));
      const saved = await deps.save(organizationId, databaseId, { mode: 'insert', rows, actor });
      for (const [index, { record, links }] of part.entries()) {
        const id = saved.ids[index]!;
        if (record.id !== undefined) ids.set(`${entity} ${record.id}`, id);
        if (Object.keys(links).length > 0)
          relations.set(entity, [...(relations.get(entity) ?? []), { id, values: links }]);
      }
    }
  }
  const unknown = records.find(({ entityId }) => !made.has(entityId));
  if (unknown)
    throw new CodedError(
      'invalid',
      `Expected each record to be of an entity of the package, got "${unknown.entityId}".`,
    );
  for (const [entity, linked] of relations) {
    const leadsTo = new Map([...places.get(entity)!.values()].map((each) => [each.key, each.leadsTo]));
    const rows = linked.map(({ id, values }) => ({
      id,
      values: Object.fromEntries(
        Object.entries(values).map(([key, to]) => {
          const found = ids.get(`${leadsTo.get(key)} ${to}`);
          if (found !== undefined) return [key, found];
          throw new CodedError('invalid', `Expected "${key}" to name a record of the package, got "${to}".`);
        }),
      ),
    }));
    for (let at = 0; at < rows.length; at += BATCH)
      await deps.save(organizationId, made.get(entity)!, { mode: 'update', rows: rows.slice(at, at + BATCH), actor });
  }
  return records.length;
}

/** What a record has by itself, and the records that it names. */
function split(given: JsonRecord, own: ReadonlyMap<string, { readonly key: string; readonly leadsTo: string | null }>) {
  const values: JsonRecord = {};
  const links: Record<string, string> = {};
  for (const [called, value] of Object.entries(given)) {
    const { key, leadsTo } = own.get(called) ?? { key: called, leadsTo: null };
    if (leadsTo === null) values[key] = value;
    else if (value !== null && value !== '') links[key] = linkOf(value);
  }
  return { values, links };
}

/** The id that a relation has for its value: of a list, the first. */
function linkOf(value: Json): string {
  const id = Array.isArray(value) ? (value[0] ?? '') : value;
  return typeof id === 'object' ? JSON.stringify(id) : String(id);
}

const NAMES = ['databaseId', 'entityId', 'selectedEntityId', 'targetEntityId'];

/** The workflow of a package over what was made of its entities. */
export function withNewIds<Node extends { readonly config?: unknown }>(
  nodes: readonly Node[],
  databases: ReadonlyMap<string, string>,
): Node[] {
  return nodes.map((node) => {
    if (typeof node.config !== 'object' || node.config === null) return node;
    const config = Object.entries(node.config).map(([key, value]) => {
      const id = NAMES.includes(key) && typeof value === 'string' ? databases.get(value) : undefined;
      return [key, id ?? value];
    });
    return { ...node, config: Object.fromEntries(config) };
  });
}

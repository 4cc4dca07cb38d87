/** What can be chosen of a source on a database. */
import { createResource, For, Show } from 'solid-js';
import { settled } from '../components/settled.ts';
import { type Column, getDatabase, listDatabases } from '../databases/databases-api.ts';
import { FilterEditor } from '../databases/filter-editor.tsx';
import { t } from '../i18n.ts';
import type { DatabaseSource, WidgetType } from './dashboards-api.ts';

const ops = ['count', 'sum', 'avg', 'min', 'max'] as const;
const buckets = ['year', 'quarter', 'month', 'week', 'day', 'hour'] as const;

type Props = { source: DatabaseSource; type: WidgetType; onSource(source: DatabaseSource): void };
type Part = { source: DatabaseSource; columns: readonly Column[]; set(part: Partial<DatabaseSource>): void };

const nothingChosen = {
  ...{ groupBy: null, splitBy: null, columns: [], filter: null, timeColumn: null },
  measure: { op: 'count' as const },
};

export function DatabaseForm(props: Props) {
  const [databases] = createResource(() => listDatabases());
  const [database] = createResource(
    () => props.source.databaseId || null,
    (id) => getDatabase(id),
  );
  const columns = () => settled(database)?.columns ?? [];
  const set = (part: Partial<DatabaseSource>) => props.onSource({ ...props.source, ...part });
  const isSingle = () => props.type === 'stat' || props.type === 'gauge';
  const isList = () => props.source.columns.length > 0;
  return (
    <>
      <label class="label">
        {t('source.database')}
        <select
          class="field"
          required
          value={props.source.databaseId}
          onChange={(event) => set({ ...nothingChosen, databaseId: event.currentTarget.value })}
        >
          <option value="">{t('source.choose')}</option>
          <For each={settled(databases) ?? []}>
            {(each) => (
              <option value={each.id} selected={each.id === props.source.databaseId}>
                {each.name}
              </option>
            )}
          </For>
        </select>
      </label>
      <Show when={columns().length > 0}>
        <Show when={props.type === 'table'}>
          <Listed source={props.source} columns={columns()} set={set} />
        </Show>
        <Show when={!isList()}>
          <Measured source={props.source} columns={columns()} set={set} />
          <Show when={!isSingle()}>
            <Grouped source={props.source} columns={columns()} set={set} />
          </Show>
        </Show>
        <ColumnChoice
          label={t('source.timeColumn')}
          none={t('source.nothing')}
          columns={columns().filter(({ type }) => type === 'date')}
          value={props.source.timeColumn ?? ''}
          onValue={(column) => set({ timeColumn: column || null })}
        />
        <fieldset class="label">
          <legend>{t('source.filter')}</legend>
          <FilterEditor
            columns={columns()}
            filter={props.source.filter}
            onFilter={(filter) => set({ filter: filter ?? null })}
          />
        </fieldset>
      </Show>
    </>
  );
}

/** Whether the records themselves are shown, or what they come to. */
function Listed(props: Part) {
  const first = () => props.columns.slice(0, 8).map(({ key }) => key);
  return (
    <label class="label">
      {t('source.show')}
      <select
        class="field"
        value={props.source.columns.length > 0 ? 'list' : 'sum'}
        onChange={(event) => props.set({ columns: event.currentTarget.value === 'list' ? first() : [] })}
      >
        <option value="sum">{t('source.show.sum')}</option>
        <option value="list">{t('source.show.list')}</option>
      </select>
    </label>
  );
}

function Measured(props: Part) {
  const numbers = () => props.columns.filter(({ type }) => type === 'number');
  const measure = () => props.source.measure;
  const setOp = (op: (typeof ops)[number]) =>
    props.set({ measure: op === 'count' ? { op } : { op, column: measure().column ?? numbers()[0]?.key } });
  return (
    <div class="widget-numbers">
      <label class="label">
        {t('source.measure')}
        <select
          class="field"
          value={measure().op}
          onChange={(event) => setOp(event.currentTarget.value as (typeof ops)[number])}
        >
          <For each={ops}>{(op) => <option value={op}>{t(`aggregate.${op}`)}</option>}</For>
        </select>
      </label>
      <ColumnChoice
        label={t('source.of')}
        none={t('source.none')}
        columns={numbers()}
        value={measure().column ?? ''}
        onValue={(column) => props.set({ measure: { ...measure(), column: column || undefined } })}
      />
    </div>
  );
}

function Grouped(props: Part) {
  return (
    <>
      <Grouping
        label={t('source.groupBy')}
        columns={props.columns}
        group={props.source.groupBy}
        onGroup={(groupBy) => props.set({ groupBy, ...(groupBy === null && { splitBy: null }) })}
      />
      <Show when={props.source.groupBy}>
        {(group) => (
          <Grouping
            label={t('source.splitBy')}
            columns={props.columns.filter(({ key }) => key !== group().column)}
            group={props.source.splitBy}
            onGroup={(splitBy) => props.set({ splitBy })}
          />
        )}
      </Show>
    </>
  );
}

function ColumnChoice(props: {
  label: string;
  none: string;
  columns: readonly Column[];
  value: string;
  onValue(key: string): void;
}) {
  return (
    <label class="label">
      {props.label}
      <select class="field" value={props.value} onChange={(event) => props.onValue(event.currentTarget.value)}>
        <option value="">{props.none}</option>
        <For each={props.columns}>
          {(column) => (
            <option value={column.key} selected={column.key === props.value}>
              {column.name}
            </option>
          )}
        </For>
      </select>
    </label>
  );
}

type Group = NonNullable<DatabaseSource['groupBy']>;

function Grouping(props: {
  label: string;
  columns: readonly Column[];
  group: Group | null;
  onGroup(group: Group | null): void;
}) {
  const isDate = (key: string | undefined) => props.columns.find((column) => column.key === key)?.type === 'date';
  return (
    <div class="widget-numbers">
      <ColumnChoice
        label={props.label}
        none={t('source.nothing')}
        columns={props.columns.filter(({ type }) => type !== 'json' && type !== 'file')}
        value={props.group?.column ?? ''}
        onValue={(column) =>
          props.onGroup(column ? { column, ...(isDate(column) && { bucket: 'month' as const }) } : null)
        }
      />
      <Show when={isDate(props.group?.column) && props.group}>
        {(group) => (
          <label class="label">
            {t('source.bucket')}
            <select
              class="field"
              value={group().bucket ?? 'month'}
              onChange={(event) =>
                props.onGroup({ ...group(), bucket: event.currentTarget.value as (typeof buckets)[number] })
              }
            >
              <For each={buckets}>{(bucket) => <option value={bucket}>{t(`bucket.${bucket}`)}</option>}</For>
            </select>
          </label>
        )}
      </Show>
    </div>
  );
}

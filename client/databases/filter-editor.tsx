/** Conditions that records have to fit: each of them, or one of them. */
import { For, Show } from 'solid-js';
import type { Json } from '../../db/model.ts';
import { t } from '../i18n.ts';
import type { Column, Filter } from './databases-api.ts';
import { fieldText, parsed } from './values.ts';

type Condition = Extract<Filter, { column: string }>;
type Operator = Condition['op'];
/** What this editor can show: one list of conditions. */
type Conditions = { readonly join: 'and' | 'or'; readonly list: readonly Condition[] };

const ordered: readonly Operator[] = ['greaterThan', 'lessThan', 'greaterOrEqual', 'lessOrEqual'];
const worded: readonly Operator[] = ['contains', 'notContains', 'startsWith', 'endsWith'];
const always: readonly Operator[] = ['isEmpty', 'isNotEmpty'];

export function operatorsOf({ type }: Pick<Column, 'type'>): readonly Operator[] {
  switch (type) {
    case 'text':
    case 'url':
      return ['contains', 'equals', 'notEquals', 'startsWith', 'endsWith', 'notContains', ...always];
    case 'select':
      return ['equals', 'notEquals', ...worded, ...always];
    case 'number':
    case 'date':
      return ['equals', 'notEquals', ...ordered, ...always];
    case 'boolean':
    case 'relation':
      return ['equals', 'notEquals', ...always];
    default:
      return ['contains', 'notContains', ...always];
  }
}

/** Null: it is more than a list of conditions, made elsewhere. */
export function conditionsOf(filter: Filter | undefined | null): Conditions | null {
  if (!filter) return { join: 'and', list: [] };
  if ('column' in filter) return { join: 'and', list: [filter] };
  const [join, parts] =
    'and' in filter ? ['and' as const, filter.and] : 'or' in filter ? ['or' as const, filter.or] : [null, []];
  if (join === null || !parts.every((part): part is Condition => 'column' in part)) return null;
  return { join, list: parts };
}

export function filterOf({ join, list }: Conditions): Filter | undefined {
  if (list.length === 0) return undefined;
  if (list.length === 1) return list[0];
  return join === 'and' ? { and: list } : { or: list };
}

/** The filter without conditions that are still being made: those that have no value yet. */
export function finished(filter: Filter | undefined | null): Filter | undefined {
  const conditions = conditionsOf(filter);
  if (conditions === null) return filter ?? undefined;
  const list = conditions.list.filter(({ op, value }) => always.includes(op) || (value !== '' && value != null));
  return filterOf({ ...conditions, list });
}

export function FilterEditor(props: {
  columns: readonly Column[];
  filter: Filter | undefined | null;
  onFilter(filter: Filter | undefined): void;
}) {
  const now = () => conditionsOf(props.filter);
  const change = (next: Partial<Conditions>) => {
    const before = now();
    if (before) props.onFilter(filterOf({ ...before, ...next }));
  };
  const put = (place: number, condition: Condition) =>
    change({ list: (now()?.list ?? []).map((each, index) => (index === place ? condition : each)) });
  const add = () => {
    const column = props.columns[0];
    if (!column) return;
    const op = operatorsOf(column)[0] as Operator;
    change({
      list: [...(now()?.list ?? []), { column: column.key, op, value: column.type === 'boolean' ? true : '' }],
    });
  };
  return (
    <Show
      when={now()}
      fallback={
        <p class="muted">
          {t('filter.complex')}{' '}
          <button type="button" class="button small" onClick={() => props.onFilter(undefined)}>
            {t('filter.clear')}
          </button>
        </p>
      }
    >
      {(conditions) => (
        <div class="filter">
          <Show when={conditions().list.length > 1}>
            <select
              class="field"
              aria-label={t('filter.join')}
              value={conditions().join}
              onChange={(event) => change({ join: event.currentTarget.value as 'and' | 'or' })}
            >
              <option value="and">{t('filter.and')}</option>
              <option value="or">{t('filter.or')}</option>
            </select>
          </Show>
          <For each={conditions().list.map((_, place) => place)}>
            {(place) => (
              <Show when={conditions().list[place]}>
                {(condition) => (
                  <ConditionLine
                    columns={props.columns}
                    condition={condition()}
                    onCondition={(next) => put(place, next)}
                    onRemove={() => change({ list: conditions().list.filter((_, index) => index !== place) })}
                  />
                )}
              </Show>
            )}
          </For>
          <button type="button" class="button small" onClick={add}>
            {t('filter.add')}
          </button>
        </div>
      )}
    </Show>
  );
}

function ConditionLine(props: {
  columns: readonly Column[];
  condition: Condition;
  onCondition(condition: Condition): void;
  onRemove(): void;
}) {
  const column = () => props.columns.find(({ key }) => key === props.condition.column) ?? props.columns[0];
  const takesValue = () => !always.includes(props.condition.op);
  const setColumn = (key: string) => {
    const next = props.columns.find((each) => each.key === key);
    if (!next) return;
    const op = operatorsOf(next)[0] as Operator;
    props.onCondition({ column: key, op, value: next.type === 'boolean' ? true : '' });
  };
  const setValue = (text: string) => {
    const known = column();
    const result = known ? parsed(text, known) : { value: text as Json };
    if ('value' in result) props.onCondition({ ...props.condition, value: result.value ?? '' });
  };
  return (
    <div class="filter-line">
      <select
        class="field"
        aria-label={t('filter.column')}
        value={props.condition.column}
        onChange={(event) => setColumn(event.currentTarget.value)}
      >
        <For each={props.columns}>
          {(each) => (
            <option value={each.key} selected={each.key === props.condition.column}>
              {each.name}
            </option>
          )}
        </For>
      </select>
      <select
        class="field"
        aria-label={t('filter.operator')}
        value={props.condition.op}
        onChange={(event) => props.onCondition({ ...props.condition, op: event.currentTarget.value as Operator })}
      >
        <For each={column() ? operatorsOf(column() as Column) : []}>
          {(op) => (
            <option value={op} selected={op === props.condition.op}>
              {t(`op.${op as Exclude<Operator, 'in' | 'notIn' | 'between'>}`)}
            </option>
          )}
        </For>
      </select>
      <Show when={takesValue()}>
        <Show
          when={column()?.type === 'boolean' || column()?.type === 'select'}
          fallback={
            <input
              class="field"
              aria-label={t('filter.value')}
              type={column()?.type === 'date' ? (column()?.time ? 'datetime-local' : 'date') : 'text'}
              value={fieldText(props.condition.value, column() ?? { type: 'text' })}
              onChange={(event) => setValue(event.currentTarget.value)}
            />
          }
        >
          <select
            class="field"
            aria-label={t('filter.value')}
            value={String(props.condition.value ?? '')}
            onChange={(event) => setValue(event.currentTarget.value)}
          >
            <For each={column()?.type === 'boolean' ? ['true', 'false'] : ['', ...(column()?.options ?? [])]}>
              {(option) => (
                <option value={option} selected={option === String(props.condition.value ?? '')}>
                  {column()?.type === 'boolean' ? t(option === 'true' ? 'cell.yes' : 'cell.no') : option}
                </option>
              )}
            </For>
          </select>
        </Show>
      </Show>
      <button type="button" class="button small plain" aria-label={t('filter.remove')} onClick={() => props.onRemove()}>
        ✕
      </button>
    </div>
  );
}

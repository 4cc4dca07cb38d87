/** What can be said of a column, by its type. */
import { createResource, For, Show } from 'solid-js';
import { settled } from '../components/settled.ts';
import { t } from '../i18n.ts';
import { type Column, type ColumnType, listDatabases } from './databases-api.ts';
import { fieldText, parsed } from './values.ts';

const types = [
  ...(['text', 'number', 'boolean', 'date', 'select'] as const),
  ...(['url', 'json', 'relation', 'file'] as const),
] satisfies readonly ColumnType[];

export type DraftColumn = Partial<Column> & { type: ColumnType };
type Props = { draft: DraftColumn; isFormula: boolean; set(part: Partial<Column>): void };

export function ColumnFields(props: Props) {
  return (
    <>
      <label class="label">
        {t('column.name')}
        <input
          class="field"
          required
          maxLength={200}
          value={props.draft.name ?? ''}
          onInput={(event) => props.set({ name: event.currentTarget.value })}
        />
      </label>
      <label class="label">
        {t('column.type')}
        <select
          class="field"
          value={props.draft.type}
          onChange={(event) => props.set({ type: event.currentTarget.value as ColumnType })}
        >
          <For each={types}>
            {(type) => (
              <option value={type} selected={type === props.draft.type}>
                {t(`columnType.${type}`)}
              </option>
            )}
          </For>
        </select>
      </label>
      <OfType draft={props.draft} isFormula={props.isFormula} set={props.set} />
      <Rules draft={props.draft} isFormula={props.isFormula} set={props.set} />
    </>
  );
}

function OfType(props: Props) {
  const [databases] = createResource(() => listDatabases());
  return (
    <>
      <Show when={props.draft.type === 'select'}>
        <label class="label">
          {t('column.options')}
          <textarea
            class="field"
            required
            value={(props.draft.options ?? []).join('\n')}
            onInput={(event) =>
              props.set({
                options: event.currentTarget.value
                  .split('\n')
                  .map((line) => line.trim())
                  .filter(Boolean),
              })
            }
          />
        </label>
      </Show>
      <Show when={props.draft.type === 'relation'}>
        <label class="label">
          {t('column.database')}
          <select
            class="field"
            required
            value={props.draft.database ?? ''}
            onChange={(event) => props.set({ database: event.currentTarget.value })}
          >
            <option value="" />
            <For each={settled(databases) ?? []}>
              {(each) => (
                <option value={each.id} selected={each.id === props.draft.database}>
                  {each.name}
                </option>
              )}
            </For>
          </select>
        </label>
      </Show>
      <Show when={props.draft.type === 'date'}>
        <Check label={t('column.time')} checked={props.draft.time === true} onChecked={(time) => props.set({ time })} />
      </Show>
      <Show when={props.draft.type === 'number'}>
        <label class="label">
          {t('column.unit')}
          <input
            class="field"
            maxLength={50}
            value={props.draft.unit ?? ''}
            onInput={(event) => props.set({ unit: event.currentTarget.value })}
          />
        </label>
      </Show>
    </>
  );
}

function Rules(props: Props) {
  return (
    <>
      <Show
        when={props.isFormula}
        fallback={
          <>
            <Show when={!['json', 'file', 'relation'].includes(props.draft.type)}>
              <label class="label">
                {t('column.default')}
                <input
                  class="field"
                  value={fieldText(props.draft.default, props.draft)}
                  onChange={(event) => {
                    const result = parsed(event.currentTarget.value, props.draft);
                    if ('value' in result) props.set({ default: result.value ?? undefined });
                  }}
                />
              </label>
            </Show>
            <Check
              label={t('column.required')}
              checked={props.draft.required === true}
              onChecked={(required) => props.set({ required })}
            />
            <Check
              label={t('column.unique')}
              checked={props.draft.unique === true}
              onChecked={(unique) => props.set({ unique })}
            />
          </>
        }
      >
        <label class="label">
          {t('column.formula')}
          <textarea
            class="field mono"
            required
            maxLength={2_000}
            value={props.draft.formula ?? ''}
            onInput={(event) => props.set({ formula: event.currentTarget.value })}
          />
          <span class="hint">{t('column.formula.hint')}</span>
        </label>
      </Show>
      <Check
        label={t('column.index')}
        checked={props.draft.index === true}
        onChecked={(index) => props.set({ index })}
      />
      <Check
        label={t('column.isFormula')}
        checked={props.isFormula}
        onChecked={(on) => props.set({ formula: on ? '' : undefined })}
      />
    </>
  );
}

function Check(props: { label: string; checked: boolean; onChecked(on: boolean): void }) {
  return (
    <label class="choice">
      <input
        type="checkbox"
        checked={props.checked}
        onChange={(event) => props.onChecked(event.currentTarget.checked)}
      />
      {props.label}
    </label>
  );
}

/** One record whole: its values, and what became of them. */

import { createResource, createSignal, For, Match, Show, Switch } from 'solid-js';
import type { Json, JsonRecord } from '../../db/model.ts';
import { Problem } from '../account/fields.tsx';
import { createClock } from '../clock.ts';
import { createAction } from '../components/action.ts';
import { ConfirmButton } from '../components/confirm-button.tsx';
import { settled } from '../components/settled.ts';
import { Ago } from '../components/when.tsx';
import { dateLocale, t } from '../i18n.ts';
import { type Column, changeRecord, type Database, historyOf, type RecordRow } from './databases-api.ts';
import { RelationPicker } from './relation-picker.tsx';
import { cellText, fieldText, parsed } from './values.ts';

export function RecordPanel(props: {
  database: Database;
  record: RecordRow;
  writable: boolean;
  inTrash: boolean;
  nameOf: (column: Column, value: Json) => string | undefined;
  onChanged(record: RecordRow): void;
  onTrash(action: 'delete' | 'restore' | 'purge'): Promise<void>;
  onClose(): void;
}) {
  const [changes, setChanges] = createSignal<JsonRecord>({});
  const [wrong, setWrong] = createSignal<Readonly<Record<string, string>>>({});
  const { busy, problem, act } = createAction();
  const [history] = createResource(
    () => [props.record.id, props.record.version] as const,
    ([id]) => historyOf(props.database.id, id),
  );
  const now = createClock(10_000);
  const current = (key: string) => (key in changes() ? changes()[key] : props.record.values[key]);

  function type(column: Column, text: string): void {
    const result = parsed(text, column);
    const sentence = 'problem' in result ? t(`cell.${result.problem}`) : '';
    setWrong((before) => ({ ...before, [column.key]: sentence }));
    if ('value' in result) setChanges((before) => ({ ...before, [column.key]: result.value }));
  }
  async function save(event: SubmitEvent): Promise<void> {
    event.preventDefault();
    if (Object.values(wrong()).some(Boolean) || Object.keys(changes()).length === 0) return;
    await act(async () => {
      props.onChanged(await changeRecord(props.database.id, props.record.id, changes(), props.record.version));
      setChanges({});
    });
  }

  return (
    <aside class="record-panel card" aria-label={t('record.title', { id: props.record.id })}>
      <header class="record-head">
        <h2>{t('record.title', { id: props.record.id })}</h2>
        <button type="button" class="button small plain" aria-label={t('app.close')} onClick={() => props.onClose()}>
          ✕
        </button>
      </header>
      <form method="post" class="record-form" onSubmit={save}>
        <For each={props.database.columns}>
          {(column) => (
            <Field
              column={column}
              value={current(column.key)}
              name={props.nameOf}
              readOnly={!props.writable || column.formula !== undefined || props.inTrash}
              problem={wrong()[column.key] ?? ''}
              onText={(text) => type(column, text)}
              onValue={(value) => setChanges((before) => ({ ...before, [column.key]: value }))}
            />
          )}
        </For>
        <Problem text={problem()} />
        <div class="record-actions">
          <Show when={props.writable}>
            <Switch>
              <Match when={props.inTrash}>
                <button type="button" class="button" onClick={() => act(() => props.onTrash('restore'))}>
                  {t('record.restore')}
                </button>
                <ConfirmButton
                  label={t('record.purge')}
                  question={t('record.purge.ask')}
                  onConfirm={() => props.onTrash('purge')}
                />
              </Match>
              <Match when={true}>
                <button type="button" class="button danger" onClick={() => act(() => props.onTrash('delete'))}>
                  {t('record.delete')}
                </button>
                <button type="submit" class="button main" disabled={busy()}>
                  {t('record.save')}
                </button>
              </Match>
            </Switch>
          </Show>
        </div>
      </form>
      <section class="record-history" aria-label={t('record.history')}>
        <h3>{t('record.history')}</h3>
        <ol>
          <For each={settled(history) ?? []}>
            {(entry) => (
              <li>
                <p>
                  <strong>{t(`history.${entry.action}`)}</strong>{' '}
                  <span class="muted">
                    <Ago at={entry.at} now={now()} /> · {entry.by}
                  </span>
                </p>
                <Show when={entry.action !== 'created'}>
                  <For each={Object.entries(entry.changes)}>
                    {([key, [before, after]]) => {
                      const column = () => props.database.columns.find((each) => each.key === key);
                      const text = (value: Json) => cellText(value, column() ?? { type: 'text' }, dateLocale()) || '∅';
                      return (
                        <p class="record-change">
                          <span class="muted">{column()?.name ?? key}:</span> <del>{text(before)}</del> →{' '}
                          <ins>{text(after)}</ins>
                        </p>
                      );
                    }}
                  </For>
                </Show>
              </li>
            )}
          </For>
        </ol>
      </section>
    </aside>
  );
}

function Field(props: {
  column: Column;
  value: Json | undefined;
  name: (column: Column, value: Json) => string | undefined;
  readOnly: boolean;
  problem: string;
  onText(text: string): void;
  onValue(value: Json): void;
}) {
  const [finding, setFinding] = createSignal(false);
  const isLong = () =>
    props.column.type === 'json' || props.column.type === 'file' || String(props.value ?? '').length > 60;
  const shown = () =>
    (props.value != null && props.name(props.column, props.value)) || cellText(props.value, props.column, dateLocale());
  return (
    <div class="label">
      <span id={`field-${props.column.key}`}>
        {props.column.name}
        <Show when={props.column.unit}>
          <span class="muted"> ({props.column.unit})</span>
        </Show>
      </span>
      <Switch
        fallback={
          <input
            class="field"
            aria-labelledby={`field-${props.column.key}`}
            type={props.column.type === 'date' ? (props.column.time ? 'datetime-local' : 'date') : 'text'}
            value={fieldText(props.value, props.column)}
            onChange={(event) => props.onText(event.currentTarget.value)}
          />
        }
      >
        <Match when={props.readOnly}>
          <p class="record-value">{shown() || '–'}</p>
        </Match>
        <Match when={props.column.type === 'boolean'}>
          <input
            type="checkbox"
            aria-labelledby={`field-${props.column.key}`}
            checked={props.value === true}
            onChange={(event) => props.onValue(event.currentTarget.checked)}
          />
        </Match>
        <Match when={props.column.type === 'select'}>
          <select
            class="field"
            aria-labelledby={`field-${props.column.key}`}
            onChange={(event) => props.onValue(event.currentTarget.value || null)}
          >
            <option value="" />
            <For each={props.column.options ?? []}>
              {(option) => (
                <option value={option} selected={option === props.value}>
                  {option}
                </option>
              )}
            </For>
          </select>
        </Match>
        <Match when={props.column.type === 'relation' && props.column.database}>
          {(database) => (
            <Show
              when={finding()}
              fallback={
                <button
                  type="button"
                  class="field record-relation"
                  aria-labelledby={`field-${props.column.key}`}
                  onClick={() => setFinding(true)}
                >
                  {shown() || t('relation.find')}
                </button>
              }
            >
              <RelationPicker
                databaseId={database()}
                label={props.column.name}
                typed=""
                onPick={(id) => {
                  props.onValue(id);
                  setFinding(false);
                }}
                onCancel={() => setFinding(false)}
              />
            </Show>
          )}
        </Match>
        <Match when={isLong()}>
          <textarea
            class={props.column.type === 'json' || props.column.type === 'file' ? 'field mono' : 'field'}
            aria-labelledby={`field-${props.column.key}`}
            rows={5}
            value={fieldText(props.value, props.column)}
            onChange={(event) => props.onText(event.currentTarget.value)}
          />
        </Match>
      </Switch>
      <Show when={props.problem}>
        <p class="problem">{props.problem}</p>
      </Show>
    </div>
  );
}

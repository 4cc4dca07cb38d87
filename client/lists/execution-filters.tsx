import { For, Show } from 'solid-js';
import { executionStatuses } from '../../db/execution-state.ts';
import type { ExecutionStatus } from '../../db/model.ts';
import { createAsked } from '../components/asked.ts';
import { Mark } from '../components/mark.tsx';
import { t } from '../i18n.ts';
import { type Search, spanOf, spans, statusesOf, triggers } from './execution-query.ts';
import { everyName } from './workflow-names.ts';

export type FiltersProps = { search: Search; onChange(change: Search): void };

/** Narrows the list by status, workflow, trigger and time; all of it is in the address. */
export function ExecutionFilters(props: FiltersProps) {
  const statuses = () => statusesOf(props.search);
  const toggle = (status: ExecutionStatus) => {
    const next = statuses().includes(status) ? statuses().filter((each) => each !== status) : [...statuses(), status];
    props.onChange({ status: next.length > 0 ? next.join(',') : undefined });
  };
  return (
    <div class="execution-filters">
      <fieldset class="filters" aria-label={t('executions.status')}>
        <button
          type="button"
          aria-pressed={statuses().length === 0}
          onClick={() => props.onChange({ status: undefined })}
        >
          {t('executions.all')}
        </button>
        <For each={executionStatuses}>
          {(each) => (
            <button type="button" aria-pressed={statuses().includes(each)} onClick={() => toggle(each)}>
              <Mark state={each} />
              {t(`status.${each}`)}
            </button>
          )}
        </For>
      </fieldset>
      <div class="execution-choices">
        <WorkflowChoice {...props} />
        <select
          class="field small"
          aria-label={t('executions.trigger')}
          onChange={(event) => props.onChange({ trigger: event.currentTarget.value || undefined })}
        >
          <option value="">{t('executions.anyTrigger')}</option>
          <For each={triggers}>
            {(each) => (
              <option value={each} selected={props.search.trigger === each}>
                {t(`trigger.${each}`)}
              </option>
            )}
          </For>
        </select>
        <TimeChoice {...props} />
      </div>
    </div>
  );
}

function WorkflowChoice(props: FiltersProps) {
  const names = createAsked(() => 'workflow names', everyName);
  const isUnknown = () => props.search.workflow && !names.data()?.some(({ id }) => id === props.search.workflow);
  return (
    <select
      class="field small"
      aria-label={t('executions.workflow')}
      onChange={(event) => props.onChange({ workflow: event.currentTarget.value || undefined })}
    >
      <option value="">{t('executions.anyWorkflow')}</option>
      <Show when={isUnknown()}>
        <option value={props.search.workflow} selected>
          {props.search.workflow}
        </option>
      </Show>
      <For each={names.data()}>
        {({ id, name }) => (
          <option value={id} selected={props.search.workflow === id}>
            {name}
          </option>
        )}
      </For>
    </select>
  );
}

function TimeChoice(props: FiltersProps) {
  const span = () => spanOf(props.search);
  return (
    <>
      <select
        class="field small"
        aria-label={t('executions.time')}
        onChange={(event) =>
          props.onChange({ time: event.currentTarget.value || undefined, from: undefined, to: undefined })
        }
      >
        <option value="">{t('executions.anyTime')}</option>
        <For each={Object.keys(spans) as (keyof typeof spans)[]}>
          {(each) => (
            <option value={each} selected={span() === each}>
              {t(`executions.time.${each}`)}
            </option>
          )}
        </For>
        <option value="between" selected={span() === 'between'}>
          {t('executions.time.between')}
        </option>
      </select>
      <Show when={span() === 'between'}>
        <For each={['from', 'to'] as const}>
          {(name) => (
            <input
              class="field small"
              type="datetime-local"
              aria-label={t(`executions.${name}`)}
              value={localTime(props.search[name])}
              onChange={(event) => props.onChange({ [name]: isoTime(event.currentTarget.value) })}
            />
          )}
        </For>
      </Show>
    </>
  );
}

/** A time as the field for it writes it, which knows no zone but the reader's own. */
function localTime(iso: string | undefined): string {
  const time = Date.parse(iso ?? '');
  if (Number.isNaN(time)) return '';
  const date = new Date(time);
  return new Date(time - date.getTimezoneOffset() * 60_000).toISOString().slice(0, 16);
}

function isoTime(local: string): string | undefined {
  const time = Date.parse(local);
  return Number.isNaN(time) ? undefined : new Date(time).toISOString();
}

/** Fields that are chosen from what the server has: a credential, a workflow, a time zone. */
import { createResource, For, Show } from 'solid-js';
import { answer, api, listWorkflows } from '../../api.ts';
import { settled } from '../../components/settled.ts';
import { listCredentials } from '../../settings/credentials-api.ts';
import { w } from '../words.ts';
import type { FieldProps } from './field.tsx';

type Option = { readonly value: string; readonly label: string };

function Picker(
  props: FieldProps & { options: readonly Option[] | undefined; none: string; href?: string; to?: string },
) {
  const value = () => (typeof props.value === 'string' ? props.value : '');
  const isKnown = () => value() === '' || props.options?.some((each) => each.value === value());
  return (
    <div class="picker">
      <select
        id={props.id}
        class="field"
        aria-invalid={props.invalid}
        aria-describedby={props.describedBy}
        value={value()}
        onChange={(event) => props.onChange(event.currentTarget.value || undefined)}
      >
        <option value="">{props.none}</option>
        <For each={props.options}>
          {(each) => (
            <option value={each.value} selected={each.value === value()}>
              {each.label}
            </option>
          )}
        </For>
        <Show when={!isKnown()}>
          <option value={value()} selected>
            {props.options ? w('picker.unknown', { name: value() }) : value()}
          </option>
        </Show>
      </select>
      <Show when={props.href}>
        {(href) => (
          <a class="button small plain" href={href()} target="_blank" rel="noreferrer">
            {props.to}
          </a>
        )}
      </Show>
    </div>
  );
}

export function CredentialField(props: FieldProps) {
  const [list] = createResource(() => listCredentials().catch(() => []));
  const options = () => settled(list)?.map(({ name, kind }) => ({ value: name, label: `${name} (${kind})` }));
  return (
    <Picker
      {...props}
      options={options()}
      none={w('picker.noCredential')}
      href="/settings/credentials"
      to={w('picker.manage')}
    />
  );
}

export function WorkflowField(props: FieldProps) {
  const [list] = createResource(() =>
    listWorkflows().then(
      ({ items }) => items,
      () => [],
    ),
  );
  const options = () => settled(list)?.map(({ id, name }) => ({ value: id, label: name }));
  const href = () =>
    typeof props.value === 'string' && props.value ? `/workflows/${encodeURIComponent(props.value)}` : '/';
  return <Picker {...props} options={options()} none={w('picker.noWorkflow')} href={href()} to={w('picker.open')} />;
}

export function DatabaseField(props: FieldProps) {
  const [list] = createResource(() => listDatabases().catch(() => []));
  const options = () => settled(list)?.map(({ id, name }) => ({ value: id, label: name }));
  return <Picker {...props} options={options()} none={w('picker.noDatabase')} />;
}

async function listDatabases(): Promise<{ id: string; name: string }[]> {
  return (await answer(api.databases.$get({ query: {} }))).databases;
}

/** The names that the browser knows. */
export function timeZones(): readonly string[] {
  return ['UTC', ...Intl.supportedValuesOf('timeZone')];
}

import { createSignal, For, Show } from 'solid-js';
import { Choice, Problem, TextField, valuesOf } from '../account/fields.tsx';
import { createClock } from '../clock.ts';
import { createAction } from '../components/action.ts';
import type { Asked } from '../components/asked.ts';
import { ConfirmButton } from '../components/confirm-button.tsx';
import { Ago } from '../components/when.tsx';
import { t } from '../i18n.ts';
import { may } from '../session.ts';
import { addCredential, type Credential, changeCredential, removeCredential } from './credentials-api.ts';
import { Loaded, Section } from './section.tsx';

type Field = 'token' | 'user' | 'password' | 'header' | 'value' | 'apiKey' | 'baseURL';

/** What each kind is made of. */
const kinds = {
  bearer: ['token'],
  basic: ['user', 'password'],
  header: ['header', 'value'],
  openai: ['apiKey', 'baseURL'],
} as const satisfies Record<string, readonly Field[]>;
type Kind = keyof typeof kinds;

const SECRET = new Set<Field>(['token', 'password', 'value', 'apiKey']);
const OPTIONAL = new Set<Field>(['user', 'baseURL']);
const EXAMPLES: Partial<Record<Field, string>> = { header: 'X-API-Key', baseURL: 'https://api.openai.com/v1' };

export function CredentialsSection(props: { asked: Asked<Credential[]> }) {
  const now = createClock(10_000);
  const [editing, setEditing] = createSignal<Credential | null>(null);
  const saved = async () => {
    setEditing(null);
    await props.asked.refresh();
  };
  return (
    <>
      <Section title={t('settings.credentials')} text={t('credential.text')}>
        <Loaded asked={props.asked}>
          {(list) => (
            <Show when={list().length > 0} fallback={<p class="muted">{t('credential.none')}</p>}>
              <ul class="list rows">
                <For each={list()}>
                  {(credential) => (
                    <CredentialRow
                      credential={credential}
                      now={now()}
                      onReplace={() => setEditing(credential)}
                      onRemoved={props.asked.refresh}
                    />
                  )}
                </For>
              </ul>
            </Show>
          )}
        </Loaded>
      </Section>
      <Show when={may('admin')}>
        <Show when={editing()} keyed fallback={<CredentialForm of={null} onSaved={saved} />}>
          {(credential) => <CredentialForm of={credential} onSaved={saved} onLeave={() => setEditing(null)} />}
        </Show>
      </Show>
    </>
  );
}

function CredentialRow(props: { credential: Credential; now: number; onReplace(): void; onRemoved(): Promise<void> }) {
  return (
    <li class="row">
      <span class="row-main">
        <span class="row-title">
          <strong class="mono cut">{props.credential.name}</strong>
          <span class="tag">{props.credential.kind}</span>
        </span>
        <span class="muted">
          {props.credential.hosts?.join(', ')} · {t('credential.changed')}{' '}
          <Ago at={props.credential.updatedAt} now={props.now} />
        </span>
        <Show when={props.credential.usable === false}>
          <span class="problem">{t('credential.sealed')}</span>
        </Show>
      </span>
      <Show when={may('admin')}>
        <button type="button" class="button small plain" onClick={() => props.onReplace()}>
          {t('credential.replace')}
        </button>
        <ConfirmButton
          label={t('members.remove')}
          question={t('credential.remove.question', { name: props.credential.name })}
          onConfirm={async () => {
            await removeCredential(props.credential.name);
            await props.onRemoved();
          }}
        />
      </Show>
    </li>
  );
}

function CredentialForm(props: { of: Credential | null; onSaved(): Promise<void>; onLeave?(): void }) {
  const { busy, problem, act } = createAction();
  const [kind, setKind] = createSignal<Kind>(kindOf(props.of?.kind));
  async function save(event: SubmitEvent): Promise<void> {
    const form = event.currentTarget as HTMLFormElement;
    const { name = '', hosts = '', kind: _, ...fields } = valuesOf(event);
    const places = hosts.split(/[\s,]+/).filter((host) => host !== '');
    const empty = kind() === 'basic' ? { user: '' } : {};
    const secret = { kind: kind(), ...empty, ...fields, ...(places.length > 0 && { hosts: places }) };
    const went = await act(() => (props.of ? changeCredential(props.of.name, secret) : addCredential(name, secret)));
    if (!went) return;
    form.reset();
    await props.onSaved();
  }
  const title = () => (props.of ? t('credential.replaceOf', { name: props.of.name }) : t('credential.new'));
  return (
    <Section title={title()} text={t('credential.new.text')}>
      <form method="post" class="setting-form wide" onSubmit={save}>
        <div class="setting-row">
          <Show when={!props.of}>
            <TextField
              label={t('account.name')}
              name="name"
              placeholder="crm"
              hint={t('credential.name.hint')}
              maxlength={100}
              pattern="[A-Za-z0-9][A-Za-z0-9_.\-]*"
            />
          </Show>
          <Choice
            label={t('credential.kind')}
            name="kind"
            options={Object.keys(kinds).map((each) => ({ value: each as Kind, text: t(`credential.${each as Kind}`) }))}
            value={kind()}
            onChange={setKind}
          />
        </div>
        <div class="setting-row">
          <For each={kinds[kind()]}>
            {(field) => (
              <Show
                when={SECRET.has(field)}
                fallback={
                  <TextField
                    label={t(`credential.field.${field}`)}
                    name={field}
                    type={field === 'baseURL' ? 'url' : 'text'}
                    placeholder={EXAMPLES[field]}
                    required={!OPTIONAL.has(field)}
                    maxlength={2_000}
                  />
                }
              >
                <SecretField label={t(`credential.field.${field}`)} name={field} />
              </Show>
            )}
          </For>
        </div>
        <TextField
          label={t('credential.hosts')}
          name="hosts"
          placeholder="api.example.com, *.example.com"
          hint={t('credential.hosts.hint')}
          value={props.of?.hosts?.join(', ')}
          required={kind() !== 'openai'}
          maxlength={4_000}
        />
        <Problem text={problem()} />
        <div class="setting-actions">
          <button type="submit" class="button main" disabled={busy()}>
            {props.of ? t('credential.replace') : t('credential.add')}
          </button>
          <Show when={props.onLeave}>
            <button type="button" class="button" onClick={() => props.onLeave?.()}>
              {t('app.keep')}
            </button>
          </Show>
        </div>
      </form>
    </Section>
  );
}

/** A secret of a machine: no password manager is to keep it, or to offer a person's own in its place. */
function SecretField(props: { label: string; name: string }) {
  return (
    <label class="label">
      <span>{props.label}</span>
      <input
        class="field mono"
        type="password"
        name={props.name}
        autocomplete="new-password"
        data-1p-ignore=""
        data-lpignore="true"
        spellcheck={false}
        required
        maxlength={10_000}
      />
    </label>
  );
}

function kindOf(kind: string | undefined): Kind {
  return kind !== undefined && kind in kinds ? (kind as Kind) : 'bearer';
}

import { createSignal, For, Show } from 'solid-js';
import { Problem, TextField, valuesOf } from '../account/fields.tsx';
import { createAction } from '../components/action.ts';
import { type Asked, createAsked } from '../components/asked.ts';
import { ConfirmButton } from '../components/confirm-button.tsx';
import { ShownOnce } from '../components/shown-once.tsx';
import { Day } from '../components/when.tsx';
import { t } from '../i18n.ts';
import { may } from '../session.ts';
import { Loaded, Section } from './section.tsx';
import {
  addEmbedKey,
  type EmbedKey,
  getServer,
  listEmbedKeys,
  type NewEmbedKey,
  removeEmbedKey,
} from './server-api.ts';

/** Who may show executions inside their own pages: whose pages, and with which keys they sign their tokens. */
export function EmbeddingSection() {
  const server = createAsked(() => 'server', getServer);
  return (
    <>
      <Section title={t('embedding.origins')} text={t('embedding.origins.text')}>
        <Loaded asked={server}>
          {(facts) => (
            <Show when={facts().embedOrigins.length > 0} fallback={<p class="muted">{t('embedding.noOrigins')}</p>}>
              <ul class="list rows">
                <For each={facts().embedOrigins}>{(origin) => <li class="row mono">{origin}</li>}</For>
              </ul>
            </Show>
          )}
        </Loaded>
      </Section>
      <Show when={may('admin')}>
        <Keys />
      </Show>
    </>
  );
}

function Keys() {
  const asked = createAsked(() => 'embed keys', listEmbedKeys);
  const { busy, problem, act } = createAction();
  const [made, setMade] = createSignal<NewEmbedKey | null>(null);
  const add = async (event: SubmitEvent) => {
    const form = event.currentTarget as HTMLFormElement;
    const { name = '' } = valuesOf(event);
    if (!(await act(async () => setMade(await addEmbedKey(name))))) return;
    form.reset();
    await asked.refresh();
  };
  return (
    <Section title={t('embedding.keys')} text={t('embedding.keys.text')}>
      <form method="post" class="setting-row" onSubmit={add}>
        <TextField label={t('account.name')} name="name" placeholder={t('embedding.example')} />
        <button type="submit" class="button" disabled={busy()}>
          {t('embedding.add')}
        </button>
      </form>
      <Problem text={problem()} />
      <Show when={made()}>
        {(key) => (
          <ShownOnce
            title={t('embedding.made', { name: key().name, kid: key().kid })}
            text={key().secret}
            onDone={() => setMade(null)}
          />
        )}
      </Show>
      <Loaded asked={asked}>
        {(keys) => (
          <Show when={keys().length > 0} fallback={<p class="muted">{t('embedding.noKeys')}</p>}>
            <ul class="list rows">
              <For each={keys()}>{(key) => <KeyRow embedKey={key} asked={asked} />}</For>
            </ul>
          </Show>
        )}
      </Loaded>
    </Section>
  );
}

function KeyRow(props: { embedKey: EmbedKey; asked: Asked<EmbedKey[]> }) {
  return (
    <li class="row">
      <span class="row-main">
        <strong class="cut">{props.embedKey.name}</strong>
        <span class="muted">
          <span class="mono">{props.embedKey.kid}</span> · <Day at={props.embedKey.createdAt} />
        </span>
      </span>
      <ConfirmButton
        label={t('embedding.remove')}
        name={t('embedding.removeOf', { name: props.embedKey.name })}
        question={t('embedding.remove.question', { name: props.embedKey.name })}
        onConfirm={async () => {
          await removeEmbedKey(props.embedKey.kid);
          await props.asked.refresh();
        }}
      />
    </li>
  );
}

import { createSignal, For, Show } from 'solid-js';
import { Choice, Problem, TextField } from '../account/fields.tsx';
import { type ApiToken, createToken, listTokens, revokeToken, type Scope } from '../account-api.ts';
import { createClock } from '../clock.ts';
import { createAction } from '../components/action.ts';
import { type Asked, createAsked } from '../components/asked.ts';
import { ConfirmButton } from '../components/confirm-button.tsx';
import { ShownOnce } from '../components/shown-once.tsx';
import { Ago, Day } from '../components/when.tsx';
import { t } from '../i18n.ts';
import { may, me } from '../session.ts';
import { Loaded, Section } from './section.tsx';

const scopes = ['read', 'run', 'write', 'admin', 'worker'] as const satisfies readonly Scope[];
const LIVES = ['30', '90', '365', ''] as const;

export function TokensSection() {
  const asked = createAsked(() => 'tokens', listTokens);
  const now = createClock(10_000);
  return (
    <>
      <NewToken onMade={asked.refresh} />
      <Section title={t('settings.tokens')}>
        <Loaded asked={asked}>
          {(tokens) => (
            <Show when={tokens().length > 0} fallback={<p class="muted">{t('token.none')}</p>}>
              <ul class="list rows">
                <For each={tokens()}>{(token) => <TokenRow token={token} now={now()} asked={asked} />}</For>
              </ul>
            </Show>
          )}
        </Loaded>
      </Section>
    </>
  );
}

function NewToken(props: { onMade(): Promise<void> }) {
  const { busy, problem, act } = createAction();
  const [made, setMade] = createSignal<{ name: string; token: string } | null>(null);
  const [none, setNone] = createSignal(false);
  const lifeText = (days: string) => (days === '' ? t('token.forever') : t('token.days', { count: days }));
  // Nobody is a worker by role: who manages the organization may let machines be.
  const mine = () => scopes.filter((scope) => may(scope === 'worker' ? 'admin' : scope));
  async function make(event: SubmitEvent): Promise<void> {
    event.preventDefault();
    const form = event.currentTarget as HTMLFormElement;
    const data = new FormData(form);
    const chosen = data.getAll('scope') as Scope[];
    setNone(chosen.length === 0);
    if (chosen.length === 0) return;
    const name = String(data.get('name'));
    const days = Number(data.get('days')) || undefined;
    const went = await act(async () => {
      const { token } = await createToken({ name, scopes: chosen, ...(days && { expiresInDays: days }) });
      setMade({ name, token });
    });
    if (!went) return;
    form.reset();
    await props.onMade();
  }
  return (
    <Section title={t('token.new')} text={t('token.new.text')}>
      <form method="post" class="setting-form wide" onSubmit={make}>
        <div class="setting-row">
          <TextField label={t('account.name')} name="name" placeholder={t('token.example')} />
          <Choice
            label={t('token.ends')}
            name="days"
            options={LIVES.map((value) => ({ value, text: lifeText(value) }))}
            value="90"
          />
        </div>
        <fieldset class="choices">
          <legend>{t('token.may')}</legend>
          <For each={mine()}>
            {(scope) => (
              <label class="choice">
                <input type="checkbox" name="scope" value={scope} checked={scope === 'read'} />
                <span>
                  <span class="mono">{scope}</span> <span class="muted">{t(`scope.${scope}`)}</span>
                </span>
              </label>
            )}
          </For>
        </fieldset>
        <Problem text={none() ? t('token.noScope') : problem()} />
        <button type="submit" class="button main" disabled={busy()}>
          {t('token.make')}
        </button>
      </form>
      <Show when={made()}>
        {(shown) => (
          <ShownOnce
            title={t('token.made', { name: shown().name })}
            text={shown().token}
            onDone={() => setMade(null)}
          />
        )}
      </Show>
    </Section>
  );
}

function TokenRow(props: { token: ApiToken; now: number; asked: Asked<ApiToken[]> }) {
  const mayRevoke = () => may('admin') || props.token.createdBy === me()?.actor?.name;
  const isOver = () => props.token.expiresAt !== null && Date.parse(props.token.expiresAt) < props.now;
  return (
    <li class="row" data-over={isOver() ? '' : undefined}>
      <span class="row-main">
        <span class="row-title">
          <strong class="cut">{props.token.name}</strong>
          <For each={props.token.scopes}>{(scope) => <span class="tag mono">{scope}</span>}</For>
        </span>
        <span class="muted">
          {props.token.createdBy} · {t('token.created')} <Day at={props.token.createdAt} /> ·{' '}
          <Show when={props.token.lastUsedAt} fallback={t('token.neverUsed')}>
            {(at) => (
              <>
                {t('token.used')} <Ago at={at()} now={props.now} />
              </>
            )}
          </Show>
          {' · '}
          <Show when={props.token.expiresAt} fallback={t('token.forever')}>
            {(at) => (
              <>
                {isOver() ? t('token.ended') : t('token.until')} <Day at={at()} />
              </>
            )}
          </Show>
        </span>
      </span>
      <Show when={mayRevoke()}>
        <ConfirmButton
          label={t('token.revoke')}
          name={t('token.revokeOf', { name: props.token.name })}
          question={t('token.revoke.question', { name: props.token.name })}
          onConfirm={async () => {
            await revokeToken(props.token.id);
            await props.asked.refresh();
          }}
        />
      </Show>
    </li>
  );
}

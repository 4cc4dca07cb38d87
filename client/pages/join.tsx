import { A } from '@solidjs/router';
import { createEffect, createSignal, Match, Show, Switch } from 'solid-js';
import { Door, passwordProblem } from '../account/door.tsx';
import { PasswordField, Problem, TextField, valuesOf } from '../account/fields.tsx';
import { createLinkSecret } from '../account/link-secret.ts';
import { type Invitation, invitationOf, join } from '../account-api.ts';
import { ApiError } from '../api.ts';
import { createAction, sentenceOf } from '../components/action.ts';
import { t } from '../i18n.ts';
import { startOver } from '../session.ts';

/** Becomes a member of an organization, by the link of an invitation. */
export default function Join() {
  const secret = createLinkSecret();
  const [invitation, setInvitation] = createSignal<Invitation | null>(null);
  const [problem, setProblem] = createSignal<string | null>(null);
  createEffect(() => {
    const asked = secret();
    if (asked === null) return;
    setProblem(null);
    invitationOf(asked).then(setInvitation, (error) =>
      setProblem(error instanceof ApiError && error.status === 404 ? t('join.gone') : sentenceOf(error)),
    );
  });
  return (
    <Switch>
      <Match when={secret() === null}>
        <Door title={t('join.title')} text={t('join.noLink')} />
      </Match>
      <Match when={problem()}>
        <Door title={t('join.title')} text={problem()}>
          <A class="button" href="/login">
            {t('login.title')}
          </A>
        </Door>
      </Match>
      <Match when={invitation()}>{(found) => <Joining secret={secret() ?? ''} invitation={found()} />}</Match>
    </Switch>
  );
}

function Joining(props: { secret: string; invitation: Invitation }) {
  const { busy, problem, act } = createAction((error) => passwordProblem(t('join.wrong'))(error));
  const [known, setKnown] = createSignal(false);
  const enter = (event: SubmitEvent) => {
    const { email = '', password = '', name } = valuesOf(event);
    void act(async () => {
      await join({ token: props.secret, email, password, name });
      startOver('/');
    });
  };
  return (
    <Door
      title={t('join.of', { organization: props.invitation.organization.name })}
      text={t('join.as', { role: t(`role.${props.invitation.role}`) })}
    >
      <form method="post" class="door-form" onSubmit={enter}>
        <TextField
          label={t('login.email')}
          name="email"
          type="email"
          autocomplete="username"
          value={props.invitation.email ?? ''}
          readonly={props.invitation.email !== null}
          maxlength={254}
        />
        <Show when={!known()}>
          <TextField label={t('account.name')} name="name" autocomplete="name" required={false} first />
        </Show>
        <PasswordField
          label={known() ? t('join.password') : t('login.password')}
          name="password"
          autocomplete={known() ? 'current-password' : 'new-password'}
        />
        <Problem text={problem()} />
        <button type="submit" class="button main" disabled={busy()}>
          {t('join.enter')}
        </button>
        <button type="button" class="link door-other" onClick={() => setKnown(!known())}>
          {known() ? t('join.isNew') : t('join.isKnown')}
        </button>
      </form>
    </Door>
  );
}

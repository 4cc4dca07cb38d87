import { A } from '@solidjs/router';
import { Match, Switch } from 'solid-js';
import { Door, passwordProblem } from '../account/door.tsx';
import { PasswordField, Problem, TextField, valuesOf } from '../account/fields.tsx';
import { createLinkSecret } from '../account/link-secret.ts';
import { setUp } from '../account-api.ts';
import { createAction } from '../components/action.ts';
import { t } from '../i18n.ts';
import { me, startOver } from '../session.ts';

/** Makes the first account, by the link that the server printed. */
export default function Setup() {
  const secret = createLinkSecret();
  const { busy, problem, act } = createAction((error) => passwordProblem(t('login.wrong'))(error));
  const make = (event: SubmitEvent) => {
    const { email = '', password = '', name } = valuesOf(event);
    void act(async () => {
      await setUp({ token: secret() ?? '', email, password, name });
      startOver('/');
    });
  };
  return (
    <Switch
      fallback={
        <Door title={t('setup.title')} text={t('setup.text')}>
          <form method="post" class="door-form" onSubmit={make}>
            <TextField
              label={t('login.email')}
              name="email"
              type="email"
              autocomplete="username"
              maxlength={254}
              first
            />
            <TextField label={t('account.name')} name="name" autocomplete="name" required={false} />
            <PasswordField label={t('login.password')} name="password" autocomplete="new-password" />
            <Problem text={problem()} />
            <button type="submit" class="button main" disabled={busy()}>
              {t('setup.make')}
            </button>
          </form>
        </Door>
      }
    >
      <Match when={me()?.state === 'local'}>
        <Door title={t('setup.local')} text={t('setup.local.text')}>
          <A class="button" href="/">
            {t('app.home')}
          </A>
        </Door>
      </Match>
      <Match when={me()?.state === 'signed-in' || me()?.state === 'signed-out'}>
        <Door title={t('setup.done')} text={t('setup.done.text')}>
          <A class="button main" href={me()?.state === 'signed-in' ? '/' : '/login'}>
            {me()?.state === 'signed-in' ? t('app.home') : t('login.title')}
          </A>
        </Door>
      </Match>
      <Match when={secret() === null}>
        <Door title={t('setup.needed')} text={t('setup.needed.text')} />
      </Match>
    </Switch>
  );
}

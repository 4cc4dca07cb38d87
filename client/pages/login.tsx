import { useNavigate, useSearchParams } from '@solidjs/router';
import { createEffect, Show } from 'solid-js';
import { Door, passwordProblem } from '../account/door.tsx';
import { PasswordField, Problem, TextField, valuesOf } from '../account/fields.tsx';
import { signIn } from '../account-api.ts';
import { createAction } from '../components/action.ts';
import { t } from '../i18n.ts';
import { ended, me, ownAddress, startOver } from '../session.ts';

export default function Login() {
  const [search] = useSearchParams<{ next?: string }>();
  const navigate = useNavigate();
  const { busy, problem, act } = createAction((error) => passwordProblem(t('login.wrong'))(error));
  const next = () => ownAddress(search.next);
  createEffect(() => {
    const state = me()?.state;
    if (!busy() && (state === 'signed-in' || state === 'local')) navigate(next(), { replace: true });
  });
  const enter = (event: SubmitEvent) => {
    const { email = '', password = '' } = valuesOf(event);
    void act(async () => {
      await signIn({ email, password });
      startOver(next());
    });
  };
  return (
    <Door title={t('login.title')} text={<Show when={ended()}>{t('login.ended')}</Show>}>
      <form method="post" class="door-form" onSubmit={enter}>
        <TextField label={t('login.email')} name="email" type="email" autocomplete="username" maxlength={254} first />
        <PasswordField label={t('login.password')} name="password" autocomplete="current-password" />
        <Problem text={problem()} />
        <button type="submit" class="button main" disabled={busy()}>
          {t('login.enter')}
        </button>
      </form>
    </Door>
  );
}

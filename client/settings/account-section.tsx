import { createSignal, Show } from 'solid-js';
import { passwordProblem } from '../account/door.tsx';
import { PasswordField, Problem, valuesOf } from '../account/fields.tsx';
import { changePassword } from '../account-api.ts';
import { createAction } from '../components/action.ts';
import { t } from '../i18n.ts';
import { me } from '../session.ts';
import { Section } from './section.tsx';

export function AccountSection() {
  const { busy, problem, act } = createAction((error) => passwordProblem(t('account.wrongPassword'))(error));
  const [done, setDone] = createSignal(false);
  const change = async (event: SubmitEvent) => {
    const form = event.currentTarget as HTMLFormElement;
    const { current = '', next = '' } = valuesOf(event);
    setDone(false);
    if (!(await act(() => changePassword({ current, next })))) return;
    form.reset();
    setDone(true);
  };
  return (
    <Section title={t('account.password')} text={t('account.password.text')}>
      <form method="post" class="setting-form" onSubmit={change}>
        {/* Password managers ask whose password it is. */}
        <input hidden type="email" name="email" autocomplete="username" readonly value={me()?.actor?.name ?? ''} />
        <PasswordField label={t('account.current')} name="current" autocomplete="current-password" />
        <PasswordField label={t('account.next')} name="next" autocomplete="new-password" />
        <Problem text={problem()} />
        <Show when={done()}>
          <p class="done" role="status">
            {t('account.password.done')}
          </p>
        </Show>
        <button type="submit" class="button main" disabled={busy()}>
          {t('account.password')}
        </button>
      </form>
    </Section>
  );
}

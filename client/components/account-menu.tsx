import { A } from '@solidjs/router';
import { createUniqueId, For, Show } from 'solid-js';
import { enterOrganization, signOut } from '../account-api.ts';
import { t } from '../i18n.ts';
import { me, startOver } from '../session.ts';
import { createAction } from './action.ts';

/** Who is signed in, where, and the way out. */
export function AccountMenu() {
  const id = createUniqueId();
  const { busy, problem, act } = createAction();
  let menu: HTMLDivElement | undefined;
  const name = () => me()?.actor?.name ?? '';
  return (
    <>
      <button
        type="button"
        class="button small plain account-button"
        popovertarget={id}
        aria-label={t('account.menu', { name: name() })}
      >
        <span class="account-sign" aria-hidden="true">
          {name().slice(0, 1).toUpperCase()}
        </span>
        <span class="account-where cut">{me()?.organization?.name}</span>
      </button>
      <div id={id} class="account-menu" popover="auto" ref={menu}>
        <p class="account-who">
          <strong class="cut">{name()}</strong>
          <Show when={me()?.role}>{(role) => <span class="muted">{t(`role.${role()}`)}</span>}</Show>
        </p>
        <Show when={(me()?.organizations.length ?? 0) > 1}>
          <h2>{t('account.organizations')}</h2>
          <For each={me()?.organizations}>
            {(organization) => (
              <button
                type="button"
                class="account-item"
                aria-pressed={organization.id === me()?.organization?.id}
                disabled={busy()}
                onClick={() =>
                  act(async () => {
                    await enterOrganization(organization.id);
                    startOver('/');
                  })
                }
              >
                <span class="cut">{organization.name}</span>
                <span class="muted">{t(`role.${organization.role}`)}</span>
              </button>
            )}
          </For>
          <hr />
        </Show>
        <A class="account-item" href="/settings" onClick={() => menu?.hidePopover()}>
          {t('settings.title')}
        </A>
        <button
          type="button"
          class="account-item"
          disabled={busy()}
          onClick={() =>
            act(async () => {
              await signOut();
              startOver('/login');
            })
          }
        >
          {t('account.signOut')}
        </button>
        <Show when={problem()}>
          <p class="problem" role="alert">
            {problem()}
          </p>
        </Show>
      </div>
    </>
  );
}

import { createSignal, For, Index, Show } from 'solid-js';
import { Choice, Problem, TextField, valuesOf } from '../account/fields.tsx';
import {
  changeRole,
  createOrganization,
  enterOrganization,
  invite,
  listMembers,
  type Member,
  type Members,
  type Role,
  removeMember,
  roles,
  withdrawInvitation,
} from '../account-api.ts';
import { createAction } from '../components/action.ts';
import { type Asked, createAsked } from '../components/asked.ts';
import { ConfirmButton } from '../components/confirm-button.tsx';
import { ShownOnce } from '../components/shown-once.tsx';
import { Day } from '../components/when.tsx';
import { t } from '../i18n.ts';
import { lookAgain, may, me, startOver } from '../session.ts';
import { Loaded, Section } from './section.tsx';

const roleOptions = () => roles.map((value) => ({ value, text: t(`role.${value}`) }));

export function OrganizationSection() {
  const asked = createAsked(() => 'members', listMembers);
  return (
    <>
      <Section title={me()?.organization?.name ?? t('settings.organization')} text={t('members.text')}>
        <Loaded asked={asked}>
          {(found) => (
            <ul class="list rows members">
              <Index each={found().members}>
                {(member) => <MemberRow member={member()} onChanged={asked.refresh} />}
              </Index>
            </ul>
          )}
        </Loaded>
      </Section>
      <Show when={may('admin')}>
        <Invite onInvited={asked.refresh} />
        <Invitations asked={asked} />
      </Show>
      <NewOrganization />
    </>
  );
}

function MemberRow(props: { member: Member; onChanged(): Promise<void> }) {
  const { problem, act } = createAction();
  const isMe = () => props.member.id === me()?.actor?.id;
  async function change(role: Role): Promise<void> {
    await act(() => changeRole(props.member.id, role));
    await props.onChanged();
    if (isMe()) await lookAgain();
  }
  async function remove(): Promise<void> {
    await removeMember(props.member.id);
    if (isMe()) return startOver('/');
    await props.onChanged();
  }
  return (
    <li class="row">
      <span class="row-main">
        <strong class="cut">{props.member.name}</strong>
        <span class="muted cut">{props.member.email}</span>
        <Problem text={problem()} />
      </span>
      <Show when={may('admin')} fallback={<span class="muted">{t(`role.${props.member.role}`)}</span>}>
        <select
          class="field small"
          aria-label={t('members.roleOf', { name: props.member.email })}
          onChange={async (event) => {
            const select = event.currentTarget;
            await change(select.value as Role);
            select.value = props.member.role;
          }}
        >
          <For each={roles}>
            {(role) => (
              <option value={role} selected={role === props.member.role}>
                {t(`role.${role}`)}
              </option>
            )}
          </For>
        </select>
        <ConfirmButton
          label={isMe() ? t('members.leave') : t('members.remove')}
          name={t('members.removeOf', { name: props.member.email })}
          question={isMe() ? t('members.leave.question') : t('members.remove.question', { name: props.member.email })}
          onConfirm={remove}
        />
      </Show>
    </li>
  );
}

function Invite(props: { onInvited(): Promise<void> }) {
  const { busy, problem, act } = createAction();
  const [link, setLink] = createSignal<{ email: string; url: string } | null>(null);
  const send = async (event: SubmitEvent) => {
    const form = event.currentTarget as HTMLFormElement;
    const { email = '', role = 'viewer' } = valuesOf(event);
    const sent = await act(async () => setLink({ email, ...(await invite({ email, role: role as Role })) }));
    if (sent) form.reset();
    await props.onInvited();
  };
  return (
    <Section title={t('invite.title')} text={t('invite.text')}>
      <form method="post" class="setting-row" onSubmit={send}>
        <TextField label={t('login.email')} name="email" type="email" maxlength={254} placeholder="luis@example.com" />
        <Choice label={t('members.role')} name="role" options={roleOptions()} value="editor" />
        <button type="submit" class="button main" disabled={busy()}>
          {t('invite.send')}
        </button>
      </form>
      <ul class="role-hints muted">
        <For each={roles}>
          {(role) => (
            <li>
              <strong>{t(`role.${role}`)}</strong>: {t(`role.${role}.may`)}
            </li>
          )}
        </For>
      </ul>
      <Problem text={problem()} />
      <Show when={link()}>
        {(shown) => (
          <ShownOnce
            title={t('invite.link', { email: shown().email })}
            text={shown().url}
            onDone={() => setLink(null)}
          />
        )}
      </Show>
    </Section>
  );
}

function Invitations(props: { asked: Asked<Members> }) {
  return (
    <Show when={props.asked.data()?.invitations.length}>
      <Section title={t('invite.open')}>
        <ul class="list rows">
          <For each={props.asked.data()?.invitations}>
            {({ email, role, expiresAt }) => (
              <li class="row">
                <span class="row-main">
                  <strong class="cut">{email}</strong>
                  <span class="muted">
                    {t(`role.${role}`)} · {t('token.until')} <Day at={expiresAt} />
                  </span>
                </span>
                <ConfirmButton
                  label={t('invite.withdraw')}
                  question={t('invite.withdraw.question', { email })}
                  onConfirm={async () => {
                    await withdrawInvitation(email);
                    await props.asked.refresh();
                  }}
                />
              </li>
            )}
          </For>
        </ul>
      </Section>
    </Show>
  );
}

function NewOrganization() {
  const { busy, problem, act } = createAction();
  const make = (event: SubmitEvent) => {
    const { name = '' } = valuesOf(event);
    void act(async () => {
      const { id } = await createOrganization(name);
      await enterOrganization(id);
      startOver('/settings/organization');
    });
  };
  return (
    <Section title={t('organization.new')} text={t('organization.new.text')}>
      <form method="post" class="setting-row" onSubmit={make}>
        <TextField label={t('account.name')} name="name" />
        <button type="submit" class="button" disabled={busy()}>
          {t('organization.make')}
        </button>
      </form>
      <Problem text={problem()} />
    </Section>
  );
}

import { A, Navigate, useParams } from '@solidjs/router';
import { For, Match, Show, Switch } from 'solid-js';
import { createAsked } from '../components/asked.ts';
import { setTitle } from '../components/page-title.ts';
import { t } from '../i18n.ts';
import { may, me } from '../session.ts';
import { AccountSection } from '../settings/account-section.tsx';
import { AuditSection } from '../settings/audit-section.tsx';
import { listCredentials } from '../settings/credentials-api.ts';
import { CredentialsSection } from '../settings/credentials-section.tsx';
import { EmbeddingSection } from '../settings/embedding-section.tsx';
import { OrganizationSection } from '../settings/organization-section.tsx';
import { SchedulesSection } from '../settings/schedules-section.tsx';
import { ServerSection } from '../settings/server-section.tsx';
import { TokensSection } from '../settings/tokens-section.tsx';
import { WorkersSection } from '../workers/workers-section.tsx';
import { NotFound } from './not-found.tsx';
import '../styles/account.css';

type Name =
  | 'account'
  | 'organization'
  | 'tokens'
  | 'credentials'
  | 'embedding'
  | 'schedules'
  | 'workers'
  | 'server'
  | 'audit';

export default function Settings() {
  setTitle(() => t('settings.title'));
  const params = useParams<{ section?: string }>();
  const credentials = createAsked(() => 'credentials', listCredentials);
  const hasAccount = () => me()?.state === 'signed-in';
  const offered = (): Record<Name, boolean> => ({
    account: hasAccount(),
    organization: hasAccount(),
    tokens: hasAccount() && may('write'),
    credentials: credentials.problem()?.status !== 404,
    embedding: may('read'),
    schedules: may('read'),
    workers: may('read'),
    server: may('read'),
    audit: may('admin'),
  });
  const names = () => (Object.keys(offered()) as Name[]).filter((name) => offered()[name]);
  const section = () => names().find((name) => name === params.section);
  return (
    <Show when={params.section} fallback={<Navigate href={`/settings/${names()[0] ?? 'account'}`} />}>
      <div class="page settings">
        <header class="page-head">
          <h1>{t('settings.title')}</h1>
        </header>
        <nav class="settings-nav" aria-label={t('settings.title')}>
          <For each={names()}>{(name) => <A href={`/settings/${name}`}>{t(`settings.${name}`)}</A>}</For>
        </nav>
        <div class="settings-body">
          <Switch fallback={<NotFound />}>
            <Match when={section() === 'account'}>
              <AccountSection />
            </Match>
            <Match when={section() === 'organization'}>
              <OrganizationSection />
            </Match>
            <Match when={section() === 'tokens'}>
              <TokensSection />
            </Match>
            <Match when={section() === 'credentials'}>
              <CredentialsSection asked={credentials} />
            </Match>
            <Match when={section() === 'embedding'}>
              <EmbeddingSection />
            </Match>
            <Match when={section() === 'schedules'}>
              <SchedulesSection />
            </Match>
            <Match when={section() === 'server'}>
              <ServerSection />
            </Match>
            <Match when={section() === 'workers'}>
              <WorkersSection />
            </Match>
            <Match when={section() === 'audit'}>
              <AuditSection />
            </Match>
          </Switch>
        </div>
      </div>
    </Show>
  );
}

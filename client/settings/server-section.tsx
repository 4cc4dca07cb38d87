import { type JSX, Show } from 'solid-js';
import { createClock } from '../clock.ts';
import { createAsked } from '../components/asked.ts';
import { Ago, Day } from '../components/when.tsx';
import { bytes, count } from '../format.ts';
import { t } from '../i18n.ts';
import { Loaded, Section } from './section.tsx';
import { getServer, type ServerFacts } from './server-api.ts';
import '../styles/facts.css';

/** What the server is, what it keeps and for how long. All of it comes from its environment: nothing is changed here. */
export function ServerSection() {
  const asked = createAsked(() => 'server', getServer);
  const now = createClock(10_000);
  return (
    <>
      <Section title={t('server.kept')} text={t('server.kept.text')}>
        <Loaded asked={asked}>{(facts) => <KeptFacts facts={facts()} />}</Loaded>
      </Section>
      <Section title={t('settings.server')} text={t('server.text')}>
        <Loaded asked={asked}>{(facts) => <Facts facts={facts()} now={now()} />}</Loaded>
      </Section>
      <Section title={t('server.docs')}>
        <ul class="doc-links">
          <li>
            <a href="/docs" rel="external">
              {t('server.docs.api')}
            </a>
          </li>
          <li>
            <a href="/openapi.json" rel="external">
              OpenAPI
            </a>
          </li>
          <li>
            <a href="/metrics" rel="external">
              {t('server.docs.metrics')}
            </a>
          </li>
        </ul>
      </Section>
    </>
  );
}

function KeptFacts(props: { facts: ServerFacts }) {
  const { retention } = props.facts;
  const storage = () => props.facts.storage;
  const executions = () => `${count(props.facts.executions.count)}${props.facts.executions.more ? '+' : ''}`;
  return (
    <>
      <dl class="facts">
        <Fact name={t('server.days')} variable="RETENTION_DAYS">
          {t('server.days.value', { days: count(retention.days) })}
        </Fact>
        <Fact name={t('server.perWorkflow')} variable="RETENTION_COUNT">
          {count(retention.countPerWorkflow)}
        </Fact>
        <Fact name={t('server.executions')}>
          {executions()}
          <Show when={props.facts.executions.oldestAt}>
            {(at) => (
              <span class="muted">
                {' '}
                {t('server.since')} <Day at={at()} />
              </span>
            )}
          </Show>
        </Fact>
        <Show when={storage().kind === 'file'} fallback={<Fact name={t('server.database')}>{t('server.remote')}</Fact>}>
          <Fact name={t('server.database')}>{sizeOf(storage().sizeBytes)}</Fact>
          <Fact name={t('server.reusable')}>{sizeOf(storage().reusableBytes)}</Fact>
          <Fact name={t('server.free')}>{sizeOf(storage().freeBytes)}</Fact>
        </Show>
      </dl>
      <Show when={!storage().writable}>
        <p class="notice problem" role="alert">
          {storage().message ?? t('server.notWritable')}
        </p>
      </Show>
    </>
  );
}

function Facts(props: { facts: ServerFacts; now: number }) {
  return (
    <dl class="facts">
      <Fact name={t('server.version')}>{props.facts.version}</Fact>
      <Fact name={t('server.started')}>
        <Ago at={props.facts.startedAt} now={props.now} />
      </Fact>
      <Fact name={t('server.address')} variable="PUBLIC_URL">
        {props.facts.publicUrl ?? t('server.noAddress')}
      </Fact>
      <Fact name={t('server.accounts')} variable="CORTADO_AUTH">
        {t(props.facts.accounts ? 'server.accounts.on' : 'server.accounts.off')}
      </Fact>
      <Fact name={t('server.concurrency')} variable="CONCURRENCY">
        {count(props.facts.concurrency)}
      </Fact>
      <Fact name={t('server.payload')} variable="PAYLOAD_MAX">
        {sizeOf(props.facts.payloadMax)}
      </Fact>
    </dl>
  );
}

/** A fact of the server, and the variable that says so. */
function Fact(props: { name: string; variable?: string; children: JSX.Element }) {
  return (
    <div>
      <dt>
        {props.name}
        <Show when={props.variable}>
          {' '}
          <code class="mono">{props.variable}</code>
        </Show>
      </dt>
      <dd class="num">{props.children}</dd>
    </div>
  );
}

const sizeOf = (size: number | null) => (size === null ? '–' : bytes(size));

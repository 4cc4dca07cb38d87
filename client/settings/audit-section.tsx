import { useSearchParams } from '@solidjs/router';
import { createSignal, For, Show } from 'solid-js';
import { Problem } from '../account/fields.tsx';
import { type AuditEvent, type AuditQuery, auditFile, listAudit } from '../account-api.ts';
import { createClock } from '../clock.ts';
import { createAction } from '../components/action.ts';
import { createAsked } from '../components/asked.ts';
import { Ago } from '../components/when.tsx';
import { t } from '../i18n.ts';
import { Loaded, Section } from './section.tsx';

/** Nouns of actions, for whoever does not know which there are. */
const NOUNS = [
  'account',
  'session',
  'member',
  'token',
  'organization',
  'workflow',
  'execution',
  'webhook',
  'credential',
];

export function AuditSection() {
  const [search, setSearch] = useSearchParams<{ action?: string; actor?: string }>();
  const query = (): AuditQuery => ({ action: search.action, actor: search.actor });
  const asked = createAsked(
    () => `audit ${JSON.stringify(query())}`,
    () => listAudit(query()),
  );
  const now = createClock(10_000);
  const older = createAction();
  const more = () =>
    older.act(async () => {
      const page = asked.data();
      if (!page?.next) return;
      const { items, next } = await listAudit(query(), page.next);
      asked.change(() => ({ items: [...page.items, ...items], next }));
    });
  return (
    <Section title={t('settings.audit')} text={t('audit.text')}>
      <form class="setting-row" onSubmit={(event) => event.preventDefault()}>
        <label class="label">
          <span>{t('audit.action')}</span>
          <input
            class="field"
            list="audit-actions"
            value={search.action ?? ''}
            placeholder="token.created"
            onChange={(event) =>
              setSearch({ action: event.currentTarget.value.trim() || undefined }, { replace: true })
            }
          />
          <datalist id="audit-actions">
            <For each={NOUNS}>{(noun) => <option value={noun} />}</For>
          </datalist>
        </label>
        <label class="label">
          <span>{t('audit.actor')}</span>
          <input
            class="field"
            value={search.actor ?? ''}
            placeholder="ana@example.com"
            onChange={(event) => setSearch({ actor: event.currentTarget.value.trim() || undefined }, { replace: true })}
          />
        </label>
        <a class="button" href={auditFile(query())} download="audit.ndjson" rel="external">
          {t('app.download')} NDJSON
        </a>
      </form>
      <Loaded asked={asked}>
        {(page) => (
          <Show when={page().items.length > 0} fallback={<p class="muted">{t('audit.none')}</p>}>
            <section class="list table-scroll" tabindex={0} aria-label={t('settings.audit')}>
              <table class="table">
                <thead>
                  <tr>
                    <th>{t('audit.when')}</th>
                    <th>{t('audit.actor')}</th>
                    <th>{t('audit.action')}</th>
                    <th>{t('audit.target')}</th>
                    <th>{t('audit.address')}</th>
                  </tr>
                </thead>
                <tbody>
                  <For each={page().items}>{(event) => <EventRow event={event} now={now()} />}</For>
                </tbody>
              </table>
            </section>
            <Problem text={older.problem()} />
            <Show when={page().next}>
              <button type="button" class="button older" disabled={older.busy()} onClick={more}>
                {t('app.older')}
              </button>
            </Show>
          </Show>
        )}
      </Loaded>
    </Section>
  );
}

function EventRow(props: { event: AuditEvent; now: number }) {
  const [open, setOpen] = createSignal(false);
  const details = () => (props.event.details ? JSON.stringify(props.event.details) : '');
  return (
    <tr>
      <td>
        <Ago at={props.event.at} now={props.now} />
      </td>
      <td>
        {props.event.actor.name}
        <Show when={props.event.actor.type !== 'user'}>
          <span class="muted"> ({props.event.actor.type})</span>
        </Show>
      </td>
      <td class="mono">{props.event.action}</td>
      <td class="table-wide">
        <span class="mono cut" title={props.event.target ?? undefined}>
          {props.event.target}
        </span>
        <Show when={details()}>
          <button
            type="button"
            class="table-more mono muted"
            classList={{ cut: !open() }}
            aria-expanded={open()}
            onClick={() => setOpen(!open())}
          >
            {details()}
          </button>
        </Show>
      </td>
      <td class="mono muted">{props.event.address}</td>
    </tr>
  );
}

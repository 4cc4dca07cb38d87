import { createSignal, For, Show } from 'solid-js';
import type { WorkflowDetail } from '../api.ts';
import { createClock } from '../clock.ts';
import { createAction } from '../components/action.ts';
import { createAsked } from '../components/asked.ts';
import { ConfirmButton } from '../components/confirm-button.tsx';
import { CopyButton } from '../components/copy-button.tsx';
import { ProblemNote } from '../components/problem-note.tsx';
import { ShownOnce } from '../components/shown-once.tsx';
import { t } from '../i18n.ts';
import { getWebhook, listSchedules, newWebhookToken } from '../lists/lists-api.ts';
import { ScheduleLine } from '../lists/schedule-line.tsx';
import { may } from '../session.ts';

/** What begins a workflow by itself: its schedules, and the address that others call. */
export default function TriggersTab(props: { workflow: WorkflowDetail }) {
  const isBehind = () => props.workflow.published !== null && props.workflow.published !== props.workflow.revision;
  const hasWebhook = () => props.workflow.nodes.some(({ type }) => type === 'webhook');
  return (
    <div class="triggers">
      <Show when={isBehind()}>
        <p class="muted">{t('triggers.behind', { revision: props.workflow.published ?? '' })}</p>
      </Show>
      <Schedules workflowId={props.workflow.id} published={props.workflow.published} />
      <Show
        when={hasWebhook()}
        fallback={
          <section class="trigger-part">
            <h2>{t('triggers.webhook')}</h2>
            <p class="muted">{t('triggers.noWebhook')}</p>
          </section>
        }
      >
        <WebhookPart workflowId={props.workflow.id} />
      </Show>
    </div>
  );
}

function Schedules(props: { workflowId: string; published: number | null }) {
  const asked = createAsked(
    () => `schedules ${props.workflowId} ${props.published}`,
    () => listSchedules(props.workflowId),
  );
  const now = createClock(5_000);
  return (
    <section class="trigger-part">
      <h2>{t('triggers.schedules')}</h2>
      <ProblemNote asked={asked} />
      <Show when={asked.data()} fallback={<div class="list skeletons short" />}>
        {(schedules) => (
          <Show when={schedules().length > 0} fallback={<p class="muted">{t('triggers.noSchedule')}</p>}>
            <ul class="list rows">
              <For each={schedules()}>{(schedule) => <ScheduleLine schedule={schedule} now={now()} />}</For>
            </ul>
          </Show>
        )}
      </Show>
    </section>
  );
}

function WebhookPart(props: { workflowId: string }) {
  const asked = createAsked(
    () => `webhook ${props.workflowId}`,
    () => getWebhook(props.workflowId),
  );
  const { busy, problem, act } = createAction();
  const [made, setMade] = createSignal<string | null>(null);
  const make = async () => {
    const { url } = await newWebhookToken(props.workflowId);
    setMade(url);
    await asked.refresh();
  };
  const address = () => `${asked.data()?.url ?? ''}${t('triggers.token')}`;
  return (
    <section class="trigger-part">
      <h2>{t('triggers.webhook')}</h2>
      <ProblemNote asked={asked} />
      <p class="muted">{t(asked.data()?.hasToken ? 'triggers.hasToken' : 'triggers.needsToken')}</p>
      <div class="trigger-row">
        <code class="mono">POST {address()}</code>
        <Show when={may('write')}>
          <Show
            when={asked.data()?.hasToken}
            fallback={
              <button type="button" class="button small" disabled={busy() || !asked.data()} onClick={() => act(make)}>
                {t('triggers.makeToken')}
              </button>
            }
          >
            <ConfirmButton
              label={t('triggers.replaceToken')}
              question={t('triggers.replaceToken.question')}
              onConfirm={make}
            />
          </Show>
        </Show>
      </div>
      <Show when={problem()}>
        <p class="problem" role="alert">
          {problem()}
        </p>
      </Show>
      <Show when={made()}>
        {(url) => (
          <>
            <ShownOnce title={t('triggers.tokenMade')} text={url()} onDone={() => setMade(null)} />
            <div class="trigger-row">
              <code class="mono">{curlOf(url())}</code>
              <CopyButton text={() => curlOf(url())} />
            </div>
          </>
        )}
      </Show>
    </section>
  );
}

const curlOf = (url: string) => `curl -X POST ${url} -H 'Content-Type: application/json' -d '{}'`;

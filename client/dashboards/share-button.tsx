/** How others get to see a dashboard: by a link, or inside another product. */
import { createSignal, Show } from 'solid-js';
import { Problem } from '../account/fields.tsx';
import { createAction } from '../components/action.ts';
import { CopyButton } from '../components/copy-button.tsx';
import { ShownOnce } from '../components/shown-once.tsx';
import { t } from '../i18n.ts';
import { type Dashboard, shareDashboard, unshareDashboard } from './dashboards-api.ts';

export function ShareButton(props: { dashboard: Dashboard; onChanged(): Promise<void> }) {
  const { busy, problem, act } = createAction();
  const [url, setUrl] = createSignal<string | null>(null);
  let dialog: HTMLDialogElement | undefined;
  const make = () =>
    act(async () => {
      setUrl(await shareDashboard(props.dashboard.id));
      await props.onChanged();
    });
  const close = () =>
    act(async () => {
      await unshareDashboard(props.dashboard.id);
      setUrl(null);
      await props.onChanged();
    });
  return (
    <>
      <button type="button" class="button" onClick={() => dialog?.showModal()}>
        {t('share.share')}
      </button>
      <dialog class="dialog share-dialog" ref={dialog} aria-label={t('share.share')} onClose={() => setUrl(null)}>
        <div class="dialog-body">
          <section class="share-part">
            <h2>{t('share.title')}</h2>
            <p>{props.dashboard.shared ? t('share.open') : t('share.closed')}</p>
            <Show when={url()}>
              {(made) => <ShownOnce title={t('share.link')} text={made()} onDone={() => setUrl(null)} />}
            </Show>
            <Problem text={problem()} />
            <div class="share-deeds">
              <button type="button" class="button" disabled={busy()} onClick={make}>
                {props.dashboard.shared ? t('share.renew') : t('share.make')}
              </button>
              <Show when={props.dashboard.shared}>
                <button type="button" class="button danger" disabled={busy()} onClick={close}>
                  {t('share.close')}
                </button>
              </Show>
            </div>
          </section>
          <Embedding id={props.dashboard.id} />
          <div class="dialog-actions">
            <button type="button" class="button main" onClick={() => dialog?.close()}>
              {t('app.close')}
            </button>
          </div>
        </div>
      </dialog>
    </>
  );
}

/** The two pieces of code that another product needs, and a page to try it on. */
function Embedding(props: { id: string }) {
  const page = () => `<script type="module" src="${location.origin}/embed.js"></script>
<cortado-embed endpoint="/my/cortado-token"></cortado-embed>`;
  const grant = () => `POST ${location.origin}/api/embed-tokens
${JSON.stringify({ dashboardId: props.id, scopes: ['watch'] })}`;
  return (
    <section class="share-part">
      <h2>{t('share.embed')}</h2>
      <p>{t('share.embed.text')}</p>
      <Code title={t('share.embed.page')} text={page()} />
      <Code title={t('share.embed.token')} text={grant()} />
      <p>
        <a href={`/docs/embed?${new URLSearchParams({ dashboard: props.id })}`} target="_blank" rel="noopener">
          {t('share.embed.try')}
        </a>
      </p>
    </section>
  );
}

function Code(props: { title: string; text: string }) {
  return (
    <figure class="share-code">
      <figcaption>
        {props.title} <CopyButton text={() => props.text} />
      </figcaption>
      <pre tabindex="0">{props.text}</pre>
    </figure>
  );
}

/** The entry of `/embed/*`: the token is taken out of the address, kept in memory, and sent to this server alone. */
import { render } from 'solid-js/web';
import { locales, preferredLocale, setLocale, t } from '../i18n.ts';
import '../styles/tokens.css';
import '../styles/base.css';
import { createEmbedApi, type EmbedAnswer } from './embed-api.ts';
import { EmbedPage } from './embed-page.tsx';
import { parentPage, tellHeight } from './parent-page.ts';
import { setTheme } from './token-life.ts';

const token = location.hash.slice(1);
history.replaceState(null, '', location.pathname + location.search);
const query = new URLSearchParams(location.search);
const page = parentPage();

async function start(root: HTMLElement): Promise<void> {
  setTheme(query.get('theme'));
  const asked = query.get('locale');
  await setLocale(locales.find((known) => known === asked) ?? preferredLocale());
  tellHeight(page, root);
  const api = createEmbedApi(token);
  try {
    if (token === '') throw new Error(t('embed.noToken'));
    const grant = await api.grant();
    refuseOthers(grant);
    const latest = grant.workflowId !== null && !grant.scopes.includes('run') ? await api.newest() : null;
    const executionId = grant.executionId ?? latest;
    render(() => <EmbedPage api={api} page={page} grant={grant} executionId={executionId} />, root);
    page.tell({ type: 'ready' });
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    render(
      () => (
        <p class="empty" role="alert">
          {message}
        </p>
      ),
      root,
    );
    page.tell({ type: 'error', message });
  }
}

/** The server lets only some origins frame this page at all; a token may be for fewer of them. */
function refuseOthers({ origins }: EmbedAnswer): void {
  if (window.parent === window || origins.length === 0) return;
  if (page.origin === null || !origins.includes(page.origin)) throw new Error(t('embed.elsewhere'));
}

const root = document.getElementById('app');
if (root) void start(root);

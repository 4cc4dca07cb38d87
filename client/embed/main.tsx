/** The entry of `/embed/*`: the token is taken out of the address, kept in memory, and sent to this server alone. */
import { render } from 'solid-js/web';
import { locales, offerParts, preferredLocale, setLocale, t, withWords } from '../i18n.ts';
import { dashboardsWords } from '../locales/dashboards.ts';
import { keysWords } from '../locales/keys.ts';
import '../styles/tokens.css';
import '../styles/base.css';
import { createEmbedApi, type EmbedAnswer, type EmbedApi, isRefused } from './embed-api.ts';
import { tellHeight } from './natural-height.ts';
import { parentPage } from './parent-page.ts';
import { applyTheme, themeOfAddress } from './theme.ts';
import { askForToken, type TokenLife } from './token-life.ts';

/** How long the page around may take to bring a token (ms). */
const PATIENCE_MS = 15_000;

const token = location.hash.slice(1);
history.replaceState(null, '', location.pathname + location.search);
const query = new URLSearchParams(location.search);
const page = parentPage();
let life: TokenLife | null = null;
const keep = (kept: TokenLife) => {
  life = kept;
};

/** Each page is loaded alone, while the server says what the token is for. */
const pages = {
  run: () => import('./embed-page.tsx'),
  dashboard: () => withWords(['dashboards'], import('./embed-dashboard.tsx')),
};
offerParts({ keys: keysWords, dashboards: dashboardsWords });
const wanted = location.pathname.startsWith('/embed/dashboard/') ? 'dashboard' : 'run';

async function start(root: HTMLElement): Promise<void> {
  applyTheme(themeOfAddress(query));
  page.hear({ theme: applyTheme });
  const asked = query.get('locale');
  await setLocale(locales.find((known) => known === asked) ?? preferredLocale());
  // who cannot load it hears of it below
  pages[wanted]().catch(() => {});
  tellHeight(root, (height) => page.tell({ type: 'resize', height }));
  const api = createEmbedApi(token, () => life?.ended());
  try {
    const grant = await granted(api, token);
    refuseOthers(grant);
    if (grant.dashboardId !== null) {
      const { EmbedDashboard } = await pages.dashboard();
      render(() => <EmbedDashboard api={api} page={page} grant={grant} onLife={keep} />, root);
      page.tell({ type: 'ready', executionId: null, workflowId: null, dashboardId: grant.dashboardId });
      return;
    }
    const latest = grant.workflowId !== null && !grant.scopes.includes('run') ? await api.newest() : null;
    const executionId = grant.executionId ?? latest;
    const { EmbedPage } = await pages.run();
    render(() => <EmbedPage api={api} page={page} grant={grant} executionId={executionId} onLife={keep} />, root);
    page.tell({ type: 'ready', executionId, workflowId: grant.workflowId, dashboardId: null });
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

/** What the token opens; one that is missing or has ended is asked for. */
async function granted(api: EmbedApi, first: string): Promise<EmbedAnswer> {
  if (first !== '') {
    try {
      return await api.grant();
    } catch (error) {
      if (!isRefused(error) || page.origin === null) throw error;
      const next = await askForToken(page, PATIENCE_MS);
      if (next === null) throw error;
      api.renew(next);
      return api.grant();
    }
  }
  const next = page.origin === null ? null : await askForToken(page, PATIENCE_MS);
  if (next === null) throw new Error(t('embed.noToken'));
  api.renew(next);
  return api.grant();
}

/** The server lets only some origins frame this page at all; a token may be for fewer of them. */
function refuseOthers({ origins }: EmbedAnswer): void {
  if (window.parent === window || origins.length === 0) return;
  if (page.origin === null || !origins.includes(page.origin)) throw new Error(t('embed.elsewhere'));
}

const root = document.getElementById('app');
if (root) void start(root);

/** `/docs/embed`: an embedded page to play with, on the server's own workflows. The token comes from here, as it would from a back end. */

import type { DashboardSummary } from '../../db/dashboard.ts';
import { ApiError, bodyOf, reach } from '../answer.ts';
import type { WorkflowRow } from '../api.ts';
import type { Grant, Message, Mounted, Options, Theme } from '../public/embed.d.ts';
import '../styles/tokens.css';
import '../styles/base.css';
import '../styles/embed-example.css';

const KEPT = 40;
const byId = <Element extends HTMLElement>(id: string) => document.getElementById(id) as Element;
const form = byId<HTMLFormElement>('options');
const chosen = (name: string) => String(new FormData(form).get(name) ?? '');
let mounted: Mounted | null = null;

async function ask<T>(path: string, body?: object): Promise<T> {
  const init = { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) };
  return (await bodyOf(await reach(fetch(path, body && init)))) as T;
}

function themeNow(): Theme {
  const data = new FormData(form);
  const theme: Theme = { mode: chosen('mode') as 'auto', radius: Number(chosen('radius')) };
  const accent = chosen('accent');
  const hide = data.getAll('hide') as Theme['hide'] & string[];
  return {
    ...theme,
    ...(accent === '#c08a4e' ? {} : { accent }),
    ...(chosen('font') ? { font: chosen('font') } : {}),
    ...(data.has('compact') ? { compact: true } : {}),
    ...(hide.length > 0 ? { hide } : {}),
  };
}

type Kind = 'workflow' | 'dashboard';

/** What is chosen to be shown. */
function shown(): { kind: Kind; id: string } {
  const [kind = 'workflow', ...id] = chosen('what').split(':');
  return { kind: kind as Kind, id: id.join(':') };
}

/** What the token is asked for. */
function wanted(): object {
  const { kind, id } = shown();
  if (kind === 'workflow') return { workflowId: id, scopes: [chosen('shows')], viewer: 'example', payloads: true };
  const range = chosen('range');
  return { dashboardId: id, scopes: ['watch'], ...(range ? { range } : {}) };
}

const grant = (): Promise<Grant> => ask('/api/embed-tokens', wanted());

/** Shows the options that what is chosen has. */
function showOptions(): void {
  const { kind } = shown();
  for (const element of form.querySelectorAll<HTMLElement>('[data-of]')) element.hidden = element.dataset.of !== kind;
}

function showCode(): void {
  const options = JSON.stringify(
    { endpoint: '/my/cortado-token', theme: themeNow(), locale: chosen('locale') },
    null,
    2,
  )
    .replace(/"(\w+)":/g, '$1:')
    .replaceAll('"', "'");
  const { kind } = shown();
  const ended = ',\n  onEnd: ({ status, finalOutput }) => console.log(status, finalOutput),\n}';
  const whole = kind === 'workflow' ? options.replace(/\n}$/, ended) : options;
  byId('grant').textContent = `POST ${location.origin}/api/embed-tokens\n\n${JSON.stringify(wanted())}`;
  byId('code').textContent = `<div id="${kind}"></div>
<script type="module">
  import { mountCortado } from '${location.origin}/embed.js';

  mountCortado(document.querySelector('#${kind}'), ${whole.replaceAll('\n', '\n  ')});
</script>`;
}

function showMessage(message: Message): void {
  const line = document.createElement('li');
  line.textContent = JSON.stringify(message);
  byId('messages').prepend(line);
  while (byId('messages').childElementCount > KEPT) byId('messages').lastElementChild?.remove();
}

function showProblem(error: unknown): void {
  const unknown = error instanceof ApiError && error.status === 401;
  const text = error instanceof Error ? error.message : String(error);
  byId('problem').hidden = false;
  byId('problem').textContent = unknown ? 'Sign in to the dashboard first, then load this page again.' : text;
}

let mounts = 0;

async function mount(): Promise<void> {
  mounts += 1;
  const mine = mounts;
  mounted?.destroy();
  byId('messages').replaceChildren();
  // as another page would load it
  const host = '/embed.js';
  const { mountCortado } = (await import(/* @vite-ignore */ host)) as {
    mountCortado(element: Element, options: Options): Mounted;
  };
  // something else was chosen meanwhile
  if (mine !== mounts) return;
  mounted = mountCortado(byId('place'), {
    getToken: grant,
    theme: themeNow(),
    locale: chosen('locale') as 'en',
    title: 'The embedded page',
    ...(shown().kind === 'dashboard' ? { maxHeight: 1_200 } : {}),
    onMessage: showMessage,
    onError: ({ message }) => showProblem(message),
  });
}

async function start(): Promise<void> {
  const [{ workflows }, { dashboards }] = await Promise.all([
    ask<{ workflows: WorkflowRow[] }>('/api/workflows?limit=100'),
    ask<{ dashboards: DashboardSummary[] }>('/api/dashboards'),
  ]);
  const select = form.elements.namedItem('what') as HTMLSelectElement;
  const [first, second] = select.querySelectorAll('optgroup');
  first?.append(...workflows.map(({ id, name }) => new Option(name, `workflow:${id}`)));
  second?.append(...dashboards.map(({ id, name }) => new Option(name, `dashboard:${id}`)));
  const asked = new URLSearchParams(location.search).get('dashboard');
  if (asked !== null) select.value = `dashboard:${asked}`;
  if (select.selectedIndex < 0) select.selectedIndex = 0;
  showOptions();
  form.addEventListener('input', ({ target }) => {
    showOptions();
    showCode();
    const anew = ['what', 'shows', 'range', 'locale'].includes((target as HTMLInputElement).name);
    if (anew) mount().catch(showProblem);
    else mounted?.setTheme(themeNow());
  });
  showCode();
  await mount();
}

start().catch(showProblem);

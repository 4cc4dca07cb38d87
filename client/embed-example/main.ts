/** `/docs/embed`: an embedded page to play with, on the server's own workflows. The token comes from here, as it would from a back end. */
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

async function grant(): Promise<Grant> {
  return ask('/api/embed-tokens', {
    workflowId: chosen('workflow'),
    scopes: [chosen('shows')],
    viewer: 'example',
    payloads: true,
  });
}

function showCode(): void {
  const options = JSON.stringify(
    { endpoint: '/my/cortado-token', theme: themeNow(), locale: chosen('locale') },
    null,
    2,
  )
    .replace(/"(\w+)":/g, '$1:')
    .replaceAll('"', "'")
    .replace(/\n}$/, ',\n  onEnd: ({ status, finalOutput }) => console.log(status, finalOutput),\n}');
  byId('code').textContent = `<div id="run"></div>
<script type="module">
  import { mountCortado } from '${location.origin}/embed.js';

  mountCortado(document.querySelector('#run'), ${options.replaceAll('\n', '\n  ')});
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
  // another workflow was chosen meanwhile
  if (mine !== mounts) return;
  mounted = mountCortado(byId('place'), {
    getToken: grant,
    theme: themeNow(),
    locale: chosen('locale') as 'en',
    title: 'The embedded page',
    onMessage: showMessage,
    onError: ({ message }) => showProblem(message),
  });
}

async function start(): Promise<void> {
  const { workflows } = await ask<{ workflows: WorkflowRow[] }>('/api/workflows?limit=100');
  const select = form.elements.namedItem('workflow') as HTMLSelectElement;
  for (const { id, name } of workflows) select.add(new Option(name, id));
  if (workflows.length === 0) throw new Error('There is no workflow yet. Make one in the dashboard first.');
  form.addEventListener('input', ({ target }) => {
    showCode();
    const anew = ['workflow', 'shows', 'locale'].includes((target as HTMLInputElement).name);
    if (anew) mount().catch(showProblem);
    else mounted?.setTheme(themeNow());
  });
  showCode();
  await mount();
}

start().catch(showProblem);

/** The dashboard's entry: session, language, routes, frame. */
import { Route, Router } from '@solidjs/router';
import { lazy } from 'solid-js';
import { render } from 'solid-js/web';
import { Frame } from './components/frame.tsx';
import { offerParts, preferredLocale, setLocale, withWords } from './i18n.ts';
import { NotFound } from './pages/not-found.tsx';
import { partWords } from './part-words.ts';
import { followSession } from './session.ts';
import './styles/tokens.css';
import './styles/base.css';
import './styles/frame.css';
import './styles/page.css';
import './styles/list.css';
import './styles/frame-account.css';

const pages = {
  '/': lazy(() => withWords(['lists'], import('./pages/workflows.tsx'))),
  '/workflows/new': lazy(() => withWords(['editor'], import('./pages/editor.tsx'))),
  '/workflows/:id/edit': lazy(() => withWords(['editor'], import('./pages/editor.tsx'))),
  '/workflows/:id': lazy(() => withWords(['lists'], import('./pages/workflow.tsx'))),
  '/executions': lazy(() => withWords(['lists'], import('./pages/executions.tsx'))),
  '/executions/:id': lazy(() => import('./pages/execution.tsx')),
  '/databases': lazy(() => withWords(['databases'], import('./pages/databases.tsx'))),
  '/databases/:id': lazy(() => withWords(['databases'], import('./pages/database.tsx'))),
  '/dashboards': lazy(() => withWords(['dashboards'], import('./pages/dashboards.tsx'))),
  '/dashboards/:id': lazy(() => withWords(['dashboards', 'databases'], import('./pages/dashboard.tsx'))),
  '/shared/dashboard': lazy(() => withWords(['account', 'dashboards'], import('./pages/shared-dashboard.tsx'))),
  '/settings/:section?': lazy(() =>
    withWords(['account', 'lists', 'server', 'workers'], import('./pages/settings.tsx')),
  ),
  '/login': lazy(() => withWords(['account'], import('./pages/login.tsx'))),
  '/join': lazy(() => withWords(['account'], import('./pages/join.tsx'))),
  '/setup': lazy(() => withWords(['account'], import('./pages/setup.tsx'))),
};

offerParts(partWords);
followSession();
const words = setLocale(preferredLocale());
// The page itself is loaded while the server says who looks at it.
const [, first = '', ...rest] = location.pathname.split('/');
const opened = Object.entries(pages).find(([path]) => {
  const [, name, ...parts] = path.split('/');
  if (name !== first || rest.length > parts.length) return false;
  return parts.every((part, at) => part.endsWith('?') || part === rest[at] || (part.startsWith(':') && rest[at]));
});
void opened?.[1].preload();

await words;
const root = document.getElementById('app');
if (root) {
  render(
    () => (
      <Router root={Frame}>
        {Object.entries(pages).map(([path, page]) => (
          <Route path={path} component={page} />
        ))}
        <Route path="*" component={NotFound} />
      </Router>
    ),
    root,
  );
}

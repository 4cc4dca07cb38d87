/** The dashboard's entry: language, routes, frame. */
import { Route, Router } from '@solidjs/router';
import { lazy } from 'solid-js';
import { render } from 'solid-js/web';
import { Frame } from './components/frame.tsx';
import { preferredLocale, setLocale } from './i18n.ts';
import { NotFound } from './pages/not-found.tsx';
import './styles/tokens.css';
import './styles/base.css';
import './styles/frame.css';
import './styles/page.css';
import './styles/list.css';

const Workflows = lazy(() => import('./pages/workflows.tsx'));
const WorkflowPage = lazy(() => import('./pages/workflow.tsx'));
const Executions = lazy(() => import('./pages/executions.tsx'));
const ExecutionPage = lazy(() => import('./pages/execution.tsx'));

await setLocale(preferredLocale());
const root = document.getElementById('app');
if (root) {
  render(
    () => (
      <Router root={Frame}>
        <Route path="/" component={Workflows} />
        <Route path="/workflows/:id" component={WorkflowPage} />
        <Route path="/executions" component={Executions} />
        <Route path="/executions/:id" component={ExecutionPage} />
        <Route path="*" component={NotFound} />
      </Router>
    ),
    root,
  );
}

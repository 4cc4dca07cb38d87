import { useNavigate, useParams, useSearchParams } from '@solidjs/router';
import { ownServer } from '../run/own-server.ts';
import { RunView } from '../run/run-view.tsx';
import { may } from '../session.ts';

export default function ExecutionPage() {
  const params = useParams<{ id: string }>();
  const [search, setSearch] = useSearchParams<{ node?: string }>();
  const navigate = useNavigate();
  return (
    <RunView
      source={ownServer}
      executionId={params.id}
      selected={search.node ?? null}
      onSelect={(node) => setSearch({ node }, { replace: true, scroll: false })}
      onOpen={(executionId) => navigate(`/executions/${executionId}`)}
      readOnly={!may('run')}
      workflowHref={(id) => `/workflows/${id}`}
    />
  );
}

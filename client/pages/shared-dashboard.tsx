import { createResource, createSignal, Show } from 'solid-js';
import { Door } from '../account/door.tsx';
import { createLinkSecret } from '../account/link-secret.ts';
import { sentenceOf } from '../components/action.ts';
import { setTitle } from '../components/page-title.ts';
import { settled } from '../components/settled.ts';
import { Board } from '../dashboards/board.tsx';
import { openShared, type Range, type SharedBoard } from '../dashboards/dashboards-api.ts';
import { RangePicker } from '../dashboards/range-picker.tsx';
import { createToldChanges } from '../dashboards/told-changes.ts';
import { t } from '../i18n.ts';
import '../styles/account.css';
import '../styles/dashboards.css';

/** A dashboard by its link alone: it shows, and does nothing else. */
export default function SharedDashboard() {
  const secret = createLinkSecret();
  const [opened] = createResource(secret, openShared);
  setTitle(() => settled(opened)?.dashboard.name ?? t('app.dashboards'));
  return (
    <Show
      when={settled(opened)}
      fallback={
        <Show when={secret() === null || opened.error}>
          <Door title={t('share.void')} text={secret() === null ? t('share.noLink') : sentenceOf(opened.error)} />
        </Show>
      }
    >
      {(shared) => <Shared board={shared()} place={`shared ${secret()}`} />}
    </Show>
  );
}

function Shared(props: { board: SharedBoard; place: string }) {
  const [range, setRange] = createSignal<Range | null>(null);
  const shown = () => range() ?? props.board.dashboard.range;
  const changedOf = createToldChanges(props.board.follow);
  return (
    <div class="page dashboard-page">
      <header class="page-head">
        <h1>{props.board.dashboard.name}</h1>
        <div class="page-tools dashboard-tools">
          <RangePicker range={shown()} onRange={setRange} />
        </div>
      </header>
      <Board
        widgets={props.board.dashboard.widgets}
        range={shown()}
        data={props.board.data}
        place={props.place}
        changedOf={changedOf}
      />
    </div>
  );
}

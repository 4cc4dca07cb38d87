import { createResource, createSignal, Show } from 'solid-js';
import { Door } from '../account/door.tsx';
import { createLinkSecret } from '../account/link-secret.ts';
import { sentenceOf } from '../components/action.ts';
import { setTitle } from '../components/page-title.ts';
import { settled } from '../components/settled.ts';
import { Board } from '../dashboards/board.tsx';
import { openShared, type Range } from '../dashboards/dashboards-api.ts';
import { RangePicker } from '../dashboards/range-picker.tsx';
import { createTicks } from '../dashboards/widget-data.ts';
import { t } from '../i18n.ts';
import '../styles/account.css';
import '../styles/dashboards.css';

const LOOK_AGAIN_MS = 30_000;

/** A dashboard by its link alone: it shows, and does nothing else. */
export default function SharedDashboard() {
  const secret = createLinkSecret();
  const [opened] = createResource(secret, openShared);
  const [range, setRange] = createSignal<Range | null>(null);
  const ticks = createTicks(LOOK_AGAIN_MS);
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
      {(shared) => (
        <div class="page dashboard-page">
          <header class="page-head">
            <h1>{shared().dashboard.name}</h1>
            <div class="page-tools dashboard-tools">
              <RangePicker range={range() ?? shared().dashboard.range} onRange={setRange} />
            </div>
          </header>
          <Board
            widgets={shared().dashboard.widgets}
            range={range() ?? shared().dashboard.range}
            data={shared().data}
            place={`shared ${secret()}`}
            changedOf={() => ticks}
          />
        </div>
      )}
    </Show>
  );
}

import { createMemo, Show } from 'solid-js';
import { createClock } from '../clock.ts';
import type { LiveExecution } from '../execution-feed.ts';
import { count, duration } from '../format.ts';
import { dateLocale, t } from '../i18n.ts';
import { useRun } from './run-context.ts';
import '../styles/run-foot.css';

/** The truth about the connection. */
export function RunFoot() {
  const { live } = useRun();
  const now = createClock(1_000, () => live.connection() !== 'ended');
  const age = createMemo(() => {
    const heard = live.heardAt();
    if (heard === null || ['ended', 'offline'].includes(live.connection())) return null;
    return duration(Math.max(1_000, Math.floor((now() - heard) / 1_000) * 1_000)).replace('.0', '');
  });
  return (
    <footer class="run-foot num" data-connection={live.connection()}>
      <span class="dot" />
      <span class="connection">{connectionWords(live)}</span>
      <span>{t('foot.row', { seq: count(live.view().lastSeq) })}</span>
      <Show when={age()}>{(text) => <span>{t('foot.heard', { age: text() })}</span>}</Show>
      <Announced />
    </footer>
  );
}

function connectionWords(live: LiveExecution): string {
  const connection = live.connection();
  const since = live.offlineSince();
  if (connection === 'offline' && since !== null) return t('foot.offlineSince', { time: clockTime(since) });
  const why = live.noStream();
  return connection === 'polling' && why !== null ? t(`foot.polling.${why}`) : t(`foot.${connection}`);
}

function clockTime(at: number): string {
  return new Date(at).toLocaleTimeString(dateLocale());
}

/** Who listens is told when the connection is bad, and when it is well again; what lasts a moment is not news. */
function Announced() {
  const { live } = useRun();
  const words = createMemo<string>((before) => {
    const connection = live.connection();
    if (connection === 'offline' || connection === 'polling') return t(`foot.${connection}`);
    const well = connection === 'live' || connection === 'ended';
    return well && before !== '' ? t(`foot.${connection}`) : before;
  }, '');
  return (
    <span class="sr" role="status">
      {words()}
    </span>
  );
}
